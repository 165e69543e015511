// analyze: models of buying on the workspace, or on a table in a file.
#include <algorithm>
#include <cmath>

#include "core/analytics/gamma_gamma.h"
#include "core/analytics/model_predictions.h"
#include "core/app/model_job.h"
#include "core/app/purchase_table.h"
#include "core/app/shop_facts.h"
#include "core/app/words.h"
#include "platform/native/cli/input.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

using namespace analytics;

struct Asked {
    ModelKind kind = ModelKind::bgnbd;
    std::int64_t unit_days = 7, horizon = 52, resamples = 0;
    std::optional<Day> as_of, holdout;
};

/// Who is looked at, and what is known of them.
struct Customers {
    std::vector<std::string> names;
    std::vector<CustomerHistory> histories;
    std::string as_of;  ///< "" when the table does not say.
};

Attempt<ModelKind> model_named(std::string_view name) {
    std::string names;
    for (const ModelKind kind : {ModelKind::bgnbd, ModelKind::pareto_nbd, ModelKind::gamma_gamma}) {
        if (model_key(kind) == name) return kind;
        names += (names.empty() ? "" : ", ") + std::string(model_key(kind));
    }
    return usage_error("There is no model \"" + std::string(name) + "\". Models are " + names + ".");
}

Attempt<void> read_number(const Arguments& arguments, std::string_view name, std::int64_t least,
                          std::int64_t& into) {
    if (const auto text = arguments.value(name)) {
        TRY_ASSIGN(into, whole_number(name, *text, least));
    }
    return {};
}

Attempt<Asked> read_asked(const Run& run) {
    Asked out;
    TRY_ASSIGN(out.kind, model_named(run.arguments.words.front()));
    TRY(read_number(run.arguments, "--unit", 1, out.unit_days));
    TRY(read_number(run.arguments, "--horizon", 1, out.horizon));
    TRY(read_number(run.arguments, "--resamples", 0, out.resamples));
    TRY_ASSIGN(out.as_of, day_switch(run.arguments, "--as-of"));
    TRY_ASSIGN(out.holdout, day_switch(run.arguments, "--holdout"));
    if (out.holdout && (!out.as_of || *out.holdout <= *out.as_of)) {
        return usage_error(
            "--holdout wants a day after --as-of: what came between them is compared with the model.");
    }
    if (out.holdout && out.kind == ModelKind::gamma_gamma)
        return usage_error("--holdout is for bgnbd and pareto_nbd.");
    return out;
}

void set_histories(Customers& customers, std::vector<Purchase> purchases, const Asked& asked, Day as_of) {
    customers.as_of = as_of.to_string();
    customers.histories = histories_until(std::move(purchases), as_of, asked.holdout.value_or(as_of),
                                          static_cast<double>(asked.unit_days));
}

Attempt<Customers> customers_of_file(Run& run, const Asked& asked, const std::string& path) {
    TRY_ASSIGN(const Input input, read_input(run.console, path));
    TRY_ASSIGN(PurchaseTable table, read_purchase_table(*input.bytes, input.name));
    Customers out{std::move(table.customers), {}, ""};
    if (table.purchases.empty()) {
        for (std::size_t i = 0; i < table.histories.size(); ++i) {
            out.histories.push_back({static_cast<std::int64_t>(i), table.histories[i], 0});
        }
        return out;
    }
    const Day last = std::ranges::max(table.purchases, {}, &Purchase::day).day;
    set_histories(out, std::move(table.purchases), asked, asked.as_of.value_or(last));
    return out;
}

Attempt<Customers> customers_of_workspace(Run& run, const Asked& asked) {
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    SettableClock& clock = session->clock();
    const Day as_of = asked.as_of.value_or(clock.today());
    TRY_ASSIGN(const WorkspaceFacts facts,
               shop_facts(session->workspace(), {asked.holdout.value_or(as_of), 0}));
    Customers out;
    for (const RowNo row : facts.customers) {
        TRY_ASSIGN(std::string name, contact_name(session->workspace(), row));
        out.names.push_back(std::move(name));
    }
    const double unit = std::pow(10.0, facts.facts.currency.minor_digits());
    std::vector<Purchase> purchases;
    for (const OrderFact& order : facts.facts.orders) {
        if (!order.purchase || order.customer < 0) continue;
        purchases.push_back({order.customer, order.day, static_cast<double>(order.amount) / unit});
    }
    set_histories(out, std::move(purchases), asked, as_of);
    return out;
}

