#include "core/base/phrase.h"

namespace perennial {

void PhraseWord::append_to(std::string& out) const {
    if (text_.data() != nullptr) {
        out += text_;
    } else {
        out += std::to_string(number_);
    }
}

std::string fill_phrase(std::string_view pattern, std::span<const PhraseWord> words) {
    std::string out;
    for (const PhraseWord& word : words) {
        const std::size_t place = pattern.find("{}");
        out += pattern.substr(0, place);
        word.append_to(out);
        pattern.remove_prefix(place + 2);
    }
    out += pattern;
    return out;
}

std::string zero_padded(std::int64_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

}  // namespace perennial
