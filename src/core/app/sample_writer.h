// Writes the records of a sample shop into a transaction, each checked as if it had been typed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/app/sample_shop.h"
#include "core/storage/workspace.h"

namespace perennial {

struct SampleReport {
    ChangeNo change = ChangeNo::none;
    std::int64_t companies = 0, products = 0, contacts = 0, orders = 0, order_lines = 0, touches = 0,
                 expenses = 0, answers = 0;
};

/// What a record names must have been put before it.
class SampleWriter {
public:
    /// All outlive the writer; `clock` says how far the shop is from UTC, nullptr is UTC.
    SampleWriter(Workspace& workspace, WriteTransaction& transaction, IdSource& ids, const Clock* clock,
                 const SampleShop& shop, SampleReport& report)
        : workspace_(workspace),
          transaction_(transaction),
          ids_(ids),
          clock_(clock),
          shop_(shop),
          report_(report) {}

    Status put_settings();
    Status put_custom_fields();
    Status put_company(const SampleCompany& company);
    Status put_product(const SampleProduct& product);
    Status put_person(const SamplePerson& person);
    Status put_order(const SampleOrder& order);
    Status put_touch(const SampleTouch& touch);
    Status put_expense(const SampleExpense& expense);
    Status put_answer(const SampleAnswer& answer);

private:
    class Values;
    Result<RowNo> insert(TableId table, Values values);
    Status put_custom_field(std::string_view key, std::string_view label, std::string_view type,
                            std::string_view choices, std::int64_t position);
    Status put_members(RowNo contact, const SamplePerson& person);
    Result<RowNo> survey(bool recommending);
    Status put_line(RowNo order, const SampleLine& line, std::int64_t position);

    Workspace& workspace_;
    WriteTransaction& transaction_;
    IdSource& ids_;
    const Clock* clock_;
    const SampleShop& shop_;
    SampleReport& report_;
    std::vector<RowNo> companies_, products_, people_;
    std::optional<RowNo> recommending_survey_, satisfaction_survey_;
};

}  // namespace perennial
