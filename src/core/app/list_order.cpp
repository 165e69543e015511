#include "core/app/list_order.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/text.h"

namespace perennial {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Runs of digits by their value: each is led by its length, so that "9" stands before "10" and "C7" before "C10".
std::string number_key(std::string_view folded) {
    std::string key;
    for (std::size_t at = 0; at < folded.size();) {
        if (!digit(folded[at])) {
            key += folded[at++];
            continue;
        }
        while (at < folded.size() && folded[at] == '0') ++at;
        const std::size_t begin = at;
        while (at < folded.size() && digit(folded[at])) ++at;
        constexpr std::size_t kLongest = 200;
        key += '0';
        key += static_cast<char>('0' + std::min(at - begin, kLongest));
        key += folded.substr(begin, at - begin);
    }
    return key;
}

struct Item {
    std::uint64_t key;
    std::uint32_t place;  ///< Or the number of a text.
};

/// Least significant byte first; bytes that are the same in all keys cost one look.
void radix_sort(std::span<Item> items) {
    std::uint64_t differing = 0;
    for (const Item& item : items) differing |= item.key ^ items.front().key;
    std::vector<Item> other(items.size());
    std::span<Item> from = items, to = other;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if ((differing >> shift & 0xFFU) == 0) continue;
        std::array<std::size_t, 257> begin{};
        for (const Item& item : from) ++begin[(item.key >> shift & 0xFFU) + 1];
        for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
        for (const Item& item : from) to[begin[item.key >> shift & 0xFFU]++] = item;
        std::swap(from, to);
    }
    if (from.data() != items.data()) std::ranges::copy(from, items.begin());
}

/// Eight bytes as a number that compares as they do.
std::uint64_t eight_bytes(std::string_view text) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return number;
}

/// Sorts texts that are the same up to `from`, eight bytes at a time.
void sort_texts(std::span<Item> items, const NumberedTexts& texts, std::size_t from) {
    constexpr std::size_t kFew = 32, kStep = sizeof(Item::key);
    const auto rest = [&](const Item& item) {
        const std::string_view text = texts[item.place];
        return text.substr(std::min(from, text.size()));
    };
    if (items.size() <= kFew) {
        std::ranges::sort(items, {}, rest);
        return;
    }
    for (Item& item : items) item.key = eight_bytes(rest(item));
    radix_sort(items);
    while (!items.empty()) {
        const std::uint64_t key = items.front().key;
        const auto same = items.first(static_cast<std::size_t>(
            std::ranges::find_if(items, [key](const Item& item) { return item.key != key; }) - items.begin()));
        // Where a text may have ended within the eight bytes, a zero byte of another would look the same.
        if ((key & 0xFFU) == 0)
            std::ranges::sort(same, {}, rest);
        else if (same.size() > 1)
            sort_texts(same, texts, from + kStep);
        items = items.subspan(same.size());
    }
}

/// For each text its place among all of them, by its key; the same for equal keys.
template <class Key> std::vector<std::uint32_t> ranks(const TextPool& pool, Key key_of) {
    NumberedTexts keys;
    std::vector<Item> items(pool.size());
    for (std::uint32_t text = 0; text < pool.size(); ++text) {
        keys.push(key_of(pool[text]));
        items[text].place = text;
    }
    sort_texts(items, keys, 0);
    std::vector<std::uint32_t> rank(pool.size());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && keys[items[i].place] != keys[items[i - 1].place]) ++next;
        rank[items[i].place] = next;
    }
    return rank;
}

std::vector<std::uint32_t> text_ranks(const ColumnValues& values) {
    if (values.source->numbered)
        return ranks(values.pool, [](std::string_view text) { return number_key(sort_key(text)); });
    return ranks(values.pool, [](std::string_view text) { return sort_key(text); });
}

/// Choices in the order in which the field names them, others behind.
std::vector<std::uint32_t> choice_ranks(const ColumnValues& values) {
    const auto& choices = values.source->column.choices;
    std::vector<std::uint32_t> rank(values.pool.size());
    for (std::size_t text = 0; text < rank.size(); ++text) {
        rank[text] =
            static_cast<std::uint32_t>(std::ranges::find(choices, values.pool[text]) - choices.begin());
    }
    return rank;
}

