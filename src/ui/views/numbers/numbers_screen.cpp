#include "ui/views/numbers/numbers_screen.h"

namespace perennial::ui {

NumbersScreen::NumbersScreen(App& app)
    : app_(app), page_([this](std::span<const RowNo> rows) {
          return figure_rows(app_.workspace(), records_.table, rows, offset_minutes_);
      }) {}

void NumbersScreen::read_address(std::string_view query) {
    if (query == read_) return;
    read_ = query;
    state.choice = choice_from_text(query, state.choice.people);
}

void NumbersScreen::ask(Day today, int offset_minutes) {
    offset_minutes_ = offset_minutes;
    work_.ask(app_.workspace(), numbers_query(state.choice, today, offset_minutes));
}

void NumbersScreen::follow_board() {
    if (charts_of_ != work_.boards()) {
        charts_ = numbers_charts(*work_.latest());
        charts_of_ = work_.boards();
    }
    follow_open_figure();
}

void NumbersScreen::follow_open_figure() {
    const Shown wanted{work_.boards(), state.group, state.choice.open};
    if (wanted == shown_) return;
    const bool same_figure = wanted.board == shown_.board && wanted.key == shown_.key;
    shown_ = wanted;
    const NumbersBoard* board = work_.latest();
    if (!same_figure) {
        auto groups = figure_groups(board->facts->facts, board->query.period, board->counts, wanted.key);
        groups_ = groups ? *std::move(groups) : std::vector<analytics::FigureGroup>{};
    }
    const auto group = static_cast<std::size_t>(state.group);
    records_ = group < groups_.size() ? records_of(*board->facts, groups_[group].rows) : FigureRecords{};
    page_.reset(records_.rows);
}

NumbersRows NumbersScreen::rows(Day today, bool read_only, bool busy) {
    if (work_.latest() != nullptr) follow_board();
    return {.board = work_.latest(),
            .charts = charts_ ? &*charts_ : nullptr,
            .up_to_date = work_.up_to_date(),
            .fraction = work_.fraction(),
            .failure = work_.failure(),
            .groups = groups_,
            .page = page_,
            .model = model_ && work_.latest() != nullptr && model_of_.lock() == work_.latest()->facts
                         ? &*model_
                         : nullptr,
            .busy = busy,
            .today = today,
            .read_only = read_only};
}

std::unique_ptr<ValueModelJob> NumbersScreen::model_job() const {
    const NumbersBoard* board = work_.latest();
    return board == nullptr ? nullptr : std::make_unique<ValueModelJob>(board->facts, board->query.period.to);
}

void NumbersScreen::keep_model(Result<ValueModel> model) {
    if (work_.latest() != nullptr) model_of_ = work_.latest()->facts;
    model_ = std::move(model);
}

Result<std::string> NumbersScreen::rows_csv() const {
    return figure_rows_csv(app_.workspace(), records_, offset_minutes_);
}

}  // namespace perennial::ui
