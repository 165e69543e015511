#include "ui/views/workspaces.h"

#include <vector>

#include <doctest/doctest.h>

using namespace perennial::ui;

namespace {

const std::vector<WorkspaceEntry> kShops{
    {.key = "main", .name = "Harbour Books", .last_opened_ms = 100, .current = true},
    {.key = "b", .name = "Wholesale", .last_opened_ms = 300},
    {.key = "c", .name = "", .sample = true, .last_opened_ms = 400}};

}  // namespace

TEST_CASE("a tab opens what it showed before, else the workspace opened last, else the first") {
    struct Case {
        const char* why;
        std::vector<WorkspaceEntry> entries;
        std::string_view named;
        std::string_view opens;
    };
    for (const auto& c :
         {Case{"a page that was never opened", {}, "", "main"}, Case{"a new tab", kShops, "", "c"},
          Case{"a reload", kShops, "main", "main"},
          Case{"what it showed was deleted elsewhere", kShops, "gone", "c"},
          Case{"none was ever opened", {{.key = "x", .name = {}}, {.key = "y", .name = {}}}, "", "x"}}) {
        CAPTURE(c.why);
        CHECK(workspace_to_open(c.entries, c.named) == c.opens);
    }
}

TEST_CASE("leaving a sample leads to the shop's own workspace that was opened last") {
    REQUIRE(own_workspace(kShops) != nullptr);
    CHECK(own_workspace(kShops)->key == "b");
    REQUIRE(own_workspace(kShops, "b") != nullptr);
    CHECK(own_workspace(kShops, "b")->key == "main");
    CHECK(own_workspace(std::vector{kShops[2]}) == nullptr);
}

TEST_CASE("a workspace without a name is called something") {
    CHECK(workspace_title(kShops[0]) == "Harbour Books");
    CHECK(workspace_title({.key = "main", .name = {}}) == "My customers");
    CHECK(workspace_title({.key = "x", .name = {}}) == "Unnamed workspace");
    CHECK(workspace_title(kShops[2]) == "Sample shop");
    REQUIRE(current_workspace(kShops) != nullptr);
    CHECK(current_workspace(kShops)->key == "main");
    CHECK(current_workspace({}) == nullptr);
}
