#include "platform/native/cli/session.h"

#include <filesystem>

#include "core/base/hash.h"
#include "core/storage/past.h"
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
    return mode == Mode::write ? settle_segments() : Attempt<void>{};
}

Session::~Session() {
    app_.reset();
    workspace_.reset();
    // A file of this name that is not there needs no removing.
    std::error_code ignored;
    if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

Attempt<void> Session::settle_segments() {
    while (true) {
        TRY_ASSIGN(const bool settled, app_->segments().step(Endless{}, 1));
        if (settled) return {};
    }
}

Attempt<std::unique_ptr<Session>> Session::open_known_at(const GlobalOptions& options,
                                                         const std::optional<std::string>& text) {
    TRY_ASSIGN(auto present, open(options, Mode::read));
    if (!text) return present;
    const auto instant = Instant::parse(*text);
    if (!instant)
        return usage_error("--known-at is an instant such as 2026-03-01T12:00:00Z, not \"" + *text + "\".");
    TRY_ASSIGN(const Id name, fresh_writer());
    GlobalOptions then = options;
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    if (error) return fail(ErrorCode::storage_failed, "There is no folder for temporary files.");
    then.workspace = (folder / ("perennial-" + name.to_string() + ".db")).string();
    then.now = *instant;
    then.now_offset_minutes = present->clock().offset_minutes(*instant);
    std::unique_ptr<Session> past(new Session(then));
    past->temporary_ = then.workspace;
    TRY(write_as_known_at(present->workspace(), *instant, then.workspace));
    TRY(past->start(then, Mode::read));
    return past;
}

}  // namespace perennial::cli
