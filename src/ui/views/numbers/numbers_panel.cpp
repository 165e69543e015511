// The panel of the figure that is open: what it is, its formula with its own numbers, what it counts, and the very records.
#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/numbers/numbers_view.h"
#include "ui/views/numbers/numbers_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

using analytics::Figure;
using analytics::FigureGroup;
using analytics::FigureRows;

constexpr float kLeastRows = 260, kDays = 98, kThird = 76;
constexpr float kTableMargin = 16;  // What a table keeps free at its right: it lies in the panel's own.

/// Lays pieces out below each other.
struct Stack {
    Ui& ui;
    Rect area;
    float y;
    Rect line(float height) {
        const Rect rect{area.x, y, area.w, height};
        y += height;
        return rect;
    }
    void words(std::string_view text, TextStyle style, Colour colour) {
        y += ui.paragraph({area.x, y, area.w, 400}, text, style, colour);
    }
};

bool judges_silence(std::string_view key) {
    return key == "retention_rate" || key == "churn_rate" || key.starts_with("expected_lifetime");
}

std::string compared_words(const NumbersBoard& board, const Figure& figure) {
    std::string words = "on " + full_day_text(board.query.period.to);
    const Figure* before = board.figure_before(figure.key);
    if (before != nullptr && before->value && figure.value) words += ", was " + figure_text(*before);
    return words;
}

// Formula ----------------------------------------------------------------------------------------------------------

float piece_width(Ui& ui, const FormulaPiece& piece) {
    const float above = ui.text_width(piece.above, TextStyle::body_medium);
    if (piece.below.empty()) return above + 1;
    const float lead = piece.lead.empty() ? 0 : ui.text_width(piece.lead, TextStyle::body_medium) + 8;
    return lead + std::max(above, ui.text_width(piece.below, TextStyle::body_medium)) + 16;
}

float piece_height(Ui& ui, const FormulaPiece& piece, float width) {
    if (!piece.below.empty()) return 42;
    return ui.paragraph_height(piece.above, TextStyle::body_medium, width);
}

void draw_piece(Ui& ui, Rect at, const FormulaPiece& piece) {
    const Colour ink = ui.tokens().text;
    if (piece.below.empty()) {
        const float lines = piece_height(ui, piece, at.w);
        ui.paragraph({at.x, at.y + (at.h - lines) / 2, at.w, lines}, piece.above, TextStyle::body_medium, ink);
        return;
    }
    if (!piece.lead.empty()) {
        const float width = ui.text_width(piece.lead, TextStyle::body_medium);
        ui.draw_text({at.x, at.y, width + 1, 42}, piece.lead, TextStyle::body_medium, ink);
        at.take_left(width + 8);
    }
    ui.draw_text({at.x, at.y, at.w, 20}, piece.above, TextStyle::body_medium, ink, Align::centre);
    ui.line({at.x, at.y + 20}, {at.right(), at.y + 20}, ink);
    ui.draw_text({at.x, at.y + 22, at.w, 20}, piece.below, TextStyle::body_medium, ink, Align::centre);
}

/// The pieces with "=" between, on as many lines as they need.
struct LaidFormula {
    struct Placed {
        FormulaPiece piece;
        Rect at;
        bool equals = false;
    };
    std::vector<Placed> pieces;
    float height = 0;
};
LaidFormula lay_formula(Ui& ui, Rect area, const Figure& figure) {
    constexpr float kEquals = 20, kGap = 8;
    LaidFormula laid;
    float x = area.x, y = area.y, row = 0;
    for (FormulaPiece& piece : formula_pieces(figure)) {
        const bool equals = !laid.pieces.empty();
        const float lead = equals ? kEquals : 0;
        const float width = std::min(piece_width(ui, piece), area.w - lead);
        if (x > area.x && x + lead + width > area.right()) {
            x = area.x;
            y += row + kGap;
            row = 0;
        }
        row = std::max(row, piece_height(ui, piece, width));
        laid.pieces.push_back({std::move(piece), {x + lead, y, width, row}, equals});
        x += lead + width + kGap;
    }
    laid.height = y + row - area.y;
    return laid;
}

