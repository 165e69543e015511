#include "core/app/sample.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/app/sample_shop.h"
#include "core/app/sample_words.h"
#include "core/app/share_job.h"
#include "core/app/verify.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "core/interchange/share_file.h"
#include "tests/core/app/app_fixture.h"

namespace perennial::test {
namespace {

const Day kToday = *Day::parse("2026-03-01");

Result<SampleReport> furnish(Workspace& workspace, SampleRequest request = {.seed = 7, .today = kToday}) {
    SampleJob job(workspace, request);
    job.step(Endless{}, 1);
    REQUIRE(job.ended());
    return job.result();
}

std::string exported(Workspace& workspace) {
    std::string text;
    ExportJob job(workspace, [&text](std::string_view piece) {
        text += piece;
        return Status{};
    });
    job.step(Endless{}, 1);
    need(job.result());
    return text;
}

/// A stopwatch on which every look costs a millisecond.
class Counting final : public Stopwatch {
public:
    double elapsed_ms() const override { return ++looks_; }

private:
    mutable double looks_ = 0;
};

enum class Script : std::uint8_t {
    latin,
    greek,
    cyrillic,
    hebrew,
    arabic,
    devanagari,
    thai,
    kana,
    hangul,
    han,
    other
};

Script script_of(char32_t letter) {
    struct Range {
        char32_t first, last;
        Script script;
    };
    for (const Range range : {Range{U'A', 0x24F, Script::latin}, Range{0x1E00, 0x1EFF, Script::latin},
                              Range{0x370, 0x3FF, Script::greek}, Range{0x400, 0x4FF, Script::cyrillic},
                              Range{0x590, 0x5FF, Script::hebrew}, Range{0x600, 0x6FF, Script::arabic},
                              Range{0x900, 0x97F, Script::devanagari}, Range{0xE00, 0xE7F, Script::thai},
                              Range{0x3040, 0x30FF, Script::kana}, Range{0x4E00, 0x9FFF, Script::han},
                              Range{0xAC00, 0xD7A3, Script::hangul}}) {
        if (letter >= range.first && letter <= range.last) return range.script;
    }
    return Script::other;
}

}  // namespace

TEST_CASE("the sample shop is as large as it says, for every seed and day") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        for (const std::string_view day : {"2024-02-29", "2026-12-31"}) {
            CAPTURE(seed);
            CAPTURE(day);
            const SampleShop shop = make_sample_shop(seed, *Day::parse(day));
            const auto is_about = [](std::size_t count, std::size_t wanted) {
                return count * 100 >= wanted * 85 && count * 100 <= wanted * 115;
            };
            CHECK(is_about(shop.people.size(), 400));
            CHECK(is_about(shop.products.size(), 120));
            CHECK(is_about(shop.orders.size(), 3000));
            CHECK_MESSAGE(is_about(shop.touches.size(), 1500), shop.touches.size());
            CHECK(shop.companies.size() >= 20);
            CHECK(shop.companies.size() <= 30);
        }
    }
}

TEST_CASE("the sample shop's days and sums hold together") {
    const SampleShop shop = make_sample_shop(7, kToday);
    const Day first = *Day::parse("2023-09-01");
    for (const SamplePerson& person : shop.people) {
        CAPTURE(person.name);
        CHECK(person.since >= first);
        CHECK(person.since < kToday);
        CHECK(person.until <= kToday);
    }
    Day before = first;
    for (const SampleOrder& order : shop.orders) {
        const SamplePerson& person = shop.people[order.person];
        CAPTURE(person.name);
        CHECK(order.day >= before);
        CHECK(order.day >= person.since);
        CHECK(order.day <= person.until);
        before = order.day;
        REQUIRE_FALSE(order.lines.empty());
        std::int64_t total = order.shipping - order.discount;
        for (const SampleLine& line : order.lines) {
            CHECK(line.returned <= line.quantity);
            total += (line.quantity - line.returned) * line.unit_price - line.discount;
        }
        CHECK(order.total == total);
        CHECK(total >= 0);
    }
    std::map<std::size_t, std::pair<Day, int>> first_touch;
    for (const SampleTouch& touch : shop.touches) {
        CHECK(touch.day < kToday);
        first_touch.try_emplace(touch.person, touch.day, touch.minute);
        CHECK((touch.incoming || !touch.staff.empty()));
        CHECK_FALSE((touch.subject + touch.body).contains('$'));
    }
    for (std::size_t person = 0; person < shop.people.size(); ++person) {
        REQUIRE(first_touch.contains(person));
        CHECK(first_touch.at(person).first == shop.people[person].since);
    }
}

