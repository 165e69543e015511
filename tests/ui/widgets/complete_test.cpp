#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

using namespace perennial::ui;

namespace {

// A till: the suggestions of a frame are for the text that the field had after the frame before.
struct Till {
    std::vector<Suggestion> products{{.text = "Coffee beans", .detail = "12.50"},
                                     {.text = "Coffee filters", .detail = "4.20"},
                                     {.text = "Tea, Darjeeling", .detail = "9.00"}};
    std::string product, note;
    bool suggest_all = false, clear_when_chosen = false;
    FieldOptions options;
    Rect place{10, 10, 240, 52};

    bool editing = false;
    std::vector<std::string> chosen, committed;
    int cancelled = 0, left = 0, saved = 0;

    std::vector<Suggestion> suggestions() const {
        std::vector<Suggestion> found;
        for (const Suggestion& each : products)
            if (suggest_all ||
                (!product.empty() && perennial::fold(each.text).contains(perennial::fold(product))))
                found.push_back(each);
        return found;
    }
    void operator()(Ui& ui) {
        const std::vector<Suggestion> found = suggestions();
        const CompleteResult result = ui.complete_field(place, "Product", product, found, options);
        editing = result.editing;
        if (result.chosen) {
            CHECK(product == found[static_cast<std::size_t>(*result.chosen)].text);
            CHECK_FALSE(result.field.committed);
            chosen.push_back(product);
            if (clear_when_chosen) product.clear();
        }
        if (result.field.committed) committed.push_back(product);
        cancelled += result.field.cancelled ? 1 : 0;
        left += result.field.left ? 1 : 0;
        ui.text_field({10, 420, 240, 52}, "Note", note);
        saved += ui.button({500, 10, 80, 32}, "Save") ? 1 : 0;
    }
};

struct Fixture {
    Till till;
    Driver driver{[this](Ui& ui) { till(ui); }};

    const Node& field() { return driver.get(Role::combobox, "Product"); }
    bool open() { return driver.has(Role::listbox, "Product"); }
    std::string highlighted() {
        for (const Node* option : driver.all(Role::option))
            if (option->selected) return option->name;
        return "";
    }
    using Names = std::vector<std::string>;
};

using Names = Fixture::Names;

}  // namespace

