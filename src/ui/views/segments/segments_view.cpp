#include "ui/views/segments/segments_view.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

/// What a shop often begins with.
struct Start {
    std::string_view name, what, rule;
};
constexpr std::array<Start, 4> kStarts{
    {{"Frequent", "4 or more orders in the last year", "orders count in last 365 days >= 4"},
     {"Regulars going quiet", "3 or more orders, and none for 90 days",
      "all of (orders count >= 3, orders last before 90 days ago)"},
     {"New customers", "First order in the last 30 days", "orders first in last 30 days"},
     {"Never ordered", "Known to us, and no order yet", "orders count is 0"}}};

void draw_starts(Ui& ui, Rect area, const SegmentsRows& rows, Queue& queue) {
    constexpr float kHeight = 64, kWidth = 280, kGap = 12;
    const int across = area.w >= 2 * kWidth + kGap ? 2 : 1;
    const float width = across == 2 ? kWidth : std::min(kWidth, area.w);
    const float all = width * static_cast<float>(across) + kGap * static_cast<float>(across - 1);
    ui.begin(Role::list, "To begin with", area);
    for (std::size_t i = 0; i < kStarts.size(); ++i) {
        const int place = static_cast<int>(i), line = place / across;
        const auto column = static_cast<float>(place % across);
        const auto row = static_cast<float>(line);
        const Rect card{area.x + (area.w - all) / 2 + column * (width + kGap),
                        area.y + row * (kHeight + kGap), width, kHeight};
        ui.begin(Role::listitem, kStarts[i].name, card);
        ui.fill(card, ui.tokens().surface, 8);
        ui.edge(card, ui.tokens().line_strong, 8);
        if (ui.hit_area(card, phrase("{}: {}", kStarts[i].name, kStarts[i].what), Role::button, 8) &&
            !rows.read_only)
            queue.push(OpenNewSegment{std::string(kStarts[i].name), std::string(kStarts[i].rule)});
        ui.draw_text({card.x + 14, card.y + 12, card.w - 28, 20}, kStarts[i].name, TextStyle::body_medium,
                     ui.tokens().text);
        ui.draw_text({card.x + 14, card.y + 34, card.w - 28, 16}, kStarts[i].what, TextStyle::caption,
                     ui.tokens().text_2);
        ui.end();
    }
    ui.end();
}

void draw_nothing_yet(Ui& ui, Rect page, const SegmentsRows& rows, Queue& queue) {
    Rect upper = page;
    upper.h = std::min(page.h, 320.0F);
    const Rect strip =
        empty_state(ui, upper, icon::kFilter, "No segments yet",
                    "A segment is a group of people that keeps itself up to date: you say who, "
                    "we say how many, and who came and went.");
    draw_starts(ui, {page.x + margin_of(ui), strip.y, page.w - 2 * margin_of(ui), 200}, rows, queue);
}

std::string members_text(const SegmentRow& row) {
    if (!row.problem.empty()) return "–";
    return row.members ? count_text(*row.members) : std::string("Counting");
}

std::string change_text(const SegmentChange& change) {
    if (change.entered == 0 && change.left == 0) return "–";
    return phrase("+{} in, {} out", count_text(change.entered), count_text(change.left));
}

std::string who_text(const SegmentRow& row) {
    if (!row.problem.empty()) return row.problem;
    return row.dynamic ? row.sentence : std::string("Put in by hand");
}

void draw_dot(Ui& ui, Rect cell, const SegmentRow& row) {
    ui.fill({cell.x, cell.y + (cell.h - 8) / 2, 8, 8},
            ui.tokens().chart[static_cast<std::size_t>(segment_colour(row.colour))], 2);
}

void draw_line(Ui& ui, Rect cell, std::string_view text, TextStyle style, Colour ink,
               Align align = Align::left) {
    ui.draw_text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, text, style, ink, align);
}

