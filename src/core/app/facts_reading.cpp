// Reading the facts in slices: no statement is open between two of them, so that others may write meanwhile.
#include "core/app/facts_reading.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/app/sql.h"
#include "core/domain/rules_of_record.h"
#include "core/storage/rollups.h"

namespace perennial {
namespace {

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

/// When each range of contacts was made: by the change that made it, so those of an import on the day of the import.
struct Made {
    std::int64_t first, last;
    Day day;
};
Result<std::vector<Made>> contacts_made(Connection& connection, int offset_minutes) {
    TRY_ASSIGN(
        Statement row,
        query(connection,
              "SELECT m.first_row, m.last_row, h.wall FROM created m JOIN change h ON h.change = m.change "
              "WHERE m.tbl = ?1 ORDER BY m.first_row",
              static_cast<std::int64_t>(TableId::contact)));
    std::vector<Made> made;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return made;
        made.push_back({row.integer(0), row.integer(1), Instant{row.integer(2)}.day(offset_minutes)});
    }
}

/// An order as it was read, before it stands among its customer's.
struct ReadOrder {
    analytics::OrderFact fact;
    RowNo row = RowNo::none;
};

}  // namespace

class FactsReading::Inside {
public:
    Inside(Workspace& workspace, FactsQuery query)
        : connection_(workspace.reader()), query_(std::move(query)) {}

    Result<bool> step() {
        switch (stage_) {
            case Stage::settings: TRY(read_settings()); return next();
            case Stage::customers: return sliced(read_customers());
            case Stage::orders: return sliced(read_orders());
            case Stage::counting: count_places(); return next();
            case Stage::placing: return sliced(place_orders());
            case Stage::sorting: return sliced(sort_orders());
            case Stage::responses: return sliced(read_responses());
            case Stage::expenses: return sliced(read_expenses());
            case Stage::done: break;
        }
        return true;
    }
    double fraction() const { return static_cast<double>(stage_) / static_cast<double>(Stage::done); }
    WorkspaceFacts take() { return std::move(out_); }

private:
    enum class Stage : std::uint8_t {
        settings,
        customers,
        orders,
        counting,
        placing,
        sorting,
        responses,
        expenses,
        done
    };

    bool next() {
        stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
        after_ = 0;
        return stage_ == Stage::done;
    }
    /// `ended`: the stage has nothing left.
    Result<bool> sliced(const Result<bool>& ended) {
        if (!ended) return std::unexpected(ended.error());
        return *ended && next();
    }

    Status read_settings() {
        TRY_ASSIGN(out_.facts.currency, main_currency(connection_));
        TRY_ASSIGN(out_.facts.margin_permille, percent_setting(connection_, "margin"));
        TRY_ASSIGN(const auto discount, percent_setting(connection_, "discount"));
        out_.facts.yearly_discount_permille = discount.value_or(0);
        out_.facts.expenses_known = !query_.contacts.has_value();
        TRY_ASSIGN(made_, contacts_made(connection_, query_.offset_minutes));
        return {};
    }

    /// Gives each of the next rows to `take`; true when there are no more. `sql` selects rows above ?1, by row, the row first.
    template <class Take, class... Parameters>
    Result<bool> read_rows(std::string_view sql, const Take& take, const Parameters&... parameters) {
        TRY_ASSIGN(Statement row, query(connection_, sql, after_, kRowsPerStep, parameters...));
        for (std::int64_t read = 0; true; ++read) {
            TRY_ASSIGN(const bool found, row.step());
            if (!found) return read < kRowsPerStep;
            after_ = row.integer(0);
            take(row);
        }
    }

    Result<bool> read_customers() {
        return read_rows(
            "SELECT row, source, referred_by IS NOT NULL FROM contact WHERE row > ?1 AND deleted = 0 ORDER "
            "BY row "
            "LIMIT ?2",
            [this](const Statement& row) {
                const std::int64_t number = row.integer(0);
                if (query_.contacts && !std::ranges::binary_search(*query_.contacts, RowNo{number})) return;
                places_.emplace(number, static_cast<std::int32_t>(out_.customers.size()));
                out_.customers.push_back(RowNo{number});
                analytics::CustomerFact customer;
                customer.channel = channel_place(channels_, out_.facts.channels, row.text(1));
                customer.referred = row.integer(2) != 0;
                while (made_at_ < made_.size() && made_[made_at_].last < number) ++made_at_;
                if (made_at_ < made_.size() && made_[made_at_].first <= number)
                    customer.known_since = made_[made_at_].day;
                out_.facts.customers.push_back(customer);
            });
    }

