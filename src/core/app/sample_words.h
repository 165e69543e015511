// What the sample shop is made of: names by country, titles by category, sentences by occasion. Read from the texts of
// assets/sample, which are part of the program; their form is:
//   people.txt: a paragraph for each country: "language country weight order-of-names", then lines of one letter each:
//     f and m given names, n family names (female~male where they differ), p phones, c towns with postal code, s streets;
//     "結衣:yui" says how an e-mail address spells a name; # is a digit (in streets a house number);
//   books.txt: a paragraph for each category: "name least-price most-price" in cents, then its products, best
//     seller first ("title|price" where the shelf does not set it);
//   words.txt: a paragraph for each list: its name, then its lines; a touch is "channel|subject|body", where $n is the
//     given name, $b a title, $a an author, $c a category.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace perennial {

struct SampleName {
    std::string_view shown;
    std::string_view latin;  ///< "" when the shown one is Latin already.
};

enum class NameOrder : std::uint8_t {
    given,   ///< "Agnieszka Wróblewska"
    family,  ///< "佐藤 結衣"
    joined,  ///< "王小明"
};

struct SamplePlace {
    std::string_view language, country;
    std::int64_t weight = 0;  ///< How many customers.
    NameOrder order = NameOrder::given;
    std::vector<SampleName> women, men;
    std::vector<std::pair<SampleName, SampleName>> families;  ///< A woman's form, a man's.
    std::vector<std::string_view> phones, streets;
    std::vector<std::pair<std::string_view, std::string_view>> towns;  ///< With their postal codes.
};

struct SampleShelf {
    std::string_view category;
    std::int64_t least_price = 0, most_price = 0;                   ///< Cents.
    std::vector<std::pair<std::string_view, std::int64_t>> titles;  ///< With their own prices, or 0.
};

struct SamplePhrase {
    std::string_view channel, subject, body;
};

struct SampleWords {
    std::vector<SamplePlace> places;   ///< The shop's own country first.
    std::vector<SampleShelf> shelves;  ///< What is not a book last.
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> lists;

    /// The lines of a list; none when there is no such list.
    std::span<const std::string_view> list(std::string_view name) const;
};

SampleWords sample_words();
SamplePhrase sample_phrase(std::string_view line);

}  // namespace perennial