Json interval_json(const std::optional<Interval>& interval) {
    if (!interval) return nullptr;
    return Json{{"low", interval->low},
                {"high", interval->high},
                {"level", interval->level},
                {"method", interval->method}};
}

std::string interval_text(const std::optional<Interval>& interval) {
    if (!interval) return "";
    return "  " + number_text(interval->low, 4) + " to " + number_text(interval->high, 4);
}

/// The result as it grows, in both forms.
struct Answer {
    Json json;
    std::string text;
};

void add_parameters(const ModelEstimate& estimate, const ModelJob& job, Answer& answer) {
    const auto names = parameter_names(estimate.kind);
    for (std::size_t i = 0; i < names.size(); ++i) {
        Json entry{{"value", estimate.parameters[i]}};
        std::string line = std::string(names[i]) + " = " + number_text(estimate.parameters[i], 4);
        if (estimate.standard_errors) {
            entry["standard_error"] = (*estimate.standard_errors)[i];
            line += "  (standard error " + number_text((*estimate.standard_errors)[i], 4) + ")";
        }
        const auto interval = interval_over(job.draws(), [i](const Parameters& draw) { return draw[i]; });
        if (interval) entry["interval"] = interval_json(interval);
        answer.json["parameters"][std::string(names[i])] = std::move(entry);
        answer.text += line + interval_text(interval) + "\n";
    }
}

std::string_view end_words(SearchEnd end) {
    switch (end) {
        case SearchEnd::converged: return "converged";
        case SearchEnd::at_bound: return "at_bound";
        case SearchEnd::gave_up: break;
    }
    return "gave_up";
}

void add_fit(const ModelEstimate& estimate, const ModelJob& job, Answer& answer) {
    answer.json["model"] = model_key(estimate.kind);
    answer.json["n"] = estimate.customers;
    answer.json["repeat_customers"] = estimate.repeat_customers;
    answer.json["kinds"] = estimate.kinds;
    answer.text = std::string(model_name(estimate.kind)) + " on " + std::to_string(estimate.customers) +
                  " customers, " + std::to_string(estimate.repeat_customers) +
                  " of them with repeat purchases\n";
    add_parameters(estimate, job, answer);
    answer.json["log_likelihood"] = estimate.log_likelihood;
    answer.json["fit"] = Json{{"end", end_words(estimate.end)}, {"evaluations", estimate.evaluations}};
    answer.text += "log-likelihood " + number_text(estimate.log_likelihood, 4) + "\n";
    if (estimate.end != SearchEnd::converged) {
        answer.text +=
            "The data do not say how large every parameter is; take the parameters as a direction only.\n";
    }
    if (job.draws().empty() && job.failed_resamples() == 0) return;
    answer.json["resamples"] = job.draws().size();
    answer.json["failed_resamples"] = job.failed_resamples();
}

void add_calibration(const Asked& asked, const ModelEstimate& estimate, const Customers& customers,
                     Answer& answer) {
    const double time =
        static_cast<double>(asked.holdout->days - asked.as_of->days) / static_cast<double>(asked.unit_days);
    const Calibration calibration = calibrate(estimate.kind, estimate.parameters, customers.histories, time);
    Json rows = Json::array();
    answer.text += "Held out: " + number_text(calibration.actual, 0) + " purchases, predicted " +
                   number_text(calibration.predicted, 1) + "\n";
    for (const CalibrationRow& row : calibration.rows) {
        rows.push_back(Json{{"repeats", row.repeats},
                            {"customers", row.customers},
                            {"actual", row.actual},
                            {"predicted", row.predicted}});
        answer.text += "  " + std::to_string(row.repeats) + " repeats: " + std::to_string(row.customers) +
                       " customers, actual " + number_text(row.actual, 0) + ", predicted " +
                       number_text(row.predicted, 1) + "\n";
    }
    answer.json["calibration"] =
        Json{{"until", asked.holdout->to_string()},
             {"actual", calibration.actual},
             {"predicted", calibration.predicted},
             {"correlation", calibration.correlation ? Json(*calibration.correlation) : Json(nullptr)},
             {"rows", std::move(rows)}};
}

