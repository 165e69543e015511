// What customers are expected to buy in the next year, by BG/NBD for how often and gamma-gamma for how much: fitted in slices, with
// intervals and a back-test. The figures are those of `perennial analyze bgnbd --unit 7 --horizon 52` (docs/METRICS.md).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/analytics/figure.h"
#include "core/analytics/model_predictions.h"
#include "core/app/model_job.h"
#include "core/app/shop_facts.h"

namespace perennial {

struct ValueModel {
    Day as_of;
    analytics::ModelEstimate times;     ///< BG/NBD, in weeks.
    analytics::Figure purchases;        ///< Expected of all customers in the next 52 weeks.
    analytics::Figure revenue;          ///< Expected of a customer in them; n/a where amounts are too few.
    analytics::Figure alive;            ///< Share of repeat customers who are still customers.
    std::optional<double> correlation;  ///< Of number and amount, which the model takes to be 0.
    std::optional<analytics::Calibration>
        back_test;  ///< Of the last 26 weeks, from what was known before; none: too few then.
};

inline constexpr std::int32_t kModelUnitDays = 7;
inline constexpr int kModelHorizon = 52, kModelHoldout = 26;  ///< Weeks.

class ValueModelJob final : public Job {
public:
    ValueModelJob(std::shared_ptr<const WorkspaceFacts> facts, Day as_of, int resamples = 60);
    ~ValueModelJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    /// Errors: refused, below the floor of the model; cancelled.
    Result<ValueModel> result() const;

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace perennial
