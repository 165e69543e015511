// The tiles: the figure large, its proof beneath it.
#include <algorithm>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/numbers/numbers_view.h"
#include "ui/views/numbers/numbers_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

using analytics::Figure;

constexpr float kGap = 8, kTile = 106, kFourAcross = 640;

std::optional<FigureChange> change_of(const NumbersBoard& board, const Figure& figure) {
    const Figure* before = board.figure_before(figure.key);
    return before == nullptr ? std::nullopt : figure_change(figure, *before);
}

bool is_small(const Figure& figure) { return figure.value && figure.n < analytics::kFew; }

/// The line between figure and n: how it changed, else its interval, else that nothing changed.
std::string second_line(const NumbersBoard& board, const Figure& figure) {
    if (const auto change = change_of(board, figure)) return change->words;
    std::string interval = interval_words(figure);
    if (!interval.empty()) return interval;
    const Figure* before = board.figure_before(figure.key);
    return before != nullptr && before->value ? "as before" : std::string();
}

void draw_change(Ui& ui, Rect line, const FigureChange& change) {
    const Colour colour = change.better ? ui.tokens().accent_text : ui.tokens().danger;
    ui.icon(change.up ? icon::kArrowUp : icon::kArrowDown, {line.x, line.y + (line.h - 12) / 2, 12, 12},
            colour, 12);
    line.take_left(16);
    ui.draw_text(line, change.words, TextStyle::caption_medium, colour);
}

void draw_proof(Ui& ui, Rect below, const NumbersBoard& board, const Figure& figure) {
    const float line = ui.line_height(TextStyle::caption);
    if (!figure.value) {
        ui.paragraph({below.x, below.y, below.w, 2 * line}, screen_text(figure.reason, figure.currency),
                     TextStyle::caption, ui.tokens().text_3, 2);
        return;
    }
    const Rect first = below.take_top(line);
    if (const auto change = change_of(board, figure))
        draw_change(ui, first, *change);
    else
        ui.draw_text(first, second_line(board, figure), TextStyle::caption, ui.tokens().text_2);
    below.take_top(2);
    Rect second = below.take_top(line);
    Colour colour = ui.tokens().text_3;
    if (is_small(figure)) {
        colour = ui.tokens().warn;
        ui.icon(icon::kTriangleAlert, {second.x, second.y + (second.h - 12) / 2, 12, 12}, colour, 12);
        second.take_left(16);
    }
    ui.draw_text(second, proof_words(figure, board.query.period.to), TextStyle::caption, colour);
}

/// "Retention, by period: 76.3 %, down 0.8 worse, n 5,120, as of 16 Jun".
std::string tile_words(const NumbersBoard& board, const Figure& figure) {
    std::string words = phrase("{}: {}", figure.label, figure_text(figure));
    if (!figure.value) return words + ", " + figure.reason;
    const auto change = change_of(board, figure);
    const std::string line = second_line(board, figure);
    if (change) words += change->up ? ", up" : ", down";
    if (!line.empty()) words += (change ? " " : ", ") + line;
    return words + ", " + proof_words(figure, board.query.period.to);
}

void draw_tile(Ui& ui, Rect tile, const NumbersBoard& board, const Figure& figure, NumbersState& state) {
    const bool open = state.choice.open == figure.key;
    if (open) ui.fill(tile, ui.tokens().selected, 8);
    if (ui.hit_area(tile, tile_words(board, figure), Role::button, 8)) {
        state.choice.open = open ? std::string() : std::string(figure.key);
        state.group = 0;
        state.panel_scroll = 0;
        state.rows_table = {};
    }
    ui.last().expanded = open ? Node::Tri::yes : Node::Tri::no;
    ui.edge(tile, open ? ui.tokens().accent : ui.tokens().line, 8, open ? 2 : 1);
    Rect inside = tile.inset(12, 10);
    ui.draw_text(inside.take_top(16), figure.label, TextStyle::caption, ui.tokens().text_2);
    inside.take_top(1);
    Rect middle = inside.take_top(28);
    const Trend* trend = board.trend(figure.key);
    const std::string text = figure_text(figure);
    if (trend != nullptr && ui.text_width(text, TextStyle::figure) + 68 < middle.w)
        draw_sparkline(ui, {middle.right() - 56, middle.y + 4, 56, 20}, *trend);
    ui.draw_text(middle, text, TextStyle::figure, figure.value ? ui.tokens().text : ui.tokens().text_3);
    inside.take_top(2);
    draw_proof(ui, inside, board, figure);
}

}  // namespace

float draw_tiles(Ui& ui, Rect area, const NumbersBoard& board, std::span<const std::string_view> keys,
                 NumbersState& state) {
    const std::size_t across = area.w >= kFourAcross ? 4 : 2;
    const float height = kTile + (ui.touch() ? 8.0F : 0.0F);
    const float width = (area.w - kGap * static_cast<float>(across - 1)) / static_cast<float>(across);
    std::size_t place = 0;
    for (const std::string_view key : keys) {
        const Figure* figure = board.figure(key);
        if (figure == nullptr) continue;
        const std::size_t column = place % across, row = place / across;
        ui.push_id(key);
        draw_tile(ui,
                  {area.x + static_cast<float>(column) * (width + kGap),
                   area.y + static_cast<float>(row) * (height + kGap), width, height},
                  board, *figure, state);
        ui.pop_id();
        ++place;
    }
    const std::size_t rows = (place + across - 1) / across;
    return static_cast<float>(rows) * (height + kGap) - kGap;
}

}  // namespace perennial::ui
