#include "core/app/import_order_writer.h"

#include <algorithm>

#include "core/app/words.h"

namespace perennial {
namespace {

/// The first value that a row gives for each field.
FieldValues head_of(const std::vector<ImportedRow>& rows) {
    FieldValues head;
    for (const ImportedRow& row : rows) {
        for (const auto& [field, value] : row.order) {
            const bool known = std::ranges::find(head, field, &FieldValues::value_type::first) != head.end();
            if (!known && !absent(value)) head.emplace_back(field, value);
        }
    }
    return head;
}

/// Whether the row is more than goods coming back.
bool goes_out(const ImportedRow& row) {
    const bool returns = integer_of(row.order_line, order_line_field::returned_quantity).value_or(0) > 0;
    return !returns || integer_of(row.order_line, order_line_field::quantity).value_or(0) > 0;
}

bool add_to(std::int64_t& sum, std::int64_t amount) { return !__builtin_add_overflow(sum, amount, &sum); }

void put(FieldValues& values, FieldNo field, Value value) {
    std::erase_if(values, [field](const auto& entry) { return entry.first == field; });
    values.emplace_back(field, std::move(value));
}

bool gives(const FieldValues& values, FieldNo field) {
    return std::ranges::find(values, field, &FieldValues::value_type::first) != values.end();
}

}  // namespace

// The order --------------------------------------------------------------------------------------------------------------

ImportOrderWriter::Fault ImportOrderWriter::add_up(Order& order, const FieldValues& head,
                                                   const std::vector<ImportedRow>& rows) {
    const bool continued = order.row != RowNo::none;
    if (!continued && !gives(head, order_field::placed_on)) return Fault::no_day;
    order.total_given = order.total_given || gives(head, order_field::total);
    order.status_given = order.status_given || gives(head, order_field::status);
    if (!continued) {
        order.surcharge = integer_of(head, order_field::shipping).value_or(0);
        if (!add_to(order.surcharge, -integer_of(head, order_field::discount).value_or(0)))
            return Fault::overflow;
    }
    for (const ImportedRow& row : rows) {
        order.goes_out = order.goes_out || goes_out(row);
        if (!row.line_total_minor) continue;
        order.has_amounts = true;
        if (!add_to(order.sum, *row.line_total_minor)) return Fault::overflow;
    }
    std::int64_t total = order.sum;
    return add_to(total, order.surcharge) ? Fault::none : Fault::overflow;
}

/// The sum of the lines with shipping and discount; none when the file gives a total, or no amounts.
std::optional<std::int64_t> ImportOrderWriter::total_of(const Order& order) {
    if (order.total_given || !order.has_amounts) return std::nullopt;
    return order.sum + order.surcharge;
}

/// What follows from the lines when the file does not say it. A credit note, where goods or money only come back, counts
/// as refunded.
void ImportOrderWriter::complete(const Order& order, FieldValues& head) {
    if (const auto total = total_of(order)) put(head, order_field::total, *total);
    if (order.status_given) return;
    const bool credit = !order.goes_out || integer_of(head, order_field::total).value_or(0) < 0;
    put(head, order_field::status, std::string(credit ? "refunded" : "paid"));
}

Result<std::optional<RefusedOrder>> ImportOrderWriter::begin(OrderInFile in_file) {
    unnumbered_ = {};
    const auto known = orders_.find(in_file.number);
    Order order = known == orders_.end() ? Order{} : known->second;
    FieldValues head = head_of(in_file.rows);
    const Fault fault = add_up(order, head, in_file.rows);
    if (fault != Fault::none) return std::optional(refused(std::move(in_file), fault));

    TRY_ASSIGN(head_wrote_, write_head(order, in_file, std::move(head)));
    order_ = in_file.number.empty() ? &(unnumbered_ = order)
                                    : &orders_.insert_or_assign(in_file.number, order).first->second;
    identity_ = std::move(in_file.identity);
    lines_ = std::move(in_file.rows);
    next_line_ = 0;
    lines_wrote_ = false;
    return std::optional<RefusedOrder>{};
}

RefusedOrder ImportOrderWriter::refused(OrderInFile order, Fault fault) const {
    RefusedOrder refusal{std::move(order), {}};
    refusal.problem.line = refusal.order.rows.front().line;
    refusal.problem.message =
        fault == Fault::no_day ? "The order has no date. Fill it in, or choose the column it stands in."
                               : "The order's amounts are too large to add up. Check quantities and prices.";
    return refusal;
}

/// The first row that names somebody says who ordered.
Result<ImportPeople::Taken> ImportOrderWriter::person_of(const std::vector<ImportedRow>& rows) {
    const auto row = std::ranges::find_if(rows, ImportPeople::names_somebody);
    if (row == rows.end()) return ImportPeople::Taken{};
    return people_.take(*row);
}

/// Returns whether anything was written.
Result<bool> ImportOrderWriter::write_head(Order& order, const OrderInFile& in_file, FieldValues head) {
    TRY_ASSIGN(const auto taken, person_of(in_file.rows));
    const bool continued = order.row != RowNo::none;
    if (!continued) order.id = derived_id("order", context_.request.source, in_file.identity);
    TRY_ASSIGN(const auto present, present_row(context_, TableId::order, order.id));
    head_inserted_ = !present;
    if (!present) {
        TRY(insert_head(order, std::move(head), taken.person));
        return true;
    }
    if (taken.person) head.emplace_back(order_field::contact, taken.person->id);
    order.row = present->row;
    if (!continued) {
        context_.count(TableId::order, RowFate::unchanged);
        order.new_lines_only = false;
    }
    TRY_ASSIGN(const bool wrote, update_head(order, *present, head));
    return wrote || taken.wrote;
}

Status ImportOrderWriter::insert_head(Order& order, FieldValues head, const ImportedPerson* person) {
    complete(order, head);
    if (!gives(head, order_field::currency))
        put(head, order_field::currency, std::string(context_.currency.code()));
    if (person) head.emplace_back(order_field::contact, static_cast<std::int64_t>(person->row));
    TRY_ASSIGN(order.row, context_.transaction.insert_resolved(TableId::order, order.id, head));
    order.fate = RowFate::added;
    context_.count(TableId::order, RowFate::added);
    return {};
}

/// An order that is here already, from an earlier import or from earlier in this file: the file's own words only; what
/// follows from the lines waits for end_lines().
Result<bool> ImportOrderWriter::update_head(Order& order, const PresentRow& present, const FieldValues& head) {
    const bool ours = order.fate == RowFate::added;
    const Treatment treatment = ours ? Treatment::fill : treatment_of(context_.request.duplicates);
    order.stays_deleted = present.deleted && present.by_hand && treatment != Treatment::overwrite;
    TRY_ASSIGN(const bool wrote, write_present(context_, TableId::order, present, head, treatment));
    if (wrote && present.deleted && order.fate == RowFate::unchanged) {
        --context_.count(TableId::order).unchanged;
        context_.count(TableId::order, order.fate = RowFate::added);
    } else if (wrote) {
        context_.recount_as_updated(TableId::order, order.fate);
    }
    return wrote;
}

// Its lines --------------------------------------------------------------------------------------------------------------

Status ImportOrderWriter::write_some(int lines) {
    for (; lines > 0 && writing(); --lines, ++next_line_) TRY(write_line(lines_[next_line_]));
    return writing() ? Status{} : end_lines();
}

Status ImportOrderWriter::write_line(const ImportedRow& row) {
    const bool same_row = next_line_ > 0 && lines_[next_line_ - 1].line == row.line;
    if (!same_row) row_wrote_ = head_wrote_ && next_line_ == 0;
    if (row.has_line()) {
        ++order_->lines;
        const Id id = derived_id("order_line", context_.request.source,
                                 identity_ + "/" + std::to_string(order_->lines));
        TRY_ASSIGN(const RowFate fate, put_line(row, id));
        context_.count(TableId::order_line, fate);
        lines_wrote_ = lines_wrote_ || fate != RowFate::unchanged;
        row_wrote_ = row_wrote_ || fate != RowFate::unchanged;
    }
    const bool row_ends = next_line_ + 1 == lines_.size() || lines_[next_line_ + 1].line != row.line;
    if (row_ends && !row_wrote_) ++context_.report.rows_unchanged;
    return {};
}

/// References as rows for a new line, as ids for one that is here.
Result<FieldValues> ImportOrderWriter::line_values(const ImportedRow& row, bool resolved) {
    FieldValues values;
    values.reserve(row.order_line.size() + 3);
    const Value order = resolved ? Value{static_cast<std::int64_t>(order_->row)} : Value{order_->id};
    values.emplace_back(order_line_field::order, order);
    if (!row.product_sku.empty()) {
        TRY_ASSIGN(const ImportedProduct product, products_.take(row));
        const Value reference = resolved ? Value{static_cast<std::int64_t>(product.row)} : Value{product.id};
        values.emplace_back(order_line_field::product, reference);
    }
    values.insert(values.end(), row.order_line.begin(), row.order_line.end());
    put(values, order_line_field::position, order_->lines);
    return values;
}

Result<RowFate> ImportOrderWriter::put_line(const ImportedRow& row, const Id& id) {
    if (order_->stays_deleted) return RowFate::unchanged;
    std::optional<PresentRow> present;
    if (!order_->new_lines_only) {
        TRY_ASSIGN(present, present_row(context_, TableId::order_line, id));
    }
    if (!present) {
        if (treatment_of(context_.request.duplicates) == Treatment::leave && order_->fate != RowFate::added) {
            return RowFate::unchanged;
        }
        TRY_ASSIGN(const FieldValues values, line_values(row, true));
        TRY(context_.transaction.insert_resolved(TableId::order_line, id, values));
        return RowFate::added;
    }
    const bool came_back = present->deleted;
    TRY_ASSIGN(const FieldValues values, line_values(row, false));
    TRY_ASSIGN(const bool wrote, write_present(context_, TableId::order_line, *present, values,
                                               treatment_of(context_.request.duplicates)));
    if (!wrote) return RowFate::unchanged;
    return came_back ? RowFate::added : RowFate::updated;
}

/// Of an order that was here before its lines came: what follows from the lines follows them.
Status ImportOrderWriter::end_lines() {
    if (head_inserted_ || !lines_wrote_ || order_->stays_deleted) return {};
    FieldValues head;
    if (order_->fate == RowFate::added) {
        complete(*order_, head);
    } else if (const auto total = total_of(*order_)) {
        put(head, order_field::total, *total);
    }
    if (head.empty()) return {};
    TRY_ASSIGN(const int registers, context_.transaction.set(TableId::order, order_->row, head));
    if (registers > 0) context_.recount_as_updated(TableId::order, order_->fate);
    return {};
}

}  // namespace perennial
