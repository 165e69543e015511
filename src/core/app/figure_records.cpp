#include "core/app/figure_records.h"

#include <algorithm>

#include "core/app/commands.h"
#include "core/app/words.h"

namespace perennial {

Status check_answer(Workspace& workspace, TableId table_id, RowNo row, const FieldValues& values) {
    if (table_id != TableId::response) return {};
    Record before;
    if (row != RowNo::none) {
        TRY_ASSIGN(before, workspace.record(table_id, row));
    }
    const auto given = [&](FieldNo field) -> const FieldValues& {
        const bool typed = std::ranges::find(values, field, &FieldValues::value_type::first) != values.end();
        return typed ? values : before.values;
    };
    const std::string kind = text_of(given(response_field::kind), response_field::kind);
    const auto score = integer_of(given(response_field::score), response_field::score);
    const auto refused = [](std::string message) {
        return fail_at(ErrorCode::invalid_input, std::move(message), Place{"", 0, "score"});
    };
    if (kind == "text") return {};
    if (!score) return refused("An answer of this kind needs its score.");
    if (kind == "nps" && (*score < 0 || *score > 10)) {
        return refused("How likely somebody is to recommend goes from 0 to 10.");
    }
    if (kind == "csat" && (*score < 1 || *score > 5))
        return refused("How satisfied somebody is goes from 1 to 5.");
    return {};
}

Status complete_expense(Workspace& workspace, TableId table_id, FieldValues& values) {
    if (table_id != TableId::expense || !text_of(values, expense_field::currency).empty()) return {};
    TRY_ASSIGN(const Currency currency, needed_currency(workspace, "The expense"));
    put_value(values, expense_field::currency, std::string(currency.code()));
    return {};
}

}  // namespace perennial
