// The page among its workspaces: what it notes of the one it shows, and how it leaves for another. Leaving opens the page
// anew, after the last save: nothing of one workspace stays in memory beside another.
#include <algorithm>

#include "core/base/phrase.h"
#include "platform/web/page.h"
#include "ui/views/people.h"

extern "C" void tab_open_anew();

namespace perennial::web {
namespace {

std::string sentence(const ui::WorkspaceEntry& entry, const Error& error) {
    return phrase("{} was not deleted. {}", ui::workspace_title(entry), error.message);
}

}  // namespace

std::string Page::backup_key() const {
    const std::string& key = workspaces_.current_key();
    return key == ui::kFirstWorkspace ? "backup" : "backup " + key;
}

ui::WorkspaceEntry Page::current_entry() const {
    ui::WorkspaceEntry entry = workspaces_.current();
    if (const std::string name = screens_ ? screens_->workspace_name() : std::string(); !name.empty())
        entry.name = name;
    entry.bytes = image_.size();
    return entry;
}

void Page::note_workspace(bool opened) {
    ui::WorkspaceEntry entry = current_entry();
    if (opened) entry.last_opened_ms = clock_.now().ms;
    // What the list misses is found again by the next opening or save.
    if (entry != workspaces_.current()) workspaces_.put(entry, [](const Status&) {});
}

void Page::note_person(const std::string& author) {
    remember("author", author);
    people_ = ui::with_person(std::move(people_), author);
    remember("people", ui::people_text(people_));
}

void Page::tell(const Error& error) {
    if (!screens_) untold_ = error.message;
    if (screens_) screens_->tell(error.message, true);
    refresh();
}

void Page::open_anew(const std::string& key, const std::string& erased) {
    leaving_ = true;
    workspaces_.at_next_start(key, erased);
    tab_open_anew();
}

void Page::leave_for(ui::WorkspaceEntry entry) {
    saver_.flush([this, entry = std::move(entry)](const Status& saved) mutable {
        if (!saved) return tell(saved.error());
        entry.last_opened_ms = clock_.now().ms;
        const std::string key = entry.key;
        workspaces_.put(entry, [this, key](const Status& kept) {
            if (!kept) return tell(kept.error());
            open_anew(key, {});
        });
    });
}

void Page::switch_workspace(const ui::SwitchWorkspace& wish) {
    const auto& entries = workspaces_.entries();
    const auto found = std::ranges::find(entries, wish.key, &ui::WorkspaceEntry::key);
    if (found != entries.end() && !found->current) leave_for(*found);
}

void Page::add_workspace(const ui::AddWorkspace& wish) {
    leave_for({.key = random_id().to_string(), .name = wish.name, .sample = wish.sample});
}

void Page::delete_workspace(const ui::DeleteWorkspace& wish) {
    const auto& entries = workspaces_.entries();
    const auto found = std::ranges::find(entries, wish.key, &ui::WorkspaceEntry::key);
    if (found == entries.end()) return;
    const ui::WorkspaceEntry& entry = *found;
    if (entry.current) return delete_current(entry);
    workspaces_.erase(std::string(entry.key), [this, entry](const Status& erased) {
        if (!erased) return tell({.code = erased.error().code, .message = sentence(entry, erased.error())});
        remember("backup " + entry.key, "");
        if (screens_) screens_->tell(phrase("{} is deleted.", ui::workspace_title(entry)), false);
        refresh();
    });
}

// By the page that is opened next, in which nothing reads or writes it any more.
void Page::delete_current(const ui::WorkspaceEntry& entry) {
    workspaces_.only_here([this, entry](const Status& alone) {
        if (!alone) return tell({.code = alone.error().code, .message = sentence(entry, alone.error())});
        remember(backup_key(), "");
        const ui::WorkspaceEntry* next = ui::own_workspace(workspaces_.entries(), entry.key);
        open_anew(next != nullptr ? next->key : std::string(), entry.key);
    });
}

}  // namespace perennial::web
