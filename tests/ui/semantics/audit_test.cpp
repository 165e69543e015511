#include "ui/semantics/audit.h"

#include <doctest/doctest.h>

using namespace perennial::ui;

namespace {

Node node(NodeId id, NodeId parent, Role role, std::string name) {
    Node made;
    made.id = id;
    made.parent = parent;
    made.role = role;
    made.name = std::move(name);
    made.rect = {0, 0, 100, 20};
    return made;
}

}  // namespace

TEST_CASE("a sound tree has no findings") {
    Tree tree;
    tree.nodes = {node(1, 0, Role::main, "Contacts"), node(2, 1, Role::button, "Save"),
                  node(3, 1, Role::list, ""), node(4, 3, Role::listitem, "")};
    CHECK(audit(tree).empty());
}

TEST_CASE("each fault is found and named") {
    struct Case {
        const char* finding;
        std::vector<Node> nodes;
    };
    Node far = node(2, 1, Role::button, "Far");
    far.rect.x = 500;
    Node stop = node(1, 0, Role::button, "Off");
    stop.disabled = stop.focusable = true;
    Node grid = node(1, 0, Role::grid, "People");
    grid.active_descendant = 9;
    Node completing = node(1, 0, Role::combobox, "Product");
    completing.controls = 9;
    for (const Case& c : {
             Case{"button \" \" has no name", {node(1, 0, Role::button, " ")}},
             Case{"textbox \"\" has no name", {node(1, 0, Role::textbox, "")}},
             Case{"link \"Home\" leads nowhere", {node(1, 0, Role::link, "Home")}},
             Case{"text \"b\" uses an id that another node has",
                  {node(1, 0, Role::text, "a"), node(1, 0, Role::text, "b")}},
             Case{"text \"a\" has a parent that does not stand before it",
                  {node(1, 2, Role::text, "a"), node(2, 0, Role::main, "")}},
             Case{"button \"Far\" lies outside what holds it", {node(1, 0, Role::main, ""), far}},
             Case{"option \"One\" stands outside of a listbox", {node(1, 0, Role::option, "One")}},
             Case{"button \"Off\" is disabled and a tab stop", {stop}},
             Case{"grid \"People\" names an active descendant that is not there", {grid}},
             Case{"combobox \"Product\" controls a list that is not there", {completing}},
             Case{"heading \"A\" has no level", {node(1, 0, Role::heading, "A")}},
             Case{"text \"a\" has no id", {node(0, 0, Role::text, "a")}},
         }) {
        CAPTURE(c.finding);
        Tree tree;
        tree.nodes = c.nodes;
        const auto findings = audit(tree);
        REQUIRE(findings.size() == 1);
        CHECK(findings.front() == c.finding);
    }
}
