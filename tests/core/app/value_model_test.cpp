#include "core/app/value_model.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/storage/workspace_fixture.h"
#include "tests/support/simulated_customers.h"

namespace perennial::test {
namespace {

/// Customers who behave as BG/NBD says, with amounts of their own, until day 20,500.
std::shared_ptr<const WorkspaceFacts> shop(std::int32_t customers) {
    auto facts = std::make_shared<WorkspaceFacts>();
    facts->facts.currency = *Currency::parse("EUR");
    facts->facts.customers.resize(static_cast<std::size_t>(customers));
    Random random(7);
    for (std::int32_t i = 0; i < customers; ++i) {
        const double rate = gamma_draw(random, 0.8, 8) / kModelUnitDays;  // A day.
        const double x = gamma_draw(random, 0.8, 1), leaving = x / (x + gamma_draw(random, 2.4, 1));
        const double usual = 2000 + 8000 * random.unit();
        const Day first{20'000 + i % 90};
        for (double at = 0; first.days + at < 20'500; at += exponential_draw(random, rate)) {
            const auto amount = static_cast<std::int64_t>(usual * (0.5 + random.unit()));
            facts->facts.orders.push_back({i, Day{first.days + static_cast<std::int32_t>(at)}, amount, true});
            if (at > 0 && random.unit() < leaving) break;
        }
    }
    return facts;
}

ValueModel fitted(const std::shared_ptr<const WorkspaceFacts>& facts, Day as_of) {
    ValueModelJob job(facts, as_of, 30);
    while (!job.step(Endless{}, -1)) {
        CHECK(job.progress().fraction <= 1);
    }
    return need(job.result());
}

}  // namespace

TEST_CASE("the model's figures are those of its parts asked one by one") {
    const auto facts = shop(600);
    const Day as_of{20'500};
    const ValueModel model = fitted(facts, as_of);
    std::vector<analytics::Purchase> purchases;
    for (const auto& order : facts->facts.orders)
        purchases.push_back({order.customer, order.day, static_cast<double>(order.amount) / 100});
    std::vector<analytics::PurchaseHistory> histories;
    for (const auto& one : analytics::histories_until(purchases, as_of, as_of, kModelUnitDays))
        histories.push_back(one.history);
    auto likelihood = need(analytics::make_likelihood(analytics::ModelKind::bgnbd, histories));
    const double all = analytics::expected_purchases_of_all(
        analytics::ModelKind::bgnbd, model.times.parameters, likelihood->rows(), kModelHorizon);
    CHECK(*model.purchases.value == doctest::Approx(std::round(all)));
    REQUIRE(model.purchases.interval.has_value());
    CHECK(model.purchases.interval->low <= *model.purchases.value);
    CHECK(model.purchases.interval->high >= *model.purchases.value);
    CHECK(model.purchases.n == 600);
    CHECK(*model.alive.value > 0);
    CHECK(*model.alive.value <= 1);
    REQUIRE(model.revenue.value.has_value());
    CHECK(*model.revenue.value > 0);
    REQUIRE(model.back_test.has_value());
    CHECK(model.back_test->predicted > 0);
}

TEST_CASE("below the floor the model refuses, and a stopped one says so") {
    ValueModelJob few(shop(60), Day{20'500});
    few.step(Endless{}, 1e9);
    REQUIRE(few.ended());
    CHECK(few.result().error().code == ErrorCode::refused);
    ValueModelJob stopped(shop(600), Day{20'500});
    stopped.step(Endless{}, -1);
    stopped.cancel();
    CHECK(stopped.ended());
    CHECK(stopped.result().error().code == ErrorCode::cancelled);
}

}  // namespace perennial::test
