#include "ui/views/parts.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "ui/icons.h"

namespace perennial::ui {

bool RightToLeft::button(std::string_view label, const ButtonOptions& options) {
    const float width = ui_.button_width(label, options);
    Rect cell = take(width);
    const float height = options.small ? measure::kSmall : control_height(ui_);
    cell = {cell.x, cell.y + (cell.h - height) / 2, width, height};
    return ui_.button(cell, label, options);
}

Rect RightToLeft::take(float width) {
    const Rect cell = area_.take_right(width);
    area_.take_right(gap_);
    return cell;
}

float margin_of(const Ui& ui) { return narrow(ui) ? measure::kMarginNarrow : measure::kMargin; }
float control_height(const Ui& ui) { return ui.touch() ? measure::kControlTouch : measure::kControl; }
float row_height(const Ui& ui) {
    if (narrow(ui)) return ui.touch() ? measure::kRowTwoLineTouch : measure::kRowTwoLine;
    return ui.touch() ? measure::kRowTouch : measure::kRow;
}
bool narrow(const Ui& ui) { return ui.layout() == Layout::narrow; }

int tag_colour(std::string_view text) { return 1 + static_cast<int>(hash64(text) % 6); }

Rect page_head(Ui& ui, Rect& page, std::string_view title, std::string_view beside) {
    Rect head = page.take_top(measure::kPageHead).inset(margin_of(ui), 0);
    const float width = ui.text_width(title, TextStyle::page_title);
    ui.heading({head.x, head.y + 16, std::min(width + 2, head.w), 28}, title, 1, TextStyle::page_title);
    head.take_left(std::min(head.w, width + 12));
    if (!beside.empty()) {
        const float beside_width = ui.text_width(beside, TextStyle::caption);
        ui.text({head.x, head.y + 24, std::min(beside_width + 2, head.w), 16}, beside, TextStyle::caption,
                ui.tokens().text_2);
        head.take_left(std::min(head.w, beside_width + 12));
    }
    return head;
}

void breadcrumbs(Ui& ui, Rect area, std::span<const Crumb> crumbs) {
    for (std::size_t i = 0; i < crumbs.size(); ++i) {
        const float width = std::min(ui.text_width(crumbs[i].label, TextStyle::caption) + 1, area.w);
        const Rect cell{area.x, area.y, width, area.h};
        if (crumbs[i].href.empty()) {
            ui.text(cell, crumbs[i].label, TextStyle::caption, ui.tokens().text_3);
        } else {
            ui.link(cell, crumbs[i].label, crumbs[i].href, TextStyle::caption, ui.tokens().text_2);
        }
        area.take_left(width + 6);
        if (i + 1 < crumbs.size()) {
            ui.icon(icon::kChevronRight, {area.x, area.y + (area.h - 12) / 2, 12, 12}, ui.tokens().text_3, 12);
            area.take_left(18);
        }
    }
}

Rect empty_state(Ui& ui, Rect area, const char* icon, std::string_view what, std::string_view why) {
    const float width = std::min(420.0F, area.w - 32);
    const float x = area.x + (area.w - width) / 2;
    float y = area.y + std::max(24.0F, area.h * 0.22F);
    ui.circle({area.x + area.w / 2, y + 20}, 20, ui.tokens().accent_soft);
    ui.icon(icon, {area.x + area.w / 2 - 10, y + 10, 20, 20}, ui.tokens().accent_text, 20);
    y += 52;
    ui.begin(Role::group, what, {x, y, width, 120});
    const float what_width = std::min(width, ui.text_width(what, TextStyle::body_semibold) + 1);
    ui.heading({x + (width - what_width) / 2, y, what_width, 20}, what, 2, TextStyle::body_semibold);
    y += 26;
    y += ui.paragraph({x, y, width, 80}, why, TextStyle::body, ui.tokens().text_2, 0, Align::centre) + 16;
    ui.end();
    return {x, y, width, control_height(ui)};
}

float fact(Ui& ui, Rect area, std::string_view label, std::string_view value, std::string_view href,
           float label_width) {
    ui.text({area.x, area.y, label_width - 6, 20}, label, TextStyle::body, ui.tokens().text_3);
    const Rect text{area.x + label_width, area.y, area.w - label_width, area.h};
    if (!href.empty()) {
        ui.link({text.x, text.y, text.w, 20}, value, href, TextStyle::body, ui.tokens().text);
        return 28;
    }
    return std::max(28.0F, ui.paragraph(text, value, TextStyle::body, ui.tokens().text, 4) + 8);
}

void tile(Ui& ui, Rect area, std::string_view label, std::string_view figure, std::string_view beneath) {
    const Rect inside = area.inset(12, 10);
    ui.begin(Role::group, label, area);
    ui.text({inside.x, inside.y, inside.w, 16}, label, TextStyle::caption, ui.tokens().text_3);
    ui.text({inside.x, inside.y + 18, inside.w, 28}, figure, TextStyle::figure, ui.tokens().text);
    ui.text({inside.x, inside.y + 46, inside.w, 16}, beneath, TextStyle::caption, ui.tokens().text_2);
    ui.end();
}

float tag_lines(Ui& ui, Rect area, std::span<const TagView> tags) {
    float x = area.x;
    float y = area.y;
    for (const TagView& view : tags) {
        const float width =
            ui.text_width(view.text, TextStyle::caption_medium) + (view.colour > 0 ? 24.0F : 14.0F);
        if (x > area.x && x + width > area.right()) {
            x = area.x;
            y += measure::kTag + 6;
        }
        x += ui.tag({x, y}, view) + 6;
    }
    return tags.empty() ? 0 : y + measure::kTag - area.y;
}

namespace {

struct NoteColours {
    Colour fill, edge, ink;
};
NoteColours colours_of(Note kind, const Tokens& tokens) {
    switch (kind) {
        case Note::danger: return {tokens.danger_soft, tokens.danger_line, tokens.danger};
        case Note::warn: return {tokens.warn_soft, tokens.warn_line, tokens.warn};
        case Note::info: break;
    }
    return {tokens.info_soft, tokens.info_line, tokens.info};
}

void draw_note_frame(Ui& ui, Rect area, Note kind) {
    const NoteColours colours = colours_of(kind, ui.tokens());
    ui.fill(area, colours.fill, 8);
    ui.edge(area, colours.edge, 8);
    ui.icon(kind == Note::danger ? icon::kCircleAlert : icon::kInfo,
            {area.x + 12, area.y + (area.h - 16) / 2, 16, 16}, colours.ink);
}

}  // namespace

bool note_bar(Ui& ui, Rect area, Note kind, std::string_view strong, std::string_view text,
              std::string_view action) {
    const Tokens& tokens = ui.tokens();
    draw_note_frame(ui, area, kind);
    Rect inside = area.inset(12, 0);
    inside.take_left(26);
    bool pressed = false;
    if (!action.empty()) {
        const float width = ui.button_width(action, {.small = true});
        Rect cell = inside.take_right(width);
        pressed = ui.button({cell.x, cell.y + (cell.h - 28) / 2, width, 28}, action, {.small = true});
        inside.take_right(12);
    }
    const Rect line{inside.x, inside.y + (inside.h - 20) / 2, inside.w, 20};
    ui.begin(Role::alert, {}, line);
    const float bold = strong.empty() ? 0 : ui.text_width(strong, TextStyle::body_semibold) + 5;
    if (!strong.empty()) ui.text({line.x, line.y, bold, 20}, strong, TextStyle::body_semibold, tokens.text);
    ui.text({line.x + bold, line.y, line.w - bold, 20}, text, TextStyle::body, tokens.text);
    ui.end();
    return pressed;
}

float note_block(Ui& ui, Rect area, Note kind, std::string_view text) {
    const float width = area.w - 50;
    const float lines = ui.paragraph_height(text, TextStyle::body, width);
    const Rect block{area.x, area.y, area.w, lines + 16};
    draw_note_frame(ui, block, kind);
    ui.begin(Role::alert, {}, block);
    ui.paragraph({block.x + 38, block.y + 8, width, lines}, text, TextStyle::body, ui.tokens().text);
    ui.end();
    return block.h;
}

std::vector<Suggestion> word_suggestions(std::span<const std::string> words, std::string_view typed) {
    const std::string wanted = fold(trim(typed));
    std::vector<Suggestion> offered;
    for (const std::string& word : words) {
        const std::string folded = fold(word);
        if (folded != wanted && folded.find(wanted) != std::string::npos) offered.push_back({word});
    }
    return offered;
}

}  // namespace perennial::ui
