#include "ui/text/wrap.h"

#include <algorithm>

#include "core/base/text.h"
#include "ui/text/scripts.h"

namespace perennial::ui {

namespace {

constexpr std::string_view kEllipsis = "\u2026";

struct Cluster {
    std::size_t length = 0;
    char32_t first = 0;
};

Cluster cluster_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    const char32_t first = next_code_point(text, end);
    return {first_cluster(text.substr(at)), first};
}

bool is_space(char32_t c) { return c == ' ' || c == '\t'; }
bool closes(char32_t c) {
    return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF0E || c == 0x300D || c == ')';
}

// Where the unit that begins at `at` ends: a word with the spaces behind it, or one character that may stand alone.
struct Unit {
    std::size_t ink_end = 0;  // Without the spaces.
    std::size_t end = 0;
};

Unit unit_at(std::string_view text, std::size_t at) {
    Cluster cluster = cluster_at(text, at);
    std::size_t end = at + cluster.length;
    bool alone = breaks_anywhere(cluster.first);
    while (end < text.size() && !is_space(cluster.first)) {
        const Cluster next = cluster_at(text, end);
        if (is_space(next.first) || next.first == '\n') break;
        if (!closes(next.first) && (alone || breaks_anywhere(next.first) || cluster.first == '-')) break;
        cluster = next;
        alone = alone || breaks_anywhere(next.first);
        end += next.length;
    }
    Unit unit{is_space(cluster.first) ? at : end, end};
    while (unit.end < text.size() && is_space(cluster_at(text, unit.end).first)) ++unit.end;
    return unit;
}

bool is_joint(char32_t c) { return std::u32string_view(U"@./_-?&=").contains(c); }

// The longest beginning of `word` that fits, at least one character; of an address, up to where its parts meet.
std::size_t fitting_part(std::string_view word, float width, const Measure& measure) {
    std::size_t end = cluster_at(word, 0).length;
    std::size_t joint = 0;
    float used = measure(word.substr(0, end));
    while (end < word.size()) {
        const Cluster next = cluster_at(word, end);
        used += measure(word.substr(end, next.length));
        if (used > width) return joint > 0 ? joint : end;
        if (is_joint(next.first)) joint = end;
        end += next.length;
    }
    return end;
}

void wrap_paragraph(std::string_view text, float width, const Measure& measure,
                    std::vector<std::string_view>& lines) {
    std::size_t start = 0;
    std::size_t ink_end = 0;
    float used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Unit unit = unit_at(text, at);
        const float ink = measure(text.substr(at, unit.ink_end - at));
        if (used + ink > width && ink_end > start) {
            lines.push_back(text.substr(start, ink_end - start));
            start = at;
            used = 0;
        }
        if (used + ink > width) {  // A word longer than a line.
            const std::size_t part = fitting_part(text.substr(at, unit.ink_end - at), width, measure);
            if (at + part < unit.ink_end) {
                lines.push_back(text.substr(start, at + part - start));
                at += part;
                start = ink_end = at;
                used = 0;
                continue;
            }
        }
        used += ink + measure(text.substr(unit.ink_end, unit.end - unit.ink_end));
        ink_end = unit.ink_end;
        at = unit.end;
    }
    lines.push_back(text.substr(start, ink_end - start));
}

}  // namespace

std::vector<std::string_view> wrap_text(std::string_view text, float width, const Measure& measure) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        wrap_paragraph(text.substr(at, end - at), width, measure, lines);
        at = end + 1;
    }
    return lines;
}

std::string cut_text(std::string_view text, float width, const Measure& measure) {
    if (measure(text) <= width) return std::string(text);
    std::vector<std::size_t> ends{0};
    for (std::size_t at = 0; at < text.size();) {
        at += first_cluster(text.substr(at));
        ends.push_back(at);
    }
    std::size_t low = 0;
    std::size_t high = ends.size() - 1;
    std::string cut;
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        cut = std::string(text.substr(0, ends[middle])).append(kEllipsis);
        if (measure(cut) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return std::string(text.substr(0, ends[low])).append(kEllipsis);
}

}  // namespace perennial::ui
