#include "ui/views/import_view.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr std::array<Encoding, 4> kEncodings{Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be,
                                             Encoding::windows_1252};
constexpr std::array<Delimiter, 5> kDelimiters{',', ';', '\t', '|', ' '};

Option plain(std::string label) { return {.label = std::move(label), .icon = nullptr, .help = {}}; }

void draw_steps(Ui& ui, Rect area, ImportStep step) {
    constexpr std::array<std::string_view, 4> kSteps{"File", "Columns", "Check", "Done"};
    const int current = static_cast<int>(step);
    ui.begin(Role::list, "Steps", area);
    float x = area.right() - 406;
    for (int i = 0; i < 4; ++i) {
        const bool past = i < current;
        const bool here = i == current;
        const Point centre{x + 10, area.y + area.h / 2};
        ui.circle(centre, 10,
                  here   ? ui.tokens().accent
                  : past ? ui.tokens().accent_soft
                         : ui.tokens().line_strong);
        if (!here && !past) ui.circle(centre, 9, ui.tokens().surface);
        if (past) {
            ui.icon(icon::kCheck, {x + 4, centre.y - 6, 12, 12}, ui.tokens().accent_text, 12);
        } else {
            ui.draw_text({x, centre.y - 8, 20, 16}, std::to_string(i + 1), TextStyle::caption_medium,
                         here ? ui.tokens().on_accent : ui.tokens().text_3, Align::centre);
        }
        const std::string_view label = kSteps[static_cast<std::size_t>(i)];
        ui.begin(Role::listitem, label, {x, area.y, 80, area.h});
        ui.last().current = here;
        const float width = ui.draw_text({x + 28, centre.y - 10, 70, 20}, label,
                                         here ? TextStyle::body_medium : TextStyle::body,
                                         here ? ui.tokens().text : ui.tokens().text_2);
        ui.end();
        x += 28 + width + 10;
        if (i < 3) ui.line({x, centre.y}, {x + 28, centre.y}, ui.tokens().line_strong);
        x += 38;
    }
    ui.end();
}

/// Options for a column: every target, then a custom field, then leaving it out.
std::vector<Option> target_options(ImportKind kind) {
    std::vector<Option> options;
    for (const ImportTarget& target : import_targets(kind))
        options.push_back(plain(std::string(target.label)));
    if (kind == ImportKind::contacts) options.push_back(plain("Keep as a field of its own"));
    options.push_back({.label = "Leave out", .icon = icon::kBan, .help = {}});
    return options;
}

int chosen_target(const ImportLayout& layout, const ColumnMapping& column) {
    const auto targets = import_targets(layout.kind);
    const int count = static_cast<int>(targets.size());
    if (column.to == ColumnMapping::To::target) return static_cast<int>(column.target - targets.data());
    const bool own_field = layout.kind == ImportKind::contacts;
    if (column.to == ColumnMapping::To::custom_field && own_field) return count;
    return own_field ? count + 1 : count;
}

void choose_target(const ImportLayout& layout, ColumnMapping& column, int chosen) {
    const auto targets = import_targets(layout.kind);
    const int count = static_cast<int>(targets.size());
    column.target = chosen < count ? &targets[static_cast<std::size_t>(chosen)] : nullptr;
    if (chosen < count) {
        column.to = ColumnMapping::To::target;
    } else {
        const bool own_field = layout.kind == ImportKind::contacts && chosen == count;
        column.to = own_field ? ColumnMapping::To::custom_field : ColumnMapping::To::leave_out;
    }
}

std::string samples_text(const ColumnMapping& column) {
    std::string text;
    for (const std::string& sample : column.samples) text += (text.empty() ? "" : ", ") + sample;
    return text.empty() ? "empty" : text;
}

