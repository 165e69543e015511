// The workspaces of one page (the shop's, the sample's): what the interface knows of them, and what it asks the platform
// for. Each has storage of its own, named by its key; a tab shows one of them at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace perennial::ui {

struct WorkspaceEntry {
    std::string key;   ///< Names its storage; never shown.
    std::string name;  ///< Of its setting "name", as last seen; "" when it has none yet.
    bool sample = false;
    std::uint64_t bytes = 0;          ///< Of its database, as last saved.
    std::int64_t last_opened_ms = 0;  ///< 0: never, as far as is known.
    bool current = false;             ///< The one that this tab shows.
    bool operator==(const WorkspaceEntry&) const = default;
};

/// The key of the workspace that a page begins with.
inline constexpr std::string_view kFirstWorkspace = "main";

// What a person can ask for. Each but the deletion of another workspace opens the page anew.
struct SwitchWorkspace {
    std::string key;
};
/// Makes an empty one and opens it: a sample fills itself, any other begins with the first run.
struct AddWorkspace {
    std::string name;
    bool sample = false;
};
/// With all that is in it. The platform refuses while another tab has it open.
struct DeleteWorkspace {
    std::string key;
};

/// Its name, or what one without a name is called.
std::string workspace_title(const WorkspaceEntry& entry);
/// nullptr when none is.
const WorkspaceEntry* current_workspace(std::span<const WorkspaceEntry> entries);
/// The one opened last that is no sample, leaving `without` aside; nullptr when there is none.
const WorkspaceEntry* own_workspace(std::span<const WorkspaceEntry> entries, std::string_view without = {});
/// What a tab opens: the one it showed before (`named`, "" for a new tab), else the one opened last, else the first.
std::string workspace_to_open(std::span<const WorkspaceEntry> entries, std::string_view named);

}  // namespace perennial::ui
