#include "core/analytics/model_predictions.h"

#include <algorithm>
#include <cmath>

#include "core/analytics/bgnbd.h"
#include "core/analytics/pareto_nbd.h"

namespace perennial::analytics {

std::optional<double> alive(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history) {
    return kind == ModelKind::bgnbd ? bgnbd_alive(parameters, history)
                                    : pareto_nbd_alive(parameters, history);
}

double expected_purchases(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history,
                          double time) {
    return kind == ModelKind::bgnbd ? bgnbd_expected(parameters, history, time)
                                    : pareto_nbd_expected(parameters, history, time);
}

double expected_purchases_of_all(ModelKind kind, const Parameters& parameters,
                                 std::span<const WeightedHistory> rows, double time) {
    double sum = 0;
    for (const WeightedHistory& row : rows)
        sum += row.customers * expected_purchases(kind, parameters, row.history, time);
    return sum;
}

double expected_of_new(ModelKind kind, const Parameters& parameters, double time) {
    return kind == ModelKind::bgnbd ? bgnbd_expected_of_new(parameters, time)
                                    : pareto_nbd_expected_of_new(parameters, time);
}

double lifetime_value(ModelKind kind, const Parameters& parameters, const PurchaseHistory& history,
                      double spend, const ValueHorizon& horizon) {
    if (horizon.discount == 0) {
        return spend * expected_purchases(kind, parameters, history, horizon.period * horizon.periods);
    }
    double value = 0, before = 0, factor = 1;
    for (int i = 1; i <= horizon.periods; ++i) {
        const double until = expected_purchases(kind, parameters, history, horizon.period * i);
        factor /= 1 + horizon.discount;
        value += spend * (until - before) * factor;
        before = until;
    }
    return value;
}

Calibration calibrate(ModelKind kind, const Parameters& parameters,
                      std::span<const CustomerHistory> customers, double time, int most) {
    Calibration out;
    out.rows.resize(static_cast<std::size_t>(most) + 1);
    for (int i = 0; i <= most; ++i) out.rows[static_cast<std::size_t>(i)].repeats = i;
    double actual_squares = 0, predicted_squares = 0, products = 0;
    for (const CustomerHistory& customer : customers) {
        const double actual = static_cast<double>(customer.repeats_after);
        const double predicted = expected_purchases(kind, parameters, customer.history, time);
        CalibrationRow& row =
            out.rows[static_cast<std::size_t>(std::min<double>(customer.history.repeats, most))];
        ++row.customers;
        row.actual += actual;
        row.predicted += predicted;
        out.actual += actual;
        out.predicted += predicted;
        actual_squares += actual * actual;
        predicted_squares += predicted * predicted;
        products += actual * predicted;
    }
    const double n = static_cast<double>(customers.size());
    const double spread = (n * actual_squares - out.actual * out.actual) *
                          (n * predicted_squares - out.predicted * out.predicted);
    if (spread > 0) out.correlation = (n * products - out.actual * out.predicted) / std::sqrt(spread);
    return out;
}

}  // namespace perennial::analytics