TEST_CASE_FIXTURE(Fixture,
                  "typing opens the suggestions, the first highlighted, as an editable combobox says it") {
    CHECK(field().editable);
    CHECK(field().expanded == Node::Tri::no);
    CHECK(field().focusable);
    driver.type("Product", "cof");
    CHECK(till.editing);
    CHECK(driver.stage().editing() == field().id);
    const Node& list = driver.get(Role::listbox, "Product");
    const Node& first = driver.get(Role::option, "Coffee beans");
    CHECK(driver.all(Role::option).size() == 2);
    CHECK(field().value == "cof");
    CHECK(field().expanded == Node::Tri::yes);
    CHECK(field().controls == list.id);
    CHECK(field().active_descendant == first.id);
    CHECK(first.selected);
    CHECK(first.description == "12.50");
    CHECK(first.parent == list.id);
    CHECK_FALSE(first.focusable);
    CHECK(list.rect.y >= field().rect.bottom());
    CHECK(first.rect.h == 36);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE_FIXTURE(Fixture,
                  "a field that is only looked at suggests without highlighting, and Enter changes nothing") {
    till.suggest_all = true;
    driver.focus(Role::combobox, "Product");
    CHECK(open());
    CHECK(highlighted().empty());
    CHECK(field().active_descendant == 0);
    driver.commit();
    CHECK(till.chosen.empty());
    CHECK(till.product.empty());
    CHECK(till.committed == Names{""});
}

TEST_CASE_FIXTURE(Fixture, "the arrows go through the rows and, between last and first, to none") {
    till.suggest_all = true;
    driver.focus(Role::combobox, "Product");
    SUBCASE("down") {
        for (const char* name : {"Coffee beans", "Coffee filters", "Tea, Darjeeling", "", "Coffee beans"}) {
            driver.list_key("ArrowDown");
            CHECK(highlighted() == name);
        }
    }
    SUBCASE("up") {
        for (const char* name : {"Tea, Darjeeling", "Coffee filters", "Coffee beans", "", "Tea, Darjeeling"}) {
            driver.list_key("ArrowUp");
            CHECK(highlighted() == name);
        }
    }
    CHECK(till.product.empty());
    CHECK(driver.stage().editing() == field().id);
}

TEST_CASE_FIXTURE(Fixture, "Enter takes the highlighted row and closes the list, and does not commit") {
    driver.type("Product", "cof");
    SUBCASE("the first, which typing highlighted") {
        driver.commit();
        CHECK(till.chosen == Names{"Coffee beans"});
    }
    SUBCASE("the one moved to") {
        driver.list_key("ArrowDown");
        driver.commit();
        CHECK(till.chosen == Names{"Coffee filters"});
    }
    CHECK(field().value == till.chosen.front());
    CHECK_FALSE(open());
    CHECK(field().expanded == Node::Tri::no);
    CHECK(driver.stage().editing() == field().id);
    CHECK(till.committed.empty());
    driver.blur();
    CHECK(till.committed.empty());
    CHECK(till.left == 1);
}

TEST_CASE_FIXTURE(Fixture, "Enter without a highlight commits what was typed") {
    SUBCASE("nothing is like it") { driver.type("Product", "Gift card"); }
    SUBCASE("the list was closed") {
        driver.type("Product", "tea");
        driver.cancel();
    }
    SUBCASE("the highlight was moved away") {
        driver.type("Product", "tea");
        driver.list_key("ArrowUp");
        CHECK(open());
    }
    const std::string typed = till.product;
    driver.commit();
    CHECK(till.chosen.empty());
    CHECK(till.committed == Names{typed});
    CHECK_FALSE(open());
}

TEST_CASE_FIXTURE(Fixture,
                  "text and Enter that come at once, as from a scanner, mean the suggestion for that text") {
    driver.type("Product", "c");
    const NodeId id = field().id;
    driver.stage().push(Action{.kind = Action::Kind::set_text, .node = id, .text = "dar"});
    SUBCASE("Enter") { driver.stage().push(Action{.kind = Action::Kind::commit, .node = id, .text = {}}); }
    SUBCASE("Tab, after which the focus is elsewhere") {
        driver.stage().push(Action{.kind = Action::Kind::set_text, .node = id, .text = "tea"});
        driver.stage().push(Action{.kind = Action::Kind::key, .node = id, .text = "Tab"});
        driver.stage().push(Action{.kind = Action::Kind::blur, .node = id, .text = {}});
    }
    driver.frame();
    CHECK(driver.stage().has_events());
    driver.settle();
    CHECK_FALSE(driver.stage().has_events());
    CHECK(till.chosen == Names{"Tea, Darjeeling"});
    CHECK(till.committed.empty());
}

TEST_CASE_FIXTURE(Fixture, "Tab takes what was begun or moved to, and otherwise leaves what was typed") {
    SUBCASE("typed as it begins, whatever the case") {
        driver.type("Product", "COF");
        driver.list_key("Tab");
        CHECK(till.chosen == Names{"Coffee beans"});
    }
    SUBCASE("typed from its middle") {
        driver.type("Product", "filters");
        CHECK(highlighted() == "Coffee filters");
        driver.list_key("Tab");
        CHECK(till.chosen.empty());
    }
    SUBCASE("moved to") {
        driver.type("Product", "e");
        driver.list_key("ArrowDown");
        driver.list_key("Tab");
        CHECK(till.chosen == Names{"Coffee filters"});
    }
    SUBCASE("closed") {
        driver.type("Product", "cof");
        driver.cancel();
        driver.list_key("Tab");
        CHECK(till.chosen.empty());
    }
    CHECK(till.committed.empty());
    driver.blur();
    CHECK(till.committed == (till.chosen.empty() ? Names{till.product} : Names{}));
    CHECK(till.left == 1);
    CHECK_FALSE(open());
}

TEST_CASE_FIXTURE(Fixture, "Escape closes the list first and cancels the edit after that") {
    till.product = "Old";
    driver.move_to({1, 1});
    driver.type("Product", "cof");
    REQUIRE(open());
    SUBCASE("in the field") { driver.cancel(); }
    SUBCASE("anywhere") { driver.key("Escape"); }
    CHECK_FALSE(open());
    CHECK(till.product == "cof");
    CHECK(till.cancelled == 0);
    CHECK(driver.stage().editing() == field().id);
    driver.cancel();
    CHECK(till.product == "Old");
    CHECK(till.cancelled == 1);
    CHECK(driver.stage().editing() == 0);
}

TEST_CASE_FIXTURE(Fixture, "a closed list opens again by an arrow and by typing") {
    driver.type("Product", "cof");
    driver.cancel();
    REQUIRE_FALSE(open());
    SUBCASE("down, on the first") {
        driver.list_key("ArrowDown");
        CHECK(highlighted() == "Coffee beans");
    }
    SUBCASE("up, on the last") {
        driver.list_key("ArrowUp");
        CHECK(highlighted() == "Coffee filters");
    }
    SUBCASE("typing") {
        driver.type("Product", "coffee f");
        CHECK(highlighted() == "Coffee filters");
    }
    CHECK(open());
}

TEST_CASE_FIXTURE(Fixture, "a press on a row takes it and leaves the field its focus") {
    driver.type("Product", "cof");
    const Point row = middle(driver.get(Role::option, "Coffee filters").rect);
    SUBCASE("pressed and let go, with time between") {
        driver.move_to(row);
        driver.push(PointerPressed{.at = row, .modifiers = {}});
        CHECK(open());
        CHECK(driver.stage().editing() == field().id);
        driver.push(PointerReleased{.at = row, .modifiers = {}});
    }
    SUBCASE("clicked at once") { driver.click_at(row); }
    SUBCASE("tapped") { driver.tap_at(row); }
    SUBCASE("activated without a pointer") { driver.activate(Role::option, "Coffee filters"); }
    CHECK(till.chosen == Names{"Coffee filters"});
    CHECK(field().value == "Coffee filters");
    CHECK_FALSE(open());
    CHECK(driver.stage().editing() == field().id);
    CHECK(till.committed.empty());
}

TEST_CASE_FIXTURE(Fixture, "a press on the list beside its rows does nothing") {
    driver.type("Product", "cof");
    const Rect list = driver.get(Role::listbox, "Product").rect;
    driver.click_at({list.x + 2, list.y + 2});
    CHECK(open());
    CHECK(till.chosen.empty());
}

TEST_CASE_FIXTURE(Fixture, "the list closes when the focus leaves, and a press outside acts at once") {
    driver.type("Product", "cof");
    REQUIRE(open());
    SUBCASE("the focus leaves") { driver.blur(); }
    SUBCASE("another field is focused") { driver.focus(Role::textbox, "Note"); }
    SUBCASE("another field is pressed") {
        driver.click(Role::textbox, "Note");
        CHECK(driver.stage().editing() == driver.get(Role::textbox, "Note").id);
    }
    SUBCASE("a button is pressed") {
        driver.click(Role::button, "Save");
        CHECK(till.saved == 1);
    }
    CHECK_FALSE(open());
    CHECK(field().expanded == Node::Tri::no);
    CHECK(field().controls == 0);
    CHECK(till.chosen.empty());
    CHECK(till.committed == Names{"cof"});
    CHECK(till.left == 1);
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE_FIXTURE(Fixture, "a field that the program empties after each choice takes one after the other") {
    till.clear_when_chosen = true;
    driver.type("Product", "cof");
    driver.commit();
    CHECK(field().value.empty());
    driver.type("Product", "tea");
    driver.commit();
    CHECK(till.chosen == Names{"Coffee beans", "Tea, Darjeeling"});
    driver.blur();
    CHECK(till.committed.empty());
}

TEST_CASE_FIXTURE(Fixture, "text taken away again highlights nothing") {
    till.suggest_all = true;
    driver.type("Product", "c");
    CHECK(highlighted() == "Coffee beans");
    driver.type("Product", "");
    CHECK(open());
    CHECK(highlighted().empty());
}

TEST_CASE_FIXTURE(Fixture, "at most eight rows are shown, and the arrows stay within them") {
    till.products.clear();
    for (int n = 1; n <= 12; ++n) till.products.push_back({.text = "Tea " + std::to_string(n)});
    driver.type("Product", "tea");
    CHECK(driver.all(Role::option).size() == 8);
    for (int n = 0; n < 7; ++n) driver.list_key("ArrowDown");
    CHECK(highlighted() == "Tea 8");
    driver.list_key("ArrowDown");
    CHECK(highlighted().empty());
}

TEST_CASE_FIXTURE(Fixture,
                  "the list stands above a field at the foot of the screen, and rows may share a name") {
    till.place = {10, 840, 240, 52};
    till.products = {{.text = "Ada Lovelace", .detail = "ada@example.org"},
                     {.text = "Ada Lovelace", .detail = "lovelace@example.com"}};
    driver.type("Product", "ada");
    CHECK(driver.get(Role::listbox, "Product").rect.bottom() <= field().rect.y);
    const auto rows = driver.all(Role::option);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]->id != rows[1]->id);
    CHECK(rows[1]->description == "lovelace@example.com");
    CHECK(audit(driver.tree()).empty());
}