TEST_CASE("the sample shop's customers are many kinds of people") {
    const SampleShop shop = make_sample_shop(7, kToday);
    std::set<Script> scripts;
    std::set<std::string> emails, phones, languages, countries;
    std::map<SampleHabit, std::int64_t> habits;
    std::size_t with_email = 0, with_phone = 0;
    for (const SamplePerson& person : shop.people) {
        for (std::size_t at = 0; at < person.name.size();)
            scripts.insert(script_of(next_code_point(person.name, at)));
        CHECK_FALSE((person.email.empty() && person.phone.empty() && person.address.empty()));
        if (!person.email.empty()) {
            ++with_email;
            CHECK_MESSAGE(person.email.ends_with(".example"), person.email);
            CHECK_MESSAGE(emails.insert(*normalise_email(person.email)).second, person.email);
        }
        if (!person.phone.empty()) {
            ++with_phone;
            CHECK_MESSAGE(phones.insert(*normalise_phone(person.phone)).second, person.phone);
        }
        languages.insert(person.language);
        countries.insert(person.address.country);
        ++habits[person.habit];
    }
    scripts.erase(Script::other);
    CHECK(scripts.size() >= 6);
    CHECK(languages.size() >= 12);
    CHECK(countries.size() >= 10);
    CHECK(habits.size() == 7);
    CHECK(with_email * 10 > shop.people.size() * 8);
    CHECK(with_phone * 2 > shop.people.size());
}

TEST_CASE("loyal customers of the sample shop still come, lapsed ones have stopped, new ones are new") {
    const SampleShop shop = make_sample_shop(7, kToday);
    std::map<SampleHabit, std::array<std::int64_t, 3>> found;  // People, orders, people with an order in 120 days.
    std::vector<Day> last(shop.people.size(), Day::kFirst);
    for (const SampleOrder& order : shop.orders) {
        last[order.person] = std::max(last[order.person], order.day);
        ++found[shop.people[order.person].habit][1];
    }
    for (std::size_t person = 0; person < shop.people.size(); ++person) {
        auto& counts = found[shop.people[person].habit];
        ++counts[0];
        if (kToday.days - last[person].days <= 120) ++counts[2];
    }
    const auto& loyal = found[SampleHabit::loyal];
    const auto& occasional = found[SampleHabit::occasional];
    CHECK(loyal[1] * occasional[0] > 5 * occasional[1] * loyal[0] / 2);
    CHECK(loyal[2] * 10 >= loyal[0] * 8);
    CHECK(found[SampleHabit::lapsed][2] == 0);
    CHECK(found[SampleHabit::fresh][2] > 0);
    CHECK(found[SampleHabit::silent][1] == 0);
}

TEST_CASE("the sample shop has a December, a summer, growth, returns, refunds and discounts") {
    const SampleShop shop = make_sample_shop(7, kToday);
    std::map<std::pair<int, int>, std::int64_t> by_month;
    std::int64_t returned = 0, refunded = 0, discounted = 0;
    std::set<std::string_view> channels, statuses;
    for (const SampleOrder& order : shop.orders) {
        const Day::Civil civil = order.day.civil();
        ++by_month[{civil.year, civil.month}];
        channels.insert(order.channel);
        statuses.insert(order.status);
        if (order.status == "refunded") ++refunded;
        if (order.discount > 0) ++discounted;
        if (std::ranges::any_of(order.lines, [](const SampleLine& line) { return line.returned > 0; }))
            ++returned;
    }
    const auto year = [&](int number) {
        std::int64_t sum = 0;
        for (int month = 1; month <= 12; ++month) sum += by_month[{number, month}];
        return sum;
    };
    for (const int full_year : {2024, 2025}) {
        CHECK(by_month[{full_year, 12}] * 12 > year(full_year) * 3 / 2);
        CHECK(by_month[{full_year, 7}] * 12 < year(full_year));
    }
    CHECK(year(2025) > year(2024));
    const auto orders = static_cast<std::int64_t>(shop.orders.size());
    CHECK(returned * 1000 >= orders * 20);
    CHECK(returned * 1000 <= orders * 45);
    CHECK(refunded > 5);
    CHECK(discounted > 20);
    CHECK(channels == std::set<std::string_view>{"Phone", "Till", "Web shop"});
    CHECK(statuses.contains("cancelled"));
}

