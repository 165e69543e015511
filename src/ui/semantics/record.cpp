#include "ui/semantics/record.h"

#include <algorithm>
#include <utility>

#include "core/base/hash.h"

namespace perennial::ui {

namespace {

NodeId mixed(std::uint64_t hash) {
    const auto id = static_cast<NodeId>(hash ^ hash >> 32U);
    return id != 0 ? id : 1;
}

}  // namespace

void Record::begin_frame() {
    nodes_.clear();
    extras_.clear();
    used_.clear();
    ids_.assign(1, 1);
    parents_.assign(1, 0);
}

void Record::push_id(std::string_view id) { ids_.push_back(mixed(hash64(id, seed()))); }

void Record::push_id(std::uint64_t id) {
    ids_.push_back(mixed(hash64(std::as_bytes(std::span(&id, 1)), seed() ^ 0x5BD1E995U)));
}

void Record::pop_id() {
    if (ids_.size() > 1) ids_.pop_back();
}

NodeId Record::make_id(Role role, std::string_view label) {
    std::uint64_t hash = hash64(label, (static_cast<std::uint64_t>(role) + 1) << 32U | seed());
    NodeId id = mixed(hash);
    while (!used_.insert(id).second) {
        hash = hash * 6364136223846793005U + 1442695040888963407U;
        id = mixed(hash);
    }
    return id;
}

Node& Record::add(Node node, Rect full, int layer) {
    node.parent = parents_.back();
    nodes_.push_back(std::move(node));
    extras_.push_back({full, layer});
    return nodes_.back();
}

void Record::open() {
    const NodeId id = last().id;
    parents_.push_back(id);
    ids_.push_back(id);
}

void Record::close() {
    if (parents_.size() > 1) parents_.pop_back();
    pop_id();
}

void Record::enter_page() { parents_.push_back(0); }

void Record::leave_page() {
    if (parents_.size() > 1) parents_.pop_back();
}

Node& Record::last() { return nodes_.empty() ? nowhere_ : nodes_.back(); }

Node& Record::node(NodeId id) {
    const auto found = std::ranges::find(nodes_, id, &Node::id);
    return found != nodes_.end() ? *found : last();
}

const Node* Record::find(NodeId id) const {
    const auto found = std::ranges::find(nodes_, id, &Node::id);
    return found != nodes_.end() ? &*found : nullptr;
}

const Rect* Record::full_rect(NodeId id) const {
    const Node* node = id != 0 ? find(id) : nullptr;
    return node != nullptr ? &extras_[static_cast<std::size_t>(node - nodes_.data())].full : nullptr;
}

bool Record::contains(NodeId ancestor, NodeId id) const {
    while (id != 0 && id != ancestor) {
        const Node* node = find(id);
        id = node != nullptr ? node->parent : 0;
    }
    return id != 0;
}

std::vector<Node> Record::take(int from_layer) {
    if (from_layer == 0) return std::exchange(nodes_, {});
    std::vector<Node> kept;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
        const bool announces = nodes_[n].role == Role::status || nodes_[n].role == Role::alert;
        if (extras_[n].layer < from_layer && !announces) continue;
        kept.push_back(std::move(nodes_[n]));
        if (announces && extras_[n].layer < from_layer) kept.back().parent = 0;
    }
    nodes_.clear();
    return kept;
}

}  // namespace perennial::ui
