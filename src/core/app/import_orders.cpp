#include "core/app/import_orders.h"

#include <algorithm>

#include "core/app/words.h"

namespace perennial {
namespace {

// More lines than any real order has; a column that is mistaken for the order's number must not fill the memory.
constexpr std::size_t kGathered = 10'000;

}  // namespace

TableId ImportOrders::table_of_rows(const ImportLayout& layout) {
    const bool lines = std::ranges::any_of(layout.columns, [](const ColumnMapping& column) {
        return column.to == ColumnMapping::To::target && column.target->table == TableId::order_line;
    });
    return lines ? TableId::order_line : TableId::order;
}

Status ImportOrders::take(ImportedRow row) {
    const std::string number = row.order_number();
    const bool same_row = !gathered_.empty() && gathered_.back().line == row.line;
    const bool same_order = same_row || (!number.empty() && number == number_);
    if (!same_order || (!same_row && gathered_.size() >= kGathered)) TRY(close());
    if (const auto refused = refused_.find(number); !number.empty() && refused != refused_.end()) {
        refuse(row, refused->second);
        return {};
    }
    number_ = number;
    gathered_.push_back(std::move(row));
    return {};
}

void ImportOrders::take_refused(std::int64_t line, const std::string& number) {
    if (number.empty()) return;
    refused_.emplace(number, line);
    if (number == number_) refuse_gathered(line);
}

void ImportOrders::refuse(const ImportedRow& row, std::int64_t because_of) {
    if (row.line == last_refused_) return;  // Another line of a row that is refused already.
    last_refused_ = row.line;
    RowProblem problem;
    problem.line = row.line;
    problem.message = "Left out with line " + grouped(because_of) + ", which belongs to the same order.";
    context_.note(std::move(problem));
    context_.refuse_row(row.line, table_of_rows(context_.request.layout));
}

void ImportOrders::refuse_gathered(std::int64_t because_of) {
    for (const ImportedRow& row : gathered_) refuse(row, because_of);
    gathered_.clear();
}

Status ImportOrders::close() {
    if (gathered_.empty()) return {};
    OrderInFile order;
    order.number = std::exchange(number_, {});
    order.rows = std::exchange(gathered_, {});
    const ImportedRow& first = order.rows.front();
    order.identity = order.number.empty() ? row_identities_.of(first) : order.number;
    TRY_ASSIGN(auto problem, writer_.begin(std::move(order)));
    if (!problem) return {};
    const std::int64_t line = last_refused_ = problem->problem.line;
    if (!problem->order.number.empty()) refused_.emplace(problem->order.number, line);
    context_.note(std::move(problem->problem));
    context_.refuse_row(line, table_of_rows(context_.request.layout));
    for (std::size_t i = 1; i < problem->order.rows.size(); ++i) refuse(problem->order.rows[i], line);
    return {};
}

}  // namespace perennial
