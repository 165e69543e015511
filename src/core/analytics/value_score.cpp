#include "core/analytics/value_score.h"

#include <numeric>

#include "core/analytics/ranks.h"

namespace perennial::analytics {
namespace {

Status check(const ValueWeights& weights) {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights.parts) {
        if (weight < 0 || weight > 1'000'000) {
            return fail(ErrorCode::invalid_input, "A weight is a number from 0 to 1,000,000.");
        }
        sum += weight;
    }
    if (sum == 0)
        return fail(ErrorCode::invalid_input, "At least one part of the score needs a weight above 0.");
    if (weights.high_percent < 0 || weights.middle_percent < 0 ||
        weights.high_percent + weights.middle_percent > 100) {
        return fail(ErrorCode::invalid_input, "The shares of the tiers add up to 100 percent at most.");
    }
    return {};
}

void set_percentiles(std::span<const ValueFacts> customers, std::size_t part,
                     std::vector<ValueScore>& scores) {
    std::vector<double> values;
    for (const ValueFacts& customer : customers) {
        if (customer.parts[part]) values.push_back(*customer.parts[part]);
    }
    const std::vector<Rank> ranks = ranks_of(std::span<const double>(values));
    // Those without a value are below all that have one.
    const double missing = static_cast<double>(customers.size() - values.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < customers.size(); ++i) {
        if (!customers[i].parts[part]) continue;
        const Rank& rank = ranks[next++];
        scores[i].percentiles[part] =
            100 * (missing + static_cast<double>(rank.below) + static_cast<double>(rank.equal) / 2) /
            static_cast<double>(customers.size());
    }
}

}  // namespace

Result<std::vector<ValueScore>> value_scores(std::span<const ValueFacts> customers,
                                             const ValueWeights& weights) {
    TRY(check(weights));
    std::vector<ValueScore> scores(customers.size());
    for (std::size_t part = 0; part < kValueParts; ++part) set_percentiles(customers, part, scores);
    const auto sum =
        static_cast<double>(std::accumulate(weights.parts.begin(), weights.parts.end(), std::int64_t{0}));
    std::vector<double> values;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i].customer = customers[i].customer;
        for (std::size_t part = 0; part < kValueParts; ++part) {
            scores[i].score += static_cast<double>(weights.parts[part]) / sum * scores[i].percentiles[part];
        }
        values.push_back(scores[i].score);
    }
    const std::vector<Rank> ranks = ranks_of(std::span<const double>(values));
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto better = static_cast<std::int64_t>(scores.size() - ranks[i].below - ranks[i].equal);
        const std::int64_t percent_place = 100 * better, all = static_cast<std::int64_t>(scores.size());
        scores[i].tier = percent_place < weights.high_percent * all ? Tier::high
                         : percent_place < (weights.high_percent + weights.middle_percent) * all
                             ? Tier::middle
                             : Tier::basic;
    }
    return scores;
}

}  // namespace perennial::analytics
