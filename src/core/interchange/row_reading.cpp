#include <algorithm>
#include <set>

#include "core/base/hash.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "core/interchange/cell_kind.h"
#include "core/interchange/row_reader.h"

namespace perennial {
namespace {

constexpr std::size_t kProblemValueBytes = 200;
/// Of minor units and thousandths: sums of a few stay far from overflow.
constexpr std::int64_t kLargest = 1'000'000'000'000'000'000;

std::string text_field(const FieldValues& values, FieldNo no) {
    for (const auto& [field, value] : values) {
        if (field != no) continue;
        if (const auto* text = std::get_if<std::string>(&value)) return *text;
    }
    return "";
}

bool is_text(FieldType type) {
    return type == FieldType::text || type == FieldType::long_text || type == FieldType::address;
}

/// Shops write "'79850" so that a spreadsheet keeps the zeros of a number.
std::string_view without_number_guard(std::string_view text) {
    const bool guarded =
        text.size() > 1 && text[0] == '\'' && (text[1] == '+' || (text[1] >= '0' && text[1] <= '9'));
    return guarded ? text.substr(1) : text;
}

bool is_code(const ImportTarget& target) {
    return target.type == FieldType::external_number || target.part == TargetPart::postal_code ||
           target.table == TableId::contact_phone;
}

constexpr std::string_view kRefusedRowMark = "row-";

}  // namespace

std::uint64_t content_hash_of(std::span<const std::string_view> cells) {
    std::uint64_t hash = cells.size();
    for (const std::string_view cell : cells) hash = hash64(cell, hash);
    return hash;
}

OwnCells own_cells(const ImportLayout& layout, const CsvRow& row) {
    const std::span<const std::string_view> all(row.cells);
    if (!layout.mended) return {all, {}};
    // The name is the last thing in the row, wherever a delimiter too many has moved it.
    for (std::size_t end = all.size(); end >= kRefusedHeaders.size(); --end) {
        const std::string_view last = trim(all[end - 1]);
        if (last.starts_with(kRefusedRowMark))
            return {all.first(end - kRefusedHeaders.size()), last.substr(kRefusedRowMark.size())};
        if (!last.empty()) break;
    }
    return {all.first(std::min(all.size(), layout.columns.size() - kRefusedHeaders.size())), {}};
}

std::string refused_row_name(std::string_view identity) {
    return std::string(kRefusedRowMark) + std::string(identity);
}

std::string ImportedRow::external_id() const { return text_field(contact, contact_field::external_id); }
std::string ImportedRow::order_number() const { return text_field(order, order_field::number); }

std::optional<ImportedRow> read_import_row(const ImportLayout& layout, const CsvRow& row,
                                           Currency default_currency, std::vector<RowProblem>& problems,
                                           std::span<CellCounts> counts) {
    return RowReader(layout, row, default_currency, problems, counts).read();
}

std::vector<int> line_sets(const ImportLayout& layout) {
    std::set<int> sets;
    for (const ColumnMapping& column : layout.columns) {
        if (RowReader::is_of_line(column)) sets.insert(column.set);
    }
    // "Item 1 price" beside "Quantity" is one line: only where there is a second are they counted.
    const bool several = sets.size() - sets.count(0) > 1;
    return several ? std::vector<int>(sets.begin(), sets.end()) : std::vector<int>{};
}

std::vector<ImportedRow> read_import_lines(const ImportLayout& layout, std::span<const int> sets,
                                           const CsvRow& row, Currency default_currency,
                                           std::vector<RowProblem>& problems, std::span<CellCounts> counts) {
    std::vector<ImportedRow> rows;
    bool refused = false;
    for (const int set : sets) {
        const bool first = set == sets.front();
        std::vector<RowProblem> met;
        std::vector<CellCounts> seen(counts.size());
        RowReader reader(layout, row, default_currency, met, seen);
        reader.only_line(set);
        auto read = reader.read();
        refused = refused || !read;
        if (read && (first || read->has_line())) rows.push_back(*std::move(read));
        // What the row says of its order is read with each line and told with the first.
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (!first && !RowReader::is_of_line(layout.columns[i])) continue;
            counts[i].good += seen[i].good;
            counts[i].empty += seen[i].empty;
            counts[i].warned += seen[i].warned;
            counts[i].refused += seen[i].refused;
        }
        for (RowProblem& problem : met) {
            if (std::ranges::find(problems, problem) == problems.end())
                problems.push_back(std::move(problem));
        }
    }
    if (refused) rows.clear();
    return rows;
}

