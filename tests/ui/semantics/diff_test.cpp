#include "ui/semantics/diff.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <unordered_map>

using namespace perennial::ui;

namespace {

// A page of elements to which operations are applied, as the mirror does.
struct Page {
    struct Element {
        Role role = Role::text;
        std::vector<NodeId> children;
        std::map<std::string, std::string> attributes;
    };
    std::unordered_map<NodeId, Element> elements{{0, {}}};

    void take_out(NodeId id) {
        for (auto& [other, element] : elements) std::erase(element.children, id);
    }
    void drop(NodeId id) {
        const std::vector<NodeId> children = elements[id].children;
        for (const NodeId child : children) drop(child);
        elements.erase(id);
    }
    void place(NodeId id, NodeId parent, NodeId before) {
        REQUIRE(elements.contains(parent));
        auto& children = elements[parent].children;
        const auto at = before != 0 ? std::ranges::find(children, before) : children.end();
        REQUIRE((before == 0 || at != children.end()));
        children.insert(at, id);
    }
    void apply(const MirrorOperation& operation) {
        switch (operation.kind) {
            case MirrorOperation::Kind::create:
                REQUIRE_FALSE(elements.contains(operation.id));
                elements[operation.id].role = operation.role;
                place(operation.id, operation.parent, operation.before_sibling);
                break;
            case MirrorOperation::Kind::move:
                REQUIRE(elements.contains(operation.id));
                take_out(operation.id);
                place(operation.id, operation.parent, operation.before_sibling);
                break;
            case MirrorOperation::Kind::remove:
                REQUIRE(elements.contains(operation.id));
                take_out(operation.id);
                drop(operation.id);
                break;
            case MirrorOperation::Kind::set: {
                REQUIRE(elements.contains(operation.id));
                auto& attributes = elements[operation.id].attributes;
                const std::string name(operation.attribute);
                if (operation.text.empty())
                    attributes.erase(name);
                else
                    attributes[name] = operation.text;
                break;
            }
        }
    }
    bool operator==(const Page& other) const {
        return std::ranges::all_of(elements,
                                   [&](const auto& entry) {
                                       const auto found = other.elements.find(entry.first);
                                       return found != other.elements.end() &&
                                              found->second.role == entry.second.role &&
                                              found->second.children == entry.second.children &&
                                              found->second.attributes == entry.second.attributes;
                                   }) &&
               elements.size() == other.elements.size();
    }
};

Page page_of(const Tree& tree) {
    Page page;
    for (const MirrorOperation& operation : diff({}, tree)) page.apply(operation);
    return page;
}

Node node(NodeId id, NodeId parent, Role role, std::string name) {
    Node made;
    made.id = id;
    made.parent = parent;
    made.role = role;
    made.name = std::move(name);
    return made;
}

Tree table_from(int first, int rows) {
    Tree tree;
    tree.nodes.push_back(node(1, 0, Role::grid, "People"));
    for (int row = first; row < first + rows; ++row) {
        const auto id = static_cast<NodeId>(100 + row * 2);
        tree.nodes.push_back(node(id, 1, Role::row, "Row " + std::to_string(row)));
        tree.nodes.push_back(node(id + 1, id, Role::gridcell, "Cell " + std::to_string(row)));
    }
    return tree;
}

// A random tree over few ids, so that two of them share many.
Tree random_tree(std::mt19937& random) {
    Tree tree;
    std::vector<NodeId> ids;
    for (NodeId id = 1; id <= 14; ++id)
        if (random() % 4 != 0) ids.push_back(id);
    std::ranges::shuffle(ids, random);
    std::vector<NodeId> parents{0};
    for (const NodeId id : ids) {
        Node made =
            node(id, parents[random() % parents.size()], Role::group, "n" + std::to_string(random() % 3));
        made.disabled = random() % 3 == 0;
        made.rect = {static_cast<float>(random() % 3), 0, 10, 10};
        made.value = random() % 2 == 0 ? "" : "v";
        tree.nodes.push_back(std::move(made));
        parents.push_back(id);
    }
    // In drawing order: depth first.
    Tree ordered;
    const std::function<void(NodeId)> walk = [&](NodeId parent) {
        for (const Node& each : tree.nodes)
            if (each.parent == parent) {
                ordered.nodes.push_back(each);
                walk(each.id);
            }
    };
    walk(0);
    return ordered;
}

}  // namespace

TEST_CASE("an unchanged tree needs no operations") {
    const Tree tree = table_from(0, 20);
    CHECK(diff(tree, tree).empty());
}

TEST_CASE("scrolling a table by a row makes one row and drops one") {
    const auto operations = diff(table_from(0, 20), table_from(1, 20));
    int created = 0;
    int removed = 0;
    int moved = 0;
    for (const MirrorOperation& operation : operations) {
        created += operation.kind == MirrorOperation::Kind::create ? 1 : 0;
        removed += operation.kind == MirrorOperation::Kind::remove ? 1 : 0;
        moved += operation.kind == MirrorOperation::Kind::move ? 1 : 0;
    }
    CHECK(created == 2);
    CHECK(removed == 1);
    CHECK(moved == 0);
}

TEST_CASE("a changed name is one operation") {
    Tree after = table_from(0, 20);
    after.nodes[5].name = "Other";
    const auto operations = diff(table_from(0, 20), after);
    REQUIRE(operations.size() == 1);
    CHECK(operations.front().kind == MirrorOperation::Kind::set);
    CHECK(operations.front().attribute == "name");
    CHECK(operations.front().text == "Other");
}

TEST_CASE("operations turn any page into any other") {
    const std::uint32_t seed = 4711;
    CAPTURE(seed);
    std::mt19937 random(seed);
    int moves = 0;
    int creates = 0;
    int removes = 0;
    Tree before;
    Page page;
    for (int round = 0; round < 1500; ++round) {
        CAPTURE(round);
        const Tree after = random_tree(random);
        for (const MirrorOperation& operation : diff(before, after)) {
            page.apply(operation);
            moves += operation.kind == MirrorOperation::Kind::move ? 1 : 0;
            creates += operation.kind == MirrorOperation::Kind::create ? 1 : 0;
            removes += operation.kind == MirrorOperation::Kind::remove ? 1 : 0;
        }
        REQUIRE(page == page_of(after));
        before = after;
    }
    CHECK(moves > 500);
    CHECK(creates > 500);
    CHECK(removes > 500);
}
