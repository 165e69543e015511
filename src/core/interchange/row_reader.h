// One row of a foreign table on its way to values; the workings of read_import_row.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/import_layout.h"
#include "core/interchange/order_status.h"

namespace perennial {

class RowReader {
public:
    RowReader(const ImportLayout& layout, const CsvRow& row, Currency default_currency,
              std::vector<RowProblem>& problems, std::span<CellCounts> counts)
        : layout_(layout),
          row_(row),
          cells_(row.cells),
          default_currency_(default_currency),
          problems_(problems),
          counts_(counts) {}

    /// Of the lines that the row holds only that of this set is read.
    void only_line(int set) { line_set_ = set; }
    std::optional<ImportedRow> read();
    /// Whether the column says something of a line of the order.
    static bool is_of_line(const ColumnMapping& column);

private:
    /// The cell in hand.
    struct Cell {
        const ColumnMapping* column = nullptr;
        std::string_view text;  ///< Trimmed, without the apostrophe of a guarded formula; not empty.
    };
    struct SetAddress {
        std::string_view label;
        int set = 0;
        Address address;
    };
    struct MemberLabel {
        const ColumnMapping* column = nullptr;
        std::string text;
    };

    bool has_right_width();
    bool is_blank() const;
    void take_column(std::size_t column);
    void find_currency();
    int minor_digits() const;

    void take(const Cell& cell);
    void take_part(const Cell& cell);
    void take_typed(const Cell& cell);
    void take_company(const Cell& cell);
    void take_product(const Cell& cell);
    void take_checked(const Cell& cell, Value value);
    void take_member(const Cell& cell, TableId table);
    void take_custom(const Cell& cell);
    void add_member(const Cell& cell, TableId table, std::string_view typed);
    void take_address_part(const Cell& cell);
    void take_birthday(const Cell& cell);
    void take_birth_part(const Cell& cell);
    void take_day(const Cell& cell);
    void take_status(const Cell& cell);
    void take_money(const Cell& cell);
    void take_quantity(const Cell& cell);
    /// nullopt after a refusal.
    std::optional<Decimal> decimal(const Cell& cell);
    std::optional<std::int64_t> minor_units(const Cell& cell, const Decimal& amount);

    void finish_company();
    void finish_members();
    void finish_address();
    void finish_birthday();
    void finish_line();
    void take_price_of_total(std::int64_t thousandths, std::int64_t returned);
    void finish_order();
    void forget_guest_number();
    bool says_whose();

    void add_problem(const Cell& cell, std::string message, bool refused);
    void refuse(const Cell& cell, std::string message) { add_problem(cell, std::move(message), true); }
    /// The row goes in without the cell.
    void leave_out(const Cell& cell, std::string_view message);
    void refuse_row(std::string message);
    FieldValues& values_of(TableId table);

    const ImportLayout& layout_;
    const CsvRow& row_;
    std::span<const std::string_view> cells_;  ///< The row's own, without those of a file of refused rows.
    Currency default_currency_;
    std::vector<RowProblem>& problems_;
    std::span<CellCounts> counts_;

    std::optional<int> line_set_;
    ImportedRow result_;
    bool refused_ = false;
    Currency currency_;  ///< The row's own, or the layout's.
    std::vector<SetAddress> addresses_;
    int birth_year_ = 0, birth_month_ = 0, birth_day_ = 0;  ///< From columns of their own.
    std::vector<const ColumnMapping*> member_columns_;      ///< Of result_.members, one each.
    std::vector<MemberLabel> member_labels_;
    std::optional<OrderStatus> status_;
    std::optional<std::int64_t> total_, refund_, line_total_, line_discount_;
    std::optional<Decimal> quantity_, returned_, unit_price_;
};

}  // namespace perennial
