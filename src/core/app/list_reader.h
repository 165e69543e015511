// One list of a workspace, asked again and again. It keeps the columns it has read, and what follows from them alone (their
// order, their texts folded), until the workspace changes: sorting and filtering again then reads no database.
// Invariant: an answer never depends on what was asked before.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/list_order.h"
#include "core/app/list_reading.h"
#include "core/app/list_values.h"
#include "core/app/lists.h"

namespace perennial {

class ListReader {
public:
    /// The workspace must outlive the reader.
    ListReader(Workspace& workspace, ListKind list) : workspace_(workspace), list_(list) {}
    ListReader(const ListReader&) = delete;
    ListReader& operator=(const ListReader&) = delete;

    /// As list_rows(); `query.list` is the reader's own.
    Result<ListRows> rows(const ListQuery& query);

    /// Reads, about `rows` rows at a time, what the view is likely to be asked next: the columns that it shows, and those that
    /// searching looks in. True when nothing is left, or nothing has been asked since the workspace changed.
    Result<bool> read_ahead(const ListView& view, std::int64_t rows);

    /// Columns in memory, for tests.
    std::size_t kept() const { return kept_.size(); }

private:
    struct Kept {
        ColumnValues values;
        std::optional<OrderKeys> order;
    };

    struct Question;

    Status follow_workspace();
    Result<Question> understood(const ListQuery& query);
    Status read(std::span<const SourceColumn* const> needed);
    std::vector<const SourceColumn*> likely(const ListView& view);
    bool prepare(std::int64_t rows);
    std::list<Kept>::iterator place_of(const SourceColumn* column);
    const ColumnValues& folded_values(const SourceColumn* column);
    const OrderKeys& order_of(const SourceColumn* column);
    const std::vector<std::uint32_t>& first_order();
    void search(const std::vector<std::string>& words, std::vector<std::uint8_t>& pass);
    std::vector<std::uint8_t> passing(const Question& question);
    std::vector<std::uint32_t> sorted(const std::vector<ListSort>& sorts,
                                      const std::vector<std::uint8_t>& pass);

    Workspace& workspace_;
    ListKind list_;
    std::optional<std::uint64_t> revision_;
    std::vector<SourceColumn> columns_;
    ListPlaces places_;
    std::list<Kept> kept_;                    ///< The last asked for stands last.
    std::unique_ptr<ListReading> ahead_;      ///< Columns being read ahead.
    std::optional<OrderKeys> by_name_;        ///< Of contacts.
    std::vector<std::uint32_t> first_order_;  ///< Every place, as it comes when nothing else decides.
};

}  // namespace perennial
