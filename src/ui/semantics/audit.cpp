#include "ui/semantics/audit.h"

#include <optional>
#include <span>
#include <unordered_map>

#include "core/base/phrase.h"

namespace perennial::ui {

namespace {

constexpr float kTolerance = 24;  // Small marks answer around themselves, a little beyond what holds them.

bool needs_name(Role role) {
    switch (role) {
        case Role::button:
        case Role::link:
        case Role::textbox:
        case Role::searchbox:
        case Role::checkbox:
        case Role::radio:
        case Role::radiogroup:
        case Role::combobox:
        case Role::listbox:
        case Role::option:
        case Role::tab:
        case Role::tablist:
        case Role::menu:
        case Role::menuitem:
        case Role::grid:
        case Role::row:
        case Role::columnheader:
        case Role::dialog:
        case Role::progressbar:
        case Role::heading:
        case Role::image: return true;
        default: return false;
    }
}

// What must be found among the ancestors.
std::optional<Role> owner_of(Role role) {
    switch (role) {
        case Role::option: return Role::listbox;
        case Role::menuitem: return Role::menu;
        case Role::tab: return Role::tablist;
        case Role::row: return Role::grid;
        case Role::gridcell:
        case Role::columnheader: return Role::row;
        case Role::listitem: return Role::list;
        default: return std::nullopt;
    }
}

bool is_inside(const Rect& inner, const Rect& outer) {
    if (inner.w <= 0 || inner.h <= 0) return true;
    return inner.x >= outer.x - kTolerance && inner.y >= outer.y - kTolerance &&
           inner.right() <= outer.right() + kTolerance && inner.bottom() <= outer.bottom() + kTolerance;
}

class Audit {
public:
    std::vector<std::string> of(const Tree& tree) {
        for (const Node& node : tree.nodes) {
            if (node.id == 0) say(node, "has no id");
            check_parent(node);
            if (!seen_.emplace(node.id, &node).second) say(node, "uses an id that another node has");
        }
        for (const Node& node : tree.nodes) check(node);
        if (titles_ > 1) findings_.push_back(phrase("{} headings of level 1", titles_));
        return std::move(findings_);
    }

private:
    void say(const Node& node, std::string_view what) {
        findings_.push_back(phrase("{} \"{}\" {}", role_name(node.role), node.name, what));
    }

    const Node* find(NodeId id) const {
        const auto found = seen_.find(id);
        return found != seen_.end() ? found->second : nullptr;
    }

    void check_parent(const Node& node) {
        if (node.parent == 0) return;
        const Node* parent = find(node.parent);
        if (parent == nullptr)
            say(node, "has a parent that does not stand before it");
        else if (!is_inside(node.rect, parent->rect))
            say(node, "lies outside what holds it");
    }

    void check(const Node& node) {
        if (needs_name(node.role) && node.name.find_first_not_of(' ') == std::string::npos)
            say(node, "has no name");
        if (node.role == Role::link && node.href.empty()) say(node, "leads nowhere");
        if (node.role == Role::heading) {
            if (node.level < 1 || node.level > 6) say(node, "has no level");
            if (node.level == 1) ++titles_;
        }
        if (node.disabled && node.focusable) say(node, "is disabled and a tab stop");
        if (node.active_descendant != 0 && find(node.active_descendant) == nullptr)
            say(node, "names an active descendant that is not there");
        if (node.controls != 0 && find(node.controls) == nullptr)
            say(node, "controls a list that is not there");
        if (const auto owner = owner_of(node.role); owner && !has_ancestor(node, *owner))
            say(node, phrase("stands outside of a {}", role_name(*owner)));
    }

    bool has_ancestor(const Node& node, Role role) const {
        for (const Node* up = find(node.parent); up != nullptr; up = find(up->parent))
            if (up->role == role) return true;
        return false;
    }

    std::unordered_map<NodeId, const Node*> seen_;
    std::vector<std::string> findings_;
    int titles_ = 0;
};

}  // namespace

std::vector<std::string> audit(const Tree& tree) { return Audit().of(tree); }

}  // namespace perennial::ui
