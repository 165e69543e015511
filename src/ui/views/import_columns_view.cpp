// The columns of the file in hand, one a row.
#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr double kSoon = 0.1;  // Seconds: a check that is done by then is not seen to run.

/// As much as there is room for: all in a line; first values below the name; everything below each other.
enum class Shape : std::uint8_t { line, two_lines, stacked };

struct Places {
    Shape shape = Shape::line;
    float name = 0, picker = 0, finding = 0;  ///< Widths.
    float height = 0;
};

Places places_of(Ui& ui, float width) {
    const float row = width - 2 * margin_of(ui);
    const float control = control_height(ui);
    if (row >= 740) return {Shape::line, std::clamp(row * 0.18F, 130.0F, 220.0F), 216, 200, control + 10};
    if (row >= 540) return {Shape::two_lines, row - 200 - 200 - 28 - 16, 200, 200, control + 22};
    return {Shape::stacked, row - 190, row, 180, control + 42};
}

const char* icon_of(const ImportTarget& target) {
    switch (target.table) {
        case TableId::company: return icon::kBuilding2;
        case TableId::product: return icon::kPackage;
        case TableId::contact_email: return icon::kMail;
        case TableId::contact_phone: return icon::kPhone;
        case TableId::contact_tag:
        case TableId::contact_interest: return icon::kTag;
        default: break;
    }
    switch (target.type) {
        case FieldType::address: return icon::kMapPin;
        case FieldType::birthday: return icon::kCake;
        case FieldType::day: return icon::kCalendar;
        case FieldType::money:
        case FieldType::currency: return icon::kCoins;
        case FieldType::language: return icon::kLanguages;
        case FieldType::long_text: return icon::kNotebookPen;
        case FieldType::external_number:
        case FieldType::quantity: return icon::kHash;
        default: break;
    }
    if (target.table == TableId::order) return icon::kShoppingBag;
    return target.table == TableId::order_line ? icon::kPackage : icon::kUserRound;
}

/// Every target, then a field of its own (of people), then leaving the column out.
std::vector<Option> target_options(ImportKind kind) {
    std::vector<Option> options;
    for (const ImportTarget& target : import_targets(kind))
        options.push_back({.label = std::string(target.label), .icon = icon_of(target), .help = {}});
    if (kind == ImportKind::contacts)
        options.push_back({.label = "A field of its own", .icon = icon::kColumns3, .help = {}});
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
    return column.samples.empty() ? "empty" : joined(column.samples);
}

struct FindingLook {
    const char* icon = nullptr;
    Colour icon_colour, text_colour;
};
FindingLook look_of(Ui& ui, Tone tone) {
    const Tokens& t = ui.tokens();
    switch (tone) {
        case Tone::good: return {icon::kCircleCheck, t.accent_text, t.text_2};
        case Tone::attention: return {icon::kTriangleAlert, t.warn, t.warn};
        case Tone::bad: return {icon::kCircleX, t.danger, t.danger};
        case Tone::quiet: break;
    }
    return {icon::kMinus, t.text_3, t.text_3};
}

/// What the check said of the column; what it said last while it runs again, unless the column goes elsewhere now.
void draw_finding(Ui& ui, Rect cell, const ImportRows& rows, const ImportState& state, std::size_t index) {
    const ColumnMapping& column = state.batch.current()->request.layout.columns[index];
    const ImportReport* report = rows.preview.latest();
    const ImportLayout* layout = rows.preview.latest_layout();
    const bool known = report != nullptr && index < report->columns.size() &&
                       index < layout->columns.size() && layout->columns[index] == column;
    const bool late = state.checking_since >= 0 && ui.seconds() - state.checking_since > kSoon;
    if (!known || (late && rows.preview.report() == nullptr)) {
        if (late)
            ui.fill({cell.x + 22, cell.y + 5, std::min(cell.w - 22, 120.0F), 10}, ui.tokens().pressed, 5);
        return;
    }
    const ColumnFinding finding = finding_of(column, report->columns[index], *report, layout->format);
    const FindingLook look = look_of(ui, finding.tone);
    ui.icon(look.icon, {cell.x, cell.y + 3, 14, 14}, look.icon_colour, 14);
    ui.text({cell.x + 22, cell.y, cell.w - 22, 20}, finding.text, TextStyle::body, look.text_colour);
}

