// What is known of the file in hand and how it is read; what happens to people who are here already.
#include <algorithm>
#include <array>

#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr std::array<Encoding, 4> kEncodings{Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be,
                                             Encoding::windows_1252};
constexpr std::array<Delimiter, 5> kDelimiters{',', ';', '\t', '|', ' '};

Option plain(std::string label) { return {.label = std::move(label), .icon = nullptr, .help = {}}; }

template <class T, std::size_t N> int index_of(const std::array<T, N>& values, T value) {
    return static_cast<int>(std::ranges::find(values, value) - values.begin());
}

/// What it is called, how big it is, what it looks like; returns the height used.
float draw_file(Ui& ui, Rect area, const ImportRequest& request, const ImportReport* report) {
    ui.fill({area.x, area.y, 36, 36}, ui.tokens().accent_soft, 8);
    ui.icon(icon::kFileSpreadsheet, {area.x + 10, area.y + 10, 16, 16}, ui.tokens().accent_text);
    const float x = area.x + 48;
    ui.text({x, area.y, area.w - 48, 20}, request.file_name, TextStyle::body_medium, ui.tokens().text);
    std::string about = bytes_text(request.bytes->size()) + ", ";
    if (report != nullptr) about += counted(report->rows, "row", "rows") + ", ";
    about += counted(static_cast<std::int64_t>(request.layout.columns.size()), "column", "columns");
    ui.text({x, area.y + 20, area.w - 48, 16}, about, TextStyle::caption, ui.tokens().text_3);
    return 52;
}

/// The files that came together, and what became of each.
float draw_files(Ui& ui, Rect area, const ImportBatch& batch) {
    float y = area.y;
    ui.begin(Role::list, "Files", {area.x, y, area.w, 40 * static_cast<float>(batch.files().size())});
    for (const FileInBatch& file : batch.files()) {
        const bool failed = file.fate == FileFate::failed;
        const std::string fate = fate_words(file);
        ui.begin(Role::listitem, file.request.file_name, {area.x, y, area.w, 40});
        ui.last().current = file.fate == FileFate::current;
        ui.icon(fate_icon(file.fate), {area.x, y + 3, 14, 14},
                failed ? ui.tokens().danger : ui.tokens().accent_text, 14);
        ui.text({area.x + 22, y, area.w - 22, 20}, file.request.file_name,
                file.fate == FileFate::current ? TextStyle::body_medium : TextStyle::body, ui.tokens().text);
        y += 20 + ui.paragraph({area.x + 22, y + 20, area.w - 22, 64}, fate, TextStyle::caption,
                               failed ? ui.tokens().danger : ui.tokens().text_3, 4);
        ui.end();
        y += 6;
    }
    ui.end();
    ui.line({area.x, y + 4}, {area.right(), y + 4}, ui.tokens().line);
    return y + 18 - area.y;
}

/// Encoding, separator, dates and amounts; returns the height used.
float draw_format(Ui& ui, Rect area, ImportState& state) {
    TextFormat& format = state.batch.current()->request.layout.format;
    const float height = control_height(ui) + 20;
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
    const std::array<Option, 3> dates{plain("1988-06-21"), plain("21/06/1988"), plain("06/21/1988")};
    const std::array<Option, 2> amounts{plain("1,284.50"), plain("1.284,50")};
    bool changed = ui.select({area.x, area.y, half, height}, "Encoding", encodings, encoding);
    changed |= ui.select({area.x + half + 12, area.y, half, height}, "Separator", delimiters, delimiter);
    const float y = area.y + height + 10;
    changed |= ui.select({area.x, y, half, height}, "Dates", dates, order);
    changed |= ui.select({area.x + half + 12, y, half, height}, "Amounts", amounts, mark);
    if (changed) {
        format.encoding = kEncodings[static_cast<std::size_t>(encoding)];
        format.delimiter = kDelimiters[static_cast<std::size_t>(delimiter)];
        format.date_order = static_cast<DateOrder>(order);
        format.decimal_mark = static_cast<DecimalMark>(mark);
        state.ask = ImportState::Ask::reread;
    }
    return 2 * height + 22;
}

