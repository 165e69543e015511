// Builds the tree while a frame is drawn: ids from the id stack, parents from the open containers.
// Invariants: no two nodes of a frame share an id; a parent stands before its children.
#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "ui/geometry.h"
#include "ui/semantics/tree.h"

namespace perennial::ui {

class Record {
public:
    void begin_frame();

    void push_id(std::string_view id);
    void push_id(std::uint64_t id);
    void pop_id();
    /// From the id stack, the role and the label; told apart by order when the same label comes again.
    NodeId make_id(Role role, std::string_view label);

    /// Adds a node below the open container. `full`: its rectangle before clipping.
    Node& add(Node node, Rect full, int layer);
    /// What is added until close() lies in the node added last.
    void open();
    void close();
    /// Starts at the page again (a popup or dialog), until leave_page().
    void enter_page();
    void leave_page();

    Node& last();
    /// last() when there is none.
    Node& node(NodeId id);
    /// Place of the node added last, for changing it after others have followed.
    std::size_t last_place() const { return nodes_.empty() ? 0 : nodes_.size() - 1; }
    Node& at(std::size_t place) { return nodes_[place]; }
    const std::vector<Node>& nodes() const { return nodes_; }
    /// The rectangle before clipping; nullptr when the node is not in this frame.
    const Rect* full_rect(NodeId id) const;
    /// Whether `id` is or lies within `ancestor`, in this frame.
    bool contains(NodeId ancestor, NodeId id) const;
    /// The nodes of the frame; those below `from_layer` only when they announce something.
    std::vector<Node> take(int from_layer);

private:
    struct Extra {
        Rect full;
        int layer = 0;
    };
    NodeId seed() const { return ids_.back(); }
    const Node* find(NodeId id) const;

    std::vector<Node> nodes_;
    std::vector<Extra> extras_;
    std::vector<NodeId> ids_{1}, parents_{0};
    std::unordered_set<NodeId> used_;
    Node nowhere_;  // What last() answers before anything is recorded.
};

}  // namespace perennial::ui
