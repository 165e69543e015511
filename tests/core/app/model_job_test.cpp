#include "core/app/model_job.h"

#include <doctest/doctest.h>

#include "tests/support/simulated_customers.h"

namespace perennial {
namespace {

std::unique_ptr<analytics::Likelihood> some_likelihood() {
    Random random(8);
    auto made = analytics::make_likelihood(
        analytics::ModelKind::bgnbd,
        simulated_customers(random, analytics::ModelKind::bgnbd, {0.8, 6, 0.8, 2.5}, 200, 60));
    REQUIRE(made.has_value());
    return std::move(*made);
}

/// As if every step took a whole slice.
class Impatient final : public Stopwatch {
public:
    double elapsed_ms() const override { return 1e9; }
};

TEST_CASE("a model is fitted slice by slice, then resampled, and the progress never goes back") {
    ModelJob job(some_likelihood(), 25, 3);
    double before = 0;
    int slices = 1;
    for (; !job.step(Impatient{}, 8); ++slices) {
        CHECK(job.progress().fraction >= before);
        before = job.progress().fraction;
        CHECK_FALSE(job.progress().doing.empty());
    }
    CHECK(slices > 30);
    CHECK(job.progress().fraction == doctest::Approx(1));
    CHECK(job.estimate()->customers == 200);
    CHECK(job.draws().size() + static_cast<std::size_t>(job.failed_resamples()) == 25);

    ModelJob at_once(some_likelihood(), 0, 3);
    CHECK(at_once.step(Endless{}, 8));
    CHECK(at_once.estimate()->parameters == job.estimate()->parameters);
    CHECK(at_once.draws().empty());
}

TEST_CASE("a stopped fit has no result") {
    ModelJob job(some_likelihood(), 10, 3);
    CHECK_FALSE(job.step(Impatient{}, 8));
    job.cancel();
    CHECK(job.ended());
    CHECK(job.estimate().error().code == ErrorCode::cancelled);
}

}  // namespace
}  // namespace perennial
