#include "core/app/completions.h"

#include <algorithm>
#include <unordered_map>

#include "core/app/search_words.h"
#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {
namespace {

// Best sellers are those of the latest orders: what sells now, and a bounded cost however long the shop has sold.
constexpr std::string_view kSold =
    "SELECT l.product, count(*) FROM (SELECT row FROM \"order\" WHERE deleted = 0 ORDER BY placed_on DESC "
    "LIMIT 5000) o JOIN order_line l ON l.\"order\" = o.row "
    "WHERE l.deleted = 0 AND l.product IS NOT NULL GROUP BY l.product";
constexpr std::string_view kProducts =
    "SELECT row, id, name, sku, category, price, currency FROM product "
    "WHERE deleted = 0 AND coalesce(retired, 0) = 0";

using Counts = std::unordered_map<std::int64_t, std::int64_t>;

Result<Counts> counts_by_row(Connection& reader, std::string_view sql) {
    TRY_ASSIGN(Statement row, reader.prepare(sql));
    Counts counts;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return counts;
        counts.emplace(row.integer(0), row.integer(1));
    }
}

std::int64_t count_of(const Counts& counts, std::int64_t row) {
    const auto found = counts.find(row);
    return found == counts.end() ? 0 : found->second;
}

ProductChoice product_choice(const Statement& row, const Counts& sold) {
    ProductChoice product;
    product.id = id_column(row, 1);
    product.name = text_column(row, 2);
    product.sku = text_column(row, 3);
    product.category = text_column(row, 4);
    product.price = integer_column(row, 5);
    product.currency = currency_column(row, 6);
    product.sold = count_of(sold, row.integer(0));
    if (product.name.empty()) product.name = product.sku;
    return product;
}

/// What somebody types into a form: folded words, all of which must occur.
std::vector<std::string> folded_words(std::string_view text) {
    const std::string folded = squeeze(fold(text));
    std::vector<std::string> words;
    for (const std::string_view word : split(folded, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

bool contains_all(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::all_of(
        words, [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

/// 0 for exactly this code, 1 for a name that begins so, 2 for any other place.
int rank_of(const ProductChoice& product, std::string_view folded, const std::string& typed) {
    if (typed.empty()) return 2;
    if (fold(product.sku) == typed) return 0;
    return folded.starts_with(typed) ? 1 : 2;
}

struct Found {
    std::size_t at = 0;
    int rank = 0;
    std::int64_t weight = 0;  ///< More is better.
};

/// The best of them, at most `limit`; equals stay in their order.
void keep_best(std::vector<Found>& found, std::size_t limit) {
    const auto better = [](const Found& a, const Found& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.weight != b.weight) return a.weight > b.weight;
        return a.at < b.at;
    };
    const std::size_t kept = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
    found.resize(kept);
}

Result<std::vector<KnownWord>> known_words(Workspace& workspace, std::string_view sql) {
    TRY_ASSIGN(Statement row, workspace.reader().prepare(sql));
    std::vector<KnownWord> words;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return words;
        words.push_back({text_column(row, 0), row.integer(1)});
    }
}

ContactChoice contact_choice(const Statement& row) {
    return {id_column(row, 0), text_column(row, 1), text_column(row, 2), text_column(row, 3),
            text_column(row, 4)};
}

}  // namespace

Result<ProductIndex> product_index(Workspace& workspace) {
    TRY_ASSIGN(const Counts sold, counts_by_row(workspace.reader(), kSold));
    TRY_ASSIGN(Statement row, workspace.reader().prepare(kProducts));
    ProductIndex index;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        index.products.push_back(product_choice(row, sold));
    }
    std::ranges::stable_sort(index.products, [](const ProductChoice& a, const ProductChoice& b) {
        return a.sold != b.sold ? a.sold > b.sold : a.name < b.name;
    });
    index.folded.reserve(index.products.size());
    for (const ProductChoice& product : index.products) {
        index.folded.push_back(fold(product.name + "\n" + product.sku + "\n" + product.category));
    }
    return index;
}

std::vector<ProductChoice> complete_products(const ProductIndex& index, std::string_view text,
                                             std::size_t limit) {
    const auto words = folded_words(text);
    const std::string typed = squeeze(fold(text));
    std::vector<Found> found;
    for (std::size_t i = 0; i < index.products.size(); ++i) {
        if (!contains_all(index.folded[i], words)) continue;
        const ProductChoice& product = index.products[i];
        found.push_back({i, rank_of(product, index.folded[i], typed), product.sold});
    }
    keep_best(found, limit);
    std::vector<ProductChoice> choices;
    for (const Found& one : found) choices.push_back(index.products[one.at]);
    return choices;
}

Result<std::vector<ProductChoice>> complete_products(Workspace& workspace, std::string_view text,
                                                     std::size_t limit) {
    TRY_ASSIGN(const ProductIndex index, product_index(workspace));
    return complete_products(index, text, limit);
}

Result<std::vector<ContactChoice>> complete_contacts(Workspace& workspace, std::string_view text,
                                                     std::size_t limit) {
    const auto words = search_words(text);
    const std::string typed = std::to_string(words.size() + 1), most = std::to_string(words.size() + 2);
    TRY_ASSIGN(Statement row,
               workspace.reader().prepare(
                   "SELECT c.id, b.shown_name, b.main_email, b.main_phone, k.name FROM ("
                   "SELECT row, shown_name, main_email, main_phone FROM contact_rollup NOT INDEXED WHERE " +
                   contains_all("search_text", words.size()) + " ORDER BY substr(sort_key, 1, length(?" +
                   typed + ")) = ?" + typed + " DESC, last_order DESC, sort_key LIMIT ?" + most +
                   ") b JOIN contact c ON c.row = b.row LEFT JOIN company k ON k.row = c.company AND "
                   "k.deleted = 0"));
    bind_words(row, words);
    const auto parameter = static_cast<int>(words.size()) + 1;
    row.bind(parameter, std::string_view(sort_key(squeeze(text))));
    row.bind(parameter + 1, static_cast<std::int64_t>(limit));
    std::vector<ContactChoice> choices;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return choices;
        choices.push_back(contact_choice(row));
    }
}

Result<std::vector<CompanyChoice>> complete_companies(Workspace& workspace, std::string_view text,
                                                      std::size_t limit) {
    TRY_ASSIGN(
        const Counts people,
        counts_by_row(workspace.reader(),
                      "SELECT company, count(*) FROM contact WHERE company IS NOT NULL AND deleted = 0 "
                      "GROUP BY company"));
    TRY_ASSIGN(Statement row, workspace.reader().prepare(
                                  "SELECT row, id, name FROM company WHERE deleted = 0 AND name IS NOT NULL "
                                  "ORDER BY name"));
    const auto words = folded_words(text);
    const std::string typed = squeeze(fold(text));
    std::vector<CompanyChoice> known;
    std::vector<Found> matches;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        const std::string folded = fold(row.text(2));
        if (!contains_all(folded, words)) continue;
        known.push_back({id_column(row, 1), text_column(row, 2), count_of(people, row.integer(0))});
        const bool begins = !typed.empty() && folded.starts_with(typed);
        matches.push_back({known.size() - 1, begins ? 0 : 1, known.back().people});
    }
    keep_best(matches, limit);
    std::vector<CompanyChoice> choices;
    for (const Found& match : matches) choices.push_back(known[match.at]);
    return choices;
}