OrderKeys text_keys(const ColumnValues& values, std::size_t places) {
    const auto rank =
        values.source->column.kind == ColumnKind::choice ? choice_ranks(values) : text_ranks(values);
    OrderKeys order{std::vector<std::uint64_t>(places, 0), std::vector<std::uint8_t>(places, 0)};
    for (std::size_t place = 0; place < places; ++place) {
        if (values.texts[place] == ColumnValues::kNoText) continue;
        order.keys[place] = rank[values.texts[place]];
        order.present[place] = 1;
    }
    return order;
}

/// Several texts sort as a word would whose letters they are.
OrderKeys many_keys(const ColumnValues& values, std::size_t places) {
    constexpr unsigned kRankBits = 32;
    const auto rank = text_ranks(values);
    std::vector<std::uint64_t> entries;
    entries.reserve(values.entries.size());
    for (const auto& entry : values.entries)
        entries.push_back(std::uint64_t{entry.place} << kRankBits | rank[entry.text]);
    std::ranges::sort(entries);
    TextPool pool;
    std::vector<std::uint32_t> joined(places, ColumnValues::kNoText);
    std::string word;
    for (std::size_t i = 0; i < entries.size();) {
        const auto place = static_cast<std::size_t>(entries[i] >> kRankBits);
        word.clear();
        for (; i < entries.size() && entries[i] >> kRankBits == place; ++i) {
            for (int shift = 24; shift >= 0; shift -= 8)
                word += static_cast<char>(entries[i] >> shift & 0xFFU);
        }
        joined[place] = pool.add(word);
    }
    const auto word_rank = ranks(pool, [](std::string_view word) { return std::string(word); });
    OrderKeys order{std::vector<std::uint64_t>(places, 0), std::vector<std::uint8_t>(places, 0)};
    for (std::size_t place = 0; place < places; ++place) {
        if (joined[place] == ColumnValues::kNoText) continue;
        order.keys[place] = word_rank[joined[place]];
        order.present[place] = 1;
    }
    return order;
}

/// What an amount is multiplied by, so that amounts of currencies with and without cents compare by their face.
std::vector<std::int64_t> factors(const ColumnValues& values) {
    constexpr int kMostDigits = 4;
    std::vector<std::int64_t> factors;
    for (const Currency currency : values.known_currencies) {
        std::int64_t factor = 1;
        for (int digits = currency.minor_digits(); digits < kMostDigits; ++digits) factor *= 10;
        factors.push_back(factor);
    }
    return factors;
}

OrderKeys number_keys(const ColumnValues& values, std::size_t places) {
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
    OrderKeys order{std::vector<std::uint64_t>(places), values.present};
    const bool mixed = values.known_currencies.size() > 2;
    const auto factor = mixed ? factors(values) : std::vector<std::int64_t>{};
    for (std::size_t place = 0; place < places; ++place) {
        std::int64_t number = values.numbers[place];
        if (mixed && __builtin_mul_overflow(number, factor[values.currencies[place]], &number))
            number = number < 0 ? std::numeric_limits<std::int64_t>::min()
                                : std::numeric_limits<std::int64_t>::max();
        order.keys[place] = static_cast<std::uint64_t>(number) ^ kSign;
    }
    return order;
}

}  // namespace

OrderKeys order_keys(const ColumnValues& values, std::size_t places) {
    if (values.many()) return many_keys(values, places);
    if (values.textual()) return text_keys(values, places);
    return number_keys(values, places);
}

void sort_places(std::vector<std::uint32_t>& places, const OrderKeys& keys, bool descending) {
    std::vector<Item> items;
    items.reserve(places.size());
    std::vector<std::uint32_t> absent;
    for (const std::uint32_t place : places) {
        if (keys.present[place] == 0) {
            absent.push_back(place);
        } else {
            items.push_back({descending ? ~keys.keys[place] : keys.keys[place], place});
        }
    }
    if (!items.empty()) radix_sort(items);
    auto out = std::ranges::transform(items, places.begin(), &Item::place).out;
    std::ranges::copy(absent, out);
}

}  // namespace perennial
