#include "core/analytics/kpi_board.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/base/random.h"
#include "tests/support/data_file.h"

namespace perennial::analytics {
namespace {

Day day(std::string_view iso) { return *Day::parse(iso); }

const Figure& figure(const std::vector<Figure>& board, std::string_view key) {
    const auto found = std::ranges::find(board, key, &Figure::key);
    REQUIRE(found != board.end());
    return *found;
}

/// Five customers by hand. 0 buys monthly; 1 bought weekly and fell silent; 2 is new; 3 bought twice; 4 never.
ShopFacts small_shop() {
    ShopFacts facts;
    facts.currency = *Currency::parse("EUR");
    facts.customers.resize(5);
    facts.customers[2] = {
        .known_since = day("2026-03-01"), .contract_end = {}, .referred = true, .channel = 0};
    facts.channels = {"Instagram", "Market"};
    const auto buys = [&](std::int32_t customer, std::initializer_list<const char*> days,
                          std::int64_t amount) {
        for (const char* iso : days) facts.orders.push_back({customer, day(iso), amount, true});
    };
    buys(0, {"2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"}, 1000);
    buys(1, {"2025-12-01", "2025-12-08", "2025-12-15", "2025-12-22"}, 500);
    buys(2, {"2026-03-10"}, 3000);
    buys(3, {"2026-01-05", "2026-03-20"}, 2000);
    facts.orders.push_back({3, day("2026-03-25"), -700, false});
    return facts;
}

constexpr auto kQuarter = [] { return Period{day("2026-01-01"), day("2026-03-31")}; };

TEST_CASE("the two retention rates of one shop are two different numbers, and both are right") {
    const auto board = kpi_board(small_shop(), kQuarter());
    // Buyers of the quarter: 0 (three times), 2 (once), 3 (twice).
    CHECK(*figure(board, "repeat_purchase_share").value == doctest::Approx(2.0 / 3));
    // On 31 December: 0 (gap 31 days, silent for 30) and 1 (gap 7, silent for 9) are customers: S = 2.
    // On 31 March: 0 (gap 31, silent 30) still is, 1 is not (99 > 21); the usual gap, between 31 and 7, is 19, so that 2 (21 days) and
    // 3 (11 days) are within 57: E = 3, N = 2.
    const Figure& kept = figure(board, "retention_rate");
    CHECK(*kept.value == 0.5);
    CHECK(kept.formula == "(E - N) / S = (3 - 2) / 2 = 50 %");
    CHECK(*figure(board, "churn_rate").value == 0.5);
}

TEST_CASE("sums and counts of a period are those by hand") {
    const auto board = kpi_board(small_shop(), kQuarter());
    CHECK(*figure(board, "revenue").value == 3 * 1000 + 3000 + 2 * 2000 - 700);
    CHECK(*figure(board, "purchases").value == 6);
    CHECK(*figure(board, "buyers").value == 3);
    CHECK(*figure(board, "new_customers").value == 2);
    CHECK(*figure(board, "average_order_value").value == 1667);  // 10000 / 6
    CHECK(*figure(board, "repeat_rate").value == doctest::Approx(4.0 / 6));
    CHECK(*figure(board, "referral_share").value == 0.5);
    CHECK(*figure(board, "lifetime_revenue_to_date").value == (6000 + 2000 + 3000 + 3300) / 4);
    const Figure& tenure = figure(board, "order_value_by_tenure");
    REQUIRE(tenure.parts.size() == 4);
    CHECK(*tenure.parts[0].value == 2500);  // 3000 and 2000 on first days
    CHECK(*tenure.parts[1].value == 2000);  // After 74 days.
    CHECK(*tenure.parts[2].value == 1000);  // After 92, 123 and 151 days.
    CHECK_FALSE(tenure.parts[3].value.has_value());
}

TEST_CASE("lifetimes come from who left: months of the period by the share that did") {
    auto facts = small_shop();
    facts.margin_permille = 500;
    const auto board = kpi_board(facts, kQuarter());
    // 90 days are 90 * 12 / 365.25 months; half of S left in them, so a lifetime is twice that. Revenue 9300 by (2 + 3) / 2
    // customers by those months; months cancel: 9300 / 2.5 * 2 = 7440.
    CHECK(*figure(board, "expected_lifetime_revenue").value == 7440);
    CHECK(*figure(board, "expected_lifetime_profit").value == 3720);
    CHECK_FALSE(figure(board, "value_to_cost").value.has_value());
    facts.expenses = {{day("2026-02-01"), 0, 1200, true},
                      {day("2026-02-01"), 1, 800, true},
                      {day("2026-02-01"), 0, 9999, false},
                      {day("2025-12-31"), 0, 9999, true}};
    const auto with_costs = kpi_board(facts, kQuarter());
    const Figure& cost = figure(with_costs, "acquisition_cost");
    CHECK(*cost.value == 1000);
    REQUIRE(cost.parts.size() == 2);
    CHECK(*cost.parts[0].value == 1200);
    CHECK_FALSE(cost.parts[1].value.has_value());  // Nobody new through the market.
    CHECK(*figure(with_costs, "value_to_cost").value == doctest::Approx(3.72));
    CHECK(figure(with_costs, "payback").value.has_value());
}

TEST_CASE("answers are counted by their scale's cuts and by the day") {
    auto facts = small_shop();
    using enum ResponseFact::Kind;
    for (const int score : {10, 9, 8, 7, 6, 0}) facts.responses.push_back({nps, day("2026-02-10"), score});
    for (const int score : {5, 4, 3, 2, 1}) facts.responses.push_back({csat, day("2026-03-31"), score});
    facts.responses.push_back({nps, day("2026-04-01"), 10});
    const auto board = kpi_board(facts, kQuarter());
    CHECK(*figure(board, "net_promoter_score").value == 0);
    CHECK(figure(board, "net_promoter_score").n == 6);
    CHECK(*figure(board, "customer_satisfaction").value == 0.4);
}

TEST_CASE("a contract ends on its day, whatever was bought") {
    auto facts = small_shop();
    facts.customers[0].contract_end = day("2026-03-31");
    facts.customers[1].contract_end = day("2027-01-01");
    const Activity activity = activity_on(facts, day("2026-03-31"));
    CHECK(activity.active == std::vector<std::int32_t>{1, 2, 3});
    CHECK(activity.gone == std::vector<std::int32_t>{0});
    CHECK(activity_on(facts, day("2026-03-30")).active.front() == 0);
}

TEST_CASE("without anybody's gap silence says nothing, and the rates say so") {
    ShopFacts facts;
    facts.customers.resize(1);
    facts.orders = {{0, day("2025-01-01"), 100, true}, {0, day("2025-02-01"), 100, true}};
    const auto board = kpi_board(facts, kQuarter());
    CHECK_FALSE(figure(board, "retention_rate").value.has_value());
    CHECK(figure(board, "retention_rate").reason.find("three days") != std::string::npos);
}

TEST_CASE("an empty shop has every figure, and each has a value or a reason") {
    const auto board = kpi_board({}, kQuarter());
    REQUIRE(board.size() == kpi_keys().size());
    for (std::size_t i = 0; i < board.size(); ++i) {
        CAPTURE(board[i].key);
        CHECK(board[i].key == kpi_keys()[i]);
        CHECK((board[i].value.has_value() || board[i].reason.ends_with(".")));
        CHECK_FALSE(board[i].label.empty());
    }
}

TEST_CASE("the rows behind a figure are as many as it counts") {
    auto facts = small_shop();
    facts.responses.push_back({ResponseFact::Kind::nps, day("2026-02-10"), 9});
    const auto board = kpi_board(facts, kQuarter());
    struct Case {
        std::string_view key;
        FigureRows::Of of;
        std::vector<std::int32_t> places;
    };
    for (const Case& c : {Case{"buyers", FigureRows::Of::customers, {0, 2, 3}},
                          Case{"new_customers", FigureRows::Of::customers, {2, 3}},
                          Case{"repeat_purchase_share", FigureRows::Of::customers, {0, 3}},
                          Case{"churn_rate", FigureRows::Of::customers, {1}},
                          Case{"retention_rate", FigureRows::Of::customers, {0, 1}},
                          Case{"purchases", FigureRows::Of::orders, {3, 4, 5, 10, 11, 12}},
                          Case{"revenue", FigureRows::Of::orders, {3, 4, 5, 10, 11, 12, 13}},
                          Case{"net_promoter_score", FigureRows::Of::responses, {0}}}) {
        CAPTURE(c.key);
        const auto rows = kpi_rows(facts, kQuarter(), c.key);
        REQUIRE(rows.has_value());
        CHECK(rows->of == c.of);
        CHECK(rows->places == c.places);
    }
    const auto unknown = kpi_rows(facts, kQuarter(), "nonsense");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().message.find("churn_rate") != std::string::npos);
    for (const std::string_view key : kpi_keys()) CHECK(kpi_rows(facts, kQuarter(), key).has_value());
}

TEST_CASE("counting equals a second, slower way of counting on random shops") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        ShopFacts facts;
        facts.customers.resize(30);
        std::vector<OrderFact> orders;
        for (int i = 0; i < 200; ++i) {
            orders.push_back({static_cast<std::int32_t>(random.below(31)) - 1,
                              Day{static_cast<std::int32_t>(20000 + random.below(200))},
                              static_cast<std::int64_t>(random.below(5000)), random.below(10) > 0});
        }
        std::ranges::stable_sort(orders, {},
                                 [](const OrderFact& order) { return std::pair(order.customer, order.day); });
        facts.orders = orders;
        const Period period{Day{20050}, Day{20149}};
        const ShopCounts counts = count_shop(facts, period);
        std::map<std::int32_t, std::multiset<Day>> days;
        for (const OrderFact& order : orders) {
            if (order.customer >= 0 && order.purchase) days[order.customer].insert(order.day);
        }
        std::size_t buyers = 0, repeat = 0, fresh = 0, again = 0;
        for (const auto& [customer, all] : days) {
            const auto within = std::ranges::count_if(all, [&](Day one) { return period.has(one); });
            buyers += within > 0 ? 1 : 0;
            repeat += within > 1 ? 1 : 0;
            fresh += period.has(*all.begin()) ? 1 : 0;
            again += static_cast<std::size_t>(
                std::ranges::count_if(all, [&](Day one) { return period.has(one) && one > *all.begin(); }));
        }
        CHECK(counts.buyers.size() == buyers);
        CHECK(counts.repeat_buyers.size() == repeat);
        CHECK(counts.new_customers.size() == fresh);
        CHECK(counts.repeat_orders.size() == again);
        const Retention& kept = counts.retention;
        CHECK(kept.at_end.size() - kept.gained.size() + kept.lost.size() == kept.at_start.size());
    }
}

TEST_CASE("docs/METRICS.md has an entry for every figure, in the words of the screen") {
    const std::string page = project_file("docs/METRICS.md");
    for (const Figure& one : kpi_board({}, kQuarter())) {
        CAPTURE(one.key);
        CHECK(page.find("| " + std::string(one.label) + " (`" + std::string(one.key) + "`) |") !=
              std::string::npos);
    }
}

}  // namespace
}  // namespace perennial::analytics