/// What a row is, the format, and what the file looks like.
float draw_reading(Ui& ui, Rect area, ImportState& state) {
    ImportLayout& layout = state.batch.current()->request.layout;
    const std::array<Option, 2> kinds{plain("People"), plain("Orders")};
    int kind = static_cast<int>(layout.kind);
    if (ui.segmented({area.x, area.y, area.w, control_height(ui)}, "Each row is about", kinds, kind)) {
        layout.kind = static_cast<ImportKind>(kind);
        state.ask = ImportState::Ask::reread;
    }
    float y = area.y + control_height(ui) + 14;
    y += draw_format(ui, {area.x, y, area.w, 200}, state);
    const std::string found = layout.recognised_as.empty()
                                  ? "Found by reading the file."
                                  : "Found by reading the file. Looks like " + layout.recognised_as +
                                        ", so its columns were matched for you.";
    y += ui.paragraph({area.x, y, area.w, 80}, found, TextStyle::caption, ui.tokens().text_2) + 12;
    const FieldOptions source{.help = "Numbers in the file are known under this name."};
    const float height = ui.field_height(source);
    ui.text_field({area.x, y, area.w, height}, "Source", state.batch.current()->request.source, source);
    return y + height + 16 - area.y;
}

float draw_duplicates(Ui& ui, Rect area, const ImportReport* report, ImportRequest& request) {
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
    if (report != nullptr)
        ui.text({area.x, area.y + 20, area.w, 16}, known_words(*report), TextStyle::caption,
                ui.tokens().text_3);
    float y = area.y + 42;
    ui.begin(Role::radiogroup, "If someone is already here", {area.x, y, area.w, 180});
    for (const Choice& choice : kChoices) {
        const float height = choice.help.empty() ? 28 : 44;
        if (ui.radio({area.x, y, area.w, height}, choice.label, request.duplicates == choice.policy,
                     choice.help))
            request.duplicates = choice.policy;
        y += height + 4;
    }
    ui.end();
    return y - area.y;
}

float draw_choices(Ui& ui, Rect area, ImportRequest& request) {
    bool skip = request.on_error == OnError::skip;
    if (ui.checkbox({area.x, area.y, area.w, 24}, "Good rows go in, bad ones are listed", skip))
        request.on_error = skip ? OnError::skip : OnError::stop;
    ui.checkbox({area.x, area.y + 30, area.w, 24}, "Remember for files like this", request.remember);
    const FieldOptions tag{.placeholder = "June list", .help = "Also those who are here already."};
    const float height = ui.field_height(tag);
    ui.text_field({area.x, area.y + 66, area.w, height}, "Tag everyone", request.tag_everyone, tag);
    return 66 + height;
}

}  // namespace

void draw_import_side(Ui& ui, Rect side, const ImportRows& rows, ImportState& state) {
    ImportRequest& request = state.batch.current()->request;
    const ImportReport* report = rows.preview.report();
    constexpr float kMargin = 20;  // Its right half holds the bar.
    Rect inside = ui.begin_scroll({side.x + kMargin, side.y, side.w - kMargin - 4, side.h}, "About the file",
                                  state.side_scroll);
    inside.w = side.w - 2 * kMargin;
    float y = inside.y + 16;
    const auto rest = [&] { return Rect{inside.x, y, inside.w, 80}; };
    if (state.batch.files().size() > 1) y += draw_files(ui, rest(), state.batch);
    y += draw_file(ui, rest(), request, report);
    y += draw_reading(ui, rest(), state);
    y += draw_duplicates(ui, rest(), report, request) + 12;
    ui.line({inside.x, y}, {inside.right(), y}, ui.tokens().line);
    y += 12;
    y += draw_choices(ui, rest(), request);
    ui.end_scroll(y + 20 - inside.y);
}

}  // namespace perennial::ui