void draw_formula(Ui& ui, Rect area, const LaidFormula& formula, const Figure& figure) {
    ui.begin(Role::group, "Formula", area);
    for (const LaidFormula::Placed& placed : formula.pieces) {
        if (placed.equals)
            ui.draw_text({placed.at.x - 20, placed.at.y, 20, placed.at.h}, "=", TextStyle::body_medium,
                         ui.tokens().text);
        draw_piece(ui, placed.at, placed.piece);
    }
    ui.begin(Role::text, screen_text(figure.formula, figure.currency), area);
    ui.end();
    ui.end();
}

/// A line of the card: what a figure counts, and how many there are. A click shows their records.
void draw_group(Ui& ui, Rect row, const FigureGroup& group, int place, NumbersState& state) {
    const std::string count = count_text(static_cast<std::int64_t>(group.rows.places.size()));
    const bool shown = state.group == place;
    if (shown) ui.fill(row, ui.tokens().selected, 6);
    const std::string lead = group.symbol.empty() ? std::string() : std::string(group.symbol) + " ";
    if (ui.hit_area(row, phrase("{}{}: {}", lead, group.words, count), Role::button, 6)) {
        state.group = place;
        state.rows_table = {};
    }
    ui.last().current = shown;
    row = row.inset(6, 0);
    if (!group.symbol.empty())
        ui.draw_text(row.take_left(20), group.symbol, TextStyle::body_semibold, ui.tokens().text);
    ui.icon(icon::kChevronRight, row.take_right(16), ui.tokens().text_3, 14);
    row.take_right(4);
    ui.draw_text(row.take_right(ui.text_width(count, TextStyle::body_medium) + 1), count,
                 TextStyle::body_medium, ui.tokens().text, Align::right);
    row.take_right(8);
    ui.draw_text(row, group.words, TextStyle::body, ui.tokens().text_2);
}

/// The card: formula above, what it counts below.
void draw_card(Stack& column, const Figure& figure, std::span<const FigureGroup> groups, NumbersState& state) {
    Ui& ui = column.ui;
    const Rect top{column.area.x + 12, column.y + 10, column.area.w - 24, 0};
    const LaidFormula formula = lay_formula(ui, top, figure);
    const float row = ui.touch() ? 44 : 28;
    const float above = formula.pieces.empty() ? 0 : formula.height + 13;
    const Rect card{column.area.x, column.y, column.area.w,
                    10 + above + row * static_cast<float>(groups.size()) + 6};
    ui.fill(card, ui.tokens().surface, 8);
    ui.edge(card, ui.tokens().line, 8);
    float y = top.y;
    if (above > 0) {
        draw_formula(ui, {top.x, top.y, top.w, formula.height}, formula, figure);
        y += above;
        ui.line({top.x, y - 5}, {top.right(), y - 5}, ui.tokens().line);
    }
    for (std::size_t i = 0; i < groups.size(); ++i, y += row) {
        ui.push_id(static_cast<std::uint64_t>(i));
        draw_group(ui, {top.x - 6, y, top.w + 12, row}, groups[i], static_cast<int>(i), state);
        ui.pop_id();
    }
    column.y = card.bottom() + 12;
}

// Rows -------------------------------------------------------------------------------------------------------------

bool tells_kept(const Figure& figure) { return figure.key == "retention_rate" || figure.key == "churn_rate"; }

/// What became of a customer over the period.
std::string_view fate_of(const NumbersRows& rows, const FigureGroup& group, std::int64_t i) {
    const analytics::Retention& retention = rows.board->counts.retention;
    const std::int32_t customer = group.rows.places[static_cast<std::size_t>(i)];
    if (!std::ranges::binary_search(retention.at_start, customer)) return "New";
    return std::ranges::binary_search(retention.at_end, customer) ? "Kept" : "Left";
}

std::string third_cell(const NumbersRows& rows, const Figure& figure, const FigureGroup& group,
                       std::int64_t i, const FigureRow& row) {
    switch (group.rows.of) {
        case FigureRows::Of::customers:
            if (tells_kept(figure)) return std::string(fate_of(rows, group, i));
            return row.amount.currency.empty() ? "–" : tile_money_text(row.amount);
        case FigureRows::Of::responses: return row.score ? std::to_string(*row.score) : "–";
        default: return tile_money_text(row.amount);
    }
}

