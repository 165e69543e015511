// Writes the orders of an import: the order, then its lines, some at a time. An order that the file comes back to is
// continued, and its total follows.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/app/import_context.h"
#include "core/app/import_people.h"
#include "core/app/import_products.h"

namespace perennial {

/// Rows of one order that stand together in the file.
struct OrderInFile {
    std::string number;    ///< "" when the file numbers no orders; then there is one row.
    std::string identity;  ///< The number, or what stands for it.
    std::vector<ImportedRow> rows;
};

/// Why an order cannot go in; the problem is on its first row.
struct RefusedOrder {
    OrderInFile order;
    RowProblem problem;
};

class ImportOrderWriter {
public:
    ImportOrderWriter(ImportContext& context, ImportPeople& people)
        : context_(context), people_(people), products_(context) {}

    /// Writes the order itself, and keeps its lines for write_some().
    Result<std::optional<RefusedOrder>> begin(OrderInFile order);
    bool writing() const { return next_line_ < lines_.size(); }
    Status write_some(int lines);

private:
    /// What this import knows of an order that the file has named.
    struct Order {
        Id id;
        RowNo row = RowNo::none;
        RowFate fate = RowFate::unchanged;
        bool stays_deleted = false;
        bool new_lines_only = true;  ///< The order is new, so its lines cannot be here yet.
        bool total_given = false, status_given = false;
        bool has_amounts = false;    ///< Some line has one, so that the total can be their sum.
        bool goes_out = false;       ///< Some line is more than a return.
        std::int64_t lines = 0;      ///< Written so far.
        std::int64_t sum = 0;        ///< Of the lines' amounts.
        std::int64_t surcharge = 0;  ///< Shipping less discount.
    };
    enum class Fault : std::uint8_t { none, no_day, overflow };

    static Fault add_up(Order& order, const FieldValues& head, const std::vector<ImportedRow>& rows);
    static std::optional<std::int64_t> total_of(const Order& order);
    static void complete(const Order& order, FieldValues& head);
    Result<ImportPeople::Taken> person_of(const std::vector<ImportedRow>& rows);
    Result<bool> write_head(Order& order, const OrderInFile& in_file, FieldValues head);
    Status insert_head(Order& order, FieldValues head, const ImportedPerson* person);
    Result<bool> update_head(Order& order, const PresentRow& present, const FieldValues& head);
    Status write_line(const ImportedRow& row);
    Result<RowFate> put_line(const ImportedRow& row, const Id& id);
    Result<FieldValues> line_values(const ImportedRow& row, bool resolved);
    Status end_lines();
    RefusedOrder refused(OrderInFile order, Fault fault) const;

    ImportContext& context_;
    ImportPeople& people_;
    ImportProducts products_;
    std::unordered_map<std::string, Order> orders_;  ///< By number.
    Order unnumbered_;

    Order* order_ = nullptr;  ///< Being written.
    std::string identity_;
    std::vector<ImportedRow> lines_;
    std::size_t next_line_ = 0;
    bool head_inserted_ = false, head_wrote_ = false, lines_wrote_ = false;
    bool row_wrote_ = false;  ///< Something of the row of the file that is being written.
};

}  // namespace perennial
