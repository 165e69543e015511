#include "core/app/shop_facts.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "core/app/sql.h"
#include "core/domain/rules_of_record.h"
#include "core/storage/rollups.h"

namespace perennial {
namespace {

/// The place of each contact's row among the customers.
using Places = std::unordered_map<std::int64_t, std::int32_t>;

Result<std::optional<std::int64_t>> percent_setting(Connection& connection, std::string_view name) {
    TRY_ASSIGN(
        const auto text,
        one_text(connection, "SELECT value FROM setting WHERE name = ?1 AND deleted = 0 ORDER BY id LIMIT 1",
                 name));
    const auto percent = parse_decimal(text.value_or(""), DecimalMark::point);
    return percent ? percent->scaled_to(1) : std::nullopt;
}

Result<Currency> main_currency(Connection& connection) {
    TRY_ASSIGN(const std::string set, shop_currency(connection));
    if (const auto currency = Currency::parse(set)) return *currency;
    TRY_ASSIGN(const auto most, one_text(connection,
                                         "SELECT currency FROM \"order\" WHERE deleted = 0 GROUP BY currency "
                                         "ORDER BY count(*) DESC, currency LIMIT 1"));
    return Currency::parse(most.value_or("")).value_or(Currency{});
}

std::int32_t channel_place(std::map<std::string, std::int32_t, std::less<>>& known,
                           std::vector<std::string>& names, std::string_view name) {
    if (name.empty()) return -1;
    const auto [at, added] = known.try_emplace(std::string(name), static_cast<std::int32_t>(names.size()));
    if (added) names.emplace_back(name);
    return at->second;
}

/// One workspace's facts in the making.
class Reading {
public:
    Reading(Connection& connection, const FactsQuery& query) : connection_(connection), query_(query) {}

    Result<WorkspaceFacts> read() {
        TRY_ASSIGN(out_.facts.currency, main_currency(connection_));
        TRY_ASSIGN(out_.facts.margin_permille, percent_setting(connection_, "margin"));
        TRY_ASSIGN(const auto discount, percent_setting(connection_, "discount"));
        out_.facts.yearly_discount_permille = discount.value_or(0);
        TRY(read_customers());
        TRY(read_orders());
        TRY(read_responses());
        TRY(read_expenses());
        return std::move(out_);
    }

private:
    /// When each range of contacts was made: by the change that made it, so those of an import on the day of the import.
    struct Made {
        std::int64_t first, last;
        Day day;
    };
    Result<std::vector<Made>> contacts_made() {
        TRY_ASSIGN(
            Statement row,
            query(
                connection_,
                "SELECT m.first_row, m.last_row, h.wall FROM created m JOIN change h ON h.change = m.change "
                "WHERE m.tbl = ?1 ORDER BY m.first_row",
                static_cast<std::int64_t>(TableId::contact)));
        std::vector<Made> made;
        while (true) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) return made;
            made.push_back(
                {row.integer(0), row.integer(1), Instant{row.integer(2)}.day(query_.offset_minutes)});
        }
    }