void add_expectation(const Asked& asked, const ModelEstimate& estimate, const ModelJob& job, Answer& answer) {
    const double time = static_cast<double>(asked.horizon);
    const auto all = [&](const Parameters& parameters) {
        return expected_purchases_of_all(estimate.kind, parameters, job.likelihood().rows(), time);
    };
    const auto interval = interval_over(job.draws(), all);
    const double value = all(estimate.parameters);
    answer.json["expected_purchases"] = Json{{"horizon", asked.horizon}, {"value", value}};
    if (interval) answer.json["expected_purchases"]["interval"] = interval_json(interval);
    answer.text += "Expected in the next " + std::to_string(asked.horizon) +
                   " units: " + number_text(value, 1) + " purchases" + interval_text(interval) + "\n";
}

void add_customers(const Asked& asked, const ModelEstimate& estimate, const Customers& customers,
                   Answer& answer) {
    Json list = Json::array();
    for (const CustomerHistory& customer : customers.histories) {
        const PurchaseHistory& history = customer.history;
        Json entry{{"customer", customers.names[static_cast<std::size_t>(customer.customer)]},
                   {"repeats", history.repeats},
                   {"last", history.last},
                   {"age", history.age}};
        if (estimate.kind == ModelKind::gamma_gamma) {
            const auto spend = gamma_gamma_expected(estimate.parameters, history);
            entry["expected_spend"] = spend ? Json(*spend) : Json(nullptr);
        } else {
            const auto chance = alive(estimate.kind, estimate.parameters, history);
            entry["alive"] = chance ? Json(*chance) : Json("unknown");
            entry["expected_purchases"] = expected_purchases(estimate.kind, estimate.parameters, history,
                                                             static_cast<double>(asked.horizon));
        }
        answer.text += dump(entry) + "\n";
        list.push_back(std::move(entry));
    }
    answer.json["customers"] = std::move(list);
}

}  // namespace

Attempt<Exit> run_analyze(Run& run) {
    TRY_ASSIGN(const Asked asked, read_asked(run));
    const auto path = run.arguments.value("--input");
    TRY_ASSIGN(const Customers customers,
               path ? customers_of_file(run, asked, *path) : customers_of_workspace(run, asked));
    std::vector<PurchaseHistory> histories;
    for (const CustomerHistory& customer : customers.histories) histories.push_back(customer.history);
    TRY_ASSIGN(auto likelihood, make_likelihood(asked.kind, histories));
    ModelJob job(std::move(likelihood), static_cast<int>(asked.resamples), run.options.seed.value_or(1));
    run_job(run.console, job);
    TRY_ASSIGN(const ModelEstimate estimate, job.estimate());

    Answer answer;
    add_fit(estimate, job, answer);
    answer.json["unit_days"] = asked.unit_days;
    if (!customers.as_of.empty()) answer.json["as_of"] = customers.as_of;
    if (asked.kind == ModelKind::gamma_gamma) {
        const auto correlation = spend_correlation(histories);
        answer.json["correlation"] = correlation ? Json(*correlation) : Json(nullptr);
        if (correlation)
            answer.text += "Correlation of number and amount: " + number_text(*correlation, 2) + "\n";
    } else {
        add_expectation(asked, estimate, job, answer);
    }
    if (asked.holdout) add_calibration(asked, estimate, customers, answer);
    if (run.arguments.has("--customers")) add_customers(asked, estimate, customers, answer);
    run.console.result(dump(answer.json), answer.text);
    return Exit::done;
}

}  // namespace perennial::cli
