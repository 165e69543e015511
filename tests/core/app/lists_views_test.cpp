#include <doctest/doctest.h>

#include <algorithm>

#include "core/app/lists.h"
#include "core/base/random.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;
using Texts = std::vector<std::string>;

TEST_CASE("a view's text is as people read it, and encodes only what an address needs") {
    ListView view;
    view.text = "anna & co";
    view.filters = {{"city", FilterOp::is, {"Łódź", "St. John's, NL"}}, {"email", FilterOp::is_empty, {}}};
    view.sorts = {{"spent", true}, {"name", false}};
    view.columns = {"name", "custom.hat size", "spent"};
    view.widths = {0, 0, 120};
    CHECK(view_to_text(view) ==
          "text=anna%20%26%20co&filter=city:is:Łódź,St.%20John%27s%2C%20NL&filter=email:is_empty&"
          "sort=-spent,name&columns=name,custom.hat%20size,spent:120");
    CHECK(need(view_from_text(view_to_text(view))) == view);
    CHECK(view_to_text({}).empty());
    CHECK(need(view_from_text("")) == ListView{});
}

TEST_CASE("browsers may encode more of an address, and any case of its digits is read") {
    CHECK(need(view_from_text("filter=city:is:%c5%81%C3%b3d%C5%BA")).filters.front().values == Texts{"Łódź"});
    CHECK(need(view_from_text("text=%41nn%61")).text == "Anna");
}

TEST_CASE("widths without meaning are not written, so that equal views give equal texts") {
    struct Case {
        std::vector<int> widths;
        std::string_view text;
    };
    for (const Case& c : {Case{{}, "columns=a,b"}, Case{{0, 0}, "columns=a,b"}, Case{{0, -7}, "columns=a,b"},
                          Case{{90}, "columns=a:90,b"}, Case{{0, 90, 90}, "columns=a,b:90"},
                          Case{{1'000'000, 0}, "columns=a:10000,b"}}) {
        ListView view;
        view.columns = {"a", "b"};
        view.widths = c.widths;
        CAPTURE(c.text);
        CHECK(view_to_text(view) == c.text);
        CHECK(view_to_text(need(view_from_text(c.text))) == c.text);
    }
}

