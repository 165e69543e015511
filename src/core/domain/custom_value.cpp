#include "core/domain/custom_value.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::array<std::string_view, 8> kTypeNames{"text",   "number",       "money",  "date",
                                                     "choice", "multi_choice", "yes_no", "link"};
constexpr std::string_view kSeparator = "; ";
constexpr std::array<std::string_view, 9> kYes{"yes", "y", "true", "1", "on", "x", "ja", "oui", "si"};
constexpr std::array<std::string_view, 7> kNo{"no", "n", "false", "0", "off", "nein", "non"};

std::unexpected<Error> refuse(const CustomField& field, std::string_view rest) {
    return fail(ErrorCode::invalid_input, phrase("{}: {}", field.label, rest));
}

/// With a point or, where that reads as nothing, with a comma.
std::optional<Decimal> read_decimal(std::string_view text) {
    const auto decimal = parse_decimal(text, DecimalMark::point);
    return decimal ? decimal : parse_decimal(text, DecimalMark::comma);
}

Result<std::string> number_value(const CustomField& field, std::string_view text) {
    // An amount of money would be read too, and lose its currency.
    const bool plain = std::ranges::all_of(
        text, [](char c) { return std::string_view("0123456789.,+-' ").find(c) != std::string_view::npos; });
    const auto number = plain ? read_decimal(text) : std::nullopt;
    if (!number) return refuse(field, phrase("\"{}\" is not a number. Type it as 12.5.", text));
    return number->to_string();
}

/// What stands beside the digits: "EUR" of "12.50 EUR", "zł" of "12 zł"; "" when nothing does.
std::string_view currency_mark(std::string_view text) {
    constexpr std::string_view kOfNumber = "0123456789.,'-+() ";
    const std::size_t first = text.find_first_of("0123456789");
    const std::size_t last = text.find_last_of("0123456789");
    if (first == std::string_view::npos) return {};
    const auto bare = [&](std::string_view part) {
        while (!part.empty() && kOfNumber.find(part.front()) != std::string_view::npos) part.remove_prefix(1);
        while (!part.empty() && std::string_view("-+() ").find(part.back()) != std::string_view::npos)
            part.remove_suffix(1);
        return trim(part);
    };
    const std::string_view before = bare(text.substr(0, first));
    return before.empty() ? bare(text.substr(last + 1)) : before;
}

Result<std::string> money_value(const CustomField& field, std::string_view text, Currency usual) {
    const auto amount = read_decimal(text);
    if (!amount) return refuse(field, phrase("\"{}\" is not an amount. Type it as 12.50 EUR.", text));
    const std::string_view mark = currency_mark(text);
    const auto currency = mark.empty() ? std::optional(usual) : currency_of_symbol(mark);
    if (!currency || currency->empty())
        return refuse(field, phrase("which currency is \"{}\"? Type its three letters, as 12.50 EUR.", text));
    const auto minor = amount->scaled_to(currency->minor_digits());
    if (!minor) return refuse(field, phrase("\"{}\" is too large an amount.", text));
    return phrase("{} {}", amount_text(Money{*minor, *currency}), currency->code());
}

Result<std::string> date_value(const CustomField& field, std::string_view text, DateOrder order) {
    const auto day = parse_loose_day(text, order);
    if (day) return day->to_string();
    return refuse(field, phrase("\"{}\" is not a date. Type it as 2026-03-01.", text));
}

std::string quoted_list(const std::vector<std::string>& choices) {
    constexpr std::size_t kShown = 12;
    std::string list;
    for (std::size_t i = 0; i < choices.size() && i < kShown; ++i) {
        if (i > 0) list += i + 1 == choices.size() ? " or " : ", ";
        list += choices[i];
    }
    if (choices.size() > kShown) list += " or another";
    return list;
}

const std::string* find_choice(const CustomField& field, std::string_view text) {
    const std::string folded = squeeze(fold(text));
    const auto found = std::ranges::find_if(
        field.choices, [&](const std::string& choice) { return squeeze(fold(choice)) == folded; });
    return found == field.choices.end() ? nullptr : &*found;
}

Result<std::string> choice_value(const CustomField& field, std::string_view text) {
    if (const std::string* choice = find_choice(field, text)) return *choice;
    return refuse(field, phrase("cannot be \"{}\". Choose {}.", text, quoted_list(field.choices)));
}

/// Parted at semicolons and line ends; at commas too where the part is no choice as a whole.
std::vector<std::string> typed_parts(const CustomField& field, std::string_view text) {
    std::vector<std::string> parts;
    for (const std::string& part : parts_of_value(text)) {
        if (find_choice(field, part) || part.find(',') == std::string::npos) {
            parts.push_back(part);
            continue;
        }
        for (const std::string_view piece : split(part, ',')) {
            if (!trim(piece).empty()) parts.emplace_back(trim(piece));
        }
    }
    return parts;
}

