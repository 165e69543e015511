#include <array>
#include <vector>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

/// Whether the name is written in Han, kana or Hangul, which put the family name first.
bool is_wide(std::string_view name) {
    std::size_t at = 0;
    return !name.empty() && is_wide_letter(next_code_point(name, at));
}

std::string full_name(std::string_view given, std::string_view family) {
    if (given.empty() || family.empty()) return std::string(given.empty() ? family : given);
    const bool family_first = is_wide(given) && is_wide(family);
    return std::string(family_first ? family : given) + " " + std::string(family_first ? given : family);
}

/// The first letter of each word that has one, in upper case.
std::vector<char32_t> word_letters(std::string_view name) {
    std::vector<char32_t> letters;
    bool in_word = false;
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = next_code_point(name, at);
        if (!is_letter(c)) {
            in_word = in_word && c != ' ' && c != '-';
        } else if (!in_word) {
            letters.push_back(to_upper(c));
            in_word = true;
        }
    }
    return letters;
}

char32_t last_letter(std::string_view name) {
    char32_t last = 0;
    for (std::size_t at = 0; at < name.size();) {
        if (const char32_t c = next_code_point(name, at); is_letter(c)) last = c;
    }
    return last;
}

}  // namespace

std::string display_name(std::string_view name, std::string_view given, std::string_view family,
                         std::string_view preferred, std::string_view main_email, std::string_view main_phone,
                         std::string_view external_id) {
    if (!name.empty()) return std::string(name);
    if (!given.empty() || !family.empty()) return full_name(given, family);
    for (const std::string_view other : {preferred, main_email, main_phone}) {
        if (!other.empty()) return std::string(other);
    }
    if (!external_id.empty()) return "Customer " + std::string(external_id);
    return "No name";
}

std::string initials(std::string_view shown_name) {
    const std::vector<char32_t> letters = word_letters(shown_name);
    std::string out;
    if (letters.empty()) {
        for (std::size_t at = 0; at < shown_name.size();) {
            const char32_t c = next_code_point(shown_name, at);
            if (!is_letter_or_digit(c)) continue;
            append_utf8(out, c);
            return out;
        }
        return "?";
    }
    if (is_wide(shown_name)) {
        append_utf8(out, letters.size() > 1 ? letters.back() : last_letter(shown_name));
        return out;
    }
    append_utf8(out, letters.front());
    constexpr char32_t kFirstWithoutCapitals = 0x0590;  // Hebrew; Arabic and the scripts of India follow.
    if (letters.size() > 1 && letters.front() < kFirstWithoutCapitals) append_utf8(out, letters.back());
    return out;
}

}  // namespace perennial
