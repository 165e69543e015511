#include "core/app/purchase_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <unordered_map>

#include "core/base/text.h"
#include "core/interchange/csv_reader.h"

namespace perennial {
namespace {

constexpr std::initializer_list<std::string_view> kCustomer{"customer", "customer_id", "customerid",
                                                            "id",       "contact",     "cust"};
constexpr std::initializer_list<std::string_view> kDate{"date", "day", "placed_on", "order_date",
                                                        "purchased_on"};
constexpr std::initializer_list<std::string_view> kAmount{"amount", "total", "dollars", "sales", "spend"};
constexpr std::initializer_list<std::string_view> kFrequency{"frequency", "x", "repeats"};
constexpr std::initializer_list<std::string_view> kRecency{"recency", "t_x", "t.x", "tx"};
constexpr std::initializer_list<std::string_view> kAge{"t", "t.cal", "t_cal", "age"};
constexpr std::initializer_list<std::string_view> kMonetary{"monetary", "monetary_value", "zbar", "m.x",
                                                            "spend"};

using Column = std::optional<std::size_t>;

Column find_column(const std::vector<std::string>& heads, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const auto found = std::ranges::find(heads, name);
        if (found != heads.end()) return static_cast<std::size_t>(found - heads.begin());
    }
    return std::nullopt;
}

class TableReading {
public:
    TableReading(std::string_view file, const TextFormat& format) : file_(file), format_(format) {}

    Status head(const CsvRow& row) {
        for (const std::string_view cell : row.cells) heads_.push_back(fold_case(trim(cell)));
        customer_ = find_column(heads_, kCustomer);
        date_ = find_column(heads_, kDate);
        frequency_ = find_column(heads_, kFrequency);
        recency_ = find_column(heads_, kRecency);
        age_ = find_column(heads_, kAge);
        const bool purchases = customer_ && date_;
        amount_ = find_column(heads_, purchases ? kAmount : kMonetary);
        table.has_amounts = amount_.has_value();
        if (purchases || (frequency_ && recency_ && age_)) return {};
        return fail_at(ErrorCode::invalid_input,
                       "The table wants the columns customer and date, or frequency, recency and T. Name "
                       "them in its first row.",
                       Place{std::string(file_), row.line, ""});
    }

    Status row(const CsvRow& row) {
        if (std::ranges::all_of(row.cells, [](std::string_view cell) { return trim(cell).empty(); }))
            return {};
        return customer_ && date_ ? purchase(row) : history(row);
    }

    PurchaseTable table;

private:
    std::string_view cell(const CsvRow& row, std::size_t column) const {
        return column < row.cells.size() ? trim(row.cells[column]) : std::string_view{};
    }

    Result<double> number(const CsvRow& row, std::size_t column) const {
        const auto decimal = parse_decimal(cell(row, column), format_.decimal_mark);
        if (decimal) return static_cast<double>(decimal->units) / std::pow(10.0, decimal->scale);
        return refused(row, column, "\"" + std::string(cell(row, column)) + "\" is not a number.");
    }

    std::unexpected<Error> refused(const CsvRow& row, std::size_t column, std::string message) const {
        return fail_at(ErrorCode::invalid_input, std::move(message),
                       Place{std::string(file_), row.line, heads_[column]});
    }

    Status purchase(const CsvRow& row) {
        const auto day = parse_loose_day(cell(row, *date_), format_.date_order);
        if (!day) return refused(row, *date_, "\"" + std::string(cell(row, *date_)) + "\" is not a date.");
        const auto [at, added] = numbers_.try_emplace(std::string(cell(row, *customer_)),
                                                      static_cast<std::int64_t>(table.customers.size()));
        if (added) table.customers.push_back(at->first);
        analytics::Purchase purchase{at->second, *day, 0};
        if (amount_) {
            TRY_ASSIGN(purchase.amount, number(row, *amount_));
        }
        table.purchases.push_back(purchase);
        return {};
    }

    Status history(const CsvRow& row) {
        analytics::PurchaseHistory history;
        TRY_ASSIGN(history.repeats, number(row, *frequency_));
        TRY_ASSIGN(history.last, number(row, *recency_));
        TRY_ASSIGN(history.age, number(row, *age_));
        if (amount_) {
            TRY_ASSIGN(history.spend, number(row, *amount_));
        }
        table.histories.push_back(history);
        table.customers.push_back(customer_ ? std::string(cell(row, *customer_))
                                            : std::to_string(table.histories.size()));
        return {};
    }

    std::string_view file_;
    const TextFormat& format_;
    std::vector<std::string> heads_;
    Column customer_, date_, amount_, frequency_, recency_, age_;
    std::unordered_map<std::string, std::int64_t> numbers_;
};

}  // namespace

Result<PurchaseTable> read_purchase_table(std::span<const std::byte> bytes, std::string_view file_name) {
    TRY_ASSIGN(const TextFormat format,
               sniff_text_format(bytes.first(std::min(bytes.size(), kSniffedBytes)), file_name));
    CsvReader reader(bytes, format, file_name);
    TableReading reading(file_name, format);
    for (bool first = true;; first = false) {
        TRY_ASSIGN(const CsvRow* row, reader.next());
        if (!row) break;
        TRY(first ? reading.head(*row) : reading.row(*row));
    }
    return std::move(reading.table);
}

}  // namespace perennial
