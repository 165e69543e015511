#include <utility>

#include "ui/views/format.h"
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
    bulk_act();
    answer_import();
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
    if (running.job && app.workspace().writing())
        return say("An import is running. Wait for it, or stop it.", false, true);
    const auto outcome = app.execute(command);
    if (!outcome) {
        if (edits_contact(command) && contact.editing) contact.editing->failure = outcome.error().message;
        if (adds(command, TableId::contact) != nullptr) new_contact_open = true;
        return refuse(outcome.error());
    }
    if (!outcome->changed) {
        if (edits_contact(command)) contact.editing.reset();
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
    if (std::holds_alternative<DeleteRecords>(command)) {
        contacts.selection.clear();
        if (route.screen == Screen::contact) go({.screen = Screen::contacts, .id = {}});
        if (route.screen == Screen::order) go({.screen = Screen::orders, .id = {}});
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
                              new_contact->focus_first = true;
                              new_contact_open = !read_only;
                          },
                          [&](const PickFiles&) { platform.files->pick(false, ".csv,.tsv,.txt,.json"); },
                          [&](const ExportEverything&) { start_export(); },
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

void Screens::Parts::bulk_act() {
    const auto act = std::exchange(contacts.bulk, ContactsState::Bulk::none);
    if (act == ContactsState::Bulk::none || contacts.selection.size() == 0) return;
    const auto ids_of = perennial::contact_ids(app.workspace(), contacts.selection.rows());
    if (!ids_of) return refuse(ids_of.error());
    if (act == ContactsState::Bulk::remove) {
        queue.push(DeleteRecords{TableId::contact, *ids_of});
    } else {
        queue.push(TagContacts{.ids = *ids_of, .tag = contacts.tag_draft, .on = true});
    }
}

void Screens::Parts::go(const Route& to) {
    route = to;
    if (to.screen == Screen::import && import.step == ImportStep::done) import = {};
}

void Screens::Parts::say(std::string text, bool with_undo, bool failure) {
    if (text.empty()) return;
    chrome.toast = Toast{.text = std::move(text), .with_undo = with_undo, .failure = failure, .until = 0};
}

void Screens::Parts::refuse(const Error& error) { say(error.message, false, true); }

}  // namespace perennial::ui