TEST_CASE_FIXTURE(Fixture, "a disabled field neither edits nor suggests") {
    till.suggest_all = true;
    till.options.disabled = true;
    driver.move_to({1, 1});
    driver.click_at({100, 50});
    CHECK_FALSE(till.editing);
    CHECK_FALSE(open());
}

TEST_CASE("in a popup a row is chosen and the popup stays") {
    Till till;
    till.place = {520, 60, 240, 52};
    bool popup = true;
    Driver driver([&](Ui& ui) {
        ui.popup({500, 10, 100, 32}, 300, 600, "Quick sale", popup, [&](Rect) { till(ui); });
    });
    driver.type("Product", "cof");
    driver.click(Role::option, "Coffee filters");
    CHECK(till.chosen == Names{"Coffee filters"});
    CHECK(popup);
    driver.type("Product", "cof");
    driver.key("Escape");
    CHECK_FALSE(driver.has(Role::listbox, "Product"));
    CHECK(popup);
}

TEST_CASE("in a dialog Escape closes list, edit and dialog in turn") {
    Till till;
    till.place = {520, 300, 240, 52};
    bool dialog = true;
    Driver driver([&](Ui& ui) { ui.dialog("New order", 600, 520, dialog, [&](Rect) { till(ui); }); });
    driver.type("Product", "cof");
    CHECK(driver.has(Role::listbox, "Product"));
    driver.click(Role::option, "Coffee filters");
    CHECK(till.chosen == Names{"Coffee filters"});
    driver.type("Product", "cof");
    driver.cancel();
    CHECK_FALSE(driver.has(Role::listbox, "Product"));
    CHECK(till.product == "cof");
    driver.cancel();
    CHECK(till.product == "Coffee filters");
    CHECK(dialog);
    driver.key("Escape");
    CHECK_FALSE(dialog);
}
