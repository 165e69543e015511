// Sentences with their words filled in. `std::format` does the same, but links the tables that print floating-point
// numbers, which nothing here prints: 120 kB of the page.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace perennial {

/// What is filled in: a text that outlives the call, or a whole number.
class PhraseWord {
public:
    template <class Text>
        requires std::convertible_to<const Text&, std::string_view>
    explicit PhraseWord(const Text& text) : text_(text) {}
    template <std::integral Number>
    explicit PhraseWord(Number number) : number_(static_cast<std::int64_t>(number)) {}

    void append_to(std::string& out) const;

private:
    std::string_view text_{};
    std::int64_t number_ = 0;
};

/// A text with one `{}` for each of `count` words, which is checked while compiling.
template <std::size_t count> class PhrasePattern {
public:
    template <std::size_t size>
    consteval explicit(false) PhrasePattern(const char (&text)[size]) : text_(text, size - 1) {
        std::size_t places = 0;
        for (std::size_t at = text_.find("{}"); at != std::string_view::npos; at = text_.find("{}", at + 2))
            ++places;
        if (places != count) throw "not as many {} as words";
    }
    std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// `pattern` with the words in place of its `{}`, first to last.
std::string fill_phrase(std::string_view pattern, std::span<const PhraseWord> words);

/// phrase("{} days ago", 3).
template <class... Words> std::string phrase(PhrasePattern<sizeof...(Words)> pattern, const Words&... words) {
    const std::array<PhraseWord, sizeof...(Words)> all{PhraseWord(words)...};
    return fill_phrase(pattern.text(), all);
}

/// The digits of a number that is not negative, with zeros in front up to `width`: zero_padded(7, 2) is "07".
std::string zero_padded(std::int64_t number, std::size_t width);

}  // namespace perennial