Result<std::string> choices_value(const CustomField& field, std::string_view text) {
    std::vector<const std::string*> chosen;
    for (const std::string& part : typed_parts(field, text)) {
        const std::string* choice = find_choice(field, part);
        if (!choice)
            return refuse(field, phrase("cannot be \"{}\". Choose among {}, with \";\" between several.",
                                        part, quoted_list(field.choices)));
        chosen.push_back(choice);
    }
    std::string value;
    for (const std::string& choice : field.choices) {
        if (std::ranges::find(chosen, &choice) == chosen.end()) continue;
        if (!value.empty()) value += kSeparator;
        value += choice;
    }
    return value;
}

Result<std::string> yes_no_value(const CustomField& field, std::string_view text) {
    const std::string folded = fold(text);
    if (std::ranges::find(kYes, folded) != kYes.end()) return std::string("yes");
    if (std::ranges::find(kNo, folded) != kNo.end()) return std::string("no");
    return refuse(field, phrase("cannot be \"{}\". Type yes or no.", text));
}

bool is_web_address(std::string_view text) {
    const auto host_at = text.find("://");
    const std::string_view host =
        text.substr(host_at + 3, text.find_first_of("/?#", host_at + 3) - host_at - 3);
    const bool spaced =
        std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    return !spaced && !host.empty() && host.front() != '.' &&
           (host.find('.') != std::string_view::npos || host.starts_with("localhost"));
}

Result<std::string> link_value(const CustomField& field, std::string_view text) {
    std::string link(text);
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos) {
        link = "https://" + link;
    } else {
        const std::string name = fold_case(text.substr(0, scheme));
        link = name + link.substr(scheme);
        if (name != "http" && name != "https") link.clear();
    }
    // "mailto:a@b.c" and "javascript:…" are no addresses of pages; "shop.example:8080" is one.
    const std::size_t colon = scheme == std::string_view::npos ? text.find(':') : std::string_view::npos;
    const bool other_scheme = colon != std::string_view::npos && colon < text.find('/') &&
                              (colon + 1 == text.size() || text[colon + 1] < '0' || text[colon + 1] > '9');
    if (link.empty() || other_scheme || !is_web_address(link))
        return refuse(field, phrase("\"{}\" is not a web address. Type it as https://example.com.", text));
    return link;
}

}  // namespace

std::string_view custom_type_name(CustomType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::optional<CustomType> custom_type(std::string_view name) {
    const auto found = std::ranges::find(kTypeNames, name);
    if (found == kTypeNames.end()) return std::nullopt;
    return static_cast<CustomType>(found - kTypeNames.begin());
}

Result<std::string> check_custom_value(const CustomField& field, std::string_view typed,
                                       const CustomDefaults& defaults) {
    const bool several_lines = field.type == CustomType::text || field.type == CustomType::multi_choice;
    const std::string cleaned = clean_text(trim(typed), several_lines);
    const std::string_view text = trim(cleaned);
    if (text.empty()) return std::string();
    switch (field.type) {
        case CustomType::text: return std::string(text);
        case CustomType::number: return number_value(field, text);
        case CustomType::money: return money_value(field, text, defaults.currency);
        case CustomType::date: return date_value(field, text, defaults.order);
        case CustomType::choice: return choice_value(field, text);
        case CustomType::multi_choice: return choices_value(field, text);
        case CustomType::yes_no: return yes_no_value(field, text);
        case CustomType::link: return link_value(field, text);
    }
    return std::string(text);
}

std::string custom_key_of(std::string_view label) {
    const std::string folded = fold(label);
    std::string key;
    bool apart = false;
    for (std::size_t at = 0; at < folded.size();) {
        const char32_t letter = next_code_point(folded, at);
        if (!is_letter_or_digit(letter)) {
            apart = !key.empty();
            continue;
        }
        if (apart) key += '_';
        apart = false;
        append_utf8(key, letter);
    }
    return key;
}

Result<std::vector<std::string>> check_choices(const std::vector<std::string>& choices) {
    std::vector<std::string> kept;
    std::vector<std::string> folded;
    for (const std::string& typed : choices) {
        if (typed.find_first_of(";\n") != std::string::npos)
            return fail(
                ErrorCode::invalid_input,
                phrase("The choice \"{}\" holds a semicolon or a line end, which stand between choices. "
                       "Leave it out.",
                       typed));
        std::string choice = squeeze(clean_text(typed, false));
        std::string key = fold(choice);
        if (choice.empty() || std::ranges::find(folded, key) != folded.end()) continue;
        folded.push_back(std::move(key));
        kept.push_back(std::move(choice));
    }
    if (kept.empty()) return fail(ErrorCode::invalid_input, "Type at least one choice.");
    return kept;
}

std::string choices_text(const std::vector<std::string>& choices) {
    std::string text;
    for (const std::string& choice : choices) {
        if (!text.empty()) text += '\n';
        text += choice;
    }
    return text;
}

std::vector<std::string> choices_of_text(std::string_view text) {
    std::vector<std::string> choices;
    for (const std::string_view choice : split(text, '\n')) {
        if (!trim(choice).empty()) choices.emplace_back(trim(choice));
    }
    return choices;
}

std::vector<std::string> parts_of_value(std::string_view value) {
    std::vector<std::string> parts;
    for (const std::string_view line : split(value, '\n')) {
        for (const std::string_view part : split(line, ';')) {
            if (!trim(part).empty()) parts.emplace_back(trim(part));
        }
    }
    return parts;
}

}  // namespace perennial
