// A change: one committed command, the unit of history, undo and merging.
// A workspace numbers the changes it knows 1, 2, 3, ... in the order it came to know them (ChangeNo, local);
// across workspaces a change is (writer, n).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/merge/hybrid_clock.h"

namespace perennial {

/// Local number of a change; 0 = none. Never exported.
enum class ChangeNo : std::int64_t { none = 0 };

enum class ChangeKind : std::uint8_t { edit, import, undo, redo, take_back };
std::string_view change_kind_name(ChangeKind kind);
std::optional<ChangeKind> parse_change_kind(std::string_view name);

struct Change {
    Id writer;
    std::int64_t n = 0;  ///< 1, 2, 3, ... within the writer.
    LogicalTime time;
    Instant wall;  ///< The writer's own clock, unadjusted.
    ChangeKind kind = ChangeKind::edit;
    std::string author;  ///< The person's name, or "".
    std::string label;   ///< In words, as undo shows it: "Edit Agnieszka Wróblewska".
    std::string source;  ///< An import's source name (usually its file's), else "".
    std::string detail;  ///< An import's counts as JSON, else "".
    Id undoes_writer;    ///< For undo, redo and take_back: the change it answers.
    std::int64_t undoes_n = 0;
};

/// Which changes a workspace has seen: all of each writer up to a number.
using VersionVector = std::map<Id, std::int64_t>;

}  // namespace perennial
