#include <utility>

#include "core/interchange/share_file.h"
#include "ui/views/format.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {

/// Files that come while others are being matched join them; else they begin anew.
void Screens::Parts::receive(std::vector<Result<ReceivedFile>> files) {
    if (read_only) return say("This tab is only reading. Take over to bring files in here.", false, true);
    const bool share = files.size() == 1 && files.front() && looks_like_share_file(*files.front()->bytes);
    if (share && running.job) return say(kBusy, false, true);
    if (share) return start_restore(*std::move(files.front()));
    const bool at_work = import.step == ImportStep::import ||
                         (import.step == ImportStep::columns && route.screen == Screen::import);
    if (!at_work) import = {};
    const std::size_t before = import.batch.files().size();
    import.batch.add(app.workspace(), std::move(files));
    if (before > 0) {
        const auto more = static_cast<std::int64_t>(import.batch.files().size() - before);
        say(counted(more, "file", "files") + " added behind this one.", false, false);
    }
    if (!at_work) show_next_file();
    go({.screen = Screen::import, .id = {}});
}

void Screens::Parts::show_next_file() {
    import.columns_scroll = import.side_scroll = 0;
    import.problems = {};
    import.tab = 0;
    import_preview.forget();
    if (import.batch.current() != nullptr) {
        import.step = ImportStep::columns;
    } else {
        import.step = import.batch.readable() > 0 ? ImportStep::done : ImportStep::file;
    }
}

/// The kind of rows or the file's format was changed by hand: its columns are recognised anew.
void Screens::Parts::reread_file() {
    ImportRequest& request = import.batch.current()->request;
    auto layout =
        propose_layout(*request.bytes, request.file_name, request.layout.kind, request.layout.format);
    if (!layout) return say(error_words(layout.error()), false, true);
    request.layout = *std::move(layout);
}

/// The check runs while the columns are on screen and nobody else writes.
void Screens::Parts::keep_preview() {
    const bool wanted =
        route.screen == Screen::import && import.step == ImportStep::columns && !running.job && !read_only;
    if (wanted) {
        import_preview.ask(app.workspace(), import.batch.current()->request);
    } else {
        import_preview.stop();
    }
}

void Screens::Parts::draw_import_screen(Ui& ui, Rect page) {
    ImportRows rows{.preview = import_preview,
                    .importing = std::nullopt,
                    .busy = running.job != nullptr,
                    .read_only = read_only};
    if (import.step == ImportStep::import && running.job) rows.importing = running.job->progress();
    draw_import(ui, page, rows, import, queue);
}

void Screens::Parts::answer_import() {
    using Ask = ImportState::Ask;
    switch (std::exchange(import.ask, Ask::none)) {
        case Ask::none: return;
        case Ask::reread: return reread_file();
        case Ask::run: return start_import();
        case Ask::save_refused: return save_refused(import.asked_file);
        case Ask::leave_out: import.batch.leave_out(app.workspace()); return show_next_file();
        case Ask::close:
            import = {};
            import_preview.forget();
            return go({.screen = Screen::imports, .id = {}});
    }
}

void Screens::Parts::save_refused(std::size_t index) {
    const FileInBatch& file = import.batch.files()[index];
    const ImportReport* report = file.fate == FileFate::current ? import_preview.latest() : &file.report;
    if (report == nullptr) return;
    save_text("refused-" + file.request.file_name, "text/csv", report->refused_csv);
}

void Screens::Parts::start_import() {
    if (running.job) return;
    auto job = std::make_unique<ImportJob>(app.workspace(), import.batch.current()->request);
    const ImportJob* running_import = job.get();
    import.step = ImportStep::import;
    start(std::move(job), [this, running_import] {
        auto report = running_import->result();
        running.job.reset();
        if (!report) {
            import.step = ImportStep::columns;
            const bool stopped = report.error().code == ErrorCode::cancelled;
            return say(stopped ? "Stopped. Nothing was changed." : error_words(report.error()), false,
                       !stopped);
        }
        last_import_commit_ms = report->commit_ms;
        const bool changed = report->change != ChangeNo::none;
        const ImportRequest& request = import.batch.current()->request;
        std::string done = request.file_name + ": " + done_words(*report, request.layout.kind) + ".";
        import.batch.imported(app.workspace(), *std::move(report));
        show_next_file();
        if (import.batch.current() != nullptr) say(std::move(done), changed, false);
        route = {.screen = Screen::import, .id = {}};
        if (changed) platform.committed();
    });
}

}  // namespace perennial::ui
