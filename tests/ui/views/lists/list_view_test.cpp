#include "ui/views/lists/list_view.h"

#include "tests/ui/driver.h"

namespace perennial::ui {
namespace {

/// A list of made contacts on screen, as the list's screen would draw it.
struct Shown {
    explicit Shown(std::int64_t count, float width = 1440, float height = 900)
        : page([](std::span<const RowNo> rows) -> Result<std::vector<ListRow>> {
              std::vector<ListRow> made;
              for (const RowNo row : rows) {
                  ListRow& one = made.emplace_back();
                  one.row = row;
                  one.cells.resize(8);
                  one.cells[0].text = "Person " + std::to_string(static_cast<std::int64_t>(row));
              }
              return made;
          }),
          driver([this](Ui& ui) { draw(ui); }, width, height) {
        for (std::int64_t row = 1; row <= count; ++row) list.rows.push_back(RowNo{row});
        list.total = count;
        page.reset(list.rows);
        driver.move_to({1, 1});
    }
    void draw(Ui& ui) {
        shown = shown_columns(ListKind::contacts, columns, state.view, ui.layout());
        view_counts.resize(views.size() + 1);
        const ListScreenRows rows{.kind = ListKind::contacts,
                                  .columns = columns,
                                  .shown = shown,
                                  .list = list,
                                  .page = page,
                                  .views = views,
                                  .view_counts = view_counts,
                                  .staff = {},
                                  .today = Day{20'000}};
        draw_list(ui, ui.screen(), rows, state, queue);
    }
    std::vector<std::string> chips() const {
        std::vector<std::string> names;
        for (const Node* node : driver.all(Role::button))
            if (node->name.starts_with("Change filter: ")) names.push_back(node->name.substr(15));
        return names;
    }

    std::vector<ListColumn> columns = built_in_columns(ListKind::contacts);
    std::vector<std::string> shown;
    ListRows list;
    PagedRows<ListRow> page;
    std::vector<SavedView> views;
    std::vector<std::optional<std::int64_t>> view_counts;
    ListState state;
    Queue queue;
    Driver driver;
};

TEST_CASE("Ctrl A chooses all of 100,000 rows, and Shift a range of them, each in a frame or two") {
    Shown shown(100'000);
    shown.driver.focus(Role::grid, "Contacts");
    int before = shown.driver.frames();
    shown.driver.key("a", {.ctrl = true});
    CHECK(shown.state.selection.size() == 100'000);
    CHECK(shown.driver.frames() - before <= 4);
    CHECK(shown.driver.has_text("100,000 selected"));
    shown.driver.key("Home");
    before = shown.driver.frames();
    shown.driver.key("End", {.shift = true});
    CHECK(shown.driver.frames() - before <= 4);
    CHECK(shown.state.selection.size() == 100'000);
    CHECK(shown.driver.has(Role::checkbox, "Select Person 100000"));
    shown.driver.activate(Role::button, "Clear selection");
    CHECK(shown.state.selection.size() == 0);
}

TEST_CASE("a click with Shift on a box chooses everything up to the one before") {
    Shown shown(500);
    shown.driver.click(Role::checkbox, "Select Person 3");
    shown.driver.click(Role::checkbox, "Select Person 9", {.shift = true});
    CHECK(shown.state.selection.size() == 7);
    CHECK(shown.state.selection.rows().front() == RowNo{3});
    CHECK(shown.state.selection.rows().back() == RowNo{9});
    CHECK_FALSE(shown.state.selection.has(RowNo{2}));
}

TEST_CASE("heads that sort together are numbered; one alone is not") {
    Shown shown(5);
    shown.driver.click(Role::columnheader, "Spent");
    CHECK(shown.driver.get(Role::columnheader, "Spent").description.empty());
    CHECK(shown.driver.get(Role::columnheader, "Spent").sort == Node::Sort::descending);
    shown.driver.click(Role::columnheader, "Name", {.shift = true});
    CHECK(shown.driver.get(Role::columnheader, "Spent").description == "Sort order 1");
    CHECK(shown.driver.get(Role::columnheader, "Name").description == "Sort order 2");
    CHECK(view_to_text(shown.state.view) == "sort=-spent,name");
}

TEST_CASE("a filter by the calendar's month takes no value, and says so on its chip") {
    Shown shown(5);
    shown.state.filter_open = true;
    shown.state.filter.column = static_cast<int>(
        std::ranges::find(shown.columns, "last_order", &ListColumn::name) - shown.columns.begin());
    const auto ops = filter_ops(ColumnKind::day);
    shown.state.filter.op = static_cast<int>(std::ranges::find(ops, FilterOp::last_month) - ops.begin());
    shown.driver.move_to({2, 2});
    CHECK_FALSE(shown.driver.has(Role::textbox, "Value"));
    shown.driver.click(Role::button, "Add filter");
    CHECK(view_to_text(shown.state.view) == "filter=last_order:last_month");
    CHECK(shown.chips() == std::vector<std::string>{"Last order last month"});
}

TEST_CASE("chips that do not fit go on another line, so that every filter can be reached") {
    for (const float width : {1440.0F, 420.0F}) {
        CAPTURE(width);
        Shown shown(5, width, 860);
        for (int i = 0; i < 12; ++i)
            shown.state.view.filters.push_back({"city", FilterOp::contains, {"Town " + std::to_string(i)}});
        shown.driver.move_to({2, 2});
        CHECK(shown.chips().size() == 12);
        for (const Node* node : shown.driver.all(Role::button)) CHECK(node->rect.right() <= width);
        shown.driver.click(Role::button, "Remove filter: City contains Town 11");
        CHECK(shown.chips().size() == 11);
    }
}

TEST_CASE("on a narrow screen views are chosen from a list, and filter and order are within reach") {
    Shown shown(5, 420, 860);
    CHECK(shown.driver.has(Role::button, "Filter"));
    CHECK(shown.driver.has(Role::button, "Sort"));
    CHECK_FALSE(shown.driver.has(Role::combobox, "View"));
    SavedView view;
    view.id = Id{{1}};
    view.name = "Regulars";
    view.view.filters = {{"tags", FilterOp::is, {"Frequent"}}};
    shown.views = {view};
    shown.driver.move_to({2, 2});
    shown.driver.click(Role::combobox, "View");
    shown.driver.click(Role::option, "Regulars");
    CHECK(shown.state.tab == view.id);
    CHECK(shown.chips() == std::vector<std::string>{"Tags Frequent"});
}

TEST_CASE("more views than tabs have room for are a list to choose from") {
    Shown shown(5);
    for (int i = 1; i <= 3; ++i) {
        SavedView& view = shown.views.emplace_back();
        view.id = Id{{static_cast<std::uint8_t>(i)}};
        view.name = "View " + std::to_string(i);
    }
    shown.driver.move_to({2, 2});
    CHECK(shown.driver.has(Role::tab, "View 3"));
    for (int i = 4; i <= 40; ++i) {
        SavedView& view = shown.views.emplace_back();
        view.id = Id{{static_cast<std::uint8_t>(i)}};
        view.name = "View " + std::to_string(i);
    }
    shown.driver.move_to({3, 3});
    CHECK_FALSE(shown.driver.has(Role::tab, "View 3"));
    CHECK(shown.driver.has(Role::combobox, "View"));
}

}  // namespace
}  // namespace perennial::ui
