#include "ui/views/numbers/numbers_words.h"

#include <doctest/doctest.h>

#include "core/analytics/kpi.h"
#include "ui/views/numbers/numbers_choice.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

const Currency kEuro = *Currency::parse("EUR");
Day day(std::string_view iso) { return *Day::parse(iso); }

}  // namespace

TEST_CASE("a formula stands as fractions, with the numbers as the screen writes them") {
    const auto kept = formula_pieces(analytics::retention_rate(5120, 6412, 2505));
    REQUIRE(kept.size() == 3);
    CHECK(kept[0].above == "E − N");
    CHECK(kept[0].below == "S");
    CHECK(kept[1].above == "6,412 − 2,505");
    CHECK(kept[1].below == "5,120");
    CHECK(kept[2].above == "76.3 %");
    CHECK(kept[2].below.empty());

    const auto churn = formula_pieces(analytics::churn_rate(100, 105, 20));
    CHECK(churn[0].lead == "1 −");
    CHECK(churn[1].above == "105 − 20");

    const auto value = formula_pieces(
        analytics::expected_lifetime_revenue(analytics::Quotient{24, 1}, {10'000, 1}, kEuro, 9));
    CHECK(value[0].above == "months × monthly revenue");
    CHECK(value[1].above == "24 months × €100.00");
    CHECK(value[2].above == "€2,400.00");

    // Two fractions in one piece stay on one line.
    const auto nps = formula_pieces(analytics::net_promoter_score(50, 30, 20));
    CHECK(nps[1].above == "50 / 100 − 20 / 100");
    CHECK(formula_pieces({}).empty());
}

TEST_CASE("figures are written as their unit wants, estimates without cents") {
    CHECK(figure_text(analytics::retention_rate(100, 105, 20)) == "85 %");
    CHECK(figure_text(analytics::retention_rate(0, 5, 5)) == "n/a");
    CHECK(figure_text(analytics::average_order_value(12'840, 1, kEuro)) == "€128.40");
    CHECK(figure_text(analytics::expected_lifetime_revenue(analytics::Quotient{24, 1}, {10'049, 1}, kEuro,
                                                           9)) == "€2,412");
    CHECK(figure_text(analytics::net_promoter_score(50, 30, 20)) == "+30");
    CHECK(figure_text(analytics::net_promoter_score(20, 30, 50)) == "−30");
    CHECK(interval_words(analytics::retention_rate(100, 105, 20)) == "95 %: 76.7 to 90.7");
    CHECK(proof_words(analytics::retention_rate(5120, 6412, 2505), day("2026-06-16")) ==
          "n 5,120, as of 16 Jun");
}

TEST_CASE("a change says in arrow and word whether it is better") {
    const auto change =
        figure_change(analytics::retention_rate(1000, 763, 0), analytics::retention_rate(1000, 771, 0));
    REQUIRE(change.has_value());
    CHECK_FALSE(change->up);
    CHECK_FALSE(change->better);
    CHECK(change->words == "0.8 worse");
    const auto cheaper = figure_change(analytics::acquisition_cost(980, 1, kEuro),
                                       analytics::acquisition_cost(1100, 1, kEuro));
    REQUIRE(cheaper.has_value());
    CHECK_FALSE(cheaper->up);
    CHECK(cheaper->better);
    CHECK(cheaper->words == "€1.20 better");
    CHECK_FALSE(
        figure_change(analytics::retention_rate(10, 5, 0), analytics::retention_rate(10, 5, 0)).has_value());
    CHECK_FALSE(
        figure_change(analytics::retention_rate(10, 5, 0), analytics::retention_rate(0, 5, 0)).has_value());
}

TEST_CASE("periods are those of the calendar, and each is compared with as many days") {
    const Day today = day("2026-03-15");
    struct Case {
        NumbersPeriod period;
        const char *from, *to, *year_before_from;
    };
    for (const Case& c : {Case{NumbersPeriod::last_12_months, "2025-03-16", "2026-03-15", "2024-03-16"},
                          Case{NumbersPeriod::last_30_days, "2026-02-14", "2026-03-15", "2025-02-14"},
                          Case{NumbersPeriod::this_year, "2026-01-01", "2026-03-15", "2025-01-01"},
                          Case{NumbersPeriod::last_year, "2025-01-01", "2025-12-31", "2024-01-01"},
                          Case{NumbersPeriod::last_month, "2026-02-01", "2026-02-28", "2025-02-01"}}) {
        CAPTURE(c.from);
        const analytics::Period period = period_of(c.period, today);
        CHECK(period.from == day(c.from));
        CHECK(period.to == day(c.to));
        CHECK(compared_period(period, NumbersCompare::year_before)->from == day(c.year_before_from));
        const auto before = compared_period(period, NumbersCompare::period_before);
        CHECK(before->days() == period.days());
        CHECK(before->to.days + 1 == period.from.days);
    }
    CHECK(compared_period({day("2024-02-29"), day("2024-02-29")}, NumbersCompare::year_before)->to ==
          day("2023-02-28"));
    CHECK_FALSE(compared_period({today, today}, NumbersCompare::nothing).has_value());
}

TEST_CASE("a choice stands in the address and comes back from it; what cannot be read is left out") {
    const NumbersChoice choice{NumbersPeriod::last_90_days, NumbersCompare::nothing, {}, "churn_rate"};
    CHECK(choice_to_text(choice) == "period=last_90_days&compare=nothing&open=churn_rate");
    CHECK(choice_from_text(choice_to_text(choice), {}) == choice);
    CHECK(choice_to_text({}).empty());
    CHECK(choice_from_text("period=never&open=nothing&x", {}) == NumbersChoice{});
}
