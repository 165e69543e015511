#include "ui/semantics/diff.h"

#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

#include "core/base/phrase.h"

namespace perennial::ui {
namespace {

using Kind = MirrorOperation::Kind;

std::string flag(bool on) { return on ? "true" : ""; }
std::string number(std::int32_t value) { return value == 0 ? "" : std::to_string(value); }
std::string reference(NodeId id) { return id == 0 ? "" : std::to_string(id); }
std::string tri(Node::Tri value) {
    switch (value) {
        case Node::Tri::none: return "";
        case Node::Tri::no: return "no";
        case Node::Tri::yes: return "yes";
        case Node::Tri::mixed: return "mixed";
    }
    return "";
}
std::string sort(Node::Sort value) {
    return value == Node::Sort::none ? "" : value == Node::Sort::ascending ? "ascending" : "descending";
}
/// In hundredths of a pixel, which no eye and no pointer tells apart.
std::string length(float pixels) {
    const std::int64_t hundredths = std::llround(pixels * 100);
    const std::int64_t size = std::abs(hundredths);
    std::string text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
    return size % 100 == 0 ? text : text + "." + zero_padded(size % 100, 2);
}
std::string rectangle(const Rect& rect) {
    return phrase("{} {} {} {}", length(rect.x), length(rect.y), length(rect.w), length(rect.h));
}

/// Compares attribute after attribute of one node with what its element says.
class Attributes {
public:
    Attributes(const Node& before, const Node& after, std::vector<MirrorOperation>& out)
        : before_(before), after_(after), out_(out) {}

    template <class T, class ToText>
    void compare(std::string_view attribute, T Node::* member, ToText to_text) {
        if (before_.*member == after_.*member) return;
        out_.push_back({.kind = Kind::set,
                        .id = after_.id,
                        .role = after_.role,
                        .parent = 0,
                        .before_sibling = 0,
                        .attribute = attribute,
                        .text = to_text(after_.*member)});
    }
    void compare(std::string_view attribute, std::string Node::* member) {
        compare(attribute, member, [](const std::string& text) { return text; });
    }

private:
    const Node& before_;
    const Node& after_;
    std::vector<MirrorOperation>& out_;
};

void compare_states(Attributes& attributes) {
    attributes.compare("checked", &Node::checked, tri);
    attributes.compare("expanded", &Node::expanded, tri);
    attributes.compare("sort", &Node::sort, sort);
    attributes.compare("disabled", &Node::disabled, flag);
    attributes.compare("selected", &Node::selected, flag);
    attributes.compare("current", &Node::current, flag);
    attributes.compare("invalid", &Node::invalid, flag);
    attributes.compare("required", &Node::required, flag);
    attributes.compare("read_only", &Node::read_only, flag);
    attributes.compare("modal", &Node::modal, flag);
    attributes.compare("focusable", &Node::focusable, flag);
}

/// `editable` and `multiline` come first: they make the field another kind of element.
void compare_node(const Node& before, const Node& after, std::vector<MirrorOperation>& out) {
    Attributes attributes(before, after, out);
    attributes.compare("editable", &Node::editable, flag);
    attributes.compare("multiline", &Node::multiline, flag);
    attributes.compare("name", &Node::name);
    attributes.compare("value", &Node::value);
    attributes.compare("description", &Node::description);
    attributes.compare("rect", &Node::rect, rectangle);
    attributes.compare("href", &Node::href);
    attributes.compare("level", &Node::level, number);
    attributes.compare("row_index", &Node::row_index, number);
    attributes.compare("row_count", &Node::row_count, number);
    attributes.compare("column_index", &Node::column_index, number);
    attributes.compare("column_count", &Node::column_count, number);
    compare_states(attributes);
    attributes.compare("active_descendant", &Node::active_descendant, reference);
    attributes.compare("controls", &Node::controls, reference);
    attributes.compare("input_mode", &Node::input_mode);
    attributes.compare("autocomplete", &Node::autocomplete);
    attributes.compare("placeholder", &Node::placeholder);
}

class Diff {
public:
    Diff(const Tree& before, const Tree& after) : before_(before), after_(after) {}

    std::vector<MirrorOperation> run() {
        for (const Node& node : after_.nodes) next_[node.id] = &node;
        note_kept();
        remove_replaced();
        for (const Node& node : after_.nodes) children_[node.parent].push_back(node.id);
        arrange(0);
        for (const Node& node : after_.nodes) arrange(node.id);
        remove_gone();
        compare_all();
        return std::move(out_);
    }

private:
    /// Kept: still there, of the same role, and so is everything it stood in before.
    void note_kept() {
        for (const Node& node : before_.nodes) {
            const auto found = next_.find(node.id);
            const bool replaced_around = node.parent != 0 && replaced_.contains(node.parent);
            if (replaced_around || (found != next_.end() && found->second->role != node.role)) {
                replaced_.insert(node.id);
                if (!replaced_around) replaced_roots_.push_back(node.id);
            } else if (found != next_.end()) {
                kept_[node.id] = &node;
                if (found->second->parent == node.parent) places_[node.parent].push_back(node.id);
            }
        }
    }

    void remove_replaced() {
        for (const NodeId id : replaced_roots_)
            out_.push_back({.kind = Kind::remove,
                            .id = id,
                            .role = {},
                            .parent = 0,
                            .before_sibling = 0,
                            .attribute = {},
                            .text = {}});
    }

    /// Puts the children of one parent in order, from the last to the first.
    void arrange(NodeId parent) {
        const auto wanted = children_.find(parent);
        if (wanted == children_.end()) return;
        std::vector<NodeId>& standing = places_[parent];
        NodeId behind = 0;
        for (auto child = wanted->second.rbegin(); child != wanted->second.rend(); ++child) {
            while (!standing.empty() && moved_.contains(standing.back())) standing.pop_back();
            if (!standing.empty() && standing.back() == *child) {
                standing.pop_back();
            } else {
                const bool is_new = !kept_.contains(*child);
                if (!is_new) moved_.insert(*child);
                out_.push_back({.kind = is_new ? Kind::create : Kind::move,
                                .id = *child,
                                .role = next_[*child]->role,
                                .parent = parent,
                                .before_sibling = behind,
                                .attribute = {},
                                .text = {}});
            }
            behind = *child;
        }
    }

    void remove_gone() {
        for (const Node& node : before_.nodes) {
            const bool root_of_gone = !next_.contains(node.id) && !replaced_.contains(node.id) &&
                                      (node.parent == 0 || next_.contains(node.parent));
            if (root_of_gone)
                out_.push_back({.kind = Kind::remove,
                                .id = node.id,
                                .role = {},
                                .parent = 0,
                                .before_sibling = 0,
                                .attribute = {},
                                .text = {}});
        }
    }

    void compare_all() {
        const Node blank;
        for (const Node& node : after_.nodes) {
            const auto kept = kept_.find(node.id);
            if (kept != kept_.end() && *kept->second == node) continue;
            compare_node(kept == kept_.end() ? blank : *kept->second, node, out_);
        }
    }

    const Tree& before_;
    const Tree& after_;
    std::unordered_map<NodeId, const Node*> next_, kept_;
    std::unordered_set<NodeId> replaced_, moved_;
    std::vector<NodeId> replaced_roots_;
    std::unordered_map<NodeId, std::vector<NodeId>> children_, places_;
    std::vector<MirrorOperation> out_;
};

}  // namespace

std::vector<MirrorOperation> diff(const Tree& before, const Tree& after) {
    if (before.nodes == after.nodes) return {};
    return Diff(before, after).run();
}

}  // namespace perennial::ui