std::string draw_cell(Ui& ui, Rect cell, const SegmentRow& row, int column) {
    const Tokens& t = ui.tokens();
    if (column == 0) {
        draw_dot(ui, cell, row);
        draw_line(ui, {cell.x + 18, cell.y, cell.w - 18, cell.h}, row.name, TextStyle::body_medium, t.text);
        return row.name;
    }
    const std::string text = column == 1   ? who_text(row)
                             : column == 2 ? members_text(row)
                                           : change_text(row.month);
    const Colour ink = column == 1 && !row.problem.empty() ? t.danger : column == 2 ? t.text : t.text_2;
    draw_line(ui, cell, text, TextStyle::body, ink, column == 1 ? Align::left : Align::right);
    return text;
}

std::string draw_two_lines(Ui& ui, Rect cell, const SegmentRow& row) {
    const Tokens& t = ui.tokens();
    const std::string members = members_text(row);
    const float width = ui.text_width(members, TextStyle::body_medium) + 4;
    Rect line{cell.x, cell.y + (cell.h - 40) / 2, cell.w, 20};
    draw_dot(ui, line, row);
    ui.draw_text({line.x + 18, line.y, line.w - 18 - width - 8, 20}, row.name, TextStyle::body_medium, t.text);
    ui.draw_text({line.right() - width, line.y, width, 20}, members, TextStyle::body_medium, t.text,
                 Align::right);
    line.y += 21;
    ui.draw_text({line.x + 18, line.y, line.w - 18, 18}, who_text(row), TextStyle::caption, t.text_2);
    return phrase("{}, {}", row.name, members);
}

void draw_rows(Ui& ui, Rect area, const SegmentsRows& rows, TableState& state, Queue& queue) {
    const bool two_line = narrow(ui);
    const std::array<Column, 4> columns{Column{.label = "Name", .width = 230}, Column{.label = "Who"},
                                        Column{.label = "People", .width = 110, .align = Align::right},
                                        Column{.label = "Last 30 days", .width = 150, .align = Align::right}};
    TableSpec spec;
    spec.label = "Segments";
    spec.columns = two_line ? std::span<const Column>(columns).subspan(1, 1) : columns;
    spec.row_count = static_cast<std::int64_t>(rows.list.rows.size());
    spec.row_height = row_height(ui);
    const auto row_at = [&](std::int64_t i) -> const SegmentRow& {
        return rows.list.rows[static_cast<std::size_t>(i)];
    };
    spec.row_key = [&](std::int64_t i) { return static_cast<std::uint64_t>(row_at(i).row); };
    spec.row_name = [&](std::int64_t i) { return row_at(i).name; };
    spec.row_href = [&](std::int64_t i) { return "#/segments/" + row_at(i).id.to_string(); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) {
        return two_line ? draw_two_lines(ui, cell, row_at(i)) : draw_cell(ui, cell, row_at(i), column);
    };
    const TableResult result = ui.table(area, spec, state);
    if (result.opened) queue.push(GoTo{spec.row_href(*result.opened)});
}

}  // namespace

int segment_colour(std::string_view colour) {
    const auto choices = table(TableId::segment).fields[segment_field::colour].choices;
    const auto found = std::ranges::find(choices, colour);
    return found == choices.end() ? 0 : static_cast<int>(found - choices.begin());
}

void draw_segments(Ui& ui, Rect page, const SegmentsRows& rows, TableState& state, Queue& queue) {
    const Rect head = page_head(ui, page, "Segments");
    RightToLeft buttons(ui, head);
    const bool none = rows.list.rows.empty();
    if (buttons.button(rows.draft ? "Go on with the draft" : "New segment", {.look = ButtonLook::main,
                                                                             .icon = icon::kPlus,
                                                                             .disabled = rows.read_only,
                                                                             .disabled_reason = kOnlyReading}))
        queue.push(rows.draft ? OpenNewSegment{.goes_on = true} : OpenNewSegment{});
    if (none) return draw_nothing_yet(ui, page, rows, queue);
    draw_rows(ui, page, rows, state, queue);
}

}  // namespace perennial::ui
