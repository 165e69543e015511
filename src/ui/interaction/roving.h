// The arrow keys among siblings, as readers of screens expect: in a tablist and a radiogroup they choose, in a menu and a
// listbox they move. Pure: answered from the recorded tree.
#pragma once

#include <optional>
#include <string_view>

#include "ui/semantics/tree.h"

namespace perennial::ui {

const Node* find_node(const Tree& tree, NodeId id);
/// Whether `id` is `ancestor` or lies within it.
bool is_within(const Tree& tree, NodeId id, NodeId ancestor);
/// Whether Enter and Space on it mean the same as a click.
bool activates_on_enter(Role role);

struct Rove {
    NodeId target = 0;
    bool activate = false;  ///< Chosen by moving to it.
};
/// Where `key` leads from the focused node; nullopt when the key means nothing there.
std::optional<Rove> rove(const Tree& tree, NodeId focused, std::string_view key);

}  // namespace perennial::ui