TEST_CASE(
    "the sample shop is written as one change that verifies, exports a valid share file, and can be undone") {
    TestApp app;
    const FixedClock far_east(app.files.clock.now(), 9 * 60);
    app.workspace().session().clock = &far_east;
    const SampleReport report = need(furnish(app.workspace()));
    app.workspace().session().clock = &app.files.clock;
    CHECK(need(app.workspace().last_change()) == report.change);
    const Change change = need(app.workspace().change(report.change));
    CHECK(change.label == "Fill the sample shop");
    CHECK(need(verify_workspace(app.workspace())) == std::vector<std::string>{});
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact WHERE deleted = 0") == report.contacts);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM \"order\" WHERE deleted = 0") == report.orders);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM order_line") == report.order_lines);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM touch") == report.touches);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact_rollup WHERE orders > 0") > 300);
    // Totals, from the tables alone.
    CHECK(sql_integer(app.workspace(),
                      "SELECT count(*) FROM \"order\" o WHERE o.total + ifnull(o.discount, 0) - "
                      "ifnull(o.shipping, 0) <> "
                      "(SELECT sum((l.quantity - ifnull(l.returned_quantity, 0)) * l.unit_price / 1000 - "
                      "ifnull(l.discount, 0)) FROM order_line l WHERE l.\"order\" = o.row)") == 0);
    CHECK(sql_integer(app.workspace(),
                      "SELECT count(*) FROM contact_custom c WHERE c.key = 'favourite_genre' AND "
                      "instr((SELECT choices FROM custom_field f WHERE f.key = c.key), c.value) > 0") > 50);
    CHECK(need(workspace_summary(app.workspace())).name == "Harbour Books");
    // In opening hours, where the page is.
    constexpr std::string_view kMinute =
        "SELECT min(minute BETWEEN 570 AND 1080) FROM "
        "(SELECT (at / 60000 + 540) % 1440 AS minute FROM touch WHERE direction = 'out')";
    CHECK(sql_integer(app.workspace(), kMinute) == 1);

    const std::string file = exported(app.workspace());
    TestApp other;
    RestoreJob restore(other.workspace(), "sample.json", shared_bytes(file));
    restore.step(Endless{}, 1);
    need(restore.result());
    CHECK(exported(other.workspace()) == file);

    app.run(Undo{});
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact WHERE deleted = 0") == 0);
}

TEST_CASE("the same seed and day give the same bytes, another seed another shop") {
    TestApp first, again;
    need(furnish(first.workspace()));
    need(furnish(again.workspace()));
    CHECK(exported(first.workspace()) == exported(again.workspace()));
    const auto sum = [](std::uint64_t seed, Day today) {
        std::int64_t spent = 0;
        for (const SampleOrder& order : make_sample_shop(seed, today).orders) spent += order.total;
        return spent;
    };
    CHECK(sum(7, kToday) == sum(7, kToday));
    CHECK(sum(7, kToday) != sum(8, kToday));
    CHECK(sum(7, kToday) != sum(7, Day{kToday.days + 1}));
}

TEST_CASE("furnishing in slices can be stopped, and nothing stays") {
    TestApp app;
    SampleJob job(app.workspace(), {.seed = 7, .today = kToday});
    const Counting stopwatch;
    double fraction = 0;
    for (int slice = 0; slice < 40; ++slice) {
        REQUIRE_FALSE(job.step(stopwatch, 0));
        CHECK(job.progress().fraction >= fraction);
        fraction = job.progress().fraction;
    }
    CHECK(fraction > 0);
    job.cancel();
    CHECK(job.ended());
    CHECK(job.result().error().code == ErrorCode::cancelled);
    CHECK(need(app.workspace().last_change()) == ChangeNo::none);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact") == 0);
    CHECK_FALSE(app.workspace().writing());
}

TEST_CASE("a workspace in use is not furnished") {
    TestApp app;
    app.add_contact("Ines Duarte");
    const auto refused = furnish(app.workspace());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::refused);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact") == 1);
}

TEST_CASE("a clock that is centuries out is refused, not written down") {
    TestApp app;
    const auto refused = furnish(app.workspace(), {.seed = 7, .today = *Day::parse("1900-01-01")});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::refused);
    CHECK(need(app.workspace().last_change()) == ChangeNo::none);
}

TEST_CASE("a shop of one's own takes the fields of a bookshop without its customers") {
    TestApp app;
    const SampleReport report =
        need(furnish(app.workspace(), {.seed = 7, .today = kToday, .customers = false}));
    CHECK(report.contacts == 0);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM custom_field WHERE deleted = 0") == 2);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 0);
    CHECK(need(undo_state(app.workspace())).undo->label == "Add the fields of a bookshop");
}

}  // namespace perennial::test
