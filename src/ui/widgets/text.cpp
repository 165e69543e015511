// Text: drawn alone, or drawn and recorded.
#include <algorithm>

#include "core/base/text.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr std::size_t kLongestLine = 4000;  // Bytes; more than any screen shows in one line.

}  // namespace

float UiFrame::draw_sized(Rect rect, std::string_view text, const Type& type, Colour colour, Align align) {
    std::string one_line;
    if (text.find_first_of("\n\r\t") != std::string_view::npos) {
        one_line = squeeze(text);
        text = one_line;
    }
    text = truncate_utf8(text, kLongestLine);
    Writer& writer = *parts_.writer;
    float width = writer.width(text, type);
    std::string cut;
    if (width > rect.w + 0.5F) {
        cut = writer.cut(text, type, rect.w);
        text = cut;
        width = writer.width(text, type);
    }
    float x = rect.x;
    if (align == Align::right) x = rect.right() - width;
    if (align == Align::centre) x = rect.x + (rect.w - width) / 2;
    const Rect visible = clipped({x, rect.y + (rect.h - type.line) / 2, width, type.line});
    if (visible.w > 0 && visible.h > 0)
        writer.line(list(), {x, rect.y + (rect.h - type.line) / 2}, text, type, colour);
    return width;
}

float UiFrame::draw_text(Rect rect, std::string_view text, TextStyle style, Colour colour, Align align) {
    return draw_sized(rect, text, type(style), colour, align);
}

float UiFrame::text_width(std::string_view text, TextStyle style) const {
    return parts_.writer->width(text, type(style));
}

void UiFrame::text(Rect rect, std::string_view text, TextStyle style, Colour colour, Align align) {
    draw_text(rect, text, style, colour, align);
    if (quiet_ == 0 && !text.empty()) add_text_node(Role::text, text, rect);
}

void UiFrame::heading(Rect rect, std::string_view text, int level, TextStyle style, Align align) {
    draw_text(rect, text, style, tokens_.text, align);
    if (quiet_ > 0 || text.empty()) return;
    add_text_node(Role::heading, text, rect);
    last().level = level;
}

float UiFrame::paragraph_height(std::string_view text, TextStyle style, float width) const {
    const Type type = this->type(style);
    return type.line * static_cast<float>(parts_.writer->wrap(text, type, width).size());
}

float UiFrame::paragraph(Rect rect, std::string_view text, TextStyle style, Colour colour, int max_lines,
                         Align align) {
    const Type type = this->type(style);
    std::vector<std::string_view> lines = parts_.writer->wrap(text, type, rect.w);
    const bool cut = max_lines > 0 && lines.size() > static_cast<std::size_t>(max_lines);
    if (cut) lines.resize(static_cast<std::size_t>(max_lines));
    Rect row{rect.x, rect.y, rect.w, type.line};
    for (std::size_t n = 0; n < lines.size(); ++n, row.y += type.line) {
        if (clipped(row).h <= 0) continue;
        if (cut && n + 1 == lines.size()) {
            // The rest of the text stands behind the last line, so that it is cut with an ellipsis.
            const auto from = static_cast<std::size_t>(lines[n].data() - text.data());
            const std::string rest = squeeze(truncate_utf8(text.substr(from), kLongestLine)) + " \u2026";
            draw_sized(row, rest, type, colour, align);
        } else {
            draw_sized({row.x, row.y, row.w + 1, row.h}, lines[n], type, colour, align);
        }
    }
    if (quiet_ == 0 && !text.empty())
        add_text_node(Role::text, text, {rect.x, rect.y, rect.w, row.y - rect.y});
    return row.y - rect.y;
}

}  // namespace perennial::ui