void draw_column(Ui& ui, Rect row, const Places& places, const ImportRows& rows, ImportState& state,
                 std::size_t index, std::span<const Option> options) {
    ImportRequest& request = state.batch.current()->request;
    ColumnMapping& column = request.layout.columns[index];
    const bool kept = column.to != ColumnMapping::To::leave_out;
    const float control = control_height(ui);
    const float middle = row.y + row.h / 2;
    Rect name{row.x, middle - 10, places.name - 12, 20};
    Rect finding{row.right() - places.finding, middle - 10, places.finding, 20};
    Rect picker{finding.x - 16 - places.picker, middle - control / 2, places.picker, control};
    Rect samples{row.x + places.name, middle - 10, picker.x - 36 - row.x - places.name, 20};
    if (places.shape == Shape::two_lines) {
        name.y = middle - 20;
        samples = {row.x, middle, name.w, 20};
    } else if (places.shape == Shape::stacked) {
        name.y = finding.y = row.y + 8;
        picker = {row.x, row.y + 34, row.w, control};
    }
    ui.begin(Role::listitem, column.header, row);
    ui.text(name, column.header, TextStyle::body_medium, kept ? ui.tokens().text : ui.tokens().text_3);
    if (places.shape != Shape::stacked) {
        const bool below = places.shape == Shape::two_lines;
        ui.text(samples, samples_text(column), below ? TextStyle::caption : TextStyle::body,
                below ? ui.tokens().text_3 : ui.tokens().text_2);
        ui.icon(icon::kArrowRight, {picker.x - 28, middle - 8, 16, 16}, ui.tokens().text_3);
    }
    int chosen = chosen_target(request.layout, column);
    ui.push_id(static_cast<std::uint64_t>(index));
    if (ui.select(picker, column.header + " goes to", options, chosen, {.show_label = false}))
        choose_target(request.layout, column, chosen);
    ui.pop_id();
    draw_finding(ui, finding, rows, state, index);
    ui.end();
    ui.line({row.x - margin_of(ui), row.bottom()}, {row.right() + margin_of(ui), row.bottom()},
            ui.tokens().line);
}

std::string head_words(const ImportRows& rows) {
    const ImportReport* report = rows.preview.report();
    if (report == nullptr) return "Reading every row";
    return "All " + counted(report->rows, "row", "rows") + " read";
}

void draw_head(Ui& ui, Rect head, const Places& places, const ImportRows& rows) {
    ui.fill(head, ui.tokens().sunken);
    ui.line({head.x, head.bottom()}, {head.right(), head.bottom()}, ui.tokens().line);
    const Rect line{head.x + margin_of(ui), head.y + 10, head.w - 2 * margin_of(ui), 16};
    const auto label = [&](float x, float width, std::string_view text) {
        ui.draw_text({x, line.y, width, 16}, text, TextStyle::caption_medium, ui.tokens().text_3);
    };
    const float finding = line.right() - places.finding;
    label(line.x, places.name, "Column in the file");
    ui.text({finding, line.y, places.finding, 16}, head_words(rows), TextStyle::caption_medium,
            ui.tokens().text_3);
    if (places.shape == Shape::stacked) return;
    label(finding - 16 - places.picker, places.picker, "Goes to");
    if (places.shape == Shape::line) label(line.x + places.name, 120, "First values");
}

}  // namespace

float import_columns_height(Ui& ui, float width, const ImportState& state) {
    const auto count = static_cast<float>(state.batch.current()->request.layout.columns.size());
    return measure::kTableHead + places_of(ui, width).height * count + 1;
}

void draw_import_columns(Ui& ui, Rect area, const ImportRows& rows, ImportState& state) {
    const Places places = places_of(ui, area.w);
    draw_head(ui, area.take_top(measure::kTableHead), places, rows);
    const ImportLayout& layout = state.batch.current()->request.layout;
    const std::vector<Option> options = target_options(layout.kind);
    const Rect inside = ui.begin_scroll(area, "Columns", state.columns_scroll);
    ui.begin(Role::list, "Columns", inside);
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const Rect row{inside.x + margin_of(ui), inside.y + static_cast<float>(i) * places.height,
                       inside.w - 2 * margin_of(ui), places.height};
        draw_column(ui, row, places, rows, state, i, options);
    }
    ui.end();
    ui.end_scroll(places.height * static_cast<float>(layout.columns.size()));
}

}  // namespace perennial::ui
