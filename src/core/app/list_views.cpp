// A list's view as one line of text, for addresses and saved views, and the views that are saved.
#include <algorithm>

#include "core/app/lists.h"
#include "core/app/sql.h"
#include "core/base/ascii.h"
#include "core/base/text.h"

namespace perennial {
namespace {

// Longer than any address a browser takes; what is longer was not written here.
constexpr std::size_t kMaxBytes = 65'536;
constexpr int kWidest = 10'000;

std::string encoded(std::string_view text) {
    return percent_encoded(text, [](char c) {
        constexpr std::string_view kPlain = "_.-~";
        return static_cast<unsigned char>(c) >= 0x80 || kPlain.contains(c);
    });
}

/// A name that must not be taken for a descending one.
std::string encoded_name(std::string_view name) {
    std::string out = encoded(name);
    if (out.starts_with('-')) out.replace(0, 1, "%2D");
    return out;
}

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    c = ascii_lower(c);
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    return std::nullopt;
}

std::unexpected<Error> unreadable(std::string_view part) {
    constexpr std::size_t kShown = 100;
    return fail(ErrorCode::invalid_input, "This view cannot be read at “" +
                                              clean_text(truncate_utf8(part, kShown), false) +
                                              "”. Open the list and set it up anew.");
}

Result<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const auto high = at + 2 < text.size() ? hex_digit(text[at + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[at + 2]) : std::nullopt;
        if (!low) return unreadable(text);
        out += static_cast<char>(*high << 4U | *low);
        at += 2;
    }
    if (find_invalid_utf8(out)) return unreadable(text);
    return out;
}

/// A column's name, which is never empty.
Result<std::string> decoded_name(std::string_view text) {
    TRY_ASSIGN(std::string name, decoded(text));
    if (name.empty()) return unreadable(text);
    return name;
}

void append_part(std::string& text, std::string_view name, std::string_view value) {
    if (!text.empty()) text += '&';
    text += name;
    text += '=';
    text += value;
}

std::string filter_text(const ListFilter& filter) {
    std::string text = encoded_name(filter.column) + ":" + std::string(filter_op_name(filter.op));
    for (std::size_t i = 0; i < filter.values.size(); ++i)
        text += (i == 0 ? ":" : ",") + encoded(filter.values[i]);
    return text;
}

Status read_sorts(std::string_view text, ListView& view) {
    for (std::string_view piece : split(text, ',')) {
        ListSort sort;
        sort.descending = piece.starts_with('-');
        if (sort.descending) piece.remove_prefix(1);
        TRY_ASSIGN(sort.column, decoded_name(piece));
        view.sorts.push_back(std::move(sort));
    }
    return {};
}

Result<int> read_width(std::string_view digits) {
    int width = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9' || width > kWidest) return unreadable(digits);
        width = width * 10 + (c - '0');
    }
    if (digits.empty() || width > kWidest) return unreadable(digits);
    return width;
}

Status read_columns_text(std::string_view text, ListView& view) {
    for (const std::string_view piece : split(text, ',')) {
        const auto parts = split(piece, ':');
        if (parts.size() > 2) return unreadable(piece);
        TRY_ASSIGN(std::string name, decoded_name(parts[0]));
        view.columns.push_back(std::move(name));
        int width = 0;
        if (parts.size() == 2) {
            TRY_ASSIGN(width, read_width(parts[1]));
        }
        view.widths.push_back(width);
    }
    if (std::ranges::all_of(view.widths, [](int width) { return width == 0; })) view.widths.clear();
    return {};
}

Status read_part(std::string_view part, ListView& view) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return unreadable(part);
    const std::string_view name = part.substr(0, equals), value = part.substr(equals + 1);
    if (name == "filter") {
        TRY_ASSIGN(auto filter, filter_from_text(value));
        view.filters.push_back(std::move(filter));
        return {};
    }
    if (name == "text" && view.text.empty()) {
        TRY_ASSIGN(view.text, decoded(value));
        return {};
    }
    if (name == "sort" && view.sorts.empty()) return read_sorts(value, view);
    if (name == "columns" && view.columns.empty()) return read_columns_text(value, view);
    return unreadable(part);
}

}  // namespace

std::string view_to_text(const ListView& view) {
    std::string text;
    if (!view.text.empty()) append_part(text, "text", encoded(view.text));
    for (const ListFilter& filter : view.filters) append_part(text, "filter", filter_text(filter));
    std::string sorts, columns;
    for (const ListSort& sort : view.sorts)
        sorts +=
            (sorts.empty() ? "" : ",") + std::string(sort.descending ? "-" : "") + encoded_name(sort.column);
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        columns += (i == 0 ? "" : ",") + encoded_name(view.columns[i]);
        const int width = i < view.widths.size() ? std::clamp(view.widths[i], 0, kWidest) : 0;
        if (width > 0) columns += ":" + std::to_string(width);
    }
    if (!sorts.empty()) append_part(text, "sort", sorts);
    if (!columns.empty()) append_part(text, "columns", columns);
    return text;
}

Result<ListFilter> filter_from_text(std::string_view text) {
    const auto pieces = split(text, ':');
    if (pieces.size() < 2 || pieces.size() > 3) return unreadable(text);
    const auto op = filter_op_of(pieces[1]);
    if (!op) return unreadable(text);
    ListFilter filter;
    TRY_ASSIGN(filter.column, decoded_name(pieces[0]));
    filter.op = *op;
    if (pieces.size() < 3) return filter;
    for (const std::string_view piece : split(pieces[2], ',')) {
        TRY_ASSIGN(std::string value, decoded(piece));
        filter.values.push_back(std::move(value));
    }
    return filter;
}

Result<ListView> view_from_text(std::string_view text) {
    if (text.size() > kMaxBytes) return unreadable(text);
    ListView view;
    if (text.empty()) return view;
    for (const std::string_view part : split(text, '&')) TRY(read_part(part, view));
    return view;
}

Result<std::vector<SavedView>> saved_views(Workspace& workspace, ListKind list) {
    TRY_ASSIGN(Statement statement,
               query(workspace.reader(),
                     "SELECT id, name, definition FROM view WHERE list = ?1 AND deleted = 0 "
                     "ORDER BY position IS NULL, position, name, id",
                     table(table_of(list)).name));
    std::vector<SavedView> views;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return views;
        // A definition that a newer program wrote shows the list as it is at first.
        views.push_back({id_column(statement, 0), text_column(statement, 1),
                         view_from_text(statement.text(2)).value_or(ListView{})});
    }
}

}  // namespace perennial
