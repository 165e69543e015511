// What programs call their columns, as data: names and languages for every target, words that qualify them ("Work",
// "Billing"), and the exports of well-known programs. Adding a program means adding a row here, not code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/money.h"
#include "core/interchange/import_layout.h"

namespace perennial {

/// Names in a list are separated by '|' and compared by header_key.
using NameList = std::string_view;

/// A target for names that mean one thing here and another there: the contents decide.
inline constexpr std::string_view kUnclear = "?";

/// Columns by these names go to `target` ("" = are left out), with `label` for e-mails and phones.
struct HeaderNames {
    std::string_view target;
    std::string_view label;
    NameList names;
};

/// A word before or after a name: "Business Phone", "Ort privat".
struct Qualifier {
    std::string_view label;  ///< "" for words that say nothing ("Customer E-mail").
    NameList words;
};

/// The export of one program, known by columns that only it has.
struct KnownExport {
    std::string_view name;    ///< "Shopify orders".
    std::string_view source;  ///< "Shopify".
    ImportKind kind = ImportKind::contacts;
    NameList columns;                            ///< All of them must be there.
    std::span<const HeaderNames> meanings = {};  ///< Where its names mean something of their own.
    bool rows_may_be_short = false;
};

std::span<const HeaderNames> contact_header_names();
std::span<const HeaderNames> order_header_names();
std::span<const Qualifier> header_qualifiers();
std::span<const KnownExport> known_exports();

/// Folded, letters and digits only: "E-Mail: Adresse" and "email_adresse" are one name.
std::string header_key(std::string_view header);

struct HeaderMatch {
    const ImportTarget* target = nullptr;  ///< nullptr: the column is left out.
    std::string label;
    int ordinal = 0;    ///< Of "Address 2 - City"; 0 without one.
    Currency currency;  ///< Of "Total (EUR)".
};

/// The names of one kind of import, ready for looking up.
class HeaderIndex {
public:
    HeaderIndex(ImportKind kind, const KnownExport* known);
    /// nullopt when the name says nothing.
    std::optional<HeaderMatch> find(std::string_view header) const;

private:
    struct Entry {
        const ImportTarget* target = nullptr;
        std::string_view label;
        bool unclear = false;
    };
    struct Word {
        std::string key;
        std::string_view label;
        Currency currency;
    };
    void add(std::span<const HeaderNames> names, std::string_view prefix);
    std::optional<HeaderMatch> find_key(const std::string& key, int words_left) const;
    std::optional<HeaderMatch> find_without_word(const std::string& key, int words_left, bool at_front) const;

    ImportKind kind_;
    std::unordered_map<std::string, Entry> entries_;
    std::vector<Word> words_;  ///< Longest first.
};

/// nullptr when the header is not that of a known export (of this kind, when one is given).
const KnownExport* find_known_export(std::span<const std::string> headers, std::optional<ImportKind> kind);

}  // namespace perennial