std::optional<ImportedRow> RowReader::read() {
    const OwnCells own = own_cells(layout_, row_);
    cells_ = own.cells;
    result_.was = own.was;
    if (is_blank() || !has_right_width()) return std::nullopt;
    result_.line = row_.line;
    result_.content_hash = content_hash_of(cells_);
    constexpr std::size_t kUsualFields = 4;
    result_.contact.reserve(kUsualFields);
    if (layout_.kind == ImportKind::orders) {
        result_.order.reserve(kUsualFields);
        result_.order_line.reserve(kUsualFields);
    }
    find_currency();
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const ColumnMapping& column = layout_.columns[i];
        const bool another_line = line_set_ && is_of_line(column) && column.set != *line_set_;
        if (column.to != ColumnMapping::To::leave_out && !another_line) take_column(i);
    }
    finish_company();
    finish_members();
    finish_address();
    finish_birthday();
    if (layout_.kind == ImportKind::orders) {
        finish_line();
        finish_order();
    }
    if (refused_ || !says_whose()) return std::nullopt;
    return std::move(result_);
}

bool RowReader::is_of_line(const ColumnMapping& column) {
    if (column.to != ColumnMapping::To::target) return false;
    return column.target->table == TableId::order_line || column.target->table == TableId::product;
}

/// Counts what became of the cell.
void RowReader::take_column(std::size_t at) {
    const ColumnMapping& column = layout_.columns[at];
    const std::string_view text = at < cells_.size() ? trim(unguarded(cells_[at])) : std::string_view{};
    const std::size_t known_problems = problems_.size();
    if (!text.empty()) take({&column, text});
    if (counts_.empty()) return;
    CellCounts& counts = counts_[at];
    if (text.empty()) {
        ++counts.empty;
    } else if (problems_.size() == known_problems) {
        ++counts.good;
    } else {
        ++(problems_.back().refused ? counts.refused : counts.warned);
    }
}

bool RowReader::is_blank() const {
    return std::ranges::all_of(cells_, [](std::string_view cell) { return trim(cell).empty(); });
}

bool RowReader::has_right_width() {
    const std::size_t cells = cells_.size();
    const std::size_t columns = layout_.columns.size() - (layout_.mended ? kRefusedHeaders.size() : 0);
    if (cells == columns || (cells < columns && layout_.rows_may_be_short)) return true;
    const bool only_empty_beyond =
        cells > columns && std::all_of(cells_.begin() + static_cast<std::ptrdiff_t>(columns), cells_.end(),
                                       [](std::string_view cell) { return trim(cell).empty(); });
    if (only_empty_beyond) return true;
    refuse_row(phrase("Row {} has {} {}, the {} has {}. Look for a missing or an extra delimiter or quote.",
                      row_.line, cells, cells == 1 ? "cell" : "cells",
                      layout_.format.has_header ? "header" : "first row", columns));
    return false;
}

void RowReader::find_currency() {
    currency_ = layout_.currency;
    if (layout_.kind != ImportKind::orders) return;
    for (std::size_t i = 0; i < std::min(cells_.size(), layout_.columns.size()); ++i) {
        const ImportTarget* target = layout_.columns[i].target;
        if (target == nullptr || target->type != FieldType::currency) continue;
        if (const auto own = Currency::parse(trim(cells_[i]))) currency_ = *own;
    }
}

int RowReader::minor_digits() const {
    const Currency used = currency_.empty() ? default_currency_ : currency_;
    return used.empty() ? 2 : used.minor_digits();
}

