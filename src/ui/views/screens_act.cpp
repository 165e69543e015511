#include <utility>

#include "core/app/command_steps.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {
namespace {

template <class... Handlers> struct Overloaded : Handlers... {
    using Handlers::operator()...;
};

/// Whether the command came from this screen's form, which is then closed or told why not.
bool edits_contact(const Command& command) {
    const auto* edit = std::get_if<EditRecord>(&command);
    return edit != nullptr && edit->table == TableId::contact;
}
const AddRecord* adds(const Command& command, TableId table) {
    const auto* add = std::get_if<AddRecord>(&command);
    return add != nullptr && add->table == table ? add : nullptr;
}

}  // namespace

bool Screens::Parts::settle() {
    for (ListScreen& list : lists) bulk_act(list);
    answer_import();
    answer_numbers();
    const bool any = !queue.items.empty();
    for (auto& item : std::exchange(queue.items, {})) {
        std::visit(
            Overloaded{[&](const Command& command) { run(command); }, [&](const Wish& wish) { grant(wish); }},
            item);
    }
    return any;
}

void Screens::Parts::run(const Command& command) {
    if (read_only) return say("This tab is only reading. Take over to change things here.", false, true);
    if (running.job && app.workspace().writing()) return say(kBusy, false, true);
    import_preview.stop();
    if (takes_long(app.workspace(), command).value_or(false)) return start_command(command);
    answer(command, app.execute(command));
}

void Screens::Parts::answer(const Command& command, const Result<Outcome>& outcome) {
    if (!outcome) {
        if (edits_contact(command) && contact.editing) note_failure(*contact.editing, outcome.error());
        if (adds(command, TableId::contact) != nullptr && new_contact) {
            note_failure(*new_contact, outcome.error());
            new_contact_open = true;
        }
        after_form(command, outcome.error(), nullptr);
        return refuse(outcome.error());
    }
    if (!outcome->changed) {
        if (edits_contact(command)) contact.editing.reset();
        after_form(command, std::nullopt, &*outcome);
        if (!outcome->message.empty()) say(outcome->message, false, false);
        return;
    }
    platform.committed();
    if (edits_contact(command)) contact.editing.reset();
    if (adds(command, TableId::touch) != nullptr) contact.touch = {};
    if (adds(command, TableId::contact) != nullptr) {
        new_contact.reset();
        if (!outcome->ids.empty()) go({.screen = Screen::contact, .id = outcome->ids.front()});
    }
    after_form(command, std::nullopt, &*outcome);
    if (std::holds_alternative<DeleteRecords>(command)) {
        for (ListScreen& list : lists) list.state.selection.clear();
        if (route.screen == Screen::contact) go({.screen = Screen::contacts});
        if (route.screen == Screen::company) go({.screen = Screen::companies});
        if (route.screen == Screen::product) go({.screen = Screen::products});
        if (route.screen == Screen::order) go({.screen = Screen::orders});
        if (route.screen == Screen::segment) go({.screen = Screen::segments});
    }
    settings.begun = false;
    std::string text = outcome->message;
    for (const std::string& note : outcome->notes) text += " " + note;
    const bool answers_itself =
        std::holds_alternative<Undo>(command) || std::holds_alternative<Redo>(command);
    say(text, outcome->undoable && !answers_itself, false);
}

void Screens::Parts::grant(const Wish& wish) {
    std::visit(Overloaded{[&](const GoTo& to) { go(parse_route(to.fragment)); },
                          [&](const OpenNewContact&) {
                              if (!new_contact) new_contact = new_contact_form(app.workspace().revision());
                              new_contact->focus = "name";
                              new_contact_open = !read_only;
                          },
                          [&](const OpenNewRecord& open) {
                              if (!new_record || new_record->table != open.table)
                                  new_record =
                                      new_record_form(open.table, currency(), app.workspace().revision());
                              new_record->open = !read_only;
                          },
                          [&](const OpenNewSegment& open) { open_new_segment(open); },
                          [&](const DiscardSegmentDraft&) { discard_segment(); },
                          [&](const PickFiles&) { platform.files->pick(true, ".csv,.tsv,.txt,.json"); },
                          [&](const ExportEverything&) { start_export(); },
                          [&](const ExportList& list) { export_list(list.list); },
                          [&](const StopJob&) {
                              if (running.job) running.job->cancel();
                          },
                          [&](const RetrySave&) { platform.retry_save(); },
                          [&](const TakeOver&) { platform.take_over(); },
                          [&](const SetAuthor& set) {
                              author = set.name;
                              app.workspace().session().author = set.name;
                              platform.author_changed(set.name);
                          },
                          [&](const SetTheme& set) { theme = set.choice; },
                          [&](const DismissToast&) { chrome.toast.reset(); },
                          [&](const ShowSettings& show) { show_settings(show.part); },
                          [&](const StartSample&) { fill_sample(); },
                          [&](const auto& of_workspaces) { grant_of_workspaces(of_workspaces); }},
               wish);
}

void Screens::Parts::bulk_act(ListScreen& list) {
    if (!list.state.bulk.confirmed) return;
    const BulkDraft draft = std::exchange(list.state.bulk, {});
    const auto asked = list.ask(today(), offset_minutes(), Layout::wide);
    if (!asked) return refuse(asked.error());
    queue.push(bulk_command(list.rows(*asked, today(), offset_minutes(), read_only), draft,
                            list.state.selection.rows()));
}

void Screens::Parts::export_list(ListKind kind) {
    const auto csv = list_csv(app.workspace(), {.list = kind,
                                                .view = list_of(kind).state.view,
                                                .today = today(),
                                                .offset_minutes = offset_minutes()});
    if (!csv) return refuse(csv.error());
    save_text(std::string(words_of(kind).place) + ".csv", "text/csv", *csv);
}

void Screens::Parts::go(const Route& to) {
    if (to.screen != Screen::contact || to.id != contact.id) keep_contact_draft();
    route = to;
    if (to.screen == Screen::import && import.step == ImportStep::done) import = {};
}

void Screens::Parts::say(std::string text, bool with_undo, bool failure) {
    if (text.empty()) return;
    chrome.toast = Toast{.text = std::move(text), .with_undo = with_undo, .failure = failure, .until = 0};
}

void Screens::Parts::refuse(const Error& error) { say(error.message, false, true); }

}  // namespace perennial::ui
