#include "ui/views/workspaces.h"

#include <algorithm>

namespace perennial::ui {
namespace {

/// The one opened last among those that `fits` holds for; of several never opened, the one listed first.
template <class Fits> const WorkspaceEntry* last_opened(std::span<const WorkspaceEntry> entries, Fits fits) {
    const WorkspaceEntry* last = nullptr;
    for (const WorkspaceEntry& entry : entries) {
        if (fits(entry) && (last == nullptr || entry.last_opened_ms > last->last_opened_ms)) last = &entry;
    }
    return last;
}

}  // namespace

std::string workspace_title(const WorkspaceEntry& entry) {
    if (!entry.name.empty()) return entry.name;
    if (entry.sample) return "Sample shop";
    return entry.key == kFirstWorkspace || entry.key.empty() ? "My customers" : "Unnamed workspace";
}

const WorkspaceEntry* current_workspace(std::span<const WorkspaceEntry> entries) {
    const auto found = std::ranges::find(entries, true, &WorkspaceEntry::current);
    return found != entries.end() ? &*found : nullptr;
}

const WorkspaceEntry* own_workspace(std::span<const WorkspaceEntry> entries, std::string_view without) {
    return last_opened(entries,
                       [&](const WorkspaceEntry& entry) { return !entry.sample && entry.key != without; });
}

std::string workspace_to_open(std::span<const WorkspaceEntry> entries, std::string_view named) {
    if (std::ranges::find(entries, named, &WorkspaceEntry::key) != entries.end()) return std::string(named);
    const WorkspaceEntry* last = last_opened(entries, [](const WorkspaceEntry&) { return true; });
    return last != nullptr ? last->key : std::string(kFirstWorkspace);
}

}  // namespace perennial::ui