void RowReader::take(const Cell& cell) {
    if (cell.column->to == ColumnMapping::To::custom_field) {
        take_member(cell, TableId::contact_custom);
        return;
    }
    const ImportTarget& target = *cell.column->target;
    if (is_text(target.type) && !is_code(target)) {
        take_part(cell);
        return;
    }
    const std::string_view text = is_code(target) ? without_number_guard(cell.text) : cell.text;
    if (!is_placeholder(text)) take_part({cell.column, text});
}

void RowReader::take_part(const Cell& cell) {
    const ImportTarget& target = *cell.column->target;
    switch (target.part) {
        case TargetPart::field: take_typed(cell); return;
        case TargetPart::street:
        case TargetPart::city:
        case TargetPart::region:
        case TargetPart::postal_code:
        case TargetPart::country: take_address_part(cell); return;
        case TargetPart::birth_year:
        case TargetPart::birth_month:
        case TargetPart::birth_day: take_birth_part(cell); return;
        case TargetPart::member_label:
            member_labels_.push_back({cell.column, std::string(cell.text)});
            return;
        case TargetPart::line_total:
        case TargetPart::refunded: take_money(cell); return;
        case TargetPart::cancelled: status_ = OrderStatus::cancelled; return;
    }
}

void RowReader::take_typed(const Cell& cell) {
    const ImportTarget& target = *cell.column->target;
    switch (target.table) {
        case TableId::company: take_company(cell); return;
        case TableId::product: take_product(cell); return;
        case TableId::contact_email:
        case TableId::contact_phone:
        case TableId::contact_tag:
        case TableId::contact_interest: take_member(cell, target.table); return;
        default: break;
    }
    switch (target.type) {
        case FieldType::day: take_day(cell); return;
        case FieldType::birthday: take_birthday(cell); return;
        case FieldType::choice: take_status(cell); return;
        case FieldType::money: take_money(cell); return;
        case FieldType::quantity: take_quantity(cell); return;
        default: take_checked(cell, Value(std::string(cell.text))); return;
    }
}

void RowReader::take_company(const Cell& cell) {
    const FieldNo field = cell.column->target->field;
    std::string text(
        truncate_utf8(clean_text(cell.text, false), table(TableId::company).fields[field].max_bytes));
    (field == company_field::website ? result_.company_website : result_.company_name) = std::move(text);
}

void RowReader::finish_company() {
    if (result_.company_website.empty() || !result_.company_name.empty()) return;
    problems_.push_back({.line = row_.line,
                         .column = "",
                         .value = std::string(truncate_utf8(result_.company_website, kProblemValueBytes)),
                         .message = "Left out: a company's website, because the row names no company.",
                         .refused = false});
    result_.company_website.clear();
}

void RowReader::take_product(const Cell& cell) {
    if (cell.column->target->field == product_field::category) {
        const std::size_t most = table(TableId::product).fields[product_field::category].max_bytes;
        result_.product_category = truncate_utf8(clean_text(cell.text, false), most);
    } else {
        result_.product_sku = normalise_external_number(clean_text(cell.text, false));
    }
}

void RowReader::take_checked(const Cell& cell, Value value) {
    const ImportTarget& target = *cell.column->target;
    // Its own message, because a long word is not a long currency.
    const auto* const text = std::get_if<std::string>(&value);
    if (target.type == FieldType::currency && text != nullptr && !Currency::parse(*text)) {
        refuse(cell, "Not a currency. Type its three letters, such as EUR or USD.");
        return;
    }
    auto checked = check_value(table(target.table).fields[target.field], std::move(value));
    if (!checked) {
        if (target.type == FieldType::language || target.type == FieldType::birthday) {
            leave_out(cell, checked.error().message);
        } else {
            refuse(cell, std::move(checked).error().message);
        }
        return;
    }
    if (!absent(*checked)) values_of(target.table).emplace_back(target.field, *std::move(checked));
}

