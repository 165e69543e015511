#include "core/app/shop_facts.h"

#include "core/app/facts_reading.h"

namespace perennial {

Result<WorkspaceFacts> shop_facts(Workspace& workspace, const FactsQuery& query) {
    FactsReading reading(workspace, query);
    while (true) {
        TRY_ASSIGN(const bool ended, reading.step());
        if (ended) return reading.take();
    }
}

FigureRecords records_of(const WorkspaceFacts& facts, const analytics::FigureRows& rows) {
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

Result<FigureRecords> figure_records(const WorkspaceFacts& facts, const analytics::Period& period,
                                     std::string_view key) {
    TRY_ASSIGN(const analytics::FigureRows rows, analytics::kpi_rows(facts.facts, period, key));
    return records_of(facts, rows);
}

analytics::Period year_until(Day until) { return {Day{until.days - 364}, until}; }

}  // namespace perennial
