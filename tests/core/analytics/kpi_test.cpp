#include "core/analytics/kpi.h"

#include <doctest/doctest.h>

#include <cmath>

namespace perennial::analytics {
namespace {

const Currency kDollar = *Currency::parse("USD");

// The worked examples of the articles that REQUIREMENTS 1.14 and 6.2 to 6.6 quote.
TEST_CASE("the articles' worked examples come out as printed") {
    const Figure kept = retention_rate(100, 105, 20);
    CHECK(*kept.value == 0.85);
    CHECK(kept.formula == "(E - N) / S = (105 - 20) / 100 = 85 %");
    const Figure left = churn_rate(100, 105, 20);
    CHECK(*left.value == 0.15);
    CHECK(left.formula == "1 - (E - N) / S = 1 - (105 - 20) / 100 = 15 %");

    const Figure worth = expected_lifetime_revenue(Quotient{24, 1}, {100'00, 1}, kDollar, 50);
    CHECK(*worth.value == 240'000);
    CHECK(worth.formula == "months x monthly revenue = 24 months x 100.00 USD = 2400.00 USD");

    const Figure promoters = net_promoter_score(50, 30, 20);
    CHECK(*promoters.value == 30);
    CHECK(promoters.n == 100);
    CHECK(promoters.formula == "% of 9 and 10 - % of 0 to 6 = 50 / 100 - 20 / 100 = +30");

    const Figure satisfied = customer_satisfaction(8, 10);
    CHECK(*satisfied.value == 0.8);
    CHECK(satisfied.formula == "answers of 4 and 5 / answers = 8 / 10 = 80 %");

    const Figure cost = acquisition_cost(100'000, 0, kDollar);
    CHECK_FALSE(cost.value.has_value());
    CHECK(cost.reason == "There were no new customers in this period, so no cost for each.");
}

TEST_CASE("a figure of nothing is n/a and says why, never zero or infinite") {
    for (const Figure& figure :
         {repeat_purchase_share(0, 0), retention_rate(0, 5, 5), churn_rate(0, 0, 0), repeat_rate(0, 0),
          referral_share(0, 0), average_order_value(0, 0, kDollar), lifetime_revenue_to_date(0, 0, kDollar),
          acquisition_cost(500, 0, kDollar), net_promoter_score(0, 0, 0), customer_satisfaction(0, 0),
          expected_lifetime_revenue(std::nullopt, {1, 1}, kDollar, 0),
          expected_lifetime_profit(std::nullopt, {1, 1}, 400, 0, kDollar, 0),
          expected_lifetime_profit(Quotient{3, 1}, {1, 1}, std::nullopt, 0, kDollar, 0)}) {
        CAPTURE(figure.key);
        CHECK_FALSE(figure.value.has_value());
        CHECK_FALSE(figure.interval.has_value());
        CHECK(figure.reason.ends_with("."));
        CHECK(figure.formula.empty());
    }
}

TEST_CASE("money is whole minor units, rounded half away from zero") {
    struct Case {
        std::int64_t sum, of;
        double mean;
    };
    for (const Case& c : {Case{100, 3, 33}, Case{5, 2, 3}, Case{-5, 2, -3}, Case{7, 2, 4}, Case{-100, 3, -33},
                          Case{0, 4, 0}}) {
        CAPTURE(c.sum);
        const Figure figure = acquisition_cost(c.sum, c.of, kDollar);
        CHECK(*figure.value == c.mean);
        CHECK(*figure.numerator == c.sum);
        CHECK(*figure.denominator == c.of);
    }
}

TEST_CASE("expected profit takes the margin, and a discount when there is one") {
    const Figure plain = expected_lifetime_profit(Quotient{24, 1}, {100'00, 1}, 400, 0, kDollar, 99);
    CHECK(*plain.value == 96'000);
    CHECK(plain.formula == "months x monthly revenue x margin = 24 months x 100.00 USD x 40 % = 960.00 USD");
    // At 10 % a year: 40.00 times the sum of 1.1^(-i/12), i = 1 to 24, which is 21.8434...
    const Figure discounted = expected_lifetime_profit(Quotient{24, 1}, {100'00, 1}, 400, 100, kDollar, 99);
    double sum = 0;
    for (int i = 1; i <= 24; ++i) sum += std::pow(1.1, -i / 12.0);
    CHECK(*discounted.value == std::round(4000 * sum));
    CHECK(*discounted.value < *plain.value);
    CHECK(discounted.formula.find("discounted by 10 % a year") != std::string::npos);
    CHECK(*expected_lifetime_profit(Quotient{24, 1}, {100'00, 1}, 0, 0, kDollar, 99).value == 0);
}

TEST_CASE("what a customer costs is paid back by the margin of a month, or never") {
    const Figure cost = acquisition_cost(120'00, 2, kDollar);  // 60.00 each
    const Figure payback = payback_months(cost, {30'00, 1}, 400);
    CHECK(*payback.value == 5);
    CHECK(payback.formula ==
          "acquisition cost / (monthly revenue x margin) = 60.00 USD / (30.00 USD x 40 %) = 5 months");
    const Figure never = payback_months(cost, {30'00, 1}, 0);
    CHECK_FALSE(never.value.has_value());
    CHECK(never.reason.starts_with("never"));

    const Figure profit =
        expected_lifetime_profit(Quotient{10, 1}, {30'00, 1}, 400, 0, kDollar, 40);  // 120.00
    const Figure ratio = value_to_cost(profit, cost);
    CHECK(*ratio.value == 2);
    CHECK(ratio.formula == "expected profit / acquisition cost = 120.00 USD / 60.00 USD = 2");
    CHECK_FALSE(value_to_cost(profit, acquisition_cost(0, 5, kDollar)).value.has_value());
    CHECK(value_to_cost(profit, acquisition_cost(5, 0, kDollar)).reason ==
          acquisition_cost(5, 0, kDollar).reason);
}

// Brown, Cai and DasGupta (2001), Interval Estimation for a Binomial Proportion; the values by R's binom::binom.wilson.
TEST_CASE("shares carry Wilson's interval") {
    struct Case {
        std::int64_t hits, of;
        double low, high;
    };
    for (const Case& c : {Case{8, 10, 0.490162, 0.943318}, Case{0, 10, 0, 0.277533},
                          Case{10, 10, 0.722467, 1}, Case{85, 100, 0.767158, 0.906948}}) {
        CAPTURE(c.hits);
        const Interval interval = *customer_satisfaction(c.hits, c.of).interval;
        CHECK(interval.low == doctest::Approx(c.low).epsilon(1e-5));
        CHECK(interval.high == doctest::Approx(c.high).epsilon(1e-5));
    }
}

TEST_CASE("a net promoter score carries an interval that stays within its scale") {
    const Interval interval = *net_promoter_score(50, 30, 20).interval;
    // (50.75 - 20.75) / 103 = 29.126; its standard error 7.632 by the variance of the three shares.
    CHECK(interval.low == doctest::Approx(13.98).epsilon(0.005));
    CHECK(interval.high == doctest::Approx(44.27).epsilon(0.005));
    const Interval all = *net_promoter_score(3, 0, 0).interval;
    CHECK(all.low < 50);
    CHECK(all.high == 100);
    CHECK(net_promoter_score(3, 0, 0).reason == "Only 3 records: take it as a hint.");
    CHECK(net_promoter_score(50, 30, 20).reason.empty());
}

TEST_CASE("numbers are written for people") {
    CHECK(number_text(0.8567, 2) == "0.86");
    CHECK(number_text(-0.005, 2) == "-0.01");
    CHECK(number_text(85, 1) == "85");
    CHECK(number_text(1e12, 6) == "1000000000000");
    CHECK(number_text(HUGE_VAL, 1) == "very large");
    CHECK(value_text(Unit::share, 0.8333333, {}) == "83.3 %");
    CHECK(value_text(Unit::money, 12345, kDollar) == "123.45 USD");
    CHECK(value_text(Unit::money, 12345, *Currency::parse("JPY")) == "12345 JPY");
    CHECK(value_text(Unit::months, 1, {}) == "1 month");
    CHECK(value_text(Unit::points, -12.5, {}) == "-12.5");
}

}  // namespace
}  // namespace perennial::analytics