void draw_column(Ui& ui, Rect row, ImportState& state, std::size_t index, std::span<const Option> options) {
    ColumnMapping& column = state.request.layout.columns[index];
    const bool tight = row.w < 620;
    const float name_width = tight ? row.w : row.w * 0.24F;
    const bool kept = column.to != ColumnMapping::To::leave_out;
    ui.text({row.x, row.y + (tight ? 6.0F : (row.h - 20) / 2), name_width - 12, 20}, column.header,
            TextStyle::body_medium, kept ? ui.tokens().text : ui.tokens().text_3);
    const float control = control_height(ui);
    int chosen = chosen_target(state.request.layout, column);
    Rect picker{row.right() - 240, row.y + (row.h - control) / 2, 240, control};
    if (tight) picker = {row.x, row.y + 30, row.w, control};
    if (!tight) {
        const Rect samples{row.x + name_width, row.y + (row.h - 20) / 2, row.w - name_width - 280, 20};
        ui.text(samples, samples_text(column), TextStyle::body, ui.tokens().text_2);
        ui.icon(icon::kArrowRight, {picker.x - 28, row.y + (row.h - 16) / 2, 16, 16}, ui.tokens().text_3);
    }
    ui.push_id(static_cast<std::uint64_t>(index));
    if (ui.select(picker, column.header + " goes to", options, chosen, {.show_label = false})) {
        choose_target(state.request.layout, column, chosen);
        state.checked.reset();
    }
    ui.pop_id();
    ui.line({row.x - 24, row.bottom()}, {row.right() + 24, row.bottom()}, ui.tokens().line);
}

void draw_columns_list(Ui& ui, Rect area, ImportState& state) {
    const bool tight = area.w < 668;
    Rect head = area.take_top(measure::kTableHead);
    ui.fill(head, ui.tokens().sunken);
    ui.line({head.x, head.bottom()}, {head.right(), head.bottom()}, ui.tokens().line);
    head = head.inset(24, 10);
    ui.draw_text(head, "Column in the file", TextStyle::caption_medium, ui.tokens().text_3);
    if (!tight) {
        ui.draw_text({head.x + head.w * 0.24F, head.y, 200, 16}, "First values", TextStyle::caption_medium,
                     ui.tokens().text_3);
        ui.draw_text({head.right() - 240, head.y, 240, 16}, "Goes to", TextStyle::caption_medium,
                     ui.tokens().text_3);
    }
    const std::vector<Option> options = target_options(state.request.layout.kind);
    const Rect inside = ui.begin_scroll(area, "Columns", state.columns_scroll);
    const float height = tight ? control_height(ui) + 40 : 44;
    for (std::size_t i = 0; i < state.request.layout.columns.size(); ++i) {
        draw_column(ui, {inside.x + 24, inside.y + float(i) * height, inside.w - 48, height}, state, i,
                    options);
    }
    ui.end_scroll(height * float(state.request.layout.columns.size()) + 16);
}

template <class T, std::size_t N> int index_of(const std::array<T, N>& values, T value) {
    return static_cast<int>(std::ranges::find(values, value) - values.begin());
}

/// Draws a picker; true when it changed.
bool pick(Ui& ui, Rect area, std::string_view label, std::vector<Option> options, int& chosen) {
    return ui.select(area, label, options, chosen);
}

/// Encoding, separator, dates and amounts; returns the height used.
float draw_format(Ui& ui, Rect area, ImportState& state) {
    TextFormat& format = state.request.layout.format;
    const float control = control_height(ui);
    const float height = control + 20;
    const float half = (area.w - 12) / 2;
    std::vector<Option> encodings;
    for (const Encoding encoding : kEncodings)
        encodings.push_back(plain(std::string(encoding_label(encoding))));
    std::vector<Option> delimiters;
    for (const Delimiter delimiter : kDelimiters)
        delimiters.push_back(plain(std::string(delimiter_label(delimiter))));
    int encoding = index_of(kEncodings, format.encoding);
    int delimiter = index_of(kDelimiters, format.delimiter);
    int order = static_cast<int>(format.date_order);
    int mark = static_cast<int>(format.decimal_mark);
    bool changed = pick(ui, {area.x, area.y, half, height}, "Encoding", encodings, encoding);
    changed |= pick(ui, {area.x + half + 12, area.y, half, height}, "Separator", delimiters, delimiter);
    const float y = area.y + height + 10;
    changed |= pick(ui, {area.x, y, half, height}, "Dates",
                    {plain("1988-06-21"), plain("21/06/1988"), plain("06/21/1988")}, order);
    changed |= pick(ui, {area.x + half + 12, y, half, height}, "Amounts",
                    {plain("1,284.50"), plain("1.284,50")}, mark);
    if (changed) {
        format.encoding = kEncodings[static_cast<std::size_t>(encoding)];
        format.delimiter = kDelimiters[static_cast<std::size_t>(delimiter)];
        format.date_order = static_cast<DateOrder>(order);
        format.decimal_mark = static_cast<DecimalMark>(mark);
        state.ask = ImportState::Ask::reread;
    }
    return 2 * height + 22;
}

