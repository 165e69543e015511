#include "core/app/list_values.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/base/text.h"

namespace perennial {

// Texts -----------------------------------------------------------------------------------------------------

std::string_view NumberedTexts::operator[](std::size_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

void NumberedTexts::push(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
}

std::uint32_t TextPool::add(std::string_view text) {
    if (slots_.size() < 2 * (texts_.size() + 1)) grow();
    const std::uint64_t hash = hash64(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot] != 0) {
        const std::uint32_t number = slots_[slot] - 1;
        if (hashes_[number] == hash && texts_[number] == text) return number;
        slot = (slot + 1) & mask;
    }
    texts_.push(text);
    hashes_.push_back(hash);
    slots_[slot] = static_cast<std::uint32_t>(texts_.size());
    return slots_[slot] - 1;
}

void TextPool::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 4), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t number = 0; number < texts_.size(); ++number) {
        std::size_t slot = hashes_[number] & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = static_cast<std::uint32_t>(number + 1);
    }
}

bool ColumnValues::fold_texts(std::size_t at_most) {
    if (source->folded) return true;
    for (; at_most > 0 && folded_.size() < pool.size(); --at_most) folded_.push(fold(pool[folded_.size()]));
    return folded_.size() == pool.size();
}

// ListPlaces ------------------------------------------------------------------------------------------------

void ListPlaces::add(RowNo row) {
    const auto number = static_cast<std::size_t>(row);
    if (number >= by_row_.size()) by_row_.resize(std::max(number + 1, by_row_.size() * 2), kNone);
    by_row_[number] = static_cast<std::uint32_t>(rows.size());
    rows.push_back(row);
}

std::uint32_t ListPlaces::place_of(RowNo row) const {
    const auto number = static_cast<std::size_t>(row);
    return number < by_row_.size() ? by_row_[number] : kNone;
}

// Custom fields ---------------------------------------------------------------------------------------------

std::vector<std::string> several(std::string_view text) {
    constexpr std::string_view kBetween = "; ";
    std::vector<std::string> texts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kBetween), text.size());
        const std::string_view one = trim(text.substr(0, end));
        if (!one.empty()) texts.emplace_back(one);
        text.remove_prefix(std::min(end + kBetween.size(), text.size()));
    }
    return texts;
}

std::optional<CustomValue> read_custom(ColumnKind kind, std::string_view text) {
    text = trim(text);
    switch (kind) {
        case ColumnKind::yes_no:
            if (text != "yes" && text != "no") return std::nullopt;
            return CustomValue{text == "yes", {}};
        case ColumnKind::day: {
            const auto day = Day::parse(text);
            return day ? std::optional(CustomValue{day->days, {}}) : std::nullopt;
        }
        case ColumnKind::money: {
            const std::size_t gap = text.rfind(' ');
            if (gap == std::string_view::npos) return std::nullopt;
            const auto currency = Currency::parse(text.substr(gap + 1));
            const auto amount = parse_decimal(text.substr(0, gap), DecimalMark::point);
            if (!currency || !amount) return std::nullopt;
            const auto minor = amount->scaled_to(currency->minor_digits());
            return minor ? std::optional(CustomValue{*minor, *currency}) : std::nullopt;
        }
        case ColumnKind::quantity: {
            const auto number = parse_decimal(text, DecimalMark::point);
            const auto thousandths = number ? number->scaled_to(3) : std::nullopt;
            return thousandths ? std::optional(CustomValue{*thousandths, {}}) : std::nullopt;
        }
        default: return std::nullopt;
    }
}

}  // namespace perennial
