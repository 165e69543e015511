// Columns of a list on their way from the database into memory: each source in one pass over its rows, at once or in pieces.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/app/list_columns.h"
#include "core/app/list_values.h"

namespace perennial {

class ListReading {
public:
    /// `places` holds the contacts in order of their names; of the other lists it is filled here, by row, when it is not yet.
    /// It must outlive this, and the workspace must not change before the last step.
    ListReading(Workspace& workspace, ListKind list, std::span<const SourceColumn* const> columns,
                ListPlaces& places);
    ~ListReading();
    ListReading(const ListReading&) = delete;
    ListReading& operator=(const ListReading&) = delete;

    /// Goes over about `rows` more rows; true when everything has been read.
    Result<bool> step(std::int64_t rows);
    /// After the last step: the columns, in their order.
    std::vector<ColumnValues> take();

private:
    struct Incoming;
    struct Pass;

    void add_pass(ListSource source, std::vector<Incoming*> columns);
    void add_names(Incoming& incoming);
    Status begin(const Pass& pass);
    Status read(const Pass& pass, std::int64_t first, std::int64_t last);
    void take_row(const Pass& pass, const Statement& row);

    Workspace& workspace_;
    ListKind list_;
    ListPlaces& places_;
    std::vector<ColumnValues> values_;
    std::vector<Incoming> incoming_;  ///< Beside values_.
    std::vector<Pass> passes_;
    std::size_t pass_ = 0;
    bool begun_ = false;  ///< The pass at `pass_`.
    std::int64_t next_ = 1, last_ = 0;
};

}  // namespace perennial
