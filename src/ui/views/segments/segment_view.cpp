#include "ui/views/segments/segment_view.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"
#include "ui/views/segments/segment_parts.h"

namespace perennial::ui {
namespace {

constexpr float kSide = 320;

void draw_name(Ui& ui, Rect& page, const SegmentViewRows& rows, SegmentForm& form, Queue& queue) {
    const float margin = margin_of(ui);
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{
            {{"Segments", "#/segments"}, {form.id ? form.saved_name : std::string("New segment"), {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin, 0), crumbs);
    }
    const bool changed = is_changed(form);
    // Where the title leaves no room for them, the buttons stand below it.
    const bool below = narrow(ui);
    Rect head = page_head(ui, page, form.id ? form.saved_name : std::string("New segment"),
                          changed && form.id && !below ? "Draft kept, not saved yet" : "");
    if (below) head = page.take_top(control_height(ui) + 8).inset(margin, 4);
    RightToLeft buttons(ui, head);
    const std::string why = rows.read_only ? std::string(kOnlyReading) : unsavable(form);
    if (changed) {
        const bool save = buttons.button("Save segment", {.look = ButtonLook::main,
                                                          .disabled = !why.empty(),
                                                          .disabled_reason = why,
                                                          .shortcut = "Ctrl Enter"});
        if (save || (why.empty() && ui.shortcut("Ctrl Enter"))) {
            if (auto command = command_of(form)) queue.push(*std::move(command));
            ui.wake(0);
        }
        if (buttons.button("Discard", {.look = ButtonLook::bare})) queue.push(DiscardSegmentDraft{});
        return;
    }
    if (buttons.button("Delete",
                       {.icon = icon::kTrash2, .disabled = rows.read_only, .disabled_reason = kOnlyReading}))
        queue.push(DeleteRecords{TableId::segment, {*form.id}});
}

float draw_sentence(Ui& ui, Rect area, const SegmentViewRows& rows) {
    const std::string& words = rows.draft.problem.empty() ? rows.draft.sentence : rows.draft.problem;
    if (words.empty()) return 0;
    const float text_width = area.w - 56;
    const float height = ui.paragraph_height(words, TextStyle::section, text_width) + 28;
    const Rect box{area.x, area.y, area.w, height};
    ui.fill(box, rows.draft.problem.empty() ? ui.tokens().accent_soft : ui.tokens().danger_soft, 8);
    ui.icon(icon::kMessageSquareQuote, {box.x + 16, box.y + 16, 16, 16}, ui.tokens().accent_text);
    ui.paragraph({box.x + 42, box.y + 14, text_width, height}, words, TextStyle::section, ui.tokens().text);
    return height + 16;
}

float draw_name_fields(Ui& ui, Rect area, SegmentForm& form) {
    const FieldOptions name{.placeholder = "Regulars going quiet", .error = form.error, .required = true};
    const float height = ui.field_height(name);
    const float colour_width = 130;
    Rect row{area.x, area.y, area.w, height};
    std::vector<Option> colours;
    for (const std::string_view one : table(TableId::segment).fields[segment_field::colour].choices) {
        std::string label(one);
        label.front() = static_cast<char>(label.front() - 'a' + 'A');
        colours.push_back({std::move(label), nullptr, {}});
    }
    ui.select(row.take_right(colour_width), "Colour", colours, form.colour);
    row.take_right(12);
    if (ui.text_field(row, "Name", form.name, name).changed) form.error.clear();
    return height + 16;
}

float draw_text(Ui& ui, Rect area, SegmentForm& form, bool& typed) {
    const std::string error = form.mistake ? form.mistake->message : std::string();
    const FieldOptions options{
        .help = "Both forms are the same rule: what you change in one changes the other.",
        .error = error,
        .multiline = true};
    const float height = ui.field_height(options, 116);
    typed = ui.text_field({area.x, area.y, area.w, height}, "The rule as text", form.text, options).changed;
    return height + 12;
}

float draw_uses(Ui& ui, Rect area, const SegmentViewRows& rows) {
    if (rows.page == nullptr || rows.page->used_by.empty()) return 0;
    std::vector<std::string> names;
    for (const SegmentUse& use : rows.page->used_by) names.push_back(phrase("“{}”", use.name));
    const std::string text = phrase("Used by {}, which {} this rule when you save.", joined(names),
                                    names.size() == 1 ? "follows" : "follow");
    return ui.paragraph(area, text, TextStyle::caption, ui.tokens().text_3) + 12;
}

SegmentEdited draw_rule(Ui& ui, Rect area, const SegmentViewRows& rows, SegmentForm& form,
                        SegmentViewState& state) {
    const float margin = margin_of(ui);
    const Rect inside = ui.begin_scroll(area, "Rule", state.rule_scroll);
    const Rect column{inside.x + margin, inside.y, inside.w - 2 * margin, inside.h};
    float y = inside.y + 16;
    const auto at = [&] { return Rect{column.x, y, column.w, 0}; };
    if (!form.failure.empty()) y += note_block(ui, at(), Note::danger, form.failure) + 12;
    y += draw_sentence(ui, at(), rows);
    y += draw_name_fields(ui, at(), form);
    SegmentEdited edited = SegmentEdited::nothing;
    if (form.dynamic) {
        const RuleBuilderRows builder{.reading = form.reading,
                                      .words = rows.words,
                                      .currency = rows.currency,
                                      .of = rows.draft.of,
                                      .people = rows.people,
                                      .read_only = rows.read_only};
        const RuleBuilderDrawn drawn = draw_rule_builder(ui, at(), builder, form.builder);
        y += drawn.height + 16;
        bool typed = false;
        y += draw_text(ui, at(), form, typed);
        edited = typed           ? SegmentEdited::text
                 : drawn.changed ? SegmentEdited::builder
                                 : SegmentEdited::nothing;
    } else {
        y += ui.paragraph(at(), "People are put into this segment by hand, from the list of contacts.",
                          TextStyle::body, ui.tokens().text_2) +
             12;
    }
    y += draw_uses(ui, at(), rows);
    ui.end_scroll(y - inside.y + 16);
    return edited;
}

void draw_line(Ui& ui, Rect cell, std::string_view text, TextStyle style, Colour ink) {
    ui.draw_text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, text.empty() ? "–" : text, style, ink);
}

std::string draw_member_cell(Ui& ui, Rect cell, const SegmentViewRows& rows, const SegmentMember& member,
                             int column) {
    if (column == 0) {
        ui.avatar({cell.x, cell.y + (cell.h - 26) / 2, 26, 26}, initials(member.name),
                  static_cast<std::uint64_t>(member.row));
        draw_line(ui, {cell.x + 34, cell.y, cell.w - 34, cell.h}, member.name, TextStyle::body_medium,
                  ui.tokens().text);
        return member.name;
    }
    std::string text = reasons_text(member);
    if (column == 2)
        text = member.since ? day_text(member.since->day(rows.offset_minutes), rows.today)
                            : "Before the log began";
    draw_line(ui, cell, text, TextStyle::body, ui.tokens().text_2);
    return text;
}

void draw_members(Ui& ui, Rect area, const SegmentViewRows& rows, SegmentViewState& state, Queue& queue) {
    const std::array<Column, 3> columns{Column{.label = "Name", .width = 240}, Column{.label = "Because"},
                                        Column{.label = "In since", .width = 150}};
    TableSpec spec;
    spec.label = "Members";
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(1) : columns;
    spec.row_count = static_cast<std::int64_t>(rows.members.rows().size());
    spec.row_height = ui.touch() ? measure::kRowTouch : measure::kRow;
    spec.row_key = [&](std::int64_t i) {
        return static_cast<std::uint64_t>(rows.members.rows()[static_cast<std::size_t>(i)]);
    };
    spec.row_name = [&](std::int64_t i) {
        return rows.members.at(i) ? rows.members.at(i)->name : std::string();
    };
    spec.row_href = [&](std::int64_t i) {
        return rows.members.at(i) ? "#/contacts/" + rows.members.at(i)->id.to_string() : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.members.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) {
        const SegmentMember* member = rows.members.at(i);
        return member == nullptr ? std::string() : draw_member_cell(ui, cell, rows, *member, column);
    };
    const TableResult result = ui.table(area, spec, state.members);
    if (result.opened && rows.members.at(*result.opened)) queue.push(GoTo{spec.row_href(*result.opened)});
}

void draw_log(Ui& ui, Rect area, const SegmentViewRows& rows, SegmentViewState& state, Queue& queue) {
    if (rows.log.empty()) {
        empty_state(ui, area, icon::kHistory, "Nobody came or went yet",
                    phrase("The log began on {}. Who enters or leaves from then on is written down here.",
                           day_text(rows.page->log_since.day(rows.offset_minutes), rows.today)));
        return;
    }
    const std::array<Column, 4> columns{Column{.label = "When", .width = 130},
                                        Column{.label = "Who", .width = 240},
                                        Column{.label = "What", .width = 110}, Column{.label = "Because"}};
    TableSpec spec;
    spec.label = "Came and went";
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(2) : columns;
    spec.row_count = static_cast<std::int64_t>(rows.log.size());
    spec.row_height = ui.touch() ? measure::kRowTouch : measure::kRow;
    const auto entry = [&](std::int64_t i) -> const SegmentLogEntry& {
        return rows.log[static_cast<std::size_t>(i)];
    };
    spec.row_name = [&](std::int64_t i) { return entry(i).name; };
    spec.row_href = [&](std::int64_t i) { return "#/contacts/" + entry(i).contact.to_string(); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) {
        const SegmentLogEntry& one = entry(i);
        const std::string text = column == 0         ? day_text(one.day, rows.today)
                                 : column == 1       ? one.name
                                 : column == 2       ? std::string(one.entered ? "Came in" : "Went out")
                                 : one.cause.empty() ? std::string("With time")
                                                     : one.cause;
        draw_line(ui, cell, text, column == 1 ? TextStyle::body_medium : TextStyle::body,
                  column == 1 ? ui.tokens().text : ui.tokens().text_2);
        return text;
    };
    const TableResult result = ui.table(area, spec, state.log);
    if (result.opened) queue.push(GoTo{spec.row_href(*result.opened)});
}

}  // namespace

SegmentEdited draw_segment(Ui& ui, Rect page, const SegmentViewRows& rows, SegmentForm& form,
                           SegmentViewState& state, Queue& queue) {
    draw_name(ui, page, rows, form, queue);
    const bool wide = ui.layout() == Layout::wide;
    if (rows.page != nullptr || !wide) {
        std::vector<Option> tabs{{"Rule", nullptr, {}}};
        if (!wide) tabs.push_back({"People", nullptr, {}});
        std::vector<std::string> counts(tabs.size());
        if (rows.page != nullptr) {
            tabs.push_back({"Members", nullptr, {}});
            tabs.push_back({"Came and went", nullptr, {}});
            counts.push_back(narrow(ui) ? std::string()
                                        : count_text(static_cast<std::int64_t>(rows.page->members.size())));
            counts.emplace_back();
        }
        state.tab = std::min(state.tab, static_cast<int>(tabs.size()) - 1);
        ui.tabs(page.take_top(44), "Segment", tabs, state.tab, counts);
    } else {
        state.tab = 0;
    }
    const int shown = wide && state.tab > 0 ? state.tab + 1 : state.tab;
    if (shown == 2) draw_members(ui, page, rows, state, queue);
    if (shown == 3) draw_log(ui, page, rows, state, queue);
    if (shown == 1) draw_segment_people(ui, page, rows, form, state, queue);
    if (shown != 0) return SegmentEdited::nothing;
    if (wide) draw_segment_people(ui, page.take_right(kSide), rows, form, state, queue);
    return draw_rule(ui, page, rows, form, state);
}

}  // namespace perennial::ui
