#include "core/base/unicode.h"

#include <utf8proc.h>

#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace perennial {
namespace {

using CodePoints = std::vector<utf8proc_int32_t>;

constexpr int kFoldCase =
    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

utf8proc_int32_t plain(char32_t code_point) { return static_cast<utf8proc_int32_t>(code_point); }

constexpr bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

void append_lower(std::string& out, std::string_view ascii) {
    const std::size_t start = out.size();
    out += ascii;
    for (std::size_t i = start; i < out.size(); ++i) out[i] = ascii_lower(out[i]);
}

std::string with_replacements(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
    return out;
}

CodePoints decompose(std::string_view text, int options) {
    CodePoints buffer(text.size() + 16);
    const auto run = [&] {
        return utf8proc_decompose(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), buffer.data(),
                                  static_cast<utf8proc_ssize_t>(buffer.size()),
                                  static_cast<utf8proc_option_t>(options));
    };
    auto length = run();
    if (length < 0) return decompose(with_replacements(text), options);
    if (static_cast<std::size_t>(length) > buffer.size()) {
        buffer.resize(static_cast<std::size_t>(length));
        length = run();
    }
    buffer.resize(static_cast<std::size_t>(length));
    return buffer;
}

void compose(CodePoints& points) {
    const auto length =
        utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    points.resize(static_cast<std::size_t>(length));
}

/// Whether leaving the mark out leaves the letter a reader would look for: accents and overlays, Hebrew and
/// Arabic points, enclosing marks; but not Japanese voicing, viramas, nor the vowels and tones of Indic and
/// Thai scripts. The numbers are Unicode's canonical combining classes.
bool is_accent(utf8proc_int32_t code_point) {
    const utf8proc_property_t& property = *utf8proc_get_property(code_point);
    if (property.category == UTF8PROC_CATEGORY_ME) return true;
    const auto mark_class = property.combining_class;
    return mark_class == 1 || (mark_class >= 10 && mark_class <= 36) || mark_class >= 202;
}

/// Letters that Unicode does not take apart, as people without them on their keyboards type them. Empty for
/// others.
std::string_view plain_spelling(utf8proc_int32_t folded) {
    switch (folded) {
        case U'ł': return "l";
        case U'ø': return "o";
        case U'đ':
        case U'ð': return "d";
        case U'ħ': return "h";
        case U'ı': return "i";
        case U'ŧ': return "t";
        case U'ŋ': return "n";
        case U'ə': return "e";
        case U'æ': return "ae";
        case U'œ': return "oe";
        case U'þ': return "th";
        default: return {};
    }
}

std::string encode(const CodePoints& points) {
    std::string out;
    out.reserve(points.size() * 2);
    for (const auto point : points) append_utf8(out, static_cast<char32_t>(point));
    return out;
}

/// Folds a run without ASCII.
void append_folded(std::string& out, std::string_view run) {
    CodePoints points = decompose(run, kFoldCase | UTF8PROC_LUMP);
    std::erase_if(points, is_accent);
    compose(points);
    for (const auto point : points) {
        const std::string_view spelling = plain_spelling(point);
        if (spelling.empty()) {
            append_utf8(out, static_cast<char32_t>(point));
        } else {
            out += spelling;
        }
    }
}

bool has_composing_mark(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if ((c >= 0x300 && c <= 0x36F) || c == 0x3099 || c == 0x309A) return true;
    }
    return false;
}

}  // namespace

bool is_separator(char32_t code_point) {
    const auto category = utf8proc_category(plain(code_point));
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

bool is_currency_sign(char32_t code_point) {
    return utf8proc_category(plain(code_point)) == UTF8PROC_CATEGORY_SC;
}

std::string compose(std::string text) {
    if (!has_composing_mark(text)) return text;
    CodePoints points = decompose(text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
    compose(points);
    return encode(points);
}

std::string fold_case(std::string_view text) {
    if (is_ascii(text)) {
        std::string out;
        append_lower(out, text);
        return out;
    }
    CodePoints points = decompose(text, kFoldCase);
    compose(points);
    return encode(points);
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        // No mark that stays combines with an ASCII letter, so runs of ASCII fold by themselves.
        const std::size_t start = at;
        const bool ascii = is_ascii_byte(text[at]);
        while (at < text.size() && is_ascii_byte(text[at]) == ascii) ++at;
        const std::string_view run = text.substr(start, at - start);
        if (ascii) {
            append_lower(out, run);
        } else {
            append_folded(out, run);
        }
    }
    return out;
}

std::string sort_key(std::string_view text) {
    std::string folded = fold(text);
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t start = at;
        if (is_letter_or_digit(next_code_point(folded, at))) return folded.substr(start);
    }
    return folded;
}

char32_t to_upper(char32_t code_point) { return static_cast<char32_t>(utf8proc_toupper(plain(code_point))); }

bool is_letter(char32_t code_point) {
    const auto category = utf8proc_category(plain(code_point));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_letter_or_digit(char32_t code_point) {
    return is_letter(code_point) || utf8proc_category(plain(code_point)) == UTF8PROC_CATEGORY_ND;
}

bool is_wide_letter(char32_t code_point) {
    return is_letter(code_point) && utf8proc_charwidth(plain(code_point)) == 2;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        width += static_cast<std::size_t>(utf8proc_charwidth(plain(next_code_point(text, at))));
    }
    return width;
}

}  // namespace perennial