float draw_duplicates(Ui& ui, Rect area, ImportState& state) {
    struct Choice {
        DuplicatePolicy policy;
        std::string_view label;
        std::string_view help;
    };
    constexpr std::array<Choice, 4> kChoices{
        {{DuplicatePolicy::fill, "Fill in what is missing", "Keeps what you typed, adds the rest"},
         {DuplicatePolicy::update, "Take the file's values", "Old values stay in history"},
         {DuplicatePolicy::skip, "Leave them alone", ""},
         {DuplicatePolicy::add, "Add a second contact", "Found by number all the same"}}};
    ui.heading({area.x, area.y, area.w, 20}, "If someone is already here", 2, TextStyle::section);
    float y = area.y + 28;
    ui.begin(Role::radiogroup, "If someone is already here", {area.x, y, area.w, 180});
    for (const Choice& choice : kChoices) {
        const float height = choice.help.empty() ? 28 : 44;
        if (ui.radio({area.x, y, area.w, height}, choice.label, state.request.duplicates == choice.policy,
                     choice.help)) {
            state.request.duplicates = choice.policy;
            state.checked.reset();
        }
        y += height + 4;
    }
    ui.end();
    return y - area.y;
}

void draw_side(Ui& ui, Rect side, ImportState& state) {
    ui.fill(side, ui.tokens().sunken);
    ui.line({side.x, side.y}, {side.x, side.bottom()}, ui.tokens().line);
    const Rect inside = ui.begin_scroll(side.inset(20, 0), "About the file", state.side_scroll);
    float y = inside.y + 16;
    const ImportLayout& layout = state.request.layout;
    ui.fill({inside.x, y, 36, 36}, ui.tokens().accent_soft, 8);
    ui.icon(icon::kFileSpreadsheet, {inside.x + 10, y + 10, 16, 16}, ui.tokens().accent_text);
    ui.text({inside.x + 48, y, inside.w - 48, 20}, state.request.file_name, TextStyle::body_medium,
            ui.tokens().text);
    const std::string about = bytes_text(state.request.bytes->size()) + ", " +
                              counted(static_cast<std::int64_t>(layout.columns.size()), "column", "columns");
    ui.text({inside.x + 48, y + 20, inside.w - 48, 16}, about, TextStyle::caption, ui.tokens().text_3);
    y += 52;
    const std::array<Option, 2> kinds{plain("People"), plain("Orders")};
    int kind = static_cast<int>(layout.kind);
    if (ui.segmented({inside.x, y, inside.w, control_height(ui)}, "Each row is about", kinds, kind)) {
        state.request.layout.kind = static_cast<ImportKind>(kind);
        state.ask = ImportState::Ask::reread;
    }
    y += control_height(ui) + 14;
    y += draw_format(ui, {inside.x, y, inside.w, 200}, state);
    const std::string found = layout.recognised_as.empty()
                                  ? "Found by reading the file."
                                  : "Found by reading the file. Looks like " + layout.recognised_as +
                                        ", so its columns were matched for you.";
    y += ui.paragraph({inside.x, y, inside.w, 80}, found, TextStyle::caption, ui.tokens().text_2) + 12;
    const float source_height = ui.field_height({.help = " "});
    ui.text_field({inside.x, y, inside.w, source_height}, "Source", state.request.source,
                  {.help = "Numbers in the file are known under this name."});
    y += source_height + 16;
    y += draw_duplicates(ui, {inside.x, y, inside.w, 240}, state) + 12;
    ui.line({inside.x, y}, {inside.right(), y}, ui.tokens().line);
    bool skip = state.request.on_error == OnError::skip;
    if (ui.checkbox({inside.x, y + 12, inside.w, 24}, "Good rows go in, bad ones are listed", skip)) {
        state.request.on_error = skip ? OnError::skip : OnError::stop;
        state.checked.reset();
    }
    ui.checkbox({inside.x, y + 42, inside.w, 24}, "Remember for files like this", state.request.remember);
    const float tag_height = ui.field_height({.help = " "});
    if (ui.text_field({inside.x, y + 78, inside.w, tag_height}, "Tag everyone", state.request.tag_everyone,
                      {.placeholder = "June list", .help = "Also those who are here already."})
            .changed)
        state.checked.reset();
    ui.end_scroll(y + 90 + tag_height - inside.y);
}

