#include <utility>

#include "core/app/import_memory.h"
#include "core/app/sample.h"
#include "core/interchange/share_file.h"
#include "ui/views/format.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {
namespace {

std::string with_place(const Error& error) {
    if (!error.place || error.place->line == 0) return error.message;
    return error.message + " (line " + count_text(error.place->line) +
           (error.place->column.empty() ? "" : ", " + error.place->column) + ")";
}

std::string file_day(Day day) { return day.to_string(); }

}  // namespace

void Screens::Parts::receive(Result<ReceivedFile> file) {
    if (!file) return refuse(file.error());
    if (read_only) return say("This tab is only reading. Take over to bring files in here.", false, true);
    if (running.job) return say("One file at a time: wait for the running work, or stop it.", false, true);
    if (looks_like_share_file(*file->bytes)) return start_restore(*std::move(file));
    import = {};
    import.request.file_name = file->name;
    import.request.bytes = file->bytes;
    go({.screen = Screen::import, .id = {}});
    read_layout(std::nullopt, std::nullopt);
}

void Screens::Parts::read_layout(std::optional<ImportKind> kind, std::optional<TextFormat> format) {
    auto layout = propose_layout(*import.request.bytes, import.request.file_name, kind, format);
    import.checked.reset();
    if (!layout) {
        if (import.step == ImportStep::none) {
            import.failure = with_place(layout.error());
            import.failed_file = import.request.file_name;
        } else {
            say(with_place(layout.error()), false, true);
        }
        return;
    }
    import.request.layout = *std::move(layout);
    // The first reading of a file: as files like it were read before.
    if (import.step == ImportStep::none) {
        import.request.remember = true;
        auto remembered = remembered_mapping(app.workspace(), import.request.layout);
        if (!remembered) return refuse(remembered.error());
        if (*remembered) {
            import.request.layout = std::move((*remembered)->layout);
            import.request.source = (*remembered)->source;
            import.request.duplicates = (*remembered)->duplicates;
        }
    }
    if (import.request.source.empty())
        import.request.source = default_source_name(import.request.file_name, import.request.layout);
    import.step = ImportStep::columns;
}

void Screens::Parts::answer_import() {
    using Ask = ImportState::Ask;
    switch (std::exchange(import.ask, Ask::none)) {
        case Ask::none: return;
        case Ask::reread: return read_layout(import.request.layout.kind, import.request.layout.format);
        case Ask::check: return start_import(true);
        case Ask::run: return start_import(false);
        case Ask::save_refused: {
            const ImportReport& report = import.done ? *import.done : *import.checked;
            return save_text("refused-" + import.request.file_name, "text/csv", report.refused_csv);
        }
        case Ask::take_back:
            if (import.done) queue.push(TakeBackImport{static_cast<std::int64_t>(import.done->change)});
            return;
        case Ask::close: import = {}; return go({.screen = Screen::imports, .id = {}});
    }
}

void Screens::Parts::start(std::unique_ptr<Job> job, std::function<void()> ended) {
    running.job = std::move(job);
    running.ended = std::move(ended);
}

void Screens::Parts::start_import(bool dry_run) {
    if (running.job) return;
    ImportRequest request = import.request;
    request.dry_run = dry_run;
    auto job = std::make_unique<ImportJob>(app.workspace(), std::move(request));
    const ImportJob* running_import = job.get();
    start(std::move(job), [this, dry_run, running_import] {
        const auto report = running_import->result();
        const ImportReport seen = running_import->report();
        running.job.reset();
        if (!report && report.error().code == ErrorCode::cancelled)
            return say("Stopped. Nothing was changed.", false, false);
        if (!report && seen.rows_refused == 0) return say(with_place(report.error()), false, true);
        if (dry_run || !report) {
            import.checked = report ? *report : seen;
            import.step = ImportStep::check;
            return;
        }
        last_import_commit_ms = report->commit_ms;
        import.done = *report;
        import.step = ImportStep::done;
        route = {.screen = Screen::import, .id = {}};
        if (report->change != ChangeNo::none) platform.committed();
    });
}

void Screens::Parts::start_restore(ReceivedFile file) {
    auto job = std::make_unique<RestoreJob>(app.workspace(), file.name, file.bytes);
    const RestoreJob* restore = job.get();
    start(std::move(job), [this, restore, name = file.name] {
        const Status result = restore->result();
        running.job.reset();
        if (!result) return say(with_place(result.error()), false, true);
        platform.committed();
        go({.screen = Screen::contacts, .id = {}});
        const auto& summary = summary_model.get(app.workspace(), {});
        say(name + " opened: " + counted(summary ? summary->contacts : 0, "contact", "contacts") + ".", false,
            false);
    });
}

// The workspace stays as empty as it is until the sample's job is there to be started here.
void Screens::Parts::fill_sample() {
    if (running.job || read_only) return;
    auto job = std::make_unique<SampleJob>(app.workspace(), SampleRequest{.today = today()});
    const SampleJob* sample = job.get();
    start(std::move(job), [this, sample] {
        const auto report = sample->result();
        running.job.reset();
        if (!report) return refuse(report.error());
        platform.committed();
    });
}

void Screens::Parts::start_export() {
    if (running.job) return say("Wait for the running work, or stop it.", false, true);
    const std::string name = "perennial-" + file_day(today()) + ".json";
    std::shared_ptr<SaveTarget> target = platform.files->save(name, "application/json");
    auto job = std::make_unique<ExportJob>(app.workspace(),
                                           [target](std::string_view bytes) { return target->write(bytes); });
    const ExportJob* exporting = job.get();
    start(std::move(job), [this, exporting, target, name] {
        Status result = exporting->result();
        running.job.reset();
        if (result) result = target->finish();
        if (!result) return say(result.error().message, false, true);
        platform.backup_saved();
        say(name + " was handed to your browser.", false, false);
    });
}

void Screens::Parts::save_text(std::string_view name, std::string_view media_type, std::string_view text) {
    const std::unique_ptr<SaveTarget> target = platform.files->save(name, media_type);
    Status result = target->write(text);
    if (result) result = target->finish();
    if (!result) refuse(result.error());
}

}  // namespace perennial::ui
