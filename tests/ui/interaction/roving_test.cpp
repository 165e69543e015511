#include "ui/interaction/roving.h"

#include <doctest/doctest.h>

using namespace perennial::ui;

namespace {

Tree list_of(Role role, Role item, std::initializer_list<const char*> names) {
    Tree tree;
    Node list;
    list.id = 1;
    list.role = role;
    tree.nodes.push_back(list);
    NodeId id = 2;
    for (const char* name : names) {
        Node node;
        node.id = id++;
        node.parent = 1;
        node.role = item;
        node.name = name;
        tree.nodes.push_back(node);
    }
    return tree;
}

}  // namespace

TEST_CASE("arrows choose among tabs and radios, and move in menus and lists") {
    struct Case {
        const char* why;
        Role list, item;
        NodeId from;
        const char* key;
        NodeId to;
        bool activate;
    };
    for (const Case& c : {
             Case{"next tab", Role::tablist, Role::tab, 2, "ArrowRight", 3, true},
             Case{"round the end", Role::tablist, Role::tab, 4, "ArrowRight", 2, true},
             Case{"previous radio", Role::radiogroup, Role::radio, 2, "ArrowUp", 4, true},
             Case{"next menu item", Role::menu, Role::menuitem, 2, "ArrowDown", 3, false},
             Case{"last option", Role::listbox, Role::option, 2, "End", 4, false},
             Case{"an option by its letter", Role::listbox, Role::option, 2, "g", 4, false},
             Case{"a letter without case", Role::listbox, Role::option, 4, "B", 3, false},
         }) {
        CAPTURE(c.why);
        const Tree tree = list_of(c.list, c.item, {"Alpha", "Beta", "Gamma"});
        const auto move = rove(tree, c.from, c.key);
        REQUIRE(move.has_value());
        CHECK(move->target == c.to);
        CHECK(move->activate == c.activate);
    }
}

TEST_CASE("keys that mean nothing there are left alone") {
    const Tree menu = list_of(Role::menu, Role::menuitem, {"Alpha", "Beta"});
    CHECK_FALSE(rove(menu, 2, "ArrowLeft").has_value());
    CHECK_FALSE(rove(menu, 2, "z").has_value());
    CHECK_FALSE(rove(menu, 2, "Enter").has_value());
    CHECK_FALSE(rove(menu, 0, "ArrowDown").has_value());
    CHECK_FALSE(rove(list_of(Role::list, Role::button, {"A", "B"}), 2, "ArrowDown").has_value());
}

TEST_CASE("disabled items are passed over") {
    Tree tree = list_of(Role::menu, Role::menuitem, {"Alpha", "Beta", "Gamma"});
    tree.nodes[2].disabled = true;
    CHECK(rove(tree, 2, "ArrowDown")->target == 4);
}
