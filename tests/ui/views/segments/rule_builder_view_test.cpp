#include "ui/views/segments/rule_builder_view.h"

#include <doctest/doctest.h>

#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"

namespace perennial::ui {
namespace {

/// A builder on a screen of its own, read anew after every change as its page does.
struct Page {
    RuleLanguage language{catalogue(), {}, {"Book club"}};
    const Table& subject = table(TableId::contact);
    RuleBuilderState state;
    BuilderReading reading = state.builder.read(language, subject);
    Driver driver{[this](Ui& ui) { draw(ui); }};

    void draw(Ui& ui) {
        const RuleBuilderRows rows{.reading = reading,
                                   .words = [](const RuleNode&) { return std::string("typed"); },
                                   .currency = "EUR",
                                   .of = 100,
                                   .people = [](std::uint64_t) { return std::optional<std::int64_t>(7); }};
        if (draw_rule_builder(ui, {0, 0, 900, 0}, rows, state).changed) {
            reading = state.builder.read(language, subject);
            ui.wake(0);
        }
    }
    void choose(std::string_view picker, std::string_view option) {
        driver.activate(Role::combobox, picker);
        driver.activate(Role::option, option);
    }
    std::string rule() const { return rule_line(reading.rule); }
};

TEST_CASE("a condition is added, asked, and counted") {
    Page page;
    page.driver.click(Role::button, "Condition");
    CHECK(page.rule() == "all of ()");
    CHECK(page.driver.has_text("Until then this line is skipped."));
    page.choose("What of line 1", "Orders: count");
    page.choose("Period of line 1", "in the last");
    page.driver.type("Period value of line 1", "365");
    page.driver.type("Value of line 1", "4");
    CHECK(page.rule() == "orders count in last 365 days >= 4");
    CHECK_FALSE(page.driver.has_text("skipped"));
    CHECK(page.driver.has_text("7"));
    CHECK(audit(page.driver.tree()).empty());
}

TEST_CASE("groups are put into each other, changed and taken away") {
    Page page;
    page.driver.click(Role::button, "Condition");
    page.choose("What of line 1", "City");
    page.driver.type("Value of line 1", "Warsaw");
    page.driver.click(Role::button, "Group");
    CHECK(page.driver.has(Role::group, "Any of"));
    page.choose("What of line 2", "Segment");
    page.choose("Value of line 2", "Book club");
    CHECK(page.rule() == "all of (city is \"Warsaw\", any of (in segment \"Book club\"))");
    page.driver.activate(Role::button, "Remove line 1");
    CHECK(page.rule() == "any of (in segment \"Book club\")");
    page.driver.activate(Role::button, "Remove the group");
    CHECK(page.rule() == "all of ()");
}

TEST_CASE("which events count is said in lines below the one that counts them") {
    Page page;
    page.driver.click(Role::button, "Condition");
    page.choose("What of line 1", "Orders: count");
    page.driver.type("Value of line 1", "2");
    page.driver.click(Role::button, "Only orders where …");
    page.choose("What of line 2", "Status");
    page.choose("Comparison of line 2", "is not");
    page.choose("Value of line 2", "refunded");
    CHECK(page.rule() == "orders where (status is not \"refunded\") count >= 2");
    page.driver.activate(Role::button, "Remove line 2");
    CHECK(page.rule() == "orders count >= 2");
}

}  // namespace
}  // namespace perennial::ui
