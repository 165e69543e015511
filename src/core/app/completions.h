// What forms offer while somebody types: products, contacts, companies, and the words already in use.
// Each answer is small and sorted by what is most likely meant. A form keeps the index of products (one for each
// revision) and asks it at every keystroke; the others are asked of the workspace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/storage/workspace.h"

namespace perennial {

struct ProductChoice {
    Id id;
    std::string name;  ///< Its code when it has no name.
    std::string sku, category;
    std::optional<std::int64_t> price;  ///< Minor units of `currency`.
    Currency currency;
    std::int64_t sold = 0;  ///< In how many lines of the latest orders.
};
/// Every product that is still sold, folded for searching, best sellers of the latest orders first.
struct ProductIndex {
    std::vector<ProductChoice> products;
    std::vector<std::string> folded;  ///< Name, code and category, beside `products`.
};
Result<ProductIndex> product_index(Workspace& workspace);
/// Products in whose name, code or category all words of `text` occur: first the one with exactly this code, then names that
/// begin so, then the others; among equals best sellers first. Without text the best sellers.
std::vector<ProductChoice> complete_products(const ProductIndex& index, std::string_view text,
                                             std::size_t limit);
/// The same for one question.
Result<std::vector<ProductChoice>> complete_products(Workspace& workspace, std::string_view text,
                                                     std::size_t limit);

struct ContactChoice {
    Id id;
    std::string name, email, phone, company;
};
/// Contacts in whose name, e-mails, phones or number all words occur; names that begin so first, then who bought last.
/// Without text those who bought last.
Result<std::vector<ContactChoice>> complete_contacts(Workspace& workspace, std::string_view text,
                                                     std::size_t limit);

struct CompanyChoice {
    Id id;
    std::string name;
    std::int64_t people = 0;
};
/// Companies in whose name all words occur; names that begin so first, then those with most people.
Result<std::vector<CompanyChoice>> complete_companies(Workspace& workspace, std::string_view text,
                                                      std::size_t limit);

/// A word in use, and in how many records.
struct KnownWord {
    std::string text;
    std::int64_t count = 0;
    bool operator==(const KnownWord&) const = default;
};
/// Owners of contacts, who sold, who talked, who made changes; most used first.
Result<std::vector<KnownWord>> staff_names(Workspace& workspace);
/// Tags of living contacts, most used first.
Result<std::vector<KnownWord>> known_tags(Workspace& workspace);
/// Categories of living products, most used first.
Result<std::vector<KnownWord>> product_categories(Workspace& workspace);
/// Channels of living orders, most used first.
Result<std::vector<KnownWord>> order_channels(Workspace& workspace);

}  // namespace perennial
