#include <algorithm>

#include "core/app/sample_parts.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::size_t kBetweenHardbacks = 8;  // Every eighth title is sold in hard covers too.
constexpr std::int64_t kHardbackSurcharge = 700;
constexpr std::string_view kHardback = " (hardback)";

/// Publishers like prices that end in 9.
std::int64_t book_price(SampleDice& dice, const SampleShelf& shelf) {
    return dice.between(shelf.least_price, shelf.most_price) / 50 * 50 + 49;
}

std::string next_sku(const SampleShop& shop, bool book) {
    return phrase("HB-{}{}", book ? "B" : "G",
                  zero_padded(static_cast<std::int64_t>(shop.products.size()) + 1, 3));
}

void make_shelf(SampleMaker& maker, const SampleShelf& shelf, bool books) {
    SampleShop& shop = maker.shop;
    SampleDice& dice = maker.dice;
    const std::size_t first = shop.products.size();
    for (const auto& [title, own_price] : shelf.titles) {
        SampleProduct product{.sku = next_sku(shop, books),
                              .name = std::string(title),
                              .category = std::string(shelf.category),
                              .author = std::string(books ? dice.pick(maker.words.list("authors")) : ""),
                              .price = own_price > 0 ? own_price : book_price(dice, shelf),
                              .retired = shop.products.size() > first && dice.chance(6)};
        shop.products.push_back(product);
        if (!books || shop.products.size() % kBetweenHardbacks != 0) continue;
        product.sku = next_sku(shop, books);
        product.name += kHardback;
        product.price += kHardbackSurcharge;
        shop.products.push_back(std::move(product));
    }
    maker.shelf_products.emplace_back(first, shop.products.size() - first);
}

}  // namespace

void make_sample_products(SampleMaker& maker) {
    for (const SampleShelf& shelf : maker.words.shelves) {
        const bool books = &shelf != &maker.words.shelves.back();
        if (books) maker.shop.genres.emplace_back(shelf.category);
        make_shelf(maker, shelf, books);
    }
}

void make_sample_companies(SampleMaker& maker) {
    const SamplePlace& home = maker.words.places.front();
    for (const std::string_view kind : {"school", "cafe", "group", "business"}) {
        for (const std::string_view name : maker.words.list(kind)) {
            const std::string domain = latin_letters(name) + ".example";
            SampleCompany company;
            company.name = name;
            company.email = "hello@" + domain;
            company.website = "https://" + domain;
            company.address = sample_address(maker.dice, home);
            if (kind == "school") company.notes = "Orders in August and January, by invoice.";
            if (kind == "group")
                company.notes = "Ten copies of the month's book, collected by whoever hosts.";
            maker.shop.companies.push_back(std::move(company));
        }
    }
}

std::string filled(std::string_view sentence, const SamplePerson& person, const SampleProduct& product) {
    const std::string_view title = std::string_view(product.name).substr(0, product.name.find(kHardback));
    std::string text;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        if (sentence[at] != '$' || at + 1 == sentence.size()) {
            text += sentence[at];
            continue;
        }
        switch (sentence[++at]) {
            case 'n': text += person.given; break;
            case 'b': text.append("“").append(title).append("”"); break;
            case 'a': text += product.author; break;
            default: text += product.category;
        }
    }
    return text;
}

bool sample_shop_closed(Day day) {
    const auto [year, month, of_month] = day.civil();
    return day.weekday() == 6 || (month == 12 && (of_month == 25 || of_month == 26)) ||
           (month == 1 && of_month == 1);
}

Day sample_open_day(Day day) {
    while (sample_shop_closed(day)) ++day.days;
    return day;
}

std::string with_digits(SampleDice& dice, std::string_view pattern) {
    std::string text(pattern);
    for (char& letter : text) {
        if (letter == '#') letter = static_cast<char>('0' + dice.between(0, 9));
    }
    return text;
}

Address sample_address(SampleDice& dice, const SamplePlace& place) {
    Address address;
    const auto& [town, postal_code] = dice.pick(place.towns);
    address.street = dice.pick(place.streets);
    address.street.replace(address.street.find('#'), 1, std::to_string(dice.between(1, 89)));
    address.city = town;
    address.postal_code = with_digits(dice, postal_code);
    address.country = place.country;
    return address;
}

std::string latin_letters(std::string_view text) {
    std::string letters = fold(text);
    std::erase_if(letters, [](char letter) {
        return !((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'));
    });
    return letters;
}

}  // namespace perennial
