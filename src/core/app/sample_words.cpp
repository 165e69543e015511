#include "core/app/sample_words.h"

#include <algorithm>

#include "core/app/sample_texts.h"
#include "core/base/text.h"

namespace perennial {
namespace {

using Lines = std::vector<std::string_view>;

std::string_view text_named(std::string_view name) {
    const auto found = std::ranges::find(sample::kTexts, name, &sample::EmbeddedText::name);
    return found == std::end(sample::kTexts) ? std::string_view{} : found->text;
}

std::vector<Lines> paragraphs(std::string_view text) {
    std::vector<Lines> all;
    bool open = false;
    for (const std::string_view line : split(text, '\n')) {
        if (!line.empty() && !open) all.emplace_back();
        if (!line.empty()) all.back().push_back(line);
        open = !line.empty();
    }
    return all;
}

Lines pieces(std::string_view text, char separator) {
    Lines all = split(text, separator);
    for (std::string_view& piece : all) piece = trim(piece);
    return all;
}

/// At the first separator; the second half is empty when there is none.
std::pair<std::string_view, std::string_view> halves(std::string_view text, char separator) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return {text, {}};
    return {trim(text.substr(0, at)), trim(text.substr(at + 1))};
}

std::int64_t number_in(std::string_view digits) {
    std::int64_t number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

SampleName name_in(std::string_view text) {
    const auto [shown, latin] = halves(text, ':');
    return {shown, latin};
}

std::vector<SampleName> names_in(std::string_view text) {
    std::vector<SampleName> names;
    for (const std::string_view piece : pieces(text, ',')) names.push_back(name_in(piece));
    return names;
}

NameOrder order_in(std::string_view word) {
    if (word == "family") return NameOrder::family;
    return word == "joined" ? NameOrder::joined : NameOrder::given;
}

void read_line(SamplePlace& place, char kind, std::string_view text) {
    switch (kind) {
        case 'f': place.women = names_in(text); return;
        case 'm': place.men = names_in(text); return;
        case 'n':
            for (const std::string_view piece : pieces(text, ',')) {
                const auto [woman, man] = halves(piece, '~');
                place.families.emplace_back(name_in(woman), name_in(man.empty() ? woman : man));
            }
            return;
        case 'p': place.phones = pieces(text, ';'); return;
        case 'c':
            for (const std::string_view piece : pieces(text, ';')) place.towns.push_back(halves(piece, ','));
            return;
        case 's': place.streets = pieces(text, ';'); return;
        default: return;
    }
}

SamplePlace place_in(const Lines& lines) {
    const Lines head = split(lines.front(), ' ');
    SamplePlace place;
    place.language = head.at(0);
    place.country = head.at(1);
    place.weight = number_in(head.at(2));
    place.order = order_in(head.at(3));
    for (const std::string_view line : std::span(lines).subspan(1))
        read_line(place, line.front(), line.substr(2));
    return place;
}

SampleShelf shelf_in(const Lines& lines) {
    const auto [most_at, least_at] = [&] {
        const std::size_t last = lines.front().rfind(' ');
        return std::pair(last, lines.front().rfind(' ', last - 1));
    }();
    SampleShelf shelf;
    shelf.category = lines.front().substr(0, least_at);
    shelf.least_price = number_in(lines.front().substr(least_at + 1, most_at - least_at - 1));
    shelf.most_price = number_in(lines.front().substr(most_at + 1));
    for (const std::string_view line : std::span(lines).subspan(1)) {
        const auto [title, price] = halves(line, '|');
        shelf.titles.emplace_back(title, number_in(price));
    }
    return shelf;
}

}  // namespace

std::span<const std::string_view> SampleWords::list(std::string_view name) const {
    const auto found = std::ranges::find(lists, name, [](const auto& entry) { return entry.first; });
    return found == lists.end() ? std::span<const std::string_view>{} : std::span(found->second);
}

SampleWords sample_words() {
    SampleWords words;
    for (const Lines& lines : paragraphs(text_named("people.txt"))) words.places.push_back(place_in(lines));
    for (const Lines& lines : paragraphs(text_named("books.txt"))) words.shelves.push_back(shelf_in(lines));
    for (Lines& lines : paragraphs(text_named("words.txt"))) {
        const std::string_view name = lines.front();
        lines.erase(lines.begin());
        words.lists.emplace_back(name, std::move(lines));
    }
    return words;
}

SamplePhrase sample_phrase(std::string_view line) {
    const auto [channel, rest] = halves(line, '|');
    const auto [subject, body] = halves(rest, '|');
    return {channel, subject, body};
}

}  // namespace perennial
