#include "ui/interaction/roving.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"

namespace perennial::ui {

namespace {

bool roves(Role role) {
    return role == Role::tab || role == Role::radio || role == Role::menuitem || role == Role::option;
}

std::vector<const Node*> siblings_of(const Tree& tree, const Node& node) {
    std::vector<const Node*> siblings;
    for (const Node& other : tree.nodes)
        if (other.parent == node.parent && other.role == node.role && !other.disabled)
            siblings.push_back(&other);
    return siblings;
}

// A letter leads to the next item that begins with it.
std::optional<std::size_t> by_letter(const std::vector<const Node*>& items, std::size_t from,
                                     std::string_view key) {
    const std::string wanted = fold(key);
    if (wanted.empty() || key.size() > 4 || (key.size() > 1 && static_cast<unsigned char>(key[0]) < 0x80))
        return std::nullopt;
    for (std::size_t step = 1; step <= items.size(); ++step) {
        const std::size_t n = (from + step) % items.size();
        if (fold(items[n]->name).starts_with(wanted)) return n;
    }
    return std::nullopt;
}

std::optional<std::size_t> next_place(const std::vector<const Node*>& items, std::size_t from,
                                      std::string_view key, bool list) {
    const std::size_t count = items.size();
    const bool forward = key == "ArrowDown" || (!list && key == "ArrowRight");
    const bool back = key == "ArrowUp" || (!list && key == "ArrowLeft");
    if (forward) return (from + 1) % count;
    if (back) return (from + count - 1) % count;
    if (key == "Home") return 0;
    if (key == "End") return count - 1;
    return list ? by_letter(items, from, key) : std::nullopt;
}

}  // namespace

const Node* find_node(const Tree& tree, NodeId id) {
    const auto found = std::ranges::find(tree.nodes, id, &Node::id);
    return id != 0 && found != tree.nodes.end() ? &*found : nullptr;
}

bool is_within(const Tree& tree, NodeId id, NodeId ancestor) {
    while (id != 0 && id != ancestor) {
        const Node* node = find_node(tree, id);
        id = node != nullptr ? node->parent : 0;
    }
    return id != 0;
}

bool activates_on_enter(Role role) {
    return role == Role::button || role == Role::link || role == Role::checkbox || role == Role::combobox ||
           role == Role::columnheader || roves(role);
}

std::optional<Rove> rove(const Tree& tree, NodeId focused, std::string_view key) {
    const Node* node = find_node(tree, focused);
    if (node == nullptr || !roves(node->role)) return std::nullopt;
    const auto items = siblings_of(tree, *node);
    const auto here = std::ranges::find(items, focused, [](const Node* item) { return item->id; });
    if (here == items.end()) return std::nullopt;
    const bool list = node->role == Role::menuitem || node->role == Role::option;
    const auto place = next_place(items, static_cast<std::size_t>(here - items.begin()), key, list);
    if (!place) return std::nullopt;
    return Rove{items[*place]->id, !list};
}

}  // namespace perennial::ui
