#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "core/base/text.h"
#include "core/interchange/header_names.h"

namespace perennial {
namespace {

struct CurrencyWord {
    std::string_view word;
    std::string_view code;
};
constexpr std::array kCurrencyWords{
    CurrencyWord{"dollar", "USD"}, CurrencyWord{"dollars", "USD"}, CurrencyWord{"euro", "EUR"},
    CurrencyWord{"euros", "EUR"},  CurrencyWord{"pound", "GBP"},   CurrencyWord{"pounds", "GBP"},
    CurrencyWord{"yen", "JPY"},
};
constexpr std::array kCurrencySigns{CurrencyWord{"€", "EUR"}, CurrencyWord{"£", "GBP"},
                                    CurrencyWord{"¥", "JPY"}};

constexpr int kMaxQualifiers = 2;
constexpr int kMaxOrdinal = 99;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Letters and digits of any script; punctuation, spaces and currency signs say nothing.
bool says_something(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool punctuation =
        c < 0xC0 || (c >= 0x2000 && c < 0x2100) || (c >= 0x3000 && c < 0x3040) || c == 0xD7;
    return !punctuation;
}

template <class Function> void for_each_name(NameList names, Function function) {
    for (const std::string_view name : split(names, '|')) function(header_key(name));
}

bool is_address_part(const ImportTarget& target) { return target.type == FieldType::address; }

/// A work phone is a phone; a work name is not the person's name.
bool can_be_labelled(const ImportTarget& target, std::string_view label) {
    if (label.empty() || is_address_part(target)) return true;
    if (target.table == TableId::company) return label == "work";
    const bool member = target.table == TableId::contact_email || target.table == TableId::contact_phone;
    return member && label != "shipping";
}

std::string joined_labels(std::string_view first, std::string_view second) {
    if (first.empty() || first == second) return std::string(second);
    return second.empty() ? std::string(first) : std::string(first) + ' ' + std::string(second);
}

/// A currency that stands as a word of its own: "Total (EUR)", "amount_usd", "Preis €".
Currency currency_in(std::string_view header, std::string& rest) {
    for (const CurrencyWord& sign : kCurrencySigns) {
        if (header.contains(sign.word)) {
            rest = header_key(header);
            return Currency::parse(sign.code).value_or(Currency{});
        }
    }
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = 0; at + 3 <= header.size(); ++at) {
        const bool starts = at == 0 || !is_letter(header[at - 1]);
        const bool ends = at + 3 == header.size() || !is_letter(header[at + 3]);
        if (!starts || !ends) continue;
        if (const auto currency = Currency::parse(header.substr(at, 3))) {
            rest = header_key(std::string(header.substr(0, at)) + std::string(header.substr(at + 3)));
            return *currency;
        }
    }
    return {};
}

/// Takes the digits out; the ordinal is that of digits before the name's last word ("Address 2 - City").
std::string without_digits(std::string_view key, int& ordinal) {
    std::string letters;
    int number = 0;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (!is_digit(key[i])) {
            if (number != 0) ordinal = number;
            number = 0;
            letters += key[i];
        } else if (!letters.empty()) {
            number = std::min(number * 10 + (key[i] - '0'), kMaxOrdinal);
        }
    }
    return letters;
}

}  // namespace

std::string header_key(std::string_view header) {
    const std::string folded = fold(header);
    std::string key;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        if (says_something(next_code_point(folded, at))) key.append(folded, begin, at - begin);
    }
    return key;
}

HeaderIndex::HeaderIndex(ImportKind kind, const KnownExport* known) : kind_(kind) {
    if (known != nullptr && known->kind == kind) add(known->meanings, "");
    if (kind == ImportKind::orders) add(order_header_names(), "");
    add(contact_header_names(), kind == ImportKind::orders ? "contact." : "");
    for (const Qualifier& qualifier : header_qualifiers()) {
        for_each_name(qualifier.words, [&](std::string key) {
            words_.push_back({std::move(key), qualifier.label, Currency{}});
        });
    }
    for (const CurrencyWord& word : kCurrencyWords) {
        words_.push_back({header_key(word.word), "", Currency::parse(word.code).value_or(Currency{})});
    }
    std::ranges::stable_sort(words_, std::greater{}, [](const Word& word) { return word.key.size(); });
}

void HeaderIndex::add(std::span<const HeaderNames> names, std::string_view prefix) {
    for (const HeaderNames& row : names) {
        const ImportTarget* target = find_target(kind_, std::string(prefix) + std::string(row.target));
        const bool unclear = row.target == kUnclear;
        // Orders know fewer facts of a person than contacts do.
        if (target == nullptr && !row.target.empty() && !unclear) continue;
        for_each_name(row.names, [&](std::string key) {
            entries_.try_emplace(std::move(key), target, row.label, unclear);
        });
    }
}

std::optional<HeaderMatch> HeaderIndex::find(std::string_view header) const {
    if (const auto match = find_key(header_key(header), kMaxQualifiers)) {
        std::string rest;
        HeaderMatch found = *match;
        if (found.target != nullptr && found.target->type == FieldType::money && found.currency.empty()) {
            found.currency = currency_in(header, rest);
        }
        return found;
    }
    std::string rest;
    const Currency currency = currency_in(header, rest);
    if (currency.empty()) return std::nullopt;
    auto match = find_key(rest, kMaxQualifiers);
    if (!match || match->target == nullptr || match->target->type != FieldType::money) return std::nullopt;
    match->currency = currency;
    return match;
}

std::optional<HeaderMatch> HeaderIndex::find_key(const std::string& key, int words_left) const {
    if (const auto entry = entries_.find(key); entry != entries_.end()) {
        if (entry->second.unclear) return std::nullopt;
        return HeaderMatch{entry->second.target, std::string(entry->second.label), 0, Currency{}};
    }
    // Words behind digits come off first: in "Street line 1 - Home" the 1 counts lines, in "Address 1 - City" addresses.
    if (auto match = find_without_word(key, words_left, false)) return match;
    int ordinal = 0;
    const std::string letters = without_digits(key, ordinal);
    if (letters == key || letters.empty()) return find_without_word(key, words_left, true);
    auto match = find_key(letters, words_left);
    if (match) match->ordinal = ordinal;
    return match;
}

std::optional<HeaderMatch> HeaderIndex::find_without_word(const std::string& key, int words_left,
                                                          bool at_front) const {
    if (words_left == 0) return std::nullopt;
    for (const Word& word : words_) {
        const bool there = at_front ? key.starts_with(word.key) : key.ends_with(word.key);
        if (!there || key.size() == word.key.size()) continue;
        const std::string rest =
            at_front ? key.substr(word.key.size()) : key.substr(0, key.size() - word.key.size());
        auto match = find_key(rest, words_left - 1);
        if (!match || match->target == nullptr || !can_be_labelled(*match->target, word.label)) continue;
        if (!word.currency.empty() && match->target->type != FieldType::money) continue;
        match->label = joined_labels(word.label, match->label);
        if (!word.currency.empty()) match->currency = word.currency;
        return match;
    }
    return std::nullopt;
}

const KnownExport* find_known_export(std::span<const std::string> headers, std::optional<ImportKind> kind) {
    std::vector<std::string> keys;
    for (const std::string& header : headers) keys.push_back(header_key(header));
    for (const KnownExport& known : known_exports()) {
        if (kind && known.kind != *kind) continue;
        bool all = true;
        for_each_name(known.columns, [&](const std::string& key) {
            all = all && std::ranges::find(keys, key) != keys.end();
        });
        if (all) return &known;
    }
    return nullptr;
}

}  // namespace perennial
