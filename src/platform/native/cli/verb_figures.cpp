// kpi, rows, cohorts, rfm.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analytics/cohorts.h"
#include "core/analytics/kpi_board.h"
#include "core/analytics/rfm.h"
#include "core/app/shop_facts.h"
#include "core/app/words.h"
#include "platform/native/cli/record_output.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/rule_arguments.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

using analytics::Figure;
using analytics::Period;

/// The workspace's facts as the switches ask for them.
struct Asked {
    std::unique_ptr<Session> session;
    WorkspaceFacts facts;
    Day as_of;
    Period period;
};

/// The people of --segment, a segment's name or a rule, as of that day; nullopt without the switch.
Attempt<std::optional<std::vector<RowNo>>> asked_people(Run& run, Session& session, Day as_of) {
    const auto text = run.arguments.value("--segment");
    if (!text) return std::nullopt;
    const Table& people = table(TableId::contact);
    TRY_ASSIGN(const RuleClock clock, rule_clock(session, as_of.to_string()));
    TRY_ASSIGN(const RuleWorld world, rule_world(session.workspace()));
    TRY_ASSIGN(const Rule rule, rule_named(world, people, *text));
    TRY_ASSIGN(std::vector<RowNo> rows, rule_rows(session.workspace(), world, people, rule, clock));
    std::ranges::sort(rows);
    return rows;
}

Attempt<Asked> asked(Run& run) {
    TRY_ASSIGN(const auto as_of, day_switch(run.arguments, "--as-of"));
    TRY_ASSIGN(const auto from, day_switch(run.arguments, "--from"));
    TRY_ASSIGN(const auto to, day_switch(run.arguments, "--to"));
    Asked out;
    TRY_ASSIGN(out.session, Session::open_known_at(run.options, run.arguments.value("--known-at")));
    SettableClock& clock = out.session->clock();
    out.as_of = as_of.value_or(to.value_or(clock.today()));
    out.period = year_until(to.value_or(out.as_of));
    if (from) out.period.from = *from;
    if (out.period.to < out.period.from) {
        return usage_error("The period ends on " + out.period.to.to_string() + ", before it begins on " +
                           out.period.from.to_string() + ".");
    }
    TRY_ASSIGN(auto people, asked_people(run, *out.session, out.as_of));
    const FactsQuery query{out.as_of, clock.offset_minutes(clock.now()), std::move(people)};
    TRY_ASSIGN(out.facts, shop_facts(out.session->workspace(), query));
    return out;
}

Json figure_value(analytics::Unit unit, const std::optional<double>& value, Currency currency) {
    if (!value) return nullptr;
    if (unit == analytics::Unit::money)
        return Json{{"minor", std::llround(*value)}, {"currency", currency.code()}};
    if (unit == analytics::Unit::count) return std::llround(*value);
    return *value;
}

Json part_json(const Figure& figure, const Figure::Part& part) {
    Json json{{"name", part.name}, {"value", figure_value(figure.unit, part.value, figure.currency)}};
    if (!part.reason.empty()) json["reason"] = part.reason;
    json["n"] = part.n;
    return json;
}

Json figure_json(const Figure& figure, Day as_of) {
    Json json{{"label", figure.label}, {"unit", analytics::unit_name(figure.unit)}};
    json["value"] = figure_value(figure.unit, figure.value, figure.currency);
    if (!figure.reason.empty()) json["reason"] = figure.reason;
    json["n"] = figure.n;
    json["as_of"] = as_of.to_string();
    json["formula"] = figure.formula;
    if (figure.value && figure.numerator) json["numerator"] = *figure.numerator;
    if (figure.value && figure.denominator) json["denominator"] = *figure.denominator;
    if (figure.interval) {
        json["interval"] = Json{{"low", figure_value(figure.unit, figure.interval->low, figure.currency)},
                                {"high", figure_value(figure.unit, figure.interval->high, figure.currency)},
                                {"level", figure.interval->level},
                                {"method", figure.interval->method}};
    }
    for (const Figure::Part& part : figure.parts) json["parts"].push_back(part_json(figure, part));
    return json;
}

std::string figure_text(const Figure& figure) {
    const auto words = [&](double value) {
        return analytics::value_text(figure.unit, value, figure.currency);
    };
    std::string text =
        std::string(figure.label) + ": " + (figure.value ? words(*figure.value) : std::string("n/a"));
    if (figure.interval)
        text += " (" + words(figure.interval->low) + " to " + words(figure.interval->high) + ")";
    text += "  n " + std::to_string(figure.n) + "\n";
    if (!figure.formula.empty()) text += "    " + figure.formula + "\n";
    if (!figure.reason.empty()) text += "    " + figure.reason + "\n";
    for (const Figure::Part& part : figure.parts) {
        text += "    " + part.name + ": " + (part.value ? words(*part.value) : "n/a, " + part.reason) + "\n";
    }
    return text;
}

}  // namespace

