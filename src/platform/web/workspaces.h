// The page's list of workspaces, kept beside them in the browser. The JavaScript half is workspaces.library.js.
//
// A workspace is a database named by the page's path and its key; the first one's key is that of a page that knew only one,
// so what such a page has kept is found. An unreadable list leaves the workspace that the tab showed before, else the first.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "ui/views/workspaces.h"

namespace perennial::web {

class Workspaces {
public:
    using OnDone = std::function<void(Status)>;
    Workspaces() = default;
    Workspaces(const Workspaces&) = delete;
    Workspaces& operator=(const Workspaces&) = delete;

    /// Finishes a deletion that the tab left to its next start, reads the list and chooses what this tab shows.
    /// Calls back once, with why the deletion was refused.
    void start(OnDone done);
    const std::string& current_key() const { return current_; }
    /// By name; the current one is always among them.
    const std::vector<ui::WorkspaceEntry>& entries() const { return entries_; }
    const ui::WorkspaceEntry& current() const;

    /// Keeps an entry, new or known. Done when it is durable.
    void put(const ui::WorkspaceEntry& entry, OnDone done);
    /// Deletes a workspace that this tab does not show. Errors: conflict when another tab has it open.
    void erase(const std::string& key, OnDone done);
    /// Whether this tab alone shows the current one. Errors: conflict.
    void only_here(OnDone done);
    /// At the tab's next start `erased`, if any, goes first, and then `key` is shown, if any.
    void at_next_start(const std::string& key, const std::string& erased) const;

    /// The list has changed, here or in another tab.
    std::function<void()> on_change;

    // Answers, from workspaces.library.js
    void receive(ui::WorkspaceEntry entry) { incoming_.push_back(std::move(entry)); }
    void answer(int request, Status result);
    void load(OnDone done);

private:
    int remember(OnDone done);
    void settle();

    std::string current_;
    std::vector<ui::WorkspaceEntry> entries_, incoming_;
    std::map<int, OnDone> pending_;
    int last_request_ = 0;
};

}  // namespace perennial::web