struct Heads {
    std::string_view first, second, third;
};
Heads heads_of(const Figure& figure, const FigureGroup& group) {
    switch (group.rows.of) {
        case FigureRows::Of::customers:
            return {"Customer", "Last order", tells_kept(figure) ? "Counted" : "Spent"};
        case FigureRows::Of::orders: return {"Order", "Placed on", "Total"};
        case FigureRows::Of::responses: return {"Who", "Answered", "Score"};
        case FigureRows::Of::expenses: return {"What for", "Day", "Amount"};
    }
    return {};
}

std::string href_of(const FigureGroup& group, const FigureRow& row) {
    if (group.rows.of == FigureRows::Of::orders) return "#/orders/" + row.id.to_string();
    return row.contact ? "#/contacts/" + row.contact->to_string() : std::string();
}

std::string draw_row_cell(Ui& ui, const NumbersRows& rows, const Figure& figure, const FigureGroup& group,
                          std::int64_t i, int column, Rect cell) {
    const FigureRow* row = rows.page.at(i);
    if (row == nullptr) return {};
    if (column == 0) {
        if (group.rows.of == FigureRows::Of::customers) {
            ui.avatar({cell.x, cell.y + (cell.h - 20) / 2, 20, 20}, initials(row->title),
                      static_cast<std::uint64_t>(row->row));
            cell.take_left(28);
        }
        ui.draw_text(cell, row->title, TextStyle::body_medium, ui.tokens().text);
        return row->title;
    }
    if (column == 1) {
        const std::string day = row->day ? full_day_text(*row->day) : std::string("–");
        ui.draw_text(cell, day, TextStyle::body, ui.tokens().text_2);
        return day;
    }
    const std::string text = third_cell(rows, figure, group, i, *row);
    if (group.rows.of == FigureRows::Of::customers && tells_kept(figure)) {
        const bool kept = text != "Left";
        ui.icon(kept ? icon::kCheck : icon::kX, cell.take_left(14),
                kept ? ui.tokens().accent_text : ui.tokens().text_3, 14);
        cell.take_left(4);
        ui.draw_text(cell, text, TextStyle::body, kept ? ui.tokens().accent_text : ui.tokens().text_2);
        return text;
    }
    ui.draw_text(cell, text, TextStyle::body, ui.tokens().text_2, Align::right);
    return text;
}

void draw_rows_table(Ui& ui, Rect area, const NumbersRows& rows, const Figure& figure,
                     const FigureGroup& group, NumbersState& state, Queue& queue) {
    const Heads heads = heads_of(figure, group);
    const bool kept = group.rows.of == FigureRows::Of::customers && tells_kept(figure);
    const std::array<Column, 3> columns{
        Column{.label = std::string(heads.first), .width = area.w - kTableMargin - kDays - kThird},
        Column{.label = std::string(heads.second), .width = kDays},
        Column{
            .label = std::string(heads.third), .width = kThird, .align = kept ? Align::left : Align::right}};
    TableSpec spec;
    spec.label = "Rows behind it";
    spec.columns = columns;
    spec.row_count = static_cast<std::int64_t>(rows.page.rows().size());
    spec.row_height = ui.touch() ? measure::kRowTouch : 36;
    spec.margin = 0;
    spec.row_key = [&](std::int64_t i) {
        return static_cast<std::uint64_t>(rows.page.rows()[static_cast<std::size_t>(i)]);
    };
    spec.row_name = [&](std::int64_t i) { return rows.page.at(i) ? rows.page.at(i)->title : std::string(); };
    spec.row_href = [&](std::int64_t i) {
        return rows.page.at(i) ? href_of(group, *rows.page.at(i)) : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.page.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) {
        return draw_row_cell(ui, rows, figure, group, i, column, cell);
    };
    const TableResult result = ui.table(area, spec, state.rows_table);
    if (!result.opened || !rows.page.at(*result.opened)) return;
    const std::string href = href_of(group, *rows.page.at(*result.opened));
    if (!href.empty()) queue.push(GoTo{href});
}