TableCounts counts_of(const ImportReport& report, TableId table) {
    for (const auto& [id, counts] : report.tables) {
        if (id == table) return counts;
    }
    return {};
}

struct Figure {
    std::int64_t count;
    std::string label;
    Colour colour;
};

std::vector<Figure> figures_of(Ui& ui, const ImportReport& report, ImportKind kind) {
    const TableCounts people = counts_of(report, TableId::contact);
    std::vector<Figure> figures;
    if (kind == ImportKind::orders) {
        const TableCounts orders = counts_of(report, TableId::order);
        figures.push_back({orders.added, "orders to add", ui.tokens().accent_text});
        figures.push_back({people.added, "customers to add", ui.tokens().text});
        figures.push_back({orders.updated, "to update", ui.tokens().text});
    } else {
        figures.push_back({people.added, "to add", ui.tokens().accent_text});
        figures.push_back({people.updated, "to update", ui.tokens().text});
        figures.push_back({people.unchanged, "unchanged", ui.tokens().text_2});
    }
    figures.push_back({report.rows_refused, report.rows_refused == 1 ? "row refused" : "rows refused",
                       report.rows_refused > 0 ? ui.tokens().danger : ui.tokens().text_2});
    return figures;
}

void draw_preview(Ui& ui, Rect area, const ImportReport& report, ImportKind kind) {
    float x = area.x;
    ui.begin(Role::group, "Preview", area);
    for (const Figure& figure : figures_of(ui, report, kind)) {
        const std::string count = count_text(figure.count);
        const float number = ui.text_width(count, TextStyle::dialog_title);
        const float label = ui.text_width(figure.label, TextStyle::body);
        if (x + number + label + 8 > area.right()) break;
        ui.text({x, area.y + (area.h - 24) / 2, number + 1, 24}, count, TextStyle::dialog_title,
                figure.colour);
        ui.text({x + number + 5, area.y + (area.h - 20) / 2 + 1, label + 1, 20}, figure.label,
                TextStyle::body, ui.tokens().text_2);
        x += number + label + 28;
    }
    ui.end();
}

void draw_foot(Ui& ui, Rect foot, const ImportRows& rows, ImportState& state) {
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    Rect inside = foot.inset(margin_of(ui), 16);
    RightToLeft buttons(ui, inside);
    const bool check = state.step == ImportStep::check;
    if (check && state.checked) {
        const std::int64_t good = state.checked->rows - state.checked->rows_refused;
        const bool nothing = state.checked->rows_refused > 0 && state.request.on_error == OnError::stop;
        if (buttons.button(
                "Import " + counted(good, "row", "rows"),
                {.look = ButtonLook::main,
                 .icon_after = icon::kArrowRight,
                 .disabled = rows.busy || rows.read_only || good == 0 || nothing,
                 .disabled_reason = nothing ? "Rows are refused. Mend the file, or let the good rows go in."
                                            : "Nothing to import."})) {
            state.ask = ImportState::Ask::run;
        }
    } else if (buttons.button("Check all rows", {.look = ButtonLook::main,
                                                 .icon_after = icon::kArrowRight,
                                                 .disabled = rows.busy,
                                                 .disabled_reason = "Reading the file."})) {
        state.ask = ImportState::Ask::check;
    }
    if (buttons.button(check ? "Back" : "Cancel",
                       {.disabled = rows.busy, .disabled_reason = "Stop the work first."})) {
        if (check) {
            state.step = ImportStep::columns;
        } else {
            state.ask = ImportState::Ask::close;
        }
    }
    if (state.checked) draw_preview(ui, buttons.rest(), *state.checked, state.request.layout.kind);
}

/// "Every row can be read. 112 rows name somebody you know, 14 tags, 3 of them new."
std::string checked_words(const ImportReport& report) {
    std::string text = "Every row can be read.";
    if (report.rows_known > 0)
        text += phrase(" {} somebody you know.", counted(report.rows_known, "row names", "rows name"));
    if (report.tags > 0)
        text += phrase(" {}, {} new.", counted(report.tags, "tag", "tags"), count_text(report.new_tags));
    return text;
}

