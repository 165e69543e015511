#include "core/analytics/forecast.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/base/random.h"

namespace perennial::analytics {
namespace {

const Currency kEuro = *Currency::parse("EUR");

TEST_CASE("the same every month is forecast as that, without an error") {
    const std::vector<std::int64_t> months(20, 5000);
    const auto out = forecast_revenue(months, kEuro);
    CHECK(*out.figure.value == 5000);
    CHECK(out.figure.interval->low == 5000);
    CHECK(out.figure.interval->high == 5000);
    CHECK(out.back_test.size() == 12);
    CHECK(out.mean_error == 0);
    CHECK(out.figure.n == 20);
}

TEST_CASE("a shop that lives by Christmas is forecast from the year before") {
    std::vector<std::int64_t> months;
    for (int i = 0; i < 47; ++i) months.push_back(i % 12 == 11 ? 90'000 : 10'000);  // The next is a December.
    const auto out = forecast_revenue(months, kEuro);
    CHECK(out.method == "the same month a year ago times the year's growth");
    CHECK(*out.figure.value == doctest::Approx(90'000).epsilon(0.001));
    months.resize(30);  // Too few for a back-test of that method.
    CHECK(forecast_revenue(months, kEuro).method != out.method);
}

TEST_CASE("each month of the back-test knew only the months before it") {
    std::vector<std::int64_t> months;
    for (int i = 0; i < 18; ++i) months.push_back(1000 * i);
    const auto out = forecast_revenue(months, kEuro);
    CHECK(out.method == "the mean of the last three months");
    for (std::size_t i = 0; i < 12; ++i) {
        const std::int64_t at = 6 + static_cast<std::int64_t>(i);
        CHECK(out.back_test[i].actual == 1000 * at);
        CHECK(out.back_test[i].forecast == 1000 * (at - 2));
    }
    CHECK(out.mean_error == doctest::Approx(2000));
    CHECK(out.figure.interval->high == doctest::Approx(16'000 + 2.178812829663418 * 2000));
}

TEST_CASE("too short a history is refused, and the interval never goes below nothing") {
    const std::vector<std::int64_t> few(14, 100);
    const auto refused = forecast_revenue(few, kEuro);
    CHECK_FALSE(refused.figure.value.has_value());
    CHECK(refused.figure.reason.find("15 whole months") != std::string::npos);
    CHECK(refused.back_test.empty());
    std::vector<std::int64_t> wild;
    for (int i = 0; i < 15; ++i) wild.push_back(i % 3 == 0 ? 90'000 : 0);
    CHECK(forecast_revenue(wild, kEuro).figure.interval->low == 0);
}

TEST_CASE("the interval holds the next month about as often as it says") {
    Random random(31);
    int held = 0;
    for (int shop = 0; shop < 200; ++shop) {
        std::vector<std::int64_t> months;
        for (int i = 0; i < 31; ++i) {
            double noise = 0;
            for (int k = 0; k < 12; ++k) noise += random.unit() - 0.5;
            months.push_back(std::llround(100'000 + 15'000 * noise));
        }
        const std::int64_t next = months.back();
        months.pop_back();
        const Interval interval = *forecast_revenue(months, kEuro).figure.interval;
        held +=
            interval.low <= static_cast<double>(next) && static_cast<double>(next) <= interval.high ? 1 : 0;
    }
    CHECK(held >= 180);
}

}  // namespace
}  // namespace perennial::analytics
