#include "ui/views/import_view.h"

#include <string>
#include <utility>
#include <variant>

#include "tests/core/app/app_fixture.h"
#include "tests/ui/driver.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

constexpr std::string_view kOrders =
    "Order number,Order date,Customer "
    "e-mail,Total\n1,2026-01-05,a@example.com,5.00\n2,soon,b@example.com,6.00\n";

struct Wizard {
    explicit Wizard(std::string_view csv, float width = 1440)
        : driver([this](Ui& ui) { draw(ui); }, width, 900) {
        drop("orders.csv", csv);
    }
    void drop(std::string name, std::string_view text) {
        std::vector<Result<ReceivedFile>> files;
        files.emplace_back(ReceivedFile{.name = std::move(name), .bytes = test::shared_bytes(text)});
        state.batch.add(app.workspace(), std::move(files));
        state.step = state.batch.current() != nullptr ? ImportStep::columns : ImportStep::file;
        driver.frame();
        driver.settle();
    }
    /// Checks every row of what is asked for now, as the page does between frames.
    void check() {
        const Endless endless;
        preview.ask(app.workspace(), state.batch.current()->request);
        while (preview.working()) preview.step(endless, 1);
        driver.frame();
        driver.settle();
    }
    void draw(Ui& ui) {
        draw_import(ui, ui.screen(),
                    {.preview = preview, .importing = importing, .busy = false, .read_only = false}, state,
                    queue);
    }

    test::TestApp app;
    ImportPreview preview;
    std::optional<Progress> importing;
    ImportState state;
    Queue queue;
    Driver driver;
};

}  // namespace

TEST_CASE("nothing can be imported before every row was checked, then the button says how many") {
    Wizard wizard(kOrders);
    CHECK(wizard.driver.get(Role::button, "Import").disabled);
    wizard.check();
    CHECK_FALSE(wizard.driver.get(Role::button, "Import 1 row").disabled);
    CHECK(wizard.driver.has(Role::text, "1 order to add"));
    CHECK(wizard.driver.has(Role::text, "1 row refused"));
    CHECK(wizard.driver.has(Role::text, "1 row cannot be read"));
    CHECK(wizard.driver.has(Role::text, "All 2 rows read"));
    wizard.driver.click(Role::button, "Import 1 row");
    CHECK(wizard.state.ask == ImportState::Ask::run);
}

TEST_CASE("a file's problems stand below its columns, and its refused rows can be saved from there") {
    Wizard wizard(kOrders);
    wizard.check();
    CHECK(wizard.driver.has(Role::grid, "Problems"));
    CHECK(wizard.driver.has(Role::gridcell, "Not a date. Type it as 2026-03-01."));
    wizard.driver.click(Role::button, "Save refused rows");
    CHECK(wizard.state.ask == ImportState::Ask::save_refused);
    CHECK(wizard.state.asked_file == 0);
}

TEST_CASE("a column that goes elsewhere shows no finding until it was checked there") {
    Wizard wizard(kOrders);
    wizard.check();
    wizard.state.batch.current()->request.layout.columns[3].to = ColumnMapping::To::leave_out;
    wizard.driver.frame();
    CHECK_FALSE(wizard.driver.has(Role::text, "Not imported"));
    wizard.check();
    CHECK(wizard.driver.has(Role::text, "Not imported"));
}

TEST_CASE("without a column for the date the sentence says so, and Import waits") {
    Wizard wizard(kOrders);
    wizard.state.batch.current()->request.layout.columns[1].to = ColumnMapping::To::leave_out;
    wizard.check();
    CHECK(wizard.driver.get(Role::button, "Import").disabled);
    CHECK(std::ranges::any_of(wizard.driver.all(Role::text), [](const Node* node) {
        return node->name.contains("No column is the date of the orders.");
    }));
}

TEST_CASE("a file that cannot be read is named with the reason; the wizard asks for others") {
    Wizard wizard("");
    CHECK(wizard.driver.has(Role::heading, "orders.csv cannot be read"));
    wizard.driver.click(Role::button, "Choose other files");
    REQUIRE(wizard.queue.items.size() == 1);
}

TEST_CASE("of several files the head says which one is in hand, and it can be left out") {
    Wizard wizard(kOrders);
    CHECK_FALSE(wizard.driver.has(Role::button, "Leave this file out"));
    wizard.drop("people.csv", "Name,E-mail\nAnn,ann@example.com\n");
    CHECK(wizard.driver.has(Role::text, "File 1 of 2"));
    CHECK(wizard.driver.has(Role::listitem, "people.csv"));
    wizard.driver.click(Role::button, "Leave this file out");
    CHECK(wizard.state.ask == ImportState::Ask::leave_out);
}

TEST_CASE("where there is less room the options are a tab, and on a narrow screen the problems too") {
    Wizard medium(kOrders, 900);
    medium.check();
    CHECK(medium.driver.has(Role::grid, "Problems"));
    CHECK_FALSE(medium.driver.has(Role::textbox, "Source"));
    medium.driver.click(Role::tab, "Options");
    CHECK(medium.driver.has(Role::textbox, "Source"));
    Wizard narrow(kOrders, 420);
    narrow.check();
    CHECK_FALSE(narrow.driver.has(Role::grid, "Problems"));
    CHECK(narrow.driver.has(Role::text, "1 order to add"));
    narrow.driver.click(Role::tab, "Problems");
    CHECK(narrow.driver.has(Role::grid, "Problems"));
}

TEST_CASE("while a file is brought in its progress stands on the page and can be stopped") {
    Wizard wizard(kOrders);
    wizard.state.step = ImportStep::import;
    wizard.importing = Progress{.doing = "Reading orders.csv", .done = 120, .of = 0, .fraction = 0.5};
    wizard.driver.frame();
    CHECK(wizard.driver.has(Role::progressbar, "Reading orders.csv"));
    CHECK(wizard.driver.has(Role::text, "120 rows read"));
    wizard.driver.click(Role::button, "Stop");
    REQUIRE(wizard.queue.items.size() == 1);
    CHECK(std::holds_alternative<StopJob>(std::get<Wish>(wizard.queue.items.front())));
}