    Status read_customers() {
        TRY_ASSIGN(const std::vector<Made> made, contacts_made());
        auto range = made.begin();
        TRY_ASSIGN(
            Statement row,
            query(connection_,
                  "SELECT row, source, referred_by IS NOT NULL FROM contact WHERE deleted = 0 ORDER BY row"));
        while (true) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) return {};
            const std::int64_t number = row.integer(0);
            if (query_.contacts && !std::ranges::binary_search(*query_.contacts, RowNo{number})) continue;
            places_.emplace(number, static_cast<std::int32_t>(out_.customers.size()));
            out_.customers.push_back(RowNo{number});
            analytics::CustomerFact customer;
            customer.channel = channel_place(channels_, out_.facts.channels, row.text(1));
            customer.referred = row.integer(2) != 0;
            while (range != made.end() && range->last < number) ++range;
            if (range != made.end() && range->first <= number) customer.known_since = range->day;
            out_.facts.customers.push_back(customer);
        }
    }

    Status read_orders() {
        TRY_ASSIGN(Statement row,
                   query(connection_,
                         "SELECT row, contact, placed_on, status, total, currency FROM \"order\" "
                         "WHERE deleted = 0 AND placed_on <= ?1",
                         std::int64_t{query_.until.days}));
        std::vector<std::pair<analytics::OrderFact, RowNo>> orders;
        while (true) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) break;
            if (row.text(5) != out_.facts.currency.code()) {
                ++out_.other_currencies;
                continue;
            }
            const auto place = row.is_null(1) ? places_.end() : places_.find(row.integer(1));
            if (query_.contacts && place == places_.end()) continue;
            const std::string_view status = row.text(3);
            orders.emplace_back(
                analytics::OrderFact{place == places_.end() ? -1 : place->second, *day_column(row, 2),
                                     counted_amount(status, row.integer(4)), counts_as_purchase(status)},
                row_column(row, 0));
        }
        std::ranges::sort(orders, {}, [](const auto& order) {
            return std::tuple(order.first.customer, order.first.day, order.second);
        });
        for (const auto& [order, number] : orders) {
            out_.facts.orders.push_back(order);
            out_.orders.push_back(number);
        }
        return {};
    }

    Status read_responses() {
        TRY_ASSIGN(Statement row, query(connection_,
                                        "SELECT row, kind, at, score, contact FROM response WHERE deleted = "
                                        "0 AND score IS NOT NULL AND "
                                        "kind IN ('nps', 'csat') ORDER BY row"));
        while (true) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) return {};
            const Day day = Instant{row.integer(2)}.day(query_.offset_minutes);
            if (day > query_.until) continue;
            if (query_.contacts && (row.is_null(4) || !places_.contains(row.integer(4)))) continue;
            using Kind = analytics::ResponseFact::Kind;
            out_.facts.responses.push_back(
                {row.text(1) == "nps" ? Kind::nps : Kind::csat, day, row.integer(3)});
            out_.responses.push_back(row_column(row, 0));
        }
    }

    Status read_expenses() {
        out_.facts.expenses_known = !query_.contacts.has_value();
        if (query_.contacts) return {};
        TRY_ASSIGN(
            Statement row,
            query(connection_,
                  "SELECT row, day, channel, amount, kind FROM expense WHERE deleted = 0 AND day <= ?1 AND "
                  "currency = ?2 ORDER BY row",
                  std::int64_t{query_.until.days}, out_.facts.currency.code()));
        while (true) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) return {};
            out_.facts.expenses.push_back({*day_column(row, 1),
                                           channel_place(channels_, out_.facts.channels, row.text(2)),
                                           row.integer(3), row.text(4) == "acquisition"});
            out_.expenses.push_back(row_column(row, 0));
        }
    }

    Connection& connection_;
    const FactsQuery& query_;
    WorkspaceFacts out_;
    Places places_;
    std::map<std::string, std::int32_t, std::less<>> channels_;
};

}  // namespace

Result<WorkspaceFacts> shop_facts(Workspace& workspace, const FactsQuery& query) {
    return Reading(workspace.reader(), query).read();
}

Result<FigureRecords> figure_records(const WorkspaceFacts& facts, const analytics::Period& period,
                                     std::string_view key) {
    TRY_ASSIGN(const analytics::FigureRows rows, analytics::kpi_rows(facts.facts, period, key));
    using Of = analytics::FigureRows::Of;
    FigureRecords out;
    const std::vector<RowNo>* numbers = nullptr;
    switch (rows.of) {
        case Of::orders: out.table = TableId::order, numbers = &facts.orders; break;
        case Of::customers: out.table = TableId::contact, numbers = &facts.customers; break;
        case Of::responses: out.table = TableId::response, numbers = &facts.responses; break;
        case Of::expenses: out.table = TableId::expense, numbers = &facts.expenses; break;
    }
    for (const std::int32_t place : rows.places)
        out.rows.push_back((*numbers)[static_cast<std::size_t>(place)]);
    return out;
}

analytics::Period year_until(Day until) { return {Day{until.days - 364}, until}; }

}  // namespace perennial