    Result<bool> read_orders() {
        return read_rows(
            "SELECT row, contact, placed_on, status, total, currency FROM \"order\" "
            "WHERE row > ?1 AND deleted = 0 AND placed_on <= ?3 ORDER BY row LIMIT ?2",
            [this](const Statement& row) {
                if (row.text(5) != out_.facts.currency.code()) {
                    ++out_.other_currencies;
                    return;
                }
                const auto place = row.is_null(1) ? places_.end() : places_.find(row.integer(1));
                if (query_.contacts && place == places_.end()) return;
                const std::string_view status = row.text(3);
                read_.push_back(
                    {analytics::OrderFact{place == places_.end() ? -1 : place->second, *day_column(row, 2),
                                          counted_amount(status, row.integer(4)), counts_as_purchase(status)},
                     row_column(row, 0)});
            },
            std::int64_t{query_.until.days});
    }

    // By customer, then day, then row: a counting sort by customer, whose orders keep the order of their rows, and a stable one by
    // day within each.
    void count_places() {
        begins_.assign(out_.customers.size() + 2, 0);
        for (const ReadOrder& order : read_) ++begins_[static_cast<std::size_t>(order.fact.customer + 2)];
        for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
        sorted_.resize(read_.size());
        moved_ = 0;
    }
    Result<bool> place_orders() {
        const std::size_t until = std::min(read_.size(), moved_ + kOrdersPerStep);
        for (; moved_ < until; ++moved_) {
            const ReadOrder& order = read_[moved_];
            sorted_[begins_[static_cast<std::size_t>(order.fact.customer + 1)]++] = order;
        }
        if (moved_ < read_.size()) return false;
        read_ = {};
        moved_ = 0;
        out_.facts.orders.reserve(sorted_.size());
        out_.orders.reserve(sorted_.size());
        return true;
    }
    Result<bool> sort_orders() {
        const std::size_t enough = std::min(sorted_.size(), moved_ + kOrdersPerStep);
        while (moved_ < enough) {
            std::size_t to = moved_;
            while (to < sorted_.size() && sorted_[to].fact.customer == sorted_[moved_].fact.customer) ++to;
            const auto own = std::span(sorted_).subspan(moved_, to - moved_);
            std::ranges::stable_sort(own, {}, [](const ReadOrder& order) { return order.fact.day; });
            for (const ReadOrder& order : own) {
                out_.facts.orders.push_back(order.fact);
                out_.orders.push_back(order.row);
            }
            moved_ = to;
        }
        return moved_ == sorted_.size();
    }

    Result<bool> read_responses() {
        return read_rows(
            "SELECT row, kind, at, score, contact FROM response WHERE row > ?1 AND deleted = 0 AND "
            "score IS NOT NULL AND kind IN ('nps', 'csat') ORDER BY row LIMIT ?2",
            [this](const Statement& row) {
                const Day day = Instant{row.integer(2)}.day(query_.offset_minutes);
                if (day > query_.until) return;
                if (query_.contacts && (row.is_null(4) || !places_.contains(row.integer(4)))) return;
                using Kind = analytics::ResponseFact::Kind;
                out_.facts.responses.push_back(
                    {row.text(1) == "nps" ? Kind::nps : Kind::csat, day, row.integer(3)});
                out_.responses.push_back(row_column(row, 0));
            });
    }

    Result<bool> read_expenses() {
        if (query_.contacts) return true;
        return read_rows(
            "SELECT row, day, channel, amount, kind FROM expense WHERE row > ?1 AND deleted = 0 AND day <= "
            "?3 AND "
            "currency = ?4 ORDER BY row LIMIT ?2",
            [this](const Statement& row) {
                out_.facts.expenses.push_back({*day_column(row, 1),
                                               channel_place(channels_, out_.facts.channels, row.text(2)),
                                               row.integer(3), row.text(4) == "acquisition"});
                out_.expenses.push_back(row_column(row, 0));
            },
            std::int64_t{query_.until.days}, out_.facts.currency.code());
    }

    static constexpr std::int64_t kRowsPerStep = 2'000;
    static constexpr std::size_t kOrdersPerStep = 20'000;

    Connection& connection_;
    FactsQuery query_;
    Stage stage_ = Stage::settings;
    std::int64_t after_ = 0;  ///< The last row read of the stage's table.
    std::vector<Made> made_;
    std::size_t made_at_ = 0, moved_ = 0;
    /// The place of each contact's row among the customers.
    std::unordered_map<std::int64_t, std::int32_t> places_;
    std::map<std::string, std::int32_t, std::less<>> channels_;
    std::vector<ReadOrder> read_, sorted_;
    std::vector<std::size_t> begins_;  ///< Where the orders of each customer begin; the first are nobody's.
    WorkspaceFacts out_;
};

FactsReading::FactsReading(Workspace& workspace, FactsQuery query)
    : inside_(std::make_unique<Inside>(workspace, std::move(query))) {}
FactsReading::~FactsReading() = default;
Result<bool> FactsReading::step() { return inside_->step(); }
double FactsReading::fraction() const { return inside_->fraction(); }
WorkspaceFacts FactsReading::take() { return inside_->take(); }

}  // namespace perennial