/// "69,659 orders and 23,570 customers added", "3 contacts added, 2 updated".
std::string done_words(const ImportReport& report, bool is_orders) {
    const TableCounts people = counts_of(report, TableId::contact);
    const TableCounts orders = counts_of(report, TableId::order);
    if (is_orders) {
        const std::string also =
            people.added > 0 ? " and " + counted(people.added, "customer", "customers") : "";
        return counted(orders.added, "order", "orders") + also + " added";
    }
    if (people.added == 0) return counted(people.updated, "contact", "contacts") + " updated";
    const std::string also = people.updated > 0 ? phrase(", {} updated", count_text(people.updated)) : "";
    return counted(people.added, "contact", "contacts") + " added" + also;
}

void draw_done(Ui& ui, Rect page, ImportState& state, Queue& queue) {
    const ImportReport& report = *state.done;
    const bool is_orders = state.request.layout.kind == ImportKind::orders;
    const std::string what =
        report.change == ChangeNo::none ? "Nothing new in this file" : done_words(report, is_orders);
    std::string why = "From " + state.request.file_name +
                      ". One step, can be undone as a whole, now or later under Imports.";
    if (report.change == ChangeNo::none)
        why = "Everything in " + state.request.file_name + " is already here, exactly as it stands.";
    if (report.rows_refused > 0)
        why += " " + counted(report.rows_refused, "row was", "rows were") + " refused.";
    Rect strip = empty_state(ui, page, icon::kCircleCheck, what, why);
    const std::string label = is_orders ? "See the orders" : "See the contacts";
    float width =
        ui.button_width(label, {.look = ButtonLook::main}) + ui.button_width("Import another file") + 8;
    if (report.rows_refused > 0) width += ui.button_width("Save refused rows", {.icon = icon::kDownload}) + 8;
    RightToLeft buttons(ui, {strip.x + (strip.w - width) / 2, strip.y, width, strip.h});
    if (buttons.button(label, {.look = ButtonLook::main}))
        queue.push(GoTo{is_orders ? "#/orders" : "#/contacts"});
    if (buttons.button("Import another file")) queue.push(PickFiles{});
    if (report.rows_refused > 0 && buttons.button("Save refused rows", {.icon = icon::kDownload}))
        state.ask = ImportState::Ask::save_refused;
}

void draw_file_step(Ui& ui, Rect page, const ImportState& state, Queue& queue) {
    const bool failed = !state.failure.empty();
    const Rect strip =
        empty_state(ui, page, failed ? icon::kCircleAlert : icon::kUpload,
                    failed ? state.failed_file + " cannot be read" : "Choose a file",
                    failed ? state.failure
                           : "A CSV of people or orders, as your shop, till or mail program exports it, or a "
                             "colleague's Perennial file. You can also drop it anywhere on this page.");
    const std::string label = failed ? "Choose another file" : "Choose a file";
    const float width = ui.button_width(label, {.look = ButtonLook::main, .icon = icon::kUpload});
    if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, label,
                  {.look = ButtonLook::main, .icon = icon::kUpload}))
        queue.push(PickFiles{});
}

}  // namespace

void draw_import(Ui& ui, Rect page, const ImportRows& rows, ImportState& state, Queue& queue) {
    constexpr std::array<std::string_view, 4> kTitles{"Import a file", "Match the columns", "Check", "Done"};
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Imports", "#/imports"}, {"Import", {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin_of(ui), 0), crumbs);
    }
    const Rect head = page_head(ui, page, kTitles[static_cast<std::size_t>(state.step)]);
    if (head.w > 420) draw_steps(ui, head, state.step);
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    if (state.step == ImportStep::none) {
        draw_file_step(ui, page, state, queue);
        return;
    }
    if (state.step == ImportStep::done) {
        draw_done(ui, page, state, queue);
        return;
    }
    const Rect foot = page.take_bottom(control_height(ui) + 32);
    draw_foot(ui, foot, rows, state);
    if (state.step == ImportStep::check && state.checked) {
        const ImportReport& report = *state.checked;
        if (report.problems.empty()) {
            const Rect line = page.take_top(40).inset(margin_of(ui), 10);
            ui.status(line, checked_words(report), nullptr, ui.tokens().text_2);
        } else {
            draw_problems(ui, page.take_bottom(page.h * 0.55F), report, state);
        }
        return draw_checked_columns(ui, page, report, state);
    }
    if (!narrow(ui)) draw_side(ui, page.take_right(320), state);
    draw_columns_list(ui, page, state);
}

}  // namespace perennial::ui
