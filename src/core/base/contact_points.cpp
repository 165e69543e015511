#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::size_t kMaxEmailBytes = 254;
constexpr std::size_t kMinPhoneDigits = 3;
constexpr std::size_t kMaxPhoneDigits = 20;

bool is_email_byte(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '\x7F' &&
           std::string_view("\"(),:;<>[\\]").find(c) == std::string_view::npos;
}

bool is_domain(std::string_view domain) {
    const auto labels = split(domain, '.');
    const auto well_formed = [](std::string_view label) {
        if (label.empty() || label.front() == '-' || label.back() == '-') return false;
        return std::ranges::all_of(label, [](char c) {
            return is_digit(c) || c == '-' || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        });
    };
    return labels.size() >= 2 && std::ranges::all_of(labels, well_formed) &&
           !std::ranges::all_of(labels.back(), is_digit);
}

/// Takes the digits of a number out of what people type between them.
class PhoneReader {
public:
    explicit PhoneReader(std::string_view text) : text_(text) {}

    std::optional<std::string> read() {
        while (at_ < text_.size()) {
            if (starts_extension()) return with_extension();
            if (!step()) return std::nullopt;
        }
        return number();
    }

private:
    bool step() {
        if (out_.starts_with('+') && out_.size() > 1 && text_.substr(at_).starts_with("(0)")) {
            at_ += 3;
            return true;
        }
        const char c = text_[at_++];
        if (c == '+') {
            if (!out_.empty()) return false;
            out_ = "+";
            return true;
        }
        if (is_digit(c)) {
            out_ += c;
            return out_.size() <= kMaxPhoneDigits + 2;
        }
        return std::string_view(" -./()").find(c) != std::string_view::npos;
    }

    bool starts_extension() const {
        const char c = text_[at_];
        return c == ';' || c == '#' || c == 'x' || text_.substr(at_).starts_with("ext");
    }

    std::optional<std::string> with_extension() {
        for (const std::string_view word : {";", "#", "extension", "ext", "x"}) {
            if (!text_.substr(at_).starts_with(word)) continue;
            at_ += word.size();
        }
        while (at_ < text_.size() && std::string_view(" .:=").find(text_[at_]) != std::string_view::npos)
            ++at_;
        const std::string_view digits = text_.substr(at_);
        const auto base = number();
        if (!base || digits.empty() || digits.size() > 8 || !std::ranges::all_of(digits, is_digit))
            return std::nullopt;
        return *base + ";" + std::string(digits);
    }

    std::optional<std::string> number() const {
        std::string number = out_;
        if (number.size() > 2 && number.starts_with("00") && number[2] != '0') number.replace(0, 2, "+");
        const std::size_t digits = number.size() - (number.starts_with('+') ? 1 : 0);
        if (digits < kMinPhoneDigits || digits > kMaxPhoneDigits) return std::nullopt;
        return number;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::optional<std::string> normalise_email(std::string_view text) {
    if (find_invalid_utf8(text)) return std::nullopt;
    std::string folded = fold_case(trim(text));
    if (clean_text(folded, false) != folded) return std::nullopt;
    const std::size_t at_sign = folded.find('@');
    if (at_sign == 0 || at_sign == std::string::npos || folded.size() > kMaxEmailBytes) return std::nullopt;
    const std::string_view local = std::string_view(folded).substr(0, at_sign);
    if (!std::ranges::all_of(local, is_email_byte) || !is_domain(std::string_view(folded).substr(at_sign + 1)))
        return std::nullopt;
    return folded;
}

std::optional<std::string> normalise_phone(std::string_view text) {
    // fold() also makes full-width digits, no-break spaces and long dashes plain.
    return PhoneReader(fold(trim(text))).read();
}

std::string normalise_external_number(std::string_view text) {
    const std::string_view trimmed = trim(text);
    const std::size_t digits = count_digits(trimmed, 0);
    const std::string_view rest = trimmed.substr(digits);
    const bool whole = digits > 0 && rest.size() >= 2 && rest.front() == '.' &&
                       rest.find_first_not_of('0', 1) == std::string_view::npos;
    return std::string(whole ? trimmed.substr(0, digits) : trimmed);
}

}  // namespace perennial
