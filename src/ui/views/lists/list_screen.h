// What outlives a frame of one list: its state, its read models, the page of rows around what is visible, and how many rows
// each saved view has. Counting them is spread over frames: one view a frame, while the former counts stay.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/app/app.h"
#include "core/app/job.h"
#include "core/app/list_reader.h"
#include "core/app/lists.h"
#include "ui/views/lists/list_view.h"

namespace perennial::ui {

/// A query without parameters.
struct Whole {
    bool operator==(const Whole&) const = default;
};

class ListScreen {
public:
    ListScreen(ListKind kind, App& app);
    ListScreen(const ListScreen&) = delete;
    ListScreen& operator=(const ListScreen&) = delete;

    /// Asks for what is to be drawn, by the state and the screen's layout. Errors are those of the queries.
    struct Asked {
        const std::vector<ListColumn>& columns;
        const ListRows& list;
        const std::vector<SavedView>& views;
    };
    Result<Asked> ask(Day today, int offset_minutes, Layout layout);
    ListScreenRows rows(const Asked& asked, Day today, int offset_minutes, bool read_only);

    /// Counts one saved view that is not up to date; true when there are more.
    bool count_one(const std::vector<SavedView>& views, Day today, int offset_minutes);

    /// Whether columns are to be read ahead of the next sort or search.
    bool reads_ahead() const { return reads_ahead_; }
    /// One slice of that.
    void read_ahead(const Stopwatch& stopwatch, double budget_ms);

    /// What an address says: "view=ID&..." or what view_to_text writes. Empty: as it is.
    void read_address(std::string_view query);
    /// As read_address() takes it; written anew only when tab or view have changed.
    const std::string& address();

    ListState state;
    std::vector<std::string> staff;  ///< Who records are assigned to, for suggestions.

private:
    ListKind kind_;
    App& app_;
    ListReader reader_;
    ReadModel<ListQuery, ListRows> list_;
    ReadModel<Whole, std::vector<ListColumn>> columns_;
    ReadModel<Whole, std::vector<SavedView>> views_;
    PagedRows<ListRow> page_;
    std::vector<std::string> shown_;
    int list_offset_minutes_ = 0;
    bool reads_ahead_ = false;
    std::vector<std::optional<std::int64_t>> counts_;  ///< The first is of all.
    std::vector<std::uint64_t> counted_at_;            ///< Revision of each, beside counts_.
    std::string address_;                              ///< Of `addressed_`.
    std::pair<std::optional<Id>, ListView> addressed_;
};

}  // namespace perennial::ui
