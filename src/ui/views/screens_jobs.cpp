#include <utility>

#include "core/app/command_job.h"
#include "core/app/sample.h"
#include "ui/views/format.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {
namespace {

std::string file_day(Day day) { return day.to_string(); }

}  // namespace

void Screens::Parts::start(std::unique_ptr<Job> job, std::function<void()> ended) {
    import_preview.stop();
    running.job = std::move(job);
    running.ended = std::move(ended);
}

/// One about so many records that the page would stand still meanwhile.
void Screens::Parts::start_command(const Command& command) {
    if (running.job) return say(kBusy, false, true);
    auto steps = command_steps(app.workspace(), command);
    if (!steps) return answer(command, std::unexpected(std::move(steps).error()));
    auto job = std::make_unique<CommandJob>(*std::move(steps));
    const CommandJob* running_command = job.get();
    start(std::move(job), [this, running_command, command] {
        const Result<Outcome> outcome = running_command->result();
        running.job.reset();
        const bool stopped = !outcome && outcome.error().code == ErrorCode::cancelled;
        if (stopped) return say(outcome.error().message, false, false);
        answer(command, outcome);
    });
}

void Screens::Parts::start_restore(ReceivedFile file) {
    auto job = std::make_unique<RestoreJob>(app.workspace(), file.name, file.bytes);
    const RestoreJob* restore = job.get();
    start(std::move(job), [this, restore, name = file.name] {
        const Status result = restore->result();
        running.job.reset();
        if (!result) return say(error_words(result.error()), false, true);
        platform.committed();
        go({.screen = Screen::contacts, .id = {}});
        const auto& summary = summary_model.get(app.workspace(), {});
        say(name + " opened: " + counted(summary ? summary->contacts : 0, "contact", "contacts") + ".", false,
            false);
    });
}

bool Screens::Parts::work_in_segments(const Stopwatch& stopwatch, double budget_ms) {
    if (!app.segments().pending()) return false;
    const std::uint64_t before = app.segments().revision();
    if (const auto stepped = app.segments().step(stopwatch, budget_ms); !stepped) refuse(stepped.error());
    if (app.segments().revision() == before) return false;
    platform.committed();
    return true;
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
    if (running.job) return say(kBusy, false, true);
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