void draw_head(Stack& column, const NumbersBoard& board, const Figure& figure, NumbersState& state) {
    Ui& ui = column.ui;
    const Rect head = column.line(28);
    if (ui.button(
            {head.right() - 28, head.y - 2, 28, 28}, "Close",
            {.look = ButtonLook::bare, .icon = icon::kX, .icon_only = true, .shortcut = "Esc", .small = true}) ||
        ui.shortcut("Escape"))
        state.choice.open.clear();
    ui.heading({head.x, head.y, head.w - 36, 20}, figure.label, 2, TextStyle::body_medium);
    const Rect line = column.line(40);
    const std::string value = figure_text(figure);
    const float width = ui.text_width(value, TextStyle::headline);
    ui.text({line.x, line.y, width + 1, 40}, value, TextStyle::headline,
            figure.value ? ui.tokens().text : ui.tokens().text_3);
    ui.text({line.x + width + 12, line.y + 14, line.w - width - 12, 20}, compared_words(board, figure),
            TextStyle::body, ui.tokens().text_2);
    column.y += 4;
    column.words(analytics::figure_definition(figure.key), TextStyle::body, ui.tokens().text_2);
    column.y += 6;
    std::string proof = proof_words(figure, board.query.period.to);
    const std::string interval = interval_words(figure);
    if (!interval.empty()) proof += phrase(". {} ({})", interval, figure.interval->method);
    column.words(proof, TextStyle::caption, ui.tokens().text_3);
    if (!figure.reason.empty()) {
        column.y += 6;
        column.words(screen_text(figure.reason, figure.currency), TextStyle::caption, ui.tokens().warn);
    }
    column.y += 10;
}

}  // namespace

void draw_numbers_panel(Ui& ui, Rect panel, const NumbersRows& rows, NumbersState& state, Queue& queue) {
    const Figure* figure = rows.board->figure(state.choice.open);
    if (figure == nullptr) return;
    ui.begin(Role::complementary, figure->label, panel);
    ui.fill(panel, ui.tokens().sunken);
    const float side = narrow(ui) ? measure::kMarginNarrow : 20;
    Rect inside = ui.begin_scroll({panel.x + side, panel.y + 1, panel.w - side, panel.h - 1}, "Figure",
                                  state.panel_scroll);
    inside.take_right(side);
    Stack column{ui, inside, inside.y + 12};
    draw_head(column, *rows.board, *figure, state);
    draw_card(column, *figure, rows.groups, state);
    if (judges_silence(figure->key)) {
        column.words(
            "A customer has left after 3 × their own usual gap between orders without buying. Who has no "
            "usual "
            "gap yet goes by the shop's.",
            TextStyle::caption, ui.tokens().text_3);
        column.y += 12;
    }
    const auto group = static_cast<std::size_t>(state.group);
    if (group < rows.groups.size()) {
        const Rect title = column.line(28);
        const std::string count = count_text(static_cast<std::int64_t>(rows.page.rows().size()));
        ui.heading({title.x, title.y + 4, title.w, 20}, "Rows behind it", 3, TextStyle::body_semibold);
        const float csv = ui.button_width("CSV", {.icon = icon::kDownload, .small = true});
        if (ui.button({title.right() - csv, title.y, csv, 28}, "CSV",
                      {.icon = icon::kDownload, .small = true, .name = phrase("Save {} rows as CSV", count)}))
            state.wants_rows_csv = true;
        column.y += 4;
        const float content = measure::kTableHead + (ui.touch() ? measure::kRowTouch : 36.0F) *
                                                        static_cast<float>(rows.page.rows().size());
        const float room = panel.bottom() - 16 - (column.y + state.panel_scroll);
        const float height = std::min(content, std::max(kLeastRows, room));
        Rect table = column.line(height);
        table.w += kTableMargin;
        draw_rows_table(ui, table, rows, *figure, rows.groups[group], state, queue);
    }
    ui.end_scroll(column.y - inside.y + 12);
    ui.line({panel.x, panel.y}, {panel.x, panel.bottom()}, ui.tokens().line);
    ui.end();
}

}  // namespace perennial::ui