Attempt<Exit> run_kpi(Run& run) {
    TRY_ASSIGN(const Asked ask, asked(run));
    Json json = Json::object();
    std::string text = "From " + ask.period.from.to_string() + " to " + ask.period.to.to_string() +
                       ", as of " + ask.as_of.to_string() + "\n";
    for (const Figure& figure : analytics::kpi_board(ask.facts.facts, ask.period)) {
        json[std::string(figure.key)] = figure_json(figure, ask.as_of);
        text += figure_text(figure);
    }
    if (ask.facts.other_currencies > 0) {
        run.console.remark(std::to_string(ask.facts.other_currencies) +
                           " orders in other currencies are left out.");
    }
    run.console.result(dump(json), text);
    return Exit::done;
}

Attempt<Exit> run_rows(Run& run) {
    TRY_ASSIGN(const RecordFormat format, record_format(run));
    const std::string& key = run.arguments.words.front();
    const auto keys = analytics::kpi_keys();
    if (std::ranges::find(keys, key) == keys.end())
        return usage_error(analytics::kpi_rows({}, {}, key).error().message);
    TRY_ASSIGN(const Asked ask, asked(run));
    TRY_ASSIGN(const FigureRecords records, figure_records(ask.facts, ask.period, key));
    TRY_ASSIGN(const std::string text, records_text(*ask.session, records.table, format, records.rows));
    run.console.result(text, text);
    return Exit::done;
}

Attempt<Exit> run_cohorts(Run& run) {
    TRY_ASSIGN(const Asked ask, asked(run));
    Json json{{"as_of", ask.as_of.to_string()},
              {"currency", ask.facts.facts.currency.code()},
              {"cohorts", Json::array()}};
    std::string text = "Month    customers  bought again in month 1, 2, 3, ...\n";
    for (const analytics::Cohort& cohort : analytics::cohorts(ask.facts.facts, ask.as_of)) {
        Json entry{{"month", analytics::month_text(cohort.month)}, {"size", cohort.size}};
        entry["customers"] = Json::array();
        entry["revenue"] = Json::array();
        text += analytics::month_text(cohort.month) + "  " + std::to_string(cohort.size) + " ";
        for (std::size_t i = 0; i < cohort.months.size(); ++i) {
            entry["customers"].push_back(cohort.months[i].customers);
            entry["revenue"].push_back(cohort.months[i].revenue);
            if (i > 0) text += " " + std::to_string(cohort.months[i].customers);
        }
        text += "\n";
        json["cohorts"].push_back(std::move(entry));
    }
    run.console.result(dump(json), text);
    return Exit::done;
}

Attempt<Exit> run_rfm(Run& run) {
    TRY_ASSIGN(const Asked ask, asked(run));
    Workspace& workspace = ask.session->workspace();
    const Currency currency = ask.facts.facts.currency;
    Json customers = Json::array();
    std::array<std::int64_t, analytics::kRfmGroups> counts{};
    std::string lines;
    for (const analytics::RfmCustomer& one : analytics::rfm(ask.facts.facts, ask.as_of)) {
        ++counts[static_cast<std::size_t>(one.group)];
        const RowNo row = ask.facts.customers[static_cast<std::size_t>(one.customer)];
        TRY_ASSIGN(const std::string name, contact_name(workspace, row));
        TRY_ASSIGN(const Record record, workspace.record(TableId::contact, row));
        const auto& group = analytics::rfm_group_text(one.group);
        customers.push_back(Json{{"id", record.id.to_string()},
                                 {"name", name},
                                 {"last", one.last.to_string()},
                                 {"purchases", one.purchases},
                                 {"spent", Json{{"minor", one.spent}, {"currency", currency.code()}}},
                                 {"recency", one.recency},
                                 {"frequency", one.frequency},
                                 {"monetary", one.monetary},
                                 {"group", group.key}});
        lines += name + ": " + std::to_string(one.recency) + std::to_string(one.frequency) +
                 std::to_string(one.monetary) + ", " + std::string(group.label) + "\n";
    }
    Json groups = Json::array();
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& group = analytics::rfm_group_text(static_cast<analytics::RfmGroup>(i));
        groups.push_back(Json{
            {"group", group.key}, {"label", group.label}, {"play", group.play}, {"customers", counts[i]}});
        text += std::string(group.label) + ": " + std::to_string(counts[i]) + ". " + std::string(group.play) +
                "\n";
    }
    run.console.result(
        dump(Json{{"as_of", ask.as_of.to_string()}, {"groups", groups}, {"customers", customers}}),
        text + "\n" + lines);
    return Exit::done;
}

}  // namespace perennial::cli
