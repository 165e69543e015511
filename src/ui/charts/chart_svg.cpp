#include "ui/charts/chart_svg.h"

#include <cmath>

#include "core/analytics/figure.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/charts/picture.h"

namespace perennial::ui {
namespace {

constexpr float kMargin = 16, kTitle = 20, kSubtitle = 16, kAir = 12;

/// Inter at 12 pixels is 7.3 wide for a digit; letters are narrower on average.
float rough_width(std::string_view text) {
    float width = 0;
    for (const char c : text) width += (c & 0xC0) == 0x80 ? 0.0F : 7.4F;
    return width;
}

std::string number(float value) { return analytics::number_text(static_cast<double>(value), 2); }

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return phrase(" {}=\"{}\"", name, value);
}

std::string hex(Colour colour) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text = "#";
    for (int shift = 28; shift >= 8; shift -= 4) text += kDigits[colour.rgba >> shift & 0xFU];
    return text;
}

/// fill="#17684C" fill-opacity="0.55".
std::string paint(std::string_view what, Colour colour) {
    std::string text = attribute(what, hex(colour));
    const std::uint32_t alpha = colour.rgba & 0xFFU;
    if (alpha < 255)
        text += attribute(std::string(what) + "-opacity", number(static_cast<float>(alpha) / 255));
    return text;
}

std::string place(Rect rect) {
    return attribute("x", number(rect.x)) + attribute("y", number(rect.y)) +
           attribute("width", number(rect.w)) + attribute("height", number(rect.h));
}

std::string corners(const std::vector<Point>& points) {
    std::string text;
    for (const Point point : points)
        text += (text.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
    return attribute("points", text);
}

std::string text_element(Rect rect, std::string_view words, float px, std::string_view weight, Colour colour,
                         Mark::Anchor anchor) {
    const float x = anchor == Mark::Anchor::start    ? rect.x
                    : anchor == Mark::Anchor::middle ? rect.x + rect.w / 2
                                                     : rect.right();
    std::string tag = "<text" + attribute("x", number(x)) +
                      attribute("y", number(rect.y + rect.h / 2 + px * 0.36F)) +
                      attribute("font-size", number(px)) + paint("fill", colour);
    if (!weight.empty()) tag += attribute("font-weight", weight);
    if (anchor != Mark::Anchor::start)
        tag += attribute("text-anchor", anchor == Mark::Anchor::middle ? "middle" : "end");
    return tag + ">" + escaped(words) + "</text>\n";
}

std::string circle(const Mark& mark, const std::string& look) {
    return "<circle" + attribute("cx", number(mark.rect.x + mark.size)) +
           attribute("cy", number(mark.rect.y + mark.size)) + attribute("r", number(mark.size)) + look +
           "/>\n";
}

std::string element(const Mark& mark, const Tokens& tokens) {
    const Colour colour = colour_of(mark.ink, tokens);
    const std::string round = mark.size > 0 ? attribute("rx", number(mark.size)) : "";
    switch (mark.kind) {
        case Mark::Kind::fill: return "<rect" + place(mark.rect) + round + paint("fill", colour) + "/>\n";
        case Mark::Kind::edge:
            return "<rect" + place(mark.rect.inset(0.5F, 0.5F)) + round + attribute("fill", "none") +
                   paint("stroke", colour) + "/>\n";
        case Mark::Kind::line:
            return "<polyline" + corners(mark.points) + attribute("fill", "none") + paint("stroke", colour) +
                   attribute("stroke-width", number(mark.size)) + "/>\n";
        case Mark::Kind::band: return "<polygon" + corners(mark.points) + paint("fill", colour) + "/>\n";
        case Mark::Kind::dot: return circle(mark, paint("fill", colour));
        case Mark::Kind::ring:
            return circle(mark, paint("fill", tokens.surface) + paint("stroke", colour) +
                                    attribute("stroke-width", "1.5"));
        case Mark::Kind::text: break;
    }
    return text_element(mark.rect, mark.text, 12, "", colour, mark.anchor);
}

}  // namespace

ChartSvg chart_svg(const Chart& chart, const Tokens& tokens, float width) {
    if (chart_trouble(chart)) return {};
    const float inside = std::max(width, 200.0F) - 2 * kMargin;
    const Picture picture = picture_of(chart, {.width = inside}, rough_width);
    const std::string subtitle = chart_subtitle(chart);
    const auto lines = wrap_text(subtitle, inside, rough_width);
    const float head = kTitle + kSubtitle * static_cast<float>(lines.size()) + kAir;
    const ChartFileSize size{inside + 2 * kMargin, std::ceil(picture.height + head + 2 * kMargin)};
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", number(size.width)) +
                      attribute("height", number(size.height)) +
                      attribute("viewBox", "0 0 " + number(size.width) + " " + number(size.height)) +
                      attribute("font-family", "Inter, system-ui, sans-serif") + attribute("role", "img") +
                      ">\n";
    svg += "<title>" + escaped(chart.title) + "</title>\n<desc>" + escaped(subtitle) + "</desc>\n";
    svg += "<rect" + place({0, 0, size.width, size.height}) + paint("fill", tokens.surface) + "/>\n";
    svg += text_element({kMargin, kMargin, inside, kTitle}, chart.title, 14, "600", tokens.text,
                        Mark::Anchor::start);
    float y = kMargin + kTitle;
    for (const std::string_view line : lines) {
        svg +=
            text_element({kMargin, y, inside, kSubtitle}, line, 12, "", tokens.text_3, Mark::Anchor::start);
        y += kSubtitle;
    }
    svg +=
        "<g" + attribute("transform", "translate(" + number(kMargin) + " " + number(y + kAir) + ")") + ">\n";
    for (const Mark& mark : picture.marks) svg += element(mark, tokens);
    return {svg + "</g>\n</svg>\n", size};
}

}  // namespace perennial::ui
