#include "core/app/share_job.h"

#include <algorithm>

#include "core/app/queries.h"
#include "core/app/words.h"
#include "core/interchange/share_file.h"
#include "core/storage/replica.h"

namespace perennial {
namespace {

constexpr int kPieces = 64;                      // Between two looks at the stopwatch.
constexpr std::size_t kBytesAtOnce = 32 * 1024;  // Of a file being read.
constexpr std::int64_t kSettledAtOnce = 200;     // Contacts whose figures are computed between two looks.

/// What both jobs have in common: steps until the budget is used up, and one result.
template <class Advance>
void run_slice(const Stopwatch& stopwatch, double budget_ms, const bool& ended, Advance advance) {
    while (!ended) {
        advance();
        if (stopwatch.elapsed_ms() >= budget_ms) return;
    }
}

Error stopped(std::string message) { return Error{ErrorCode::cancelled, std::move(message), std::nullopt}; }

}  // namespace

// Export ------------------------------------------------------------------------------------------------------------------

struct ExportJob::Parts {
    WorkspaceSnapshot snapshot;
    ShareWriter writer;
    std::function<Status(std::string_view)> write;
    Status result;
    bool ended = false;

    Parts(Workspace& workspace, std::function<Status(std::string_view)> out)
        : snapshot(workspace), write(std::move(out)) {}

    Result<bool> advance() {
        TRY_ASSIGN(const bool more, snapshot.step(writer, kPieces));
        TRY(write(writer.take()));
        return more;
    }
};

ExportJob::ExportJob(Workspace& workspace, std::function<Status(std::string_view)> write)
    : parts_(std::make_unique<Parts>(workspace, std::move(write))) {}
ExportJob::~ExportJob() = default;

bool ExportJob::step(const Stopwatch& stopwatch, double budget_ms) {
    run_slice(stopwatch, budget_ms, parts_->ended, [this] {
        const Result<bool> more = parts_->advance();
        if (!more) parts_->result = std::unexpected(more.error());
        parts_->ended = !more || !*more;
    });
    return parts_->ended;
}

Progress ExportJob::progress() const {
    Progress progress;
    progress.doing = "Writing the share file";
    progress.fraction = parts_->ended ? 1 : parts_->snapshot.progress();
    return progress;
}

void ExportJob::cancel() {
    if (parts_->ended) return;
    parts_->result = std::unexpected(stopped("The export was stopped."));
    parts_->ended = true;
}

bool ExportJob::ended() const { return parts_->ended; }
Status ExportJob::result() const { return parts_->result; }

// Restore -----------------------------------------------------------------------------------------------------------------

struct RestoreJob::Parts {
    enum class Stage : std::uint8_t { begin, read, settle, commit };

    Workspace& workspace;
    std::string file_name;
    std::shared_ptr<const std::vector<std::byte>> bytes;
    std::unique_ptr<RestoreTransaction> transaction;
    std::optional<ShareReader> reader;
    std::size_t at = 0;
    Stage stage = Stage::begin;
    Status result;
    bool ended = false;

    Parts(Workspace& into, std::string name, std::shared_ptr<const std::vector<std::byte>> what)
        : workspace(into), file_name(std::move(name)), bytes(std::move(what)) {}

    Status check_empty();
    Status advance();
    void end(Status why);
};

Status RestoreJob::Parts::check_empty() {
    TRY_ASSIGN(const ChangeNo last, workspace.last_change());
    if (last == ChangeNo::none) return {};
    TRY_ASSIGN(const WorkspaceSummary summary, workspace_summary(workspace));
    const std::string holds = summary.contacts > 0 ? counted(table(TableId::contact), summary.contacts)
                              : summary.orders > 0 ? counted(table(TableId::order), summary.orders)
                                                   : std::string("changes of its own");
    return fail(ErrorCode::refused,
                "This workspace already holds " + holds +
                    ". Merging files comes with a later version: open the file in an empty workspace.");
}

Status RestoreJob::Parts::advance() {
    switch (stage) {
        case Stage::begin: {
            TRY(check_empty());
            TRY_ASSIGN(transaction, RestoreTransaction::begin(workspace));
            reader.emplace(*transaction, file_name);
            stage = Stage::read;
            return {};
        }
        case Stage::read: {
            const std::size_t size = std::min(kBytesAtOnce, bytes->size() - at);
            TRY(reader->feed({reinterpret_cast<const char*>(bytes->data()) + at, size}));
            at += size;
            if (at < bytes->size()) return {};
            TRY(reader->finish());
            stage = Stage::settle;
            return {};
        }
        case Stage::settle: {
            TRY_ASSIGN(const bool settled, transaction->settle(kSettledAtOnce));
            if (settled) stage = Stage::commit;
            return {};
        }
        case Stage::commit: {
            TRY(transaction->commit());
            end({});
            return {};
        }
    }
    return {};
}

/// Whatever is not committed by now is rolled back.
void RestoreJob::Parts::end(Status why) {
    result = std::move(why);
    ended = true;
    reader.reset();
    transaction.reset();
}

RestoreJob::RestoreJob(Workspace& workspace, std::string file_name,
                       std::shared_ptr<const std::vector<std::byte>> bytes)
    : parts_(std::make_unique<Parts>(workspace, std::move(file_name), std::move(bytes))) {}
RestoreJob::~RestoreJob() = default;

bool RestoreJob::step(const Stopwatch& stopwatch, double budget_ms) {
    run_slice(stopwatch, budget_ms, parts_->ended, [this] {
        if (Status status = parts_->advance(); !status) parts_->end(std::move(status));
    });
    return parts_->ended;
}

Progress RestoreJob::progress() const {
    constexpr double kReading = 0.9;
    Progress progress;
    progress.doing = "Opening " + parts_->file_name;
    progress.done = static_cast<std::int64_t>(parts_->at);
    progress.of = static_cast<std::int64_t>(parts_->bytes->size());
    if (progress.of > 0)
        progress.fraction = kReading * static_cast<double>(progress.done) / static_cast<double>(progress.of);
    if (parts_->ended) progress.fraction = 1;
    return progress;
}

void RestoreJob::cancel() {
    if (!parts_->ended)
        parts_->end(std::unexpected(stopped("Opening the file was stopped. Nothing was changed.")));
}

bool RestoreJob::ended() const { return parts_->ended; }
Status RestoreJob::result() const { return parts_->result; }

}  // namespace perennial