TEST_CASE("a text that is no view is refused with the part that cannot be read") {
    struct Case {
        std::string text;
        std::string_view part;
    };
    for (const Case& c : {
             Case{"nonsense", "“nonsense”"},
             Case{"colour=red", "“colour=red”"},
             Case{"&", "“”"},
             Case{"text=%", "“%”"},
             Case{"text=%4", "“%4”"},
             Case{"text=%zz", "“%zz”"},
             Case{"text=%FF", "“%FF”"},
             Case{"text=%C0%80", "“%C0%80”"},
             Case{"filter=city", "“city”"},
             Case{"filter=city:resembles:x", "“city:resembles:x”"},
             Case{"filter=:is:x", "“”"},
             Case{"filter=city:is:a:b", "“city:is:a:b”"},
             Case{"sort=-", "“”"},
             Case{"sort=a,,b", "“”"},
             Case{"columns=", "“”"},
             Case{"columns=a:x", "“x”"},
             Case{"columns=a:", "“”"},
             Case{"columns=a:1:2", "“a:1:2”"},
             Case{"columns=a:99999999999999999999", "“99999999999999999999”"},
             Case{"sort=a&sort=b", "“sort=b”"},
             Case{"text=" + std::string(70'000, 'x'), "“text=xxx"},
         }) {
        CAPTURE(c.text.substr(0, 60));
        const auto view = view_from_text(c.text);
        REQUIRE_FALSE(view.has_value());
        CHECK(view.error().code == ErrorCode::invalid_input);
        CHECK(view.error().message.find(c.part) != std::string::npos);
    }
}

// Property ----------------------------------------------------------------------------------------------------

struct Covered {
    int texts = 0, no_values = 0, empty_values = 0, minus_names = 0, widths = 0, odd_bytes = 0;
};

std::string random_text(Random& random, Covered& covered) {
    static constexpr std::string_view kPieces[] = {
        "a",  "-",   "%",  "&", "=", ":", ",", " ",    "+",     "#", "?", "\"", "\n", "Ł", "山",
        "😀", "%41", "\\", "/", "'", "<", ";", "\x7F", "text=", "é", "~", ".",  "_",  "0"};
    std::string text;
    for (auto count = random.below(6); count > 0; --count) text += kPieces[random.below(std::size(kPieces))];
    if (random.below(20) == 0) {
        text += '\0';
        ++covered.odd_bytes;
    }
    return text;
}

std::string random_name(Random& random, Covered& covered) {
    std::string name = random_text(random, covered);
    if (name.empty()) name = "name";
    if (name.starts_with('-')) ++covered.minus_names;
    return name;
}

ListView random_view(Random& random, Covered& covered) {
    ListView view;
    view.text = random_text(random, covered);
    covered.texts += view.text.empty() ? 0 : 1;
    for (auto count = random.below(4); count > 0; --count) {
        ListFilter filter{random_name(random, covered), static_cast<FilterOp>(random.below(17)), {}};
        for (auto values = random.below(3); values > 0; --values) {
            filter.values.push_back(random_text(random, covered));
            covered.empty_values += filter.values.back().empty() ? 1 : 0;
        }
        covered.no_values += filter.values.empty() ? 1 : 0;
        view.filters.push_back(std::move(filter));
    }
    for (auto count = random.below(4); count > 0; --count)
        view.sorts.push_back({random_name(random, covered), random.below(2) == 0});
    for (auto count = random.below(4); count > 0; --count)
        view.columns.push_back(random_name(random, covered));
    if (!view.columns.empty() && random.below(2) == 0) {
        for (std::size_t i = 0; i < view.columns.size(); ++i)
            view.widths.push_back(static_cast<int>(random.below(3) * 60));
        if (std::ranges::max(view.widths) == 0) view.widths.front() = 1;
        ++covered.widths;
    }
    return view;
}

TEST_CASE("any view comes back from its text as it was") {
    const std::uint64_t seed = 20260301;
    CAPTURE(seed);
    Random random(seed);
    Covered covered;
    for (int i = 0; i < 3000; ++i) {
        const ListView view = random_view(random, covered);
        const std::string text = view_to_text(view);
        CAPTURE(text);
        const auto back = view_from_text(text);
        REQUIRE(back.has_value());
        REQUIRE(*back == view);
        REQUIRE(view_to_text(*back) == text);
    }
    for (const int count : {covered.texts, covered.no_values, covered.empty_values, covered.minus_names,
                            covered.widths, covered.odd_bytes})
        CHECK(count > 20);
}

TEST_CASE("no text makes reading a view do worse than refuse, and what is read is written again alike") {
    const std::uint64_t seed = 7;
    CAPTURE(seed);
    Random random(seed);
    Covered covered;
    int read = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string text = view_to_text(random_view(random, covered));
        for (auto count = 1 + random.below(3); count > 0 && !text.empty(); --count)
            text[random.below(text.size())] = static_cast<char>(random.below(256));
        CAPTURE(text);
        const auto view = view_from_text(text);
        if (!view) continue;
        ++read;
        REQUIRE(need(view_from_text(view_to_text(*view))) == *view);
    }
    CHECK(read > 200);
}

// Saved views -------------------------------------------------------------------------------------------------

Texts names(TestApp& app, ListKind list) {
    Texts names;
    for (const SavedView& view : need(saved_views(app.workspace(), list))) names.push_back(view.name);
    return names;
}

ListView view_of(std::string_view text) { return need(view_from_text(text)); }

TEST_CASE("views are saved behind one another, replaced, moved and deleted, each one step to undo") {
    TestApp app;
    const auto save = [&](std::string name, std::string_view view) {
        return app.run(SaveView{std::nullopt, ListKind::contacts, std::move(name), view_of(view)}).ids.front();
    };
    const Id big = save("Big spenders", "filter=spent:at_least:100&sort=-spent");
    const Id lodz = save("Łódź", "filter=city:is:%C5%81%C3%B3d%C5%BA");
    const Id all = save("All", "");
    app.run(SaveView{std::nullopt, ListKind::orders, "Unpaid", view_of("filter=status:is:placed")});
    CHECK(names(app, ListKind::contacts) == Texts{"Big spenders", "Łódź", "All"});
    CHECK(names(app, ListKind::orders) == Texts{"Unpaid"});
    CHECK(need(saved_views(app.workspace(), ListKind::contacts))[1].view == view_of("filter=city:is:Łódź"));

    const auto replaced = app.run(SaveView{lodz, ListKind::contacts, "Lodz", view_of("sort=city")});
    CHECK(replaced.message == "View Lodz saved.");
    CHECK(need(saved_views(app.workspace(), ListKind::contacts))[1].view == view_of("sort=city"));

    const auto moved = app.run(ReorderViews{ListKind::contacts, {all, big}});
    CHECK(moved.affected == 3);
    CHECK(names(app, ListKind::contacts) == Texts{"All", "Big spenders", "Lodz"});
    CHECK_FALSE(app.run(ReorderViews{ListKind::contacts, {all, big, lodz}}).changed);

    app.run(DeleteRecords{TableId::view, {big}});
    CHECK(names(app, ListKind::contacts) == Texts{"All", "Lodz"});
    for (int i = 0; i < 3; ++i) app.run(Undo{});
    CHECK(names(app, ListKind::contacts) == Texts{"Big spenders", "Łódź", "All"});
}

TEST_CASE("a view needs a name and room, and one that cannot be read shows the list as it is at first") {
    TestApp app;
    CHECK(app.refused(SaveView{std::nullopt, ListKind::contacts, " ", {}}).code == ErrorCode::invalid_input);
    ListView endless;
    endless.text = std::string(9000, 'x');
    CHECK(app.refused(SaveView{std::nullopt, ListKind::contacts, "X", endless}).code ==
          ErrorCode::invalid_input);
    CHECK(app.refused(SaveView{Id::parse("0197f3c2-0000-7000-8000-000000000001"), ListKind::contacts, "X", {}})
              .code == ErrorCode::not_found);
    AddRecord add;
    add.table = TableId::view;
    add.values = {{view_field::list, std::string("contact")},
                  {view_field::name, std::string("Newer")},
                  {view_field::definition, std::string("hologram=1")}};
    app.run(add);
    const auto views = need(saved_views(app.workspace(), ListKind::contacts));
    REQUIRE(views.size() == 1);
    CHECK(views[0].view == ListView{});
}

}  // namespace
}  // namespace perennial
