#include "platform/native/cli/session.h"

#include <filesystem>

#include "core/base/hash.h"
#include "platform/native/os_random.h"

namespace perennial::cli {
namespace {

std::uint64_t mixed(std::uint64_t seed, const Id& writer, std::int64_t changes) {
    return hash64(std::to_string(seed) + "/" + writer.to_string() + "/" + std::to_string(changes));
}

/// Never one that was used before.
Result<Id> fresh_writer() {
    TRY_ASSIGN(const std::uint64_t seed, os_random_seed());
    Random random(seed);
    const SystemClock clock;
    return IdSource(clock, random).next();
}

}  // namespace

Session::Session(const GlobalOptions& options) {
    if (options.now) clock_.set(*options.now, options.now_offset_minutes);
}

Attempt<std::uint64_t> Session::seed(const GlobalOptions& options) const {
    if (options.seed) return *options.seed;
    TRY_ASSIGN(const std::uint64_t seed, os_random_seed());
    return seed;
}

Attempt<std::unique_ptr<Session>> Session::open(const GlobalOptions& options, Mode mode) {
    std::error_code ignored;
    const bool there = std::filesystem::exists(options.workspace, ignored);
    if (there && mode == Mode::make) {
        return fail_at(ErrorCode::refused,
                       "There is a file of this name already. Choose another, or use that one.",
                       Place{options.workspace, 0, ""});
    }
    if (!there && mode != Mode::make) {
        return fail_at(
            ErrorCode::not_found,
            "There is no such workspace. Make it with: perennial --workspace " + options.workspace + " init",
            Place{options.workspace, 0, ""});
    }
    std::unique_ptr<Session> session(new Session(options));
    TRY(session->start(options, mode));
    return session;
}

Attempt<void> Session::start(const GlobalOptions& options, Mode mode) {
    TRY_ASSIGN(const std::uint64_t chosen, seed(options));
    if (options.writer) {
        writer_ = *options.writer;
    } else {
        TRY_ASSIGN(writer_, fresh_writer());
    }
    random_ = Random(mixed(chosen, writer_, 0));
    WorkspaceOptions where{options.workspace, "", mode == Mode::read};
    perennial::Session writing{&clock_, &random_, writer_, options.author.value_or("")};
    TRY_ASSIGN(workspace_, Workspace::open(where, std::move(writing)));
    // The same switches never give the same ids twice, because each run begins after more changes.
    TRY_ASSIGN(const ChangeNo last, workspace_->last_change());
    if (last != ChangeNo::none) random_ = Random(mixed(chosen, writer_, static_cast<std::int64_t>(last)));
    app_ = std::make_unique<App>(*workspace_);
    if (!options.author) {
        TRY_ASSIGN(const WorkspaceSummary summary, workspace_summary(*workspace_));
        workspace_->session().author = summary.name;
    }
    return {};
}

}  // namespace perennial::cli
