#include <algorithm>

#include "core/base/money.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

std::unexpected<Error> refuse(const Field& field, std::string_view rest) {
    return fail(ErrorCode::invalid_input, std::string(field.label) + " " + std::string(rest));
}

std::unexpected<Error> refuse_length(const Field& field, std::size_t bytes) {
    return refuse(field, "is too long: " + std::to_string(bytes) + " bytes, and at most " +
                             std::to_string(field.max_bytes) + " fit. Shorten it.");
}

/// Cleaned and trimmed text; empty when nothing is left.
Result<std::string> check_text(const Field& field, std::string_view typed, bool multiline) {
    if (find_invalid_utf8(typed))
        return refuse(field,
                      "holds characters that cannot be read. Save the file as UTF-8, or type it again.");
    std::string cleaned = clean_text(trim(typed), multiline);
    if (const std::string_view trimmed = trim(cleaned); trimmed.size() != cleaned.size())
        cleaned = std::string(trimmed);
    if (cleaned.size() > field.max_bytes) return refuse_length(field, cleaned.size());
    return cleaned;
}

Result<std::string> check_birthday(const Field& field, std::string_view text) {
    const auto birthday = Birthday::parse(text);
    if (!birthday)
        return refuse(field, "is not a date. Type it as 1990-02-28, or as --02-28 without the year.");
    return birthday->to_string();
}

Result<std::string> check_choice(const Field& field, std::string_view text) {
    for (const std::string_view choice : field.choices) {
        if (equals_ignoring_case(choice, text)) return std::string(choice);
    }
    std::string known;
    for (const std::string_view choice : field.choices) {
        if (!known.empty()) known += choice == field.choices.back() ? " or " : ", ";
        known += choice;
    }
    return refuse(field, "cannot be \"" + std::string(text) + "\". Choose " + known + ".");
}

Result<std::string> check_currency(const Field& field, std::string_view text) {
    const auto currency = Currency::parse(text);
    if (!currency) return refuse(field, "is not a currency. Type its three letters, such as EUR or USD.");
    return std::string(currency->code());
}

bool is_subtag(std::string_view subtag) {
    return !subtag.empty() && subtag.size() <= 8 && std::ranges::all_of(subtag, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    });
}

/// "de_ch", "zh-hant-tw" as "de-CH", "zh-Hant-TW" (RFC 5646, 2.1.1). Its form is checked, not whether anybody
/// speaks it.
Result<std::string> check_language(const Field& field, std::string_view text) {
    std::string tag = fold_case(text);
    std::ranges::replace(tag, '_', '-');
    const auto subtags = split(tag, '-');
    const std::string_view primary = subtags.front();
    const bool named =
        primary.size() >= 2 && std::ranges::none_of(primary, [](char c) { return c >= '0' && c <= '9'; });
    if (!named || !std::ranges::all_of(subtags, is_subtag))
        return refuse(field, "is not a language tag. Type it as en, de-CH or pt-BR.");
    std::string out(primary);
    bool after_singleton = false;
    for (const std::string_view subtag : std::span(subtags).subspan(1)) {
        out += '-';
        const std::size_t start = out.size();
        out += subtag;
        if (!after_singleton && (subtag.size() == 2 || subtag.size() == 4)) {
            const std::size_t end = subtag.size() == 2 ? start + 2 : start + 1;
            for (std::size_t i = start; i < end; ++i)
                out[i] = static_cast<char>(to_upper(static_cast<unsigned char>(out[i])));
        }
        after_singleton = after_singleton || subtag.size() == 1;
    }
    return out;
}

/// Text of any type, already cleaned and not empty, in the form its type keeps.
Result<std::string> check_text_type(const Field& field, std::string text) {
    switch (field.type) {
        case FieldType::birthday: return check_birthday(field, text);
        case FieldType::choice: return check_choice(field, text);
        case FieldType::currency: return check_currency(field, text);
        case FieldType::language: return check_language(field, text);
        case FieldType::external_number: return normalise_external_number(text);
        default: return text;
    }
}

Result<Value> check_text_value(const Field& field, const Value& value) {
    const auto* typed = std::get_if<std::string>(&value);
    if (typed == nullptr) return refuse(field, "must be text.");
    TRY_ASSIGN(std::string text,
               check_text(field, *typed, field.type == FieldType::long_text || field.type == FieldType::rule));
    if (text.empty()) return Value{};
    TRY_ASSIGN(std::string checked, check_text_type(field, std::move(text)));
    return Value(std::move(checked));
}

Result<Value> check_number(const Field& field, const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr) return refuse(field, "must be a number.");
    const auto within = [&](std::int64_t first, std::int64_t last) {
        return *number >= first && *number <= last;
    };
    switch (field.type) {
        case FieldType::yes_no:
            if (!within(0, 1)) return refuse(field, "must be yes or no.");
            break;
        case FieldType::day:
            if (!within(Day::kFirst.days, Day::kLast.days))
                return refuse(field, "must be a day between 0001-01-01 and 9999-12-31.");
            break;
        case FieldType::instant:
            if (!within(Instant::from_day(Day::kFirst).ms, Instant::from_day(Day::kLast, 24 * 60).ms - 1))
                return refuse(field, "must be a moment of the years 0001 to 9999.");
            break;
        default: break;
    }
    return value;
}

Result<Value> check_address(const Field& field, const Value& value) {
    const auto* typed = std::get_if<Address>(&value);
    if (typed == nullptr) return refuse(field, "must be an address.");
    Address address;
    std::size_t bytes = 0;
    for (const auto part :
         {&Address::street, &Address::city, &Address::region, &Address::postal_code, &Address::country}) {
        TRY_ASSIGN(address.*part, check_text(field, typed->*part, false));
        bytes += (address.*part).size();
    }
    if (bytes > field.max_bytes) return refuse_length(field, bytes);
    if (address.empty()) return Value{};
    const bool is_code = address.country.size() == 2 && is_ascii(address.country);
    if (is_code)
        std::ranges::transform(address.country, address.country.begin(), [](char c) {
            return static_cast<char>(to_upper(static_cast<unsigned char>(c)));
        });
    return Value(std::move(address));
}

Result<Value> check_reference(const Field& field, const Value& value) {
    const auto* id = std::get_if<Id>(&value);
    if (id == nullptr) return refuse(field, "must name a record by its id.");
    return id->empty() ? Value{} : value;
}

Result<Value> check_present(const Field& field, const Value& value) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::quantity:
        case FieldType::yes_no:
        case FieldType::day:
        case FieldType::instant:
        case FieldType::money: return check_number(field, value);
        case FieldType::address: return check_address(field, value);
        case FieldType::reference: return check_reference(field, value);
        default: return check_text_value(field, value);
    }
}

}  // namespace

Result<Value> check_value(const Field& field, Value value) {
    if (!absent(value)) {
        TRY_ASSIGN(value, check_present(field, value));
    }
    if (field.required && absent(value)) return refuse(field, "is missing. It cannot be left empty.");
    return value;
}

}  // namespace perennial
