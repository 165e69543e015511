#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/money.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::string_view kMinusSign = "−";
/// What groups of three digits may be parted by, besides the mark that is not the decimal one.
constexpr std::array<std::string_view, 6> kGroupMarks{" ", "'", "’", "\u00A0", "\u202F", "\u2009"};

/// What stands before and behind the digits of an amount: sign, parentheses, currency.
class Affixes {
public:
    bool take_front(std::string_view text) { return take(text, true); }
    bool take_back(std::string_view text) { return take(text, false); }
    /// Whether what was taken goes together.
    bool balanced() const { return opened_ == closed_ && !(opened_ && signed_); }
    bool negative() const { return negative_ || opened_; }

private:
    bool take(std::string_view text, bool front) {
        bool currency_taken = false;
        for (text = trim(text); !text.empty(); text = trim(text)) {
            if (take_sign(text, front)) continue;
            if (text.front() == (front ? '(' : ')')) {
                bool& parenthesis = front ? opened_ : closed_;
                if (parenthesis) return false;
                parenthesis = true;
                text.remove_prefix(1);
                continue;
            }
            const std::string_view word =
                text.substr(0, std::min(text.find_first_of(" ()+-"), text.find(kMinusSign)));
            if (currency_taken || !is_currency_mark(trim(word))) return false;
            currency_taken = true;
            text.remove_prefix(word.size());
        }
        return true;
    }

    bool take_sign(std::string_view& text, bool front) {
        const bool minus = text.front() == '-' || text.starts_with(kMinusSign);
        if (signed_ || (!minus && !(front && text.front() == '+'))) return false;
        signed_ = true;
        negative_ = minus;
        text.remove_prefix(text.front() == '-' || text.front() == '+' ? 1 : kMinusSign.size());
        return true;
    }

    bool signed_ = false;
    bool negative_ = false;
    bool opened_ = false;
    bool closed_ = false;
};

/// Adds up digits as far as they fit exactly, and rounds by the first that does not.
class Digits {
public:
    /// False when the number is too large.
    bool add_whole(char digit) {
        if (significant_ == kMaxSignificant) return false;
        append(digit);
        return true;
    }
    void add_fraction(char digit) {
        if (full_) return;
        if (decimal_.scale == kMaxScale || significant_ == kMaxSignificant) {
            full_ = true;
            if (digit >= '5') ++decimal_.units;
            return;
        }
        append(digit);
        ++decimal_.scale;
    }
    Decimal value(bool negative) const {
        return {negative ? -decimal_.units : decimal_.units, decimal_.scale};
    }

private:
    static constexpr int kMaxScale = 9;
    static constexpr int kMaxSignificant = 18;

    void append(char digit) {
        decimal_.units = decimal_.units * 10 + (digit - '0');
        if (decimal_.units != 0) ++significant_;
    }

    Decimal decimal_;
    int significant_ = 0;
    bool full_ = false;
};

/// The mark between groups that `text` begins with; empty when it begins with none.
std::string_view group_mark(std::string_view text, char other_mark) {
    if (text.front() == other_mark) return text.substr(0, 1);
    for (const std::string_view mark : kGroupMarks) {
        if (text.starts_with(mark)) return mark;
    }
    return {};
}

/// The digits in front of the decimal mark, at which (or at the end) `at` stands afterwards.
bool take_whole(std::string_view core, std::size_t& at, char decimal_mark, Digits& digits) {
    const char other_mark = decimal_mark == '.' ? ',' : '.';
    std::string_view mark;
    while (true) {
        const std::size_t group = count_digits(core, at);
        if (!mark.empty() && group != 3) return false;
        for (const char digit : core.substr(at, group)) {
            if (!digits.add_whole(digit)) return false;
        }
        at += group;
        if (at == core.size() || core[at] == decimal_mark) return true;
        const std::string_view next_mark = group_mark(core.substr(at), other_mark);
        const bool in_place = mark.empty() ? group >= 1 && group <= 3 : next_mark == mark;
        if (next_mark.empty() || !in_place) return false;
        mark = next_mark;
        at += mark.size();
    }
}

/// "1284", "1,284.50", ".5": digits and marks only.
std::optional<Decimal> parse_core(std::string_view core, char decimal_mark, bool negative) {
    Digits digits;
    std::size_t at = 0;
    if (!take_whole(core, at, decimal_mark, digits)) return std::nullopt;
    if (at < core.size()) ++at;
    for (const char digit : core.substr(at)) {
        if (!is_digit(digit)) return std::nullopt;
        digits.add_fraction(digit);
    }
    return digits.value(negative);
}

/// Without the mark behind "12." and the dash behind "12.-" and "12,--", which stand for no cents.
std::string_view without_empty_cents(std::string_view tail, char decimal_mark) {
    if (!tail.starts_with(decimal_mark)) return tail;
    tail.remove_prefix(1);
    for (const std::string_view dash : {"--", "-", "–", "—"}) {
        if (tail.starts_with(dash)) return tail.substr(dash.size());
    }
    return tail;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text, DecimalMark mark) {
    constexpr std::string_view kDigits = "0123456789";
    const char decimal_mark = mark == DecimalMark::point ? '.' : ',';
    std::size_t first = text.find_first_of(kDigits);
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t end = text.find_last_of(kDigits) + 1;
    Affixes affixes;
    if (first > 0 && !affixes.take_front(text.substr(0, first))) {
        // ".50" and "$.50": the mark belongs to the digits, unlike that of "kr.50".
        if (text[--first] != decimal_mark) return std::nullopt;
        affixes = {};
        if (!affixes.take_front(text.substr(0, first))) return std::nullopt;
    }
    if (end < text.size() && !affixes.take_back(without_empty_cents(text.substr(end), decimal_mark)))
        return std::nullopt;
    if (!affixes.balanced()) return std::nullopt;
    return parse_core(text.substr(first, end - first), decimal_mark, affixes.negative());
}

}  // namespace perennial
