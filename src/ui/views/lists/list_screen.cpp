#include "ui/views/lists/list_screen.h"

#include <algorithm>

namespace perennial::ui {
namespace {

constexpr std::string_view kViewKey = "view=";

}  // namespace

ListScreen::ListScreen(ListKind kind, App& app)
    : kind_(kind),
      app_(app),
      reader_(app.workspace(), kind),
      list_([this](Workspace&, const ListQuery& query) { return reader_.rows(query); }),
      columns_(
          [kind](Workspace& workspace, const Whole&) { return perennial::list_columns(workspace, kind); }),
      views_([kind](Workspace& workspace, const Whole&) { return perennial::saved_views(workspace, kind); }),
      page_([this](std::span<const RowNo> rows) {
          return perennial::list_cells(app_.workspace(), kind_, shown_, rows, list_offset_minutes_);
      }) {}

Result<ListScreen::Asked> ListScreen::ask(Day today, int offset_minutes, Layout layout) {
    Workspace& workspace = app_.workspace();
    const auto& columns = columns_.get(workspace, {});
    if (!columns) return std::unexpected(columns.error());
    const auto& views = views_.get(workspace, {});
    if (!views) return std::unexpected(views.error());
    const std::int64_t builds = list_.builds();
    const auto& list = list_.get(
        workspace, {.list = kind_, .view = state.view, .today = today, .offset_minutes = offset_minutes});
    if (!list) return std::unexpected(list.error());
    std::vector<std::string> shown = shown_columns(kind_, *columns, state.view, layout);
    list_offset_minutes_ = offset_minutes;
    if (builds != list_.builds() || shown != shown_) {
        shown_ = std::move(shown);
        page_.reset(list->rows);
        reads_ahead_ = true;
    }
    return Asked{*columns, *list, *views};
}

ListScreenRows ListScreen::rows(const Asked& asked, Day today, int offset_minutes, bool read_only) {
    counts_.resize(asked.views.size() + 1);
    counted_at_.resize(counts_.size());
    counts_.front() = asked.list.total;
    return {.kind = kind_,
            .columns = asked.columns,
            .shown = shown_,
            .list = asked.list,
            .page = page_,
            .views = asked.views,
            .view_counts = counts_,
            .staff = staff,
            .today = today,
            .offset_minutes = offset_minutes,
            .read_only = read_only};
}

bool ListScreen::count_one(const std::vector<SavedView>& views, Day today, int offset_minutes) {
    // Revisions count from 0, and 0 stands for "not counted yet".
    const std::uint64_t now = app_.workspace().revision() + 1;
    std::size_t due = 0;
    for (std::size_t i = 1; i < counted_at_.size() && i <= views.size(); ++i) {
        if (counted_at_[i] == now) continue;
        if (due != 0) return true;
        due = i;
        ListView view = views[i - 1].view;
        view.sorts.clear();
        const auto rows = reader_.rows(
            {.list = kind_, .view = std::move(view), .today = today, .offset_minutes = offset_minutes});
        counts_[i] = rows ? std::optional(static_cast<std::int64_t>(rows->rows.size())) : std::nullopt;
        counted_at_[i] = now;
    }
    return false;
}

void ListScreen::read_ahead(const Stopwatch& stopwatch, double budget_ms) {
    constexpr std::int64_t kRowsBetweenLooks = 256;
    do {
        const auto done = reader_.read_ahead(state.view, kRowsBetweenLooks);
        // What cannot be read is told when it is asked for.
        reads_ahead_ = done && !*done;
    } while (reads_ahead_ && stopwatch.elapsed_ms() < budget_ms);
}

void ListScreen::read_address(std::string_view query) {
    if (query.empty() || query == address()) return;
    std::optional<Id> tab;
    if (query.starts_with(kViewKey)) {
        const std::size_t end = query.find('&');
        tab = Id::parse(query.substr(kViewKey.size(), end - kViewKey.size()));
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    }
    auto view = view_from_text(query);
    if (!view) return;  // An address that says nothing we know shows the list as it is.
    state.tab = tab;
    state.view = *std::move(view);
    state.table.scroll_y = 0;
}

const std::string& ListScreen::address() {
    if (addressed_.first == state.tab && addressed_.second == state.view) return address_;
    addressed_ = {state.tab, state.view};
    address_ = view_to_text(state.view);
    if (state.tab)
        address_ = std::string(kViewKey) + state.tab->to_string() + (address_.empty() ? "" : "&") + address_;
    return address_;
}

}  // namespace perennial::ui
