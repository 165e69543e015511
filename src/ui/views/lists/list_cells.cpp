#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_view.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/order_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr std::array<std::string_view, 6> kContactLines{"name",  "spent",      "email",
                                                        "phone", "last_order", "orders"};
constexpr std::array<std::string_view, 4> kCompanyLines{"name", "spent", "people", "city"};
constexpr std::array<std::string_view, 4> kProductLines{"name", "revenue", "category", "sold"};
constexpr std::array<std::string_view, 5> kOrderLines{"number", "total", "contact", "placed_on", "status"};

/// Shown at first only where there is room for all.
constexpr std::array<std::string_view, 6> kOnlyWide{"tags",      "last_touch", "sku",
                                                    "last_sold", "channel",    "lines"};

std::span<const std::string_view> lines_of(ListKind kind) {
    switch (kind) {
        case ListKind::contacts: return kContactLines;
        case ListKind::companies: return kCompanyLines;
        case ListKind::products: return kProductLines;
        case ListKind::orders: return kOrderLines;
    }
    return {};
}

bool has_face(ListKind kind) { return kind == ListKind::contacts || kind == ListKind::companies; }

bool right_aligned(ColumnKind kind) {
    return kind == ColumnKind::number || kind == ColumnKind::quantity || kind == ColumnKind::money;
}

void draw_first(Ui& ui, Rect cell, ListKind kind, const ListRow& row, const std::string& text) {
    Rect line{cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20};
    if (has_face(kind)) {
        ui.avatar({cell.x, cell.y + (cell.h - 26) / 2, 26, 26}, initials(text),
                  static_cast<std::uint64_t>(row.row));
        line.take_left(34);
    }
    ui.draw_text(line, text, TextStyle::body_medium, ui.tokens().text);
}

void draw_tags(Ui& ui, Rect cell, std::span<const std::string> tags) {
    float x = cell.x;
    std::size_t shown = 0;
    for (const std::string& tag : tags) {
        const float width = ui.text_width(tag, TextStyle::caption_medium) + 24;
        if (shown == 2 || (shown > 0 && x + width > cell.right() - 24)) break;
        x += ui.tag({x, cell.y + (cell.h - measure::kTag) / 2}, {tag, tag_colour(tag)}) + 4;
        ++shown;
    }
    if (shown == tags.size()) return;
    ui.draw_text({x + 2, cell.y + (cell.h - 16) / 2, 30, 16}, phrase("+{}", tags.size() - shown),
                 TextStyle::caption, ui.tokens().text_3);
}

/// The words of the cell under this name; "" when there is none.
std::string words_at(const ListScreenRows& rows, const ListRow& row, std::string_view name) {
    for (std::size_t i = 0; i < rows.shown.size() && i < row.cells.size(); ++i) {
        if (rows.shown[i] != name) continue;
        const ListColumn* column = find_column(rows.columns, name);
        return column != nullptr ? cell_words(*column, row.cells[i], rows.today, rows.offset_minutes)
                                 : std::string();
    }
    return {};
}

/// What the second line of a narrow row says.
std::string second_line(const ListScreenRows& rows, const ListRow& row) {
    const auto at = [&](std::string_view name) { return words_at(rows, row, name); };
    std::vector<std::string> parts;
    const auto add = [&](std::string text) {
        if (!text.empty()) parts.push_back(std::move(text));
    };
    switch (rows.kind) {
        case ListKind::contacts: {
            const std::string email = at("email");
            std::string last = at("last_order");
            if (last == "Today" || last == "Yesterday") last = fold_case(last);
            if (!last.empty()) add("Last order " + last);
            add(email.empty() ? at("phone") : email);
            break;
        }
        case ListKind::companies: {
            const std::string people = at("people");
            if (!people.empty()) add(people == "1" ? "1 person" : people + " people");
            add(at("city"));
            break;
        }
        case ListKind::products: {
            const std::string sold = at("sold");
            add(at("category"));
            if (!sold.empty()) add(sold + " sold");
            break;
        }
        case ListKind::orders:
            add(at("contact").empty() ? "No customer" : at("contact"));
            add(at("placed_on"));
            add(status_tag(at("status")).text);
            break;
    }
    return parts.empty() ? "–" : joined(parts);
}

}  // namespace