void RowReader::take_day(const Cell& cell) {
    const auto day = parse_loose_day(cell.text, layout_.format.date_order);
    if (!day) {
        refuse(cell, "Not a date. Type it as 2026-03-01.");
        return;
    }
    take_checked(cell, Value(std::int64_t{day->days}));
}

void RowReader::take_status(const Cell& cell) {
    const auto status = parse_order_status(cell.text);
    if (!status)
        add_problem(cell, "Not a status we know; the order is kept as placed. Change it there if it matters.",
                    false);
    status_ = std::max(status_.value_or(OrderStatus::placed), status.value_or(OrderStatus::placed));
}

std::optional<Decimal> RowReader::decimal(const Cell& cell) {
    auto amount = parse_decimal(cell.text, layout_.format.decimal_mark);
    if (!amount) {
        const bool money = cell.column->target->type == FieldType::money;
        const std::string_view example =
            layout_.format.decimal_mark == DecimalMark::comma ? "12,50" : "12.50";
        refuse(cell, phrase("Not {}. Type it as {}, or leave it empty.", money ? "an amount" : "a number",
                            example));
    }
    return amount;
}

std::optional<std::int64_t> RowReader::minor_units(const Cell& cell, const Decimal& amount) {
    const int digits = minor_digits();
    const auto minor = amount.scaled_to(digits);
    if (!minor || *minor > kLargest || *minor < -kLargest) {
        refuse(cell, "The amount is too large to be kept.");
        return std::nullopt;
    }
    if (!(Decimal{*minor, digits} == amount)) {
        add_problem(cell, phrase("Rounded to {}.", Decimal{*minor, digits}.to_string()), false);
    }
    return minor;
}

void RowReader::take_money(const Cell& cell) {
    const ImportTarget& target = *cell.column->target;
    const auto amount = decimal(cell);
    const auto minor = amount ? minor_units(cell, *amount) : std::nullopt;
    if (!minor) return;
    const bool of_line = target.table == TableId::order_line;
    if (target.part == TargetPart::line_total) {
        line_total_ = minor;
    } else if (target.part == TargetPart::refunded) {
        refund_ = std::abs(*minor);
    } else if (!of_line && target.field == order_field::total) {
        total_ = minor;
    } else if (of_line && target.field == order_line_field::unit_price) {
        unit_price_ = amount;
        result_.order_line.emplace_back(target.field, *minor);
    } else {
        // Some programs write what comes off with a minus.
        const bool discount = target.field == (of_line ? order_line_field::discount : order_field::discount);
        const std::int64_t kept = discount ? std::abs(*minor) : *minor;
        if (of_line) line_discount_ = kept;
        values_of(target.table).emplace_back(target.field, kept);
    }
}

void RowReader::take_quantity(const Cell& cell) {
    const auto number = decimal(cell);
    if (!number) return;
    const auto thousandths = number->scaled_to(3);
    if (!thousandths || *thousandths > kLargest || *thousandths < -kLargest) {
        refuse(cell, "The quantity is too large to be kept.");
        return;
    }
    const Decimal kept{*thousandths, 3};
    if (!(kept == *number)) add_problem(cell, phrase("Rounded to {}.", kept.to_string()), false);
    (cell.column->target->field == order_line_field::quantity ? quantity_ : returned_) = kept;
}

void RowReader::add_problem(const Cell& cell, std::string message, bool refused) {
    problems_.push_back({.line = row_.line,
                         .column = cell.column->header,
                         .value = std::string(truncate_utf8(cell.text, kProblemValueBytes)),
                         .message = std::move(message),
                         .refused = refused});
    refused_ = refused_ || refused;
}

void RowReader::leave_out(const Cell& cell, std::string_view message) {
    add_problem(cell, phrase("Left out: {}", message), false);
}

void RowReader::refuse_row(std::string message) {
    problems_.push_back(
        {.line = row_.line, .column = "", .value = "", .message = std::move(message), .refused = true});
    refused_ = true;
}

FieldValues& RowReader::values_of(TableId table) {
    if (table == TableId::order) return result_.order;
    return table == TableId::order_line ? result_.order_line : result_.contact;
}

}  // namespace perennial