Result<std::vector<KnownWord>> staff_names(Workspace& workspace) {
    return known_words(
        workspace,
        "SELECT name, sum(uses) AS uses FROM ("
        "SELECT owner AS name, count(*) AS uses FROM contact WHERE deleted = 0 GROUP BY owner UNION ALL "
        "SELECT staff, count(*) FROM \"order\" WHERE deleted = 0 GROUP BY staff UNION ALL "
        "SELECT staff, count(*) FROM touch WHERE deleted = 0 GROUP BY staff UNION ALL "
        "SELECT author, count(*) FROM change GROUP BY author) "
        "WHERE name IS NOT NULL AND name <> '' GROUP BY name ORDER BY uses DESC, name");
}

Result<std::vector<KnownWord>> known_tags(Workspace& workspace) {
    // One pass over the tags: looking each one's contact up costs three times as much.
    return known_words(workspace,
                       "SELECT max(value), count(*) AS uses FROM contact_tag NOT INDEXED WHERE deleted = 0 "
                       "AND owner NOT IN (SELECT row FROM contact WHERE deleted <> 0) "
                       "GROUP BY key ORDER BY uses DESC, key");
}

Result<std::vector<KnownWord>> product_categories(Workspace& workspace) {
    return known_words(
        workspace,
        "SELECT category, count(*) AS uses FROM product WHERE deleted = 0 AND category IS NOT NULL "
        "GROUP BY category ORDER BY uses DESC, category");
}

Result<std::vector<KnownWord>> order_channels(Workspace& workspace) {
    return known_words(
        workspace,
        "SELECT channel, count(*) AS uses FROM \"order\" WHERE deleted = 0 AND channel IS NOT NULL "
        "GROUP BY channel ORDER BY uses DESC, channel");
}

}  // namespace perennial