std::vector<std::string> shown_columns(ListKind kind, std::span<const ListColumn> columns,
                                       const ListView& view, Layout layout) {
    std::vector<std::string> names;
    if (layout == Layout::narrow) {
        for (const std::string_view name : lines_of(kind)) names.emplace_back(name);
        return names;
    }
    if (columns.empty()) return names;
    names.push_back(columns.front().name);
    const auto add = [&](const std::string& name) {
        if (find_column(columns, name) != nullptr && std::ranges::find(names, name) == names.end())
            names.push_back(name);
    };
    for (const std::string& name : view.columns) add(name);
    if (!view.columns.empty()) return names;
    for (const ListColumn& column : columns) {
        const bool left_out = layout == Layout::medium && std::ranges::contains(kOnlyWide, column.name);
        if (column.at_first && !left_out) add(column.name);
    }
    return names;
}

std::string cell_words(const ListColumn& column, const ListCell& cell, Day today, int offset_minutes) {
    if (column.kind == ColumnKind::many) return joined(cell.many);
    if (!cell.number) return cell.text;
    const std::int64_t number = *cell.number;
    switch (column.kind) {
        case ColumnKind::number: return count_text(number);
        case ColumnKind::quantity: return quantity_text(number);
        case ColumnKind::money: return money_text({number, cell.currency});
        case ColumnKind::day: return day_text(Day{static_cast<std::int32_t>(number)}, today);
        case ColumnKind::instant: {
            const std::int64_t local = number + std::int64_t{offset_minutes} * 60'000;
            return day_text(Day{static_cast<std::int32_t>(local / 86'400'000)}, today);
        }
        case ColumnKind::yes_no: return number != 0 ? "Yes" : "No";
        default: return cell.text;
    }
}

std::string draw_list_cell(Ui& ui, Rect cell, const ListScreenRows& rows, const ListRow& row,
                           std::size_t column) {
    if (column >= rows.shown.size() || column >= row.cells.size()) return {};
    const ListColumn* described = find_column(rows.columns, rows.shown[column]);
    if (described == nullptr) return {};
    std::string words = cell_words(*described, row.cells[column], rows.today, rows.offset_minutes);
    if (words.empty()) words = column == 0 ? "Without a name" : "–";
    const bool empty = words == "–";
    if (column == 0) {
        draw_first(ui, cell, rows.kind, row, words);
    } else if (described->kind == ColumnKind::many && !empty) {
        draw_tags(ui, cell, row.cells[column].many);
    } else if (described->name == "status" && !empty) {
        const TagView tag = status_tag(words);
        ui.tag({cell.x, cell.y + (cell.h - measure::kTag) / 2}, tag);
        return tag.text;
    } else {
        const bool figure = right_aligned(described->kind);
        const Colour ink = empty ? ui.tokens().text_3 : figure ? ui.tokens().text : ui.tokens().text_2;
        ui.draw_text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, words, TextStyle::body, ink,
                     figure ? Align::right : Align::left);
    }
    return words;
}

std::string draw_list_two_lines(Ui& ui, Rect cell, const ListScreenRows& rows, const ListRow& row) {
    const auto lines = lines_of(rows.kind);
    std::string title = words_at(rows, row, lines[0]);
    if (title.empty()) title = rows.kind == ListKind::orders ? "Without number" : "Without a name";
    const std::string figure = words_at(rows, row, lines[1]);
    Rect text{cell.x, cell.y + (cell.h - 38) / 2, cell.w, 20};
    if (has_face(rows.kind)) {
        ui.avatar({cell.x, cell.y + (cell.h - 32) / 2, 32, 32}, initials(title),
                  static_cast<std::uint64_t>(row.row));
        text.take_left(44);
    }
    const float width = ui.draw_text(text, figure, TextStyle::body_medium, ui.tokens().text, Align::right);
    ui.draw_text({text.x, text.y, text.w - width - 12, 20}, title, TextStyle::body_medium, ui.tokens().text);
    const std::string below = second_line(rows, row);
    ui.draw_text({text.x, text.y + 20, text.w, 18}, below, TextStyle::caption, ui.tokens().text_2);
    return title + ", " + (figure.empty() ? "" : figure + ", ") + below;
}

}  // namespace perennial::ui
