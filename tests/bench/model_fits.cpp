// How long models of buying take to fit, and how often their intervals hold the truth.
//   tools/build.sh native model_fits && build/native/tests/model_fits [coverage]
// tests/bench/model_fits.py runs it beside the Python package `lifetimes` and prints the ratios.
#include <array>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>

#include "core/analytics/bgnbd.h"
#include "core/analytics/model_predictions.h"
#include "core/analytics/quantiles.h"
#include "tests/support/simulated_customers.h"

namespace {

using namespace perennial;
using namespace perennial::analytics;

double milliseconds_of(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

ModelEstimate fitted(Likelihood& likelihood) {
    ModelFit fit(likelihood);
    while (!fit.step()) {}
    return fit.estimate();
}

/// The CDNOW log as the papers watch it: "customer [sample] yyyymmdd discs dollars", for 39 weeks.
std::vector<PurchaseHistory> cdnow(const char* file, bool packed) {
    const std::string path = std::string(PERENNIAL_TEST_DATA "/orders/") + file;
    std::FILE* pipe = ::popen(((packed ? "gzip -dc '" : "cat '") + path + "'").c_str(), "r");
    std::vector<Purchase> purchases;
    std::array<char, 200> line;
    while (pipe && std::fgets(line.data(), line.size(), pipe)) {
        std::istringstream words(line.data());
        std::string customer, day, discs;
        double dollars = 0;
        words >> customer >> day;
        if (!packed) words >> day;
        words >> discs >> dollars;
        if (!words || day.size() != 8) continue;
        const auto read = Day::parse(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
        if (read) purchases.push_back({std::stoll(customer), *read, dollars});
    }
    if (pipe) ::pclose(pipe);
    std::vector<PurchaseHistory> out;
    const Day end = *Day::parse("1997-09-30");
    for (const CustomerHistory& customer : histories_until(std::move(purchases), end, end, 7))
        out.push_back(customer.history);
    return out;
}

void print_times() {
    for (const auto& [name, histories] : {std::pair("sample", cdnow("CDNOW_sample.txt", false)),
                                          std::pair("all", cdnow("CDNOW_master.txt.gz", true))}) {
        for (const ModelKind kind : {ModelKind::bgnbd, ModelKind::pareto_nbd, ModelKind::gamma_gamma}) {
            auto likelihood = make_likelihood(kind, histories);
            if (!likelihood) continue;
            ModelEstimate estimate;
            double longest = 0;
            const double fit = milliseconds_of([&] {
                ModelFit one(**likelihood);
                for (bool ended = false; !ended;)
                    longest = std::max(longest, milliseconds_of([&] { ended = one.step(); }));
                estimate = one.estimate();
            });
            const double resamples = milliseconds_of([&] {
                Bootstrap bootstrap(**likelihood, estimate, 100, 1);
                while (!bootstrap.step()) {}
            });
            std::printf(
                "%s %s customers %lld kinds %zu evaluations %d fit_ms %.1f longest_step_ms %.2f "
                "resamples_100_ms %.0f\n",
                name, std::string(model_key(kind)).c_str(), static_cast<long long>(estimate.customers),
                estimate.kinds, estimate.evaluations, fit, longest, resamples);
            std::fflush(stdout);
        }
    }
}

/// One row of the table in docs/METRICS.md.
void print_coverage(int customers, int data_sets) {
    constexpr Parameters kTruth{0.243, 4.414, 0.793, 2.426};
    const auto expected = [](const Parameters& p) { return expected_of_new(ModelKind::bgnbd, p, 52); };
    Random random(42);
    std::vector<double> errors;
    int ended = 0, covered = 0, intervals = 0;
    for (int i = 0; i < data_sets; ++i) {
        const auto histories = simulated_customers(random, ModelKind::bgnbd, kTruth, customers, 60);
        // Below the floor too: the floor is what this is to find.
        BgnbdLikelihood likelihood(compressed(histories, Telling::times));
        const ModelEstimate estimate = fitted(likelihood);
        ended += estimate.end == SearchEnd::converged ? 1 : 0;
        errors.push_back(std::abs(expected(estimate.parameters) / expected(kTruth) - 1));
        Bootstrap bootstrap(likelihood, estimate, 60, random.next());
        while (!bootstrap.step()) {}
        const auto interval = interval_over(bootstrap.draws(), expected);
        if (!interval) continue;
        ++intervals;
        covered += interval->low <= expected(kTruth) && expected(kTruth) <= interval->high ? 1 : 0;
    }
    std::ranges::sort(errors);
    std::printf(
        "coverage customers %d data_sets %d at_a_maximum %d error_median %.2f error_9_of_10 %.2f covered %d "
        "of %d\n",
        customers, data_sets, ended, quantile(errors, 0.5), quantile(errors, 0.9), covered, intervals);
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
    if (count > 1 && std::string(words[1]) == "coverage") {
        for (const int customers : {50, 75, 100, 200, 400, 1000})
            print_coverage(customers, customers <= 200 ? 100 : 60);
        return 0;
    }
    print_times();
    return 0;
}
