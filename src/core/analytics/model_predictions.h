// What a fitted model says of customers: still here or not, how many purchases to expect, what they are worth.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/analytics/model_fit.h"

namespace perennial::analytics {

/// nullopt: unknown (one-time buyers under BG/NBD). `kind` is a model of times.
std::optional<double> alive(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history);
/// Repeat purchases in the next `time` units.
double expected_purchases(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history,
                          double time);
/// Over all customers; equal ones are computed once.
double expected_purchases_of_all(ModelKind kind, const Parameters& parameters,
                                 std::span<const WeightedHistory> rows, double time);
/// Repeat purchases of a customer in the `time` units after the first purchase.
double expected_of_new(ModelKind kind, const Parameters& parameters, double time);

/// What the next `periods` periods of `period` time units are worth: the purchases expected in each times the expected spend,
/// discounted at its end by `discount` a period (0: not). In the unit of spend.
struct ValueHorizon {
    double period = 1;
    int periods = 12;
    double discount = 0;
};
double lifetime_value(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history,
                      double spend, const ValueHorizon& horizon);

/// Predicted against actual purchases after the watch, by number of repeat purchases before.
struct CalibrationRow {
    int repeats = 0;  ///< The last row: this many and more.
    std::int64_t customers = 0;
    double actual = 0, predicted = 0;  ///< Sums over the customers.
};
struct Calibration {
    std::vector<CalibrationRow> rows;
    double actual = 0, predicted = 0;
    std::optional<double> correlation;  ///< Of actual and predicted, over customers.
};
/// `time`: how long the holdout was. Customers with `most` or more repeats share a row.
Calibration calibrate(ModelKind kind, const Parameters& parameters,
                      std::span<const CustomerHistory> customers, double time, int most = 7);

}  // namespace perennial::analytics
