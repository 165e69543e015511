#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/interchange/column_facts.h"
#include "core/interchange/custom_values.h"
#include "core/interchange/header_names.h"
#include "core/interchange/import_layout.h"

namespace perennial {
namespace {

constexpr std::size_t kSampledRows = 1000;
constexpr std::size_t kSampledBytes = 4 * 1024 * 1024;

struct Sample {
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows;
};

std::string quoted(std::string_view file_name) {
    return file_name.empty() ? "This file" : phrase("“{}”", file_name);
}

std::unexpected<Error> refuse(std::string message, std::string_view file_name) {
    return fail_at(ErrorCode::invalid_input, std::move(message),
                   Place{.file = std::string(file_name), .line = 1, .column = ""});
}

/// Every header says something, and no two say the same: they are what a person picks a column by.
std::vector<std::string> distinct_headers(const std::vector<std::string>& cells, bool has_header) {
    std::vector<std::string> headers;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string given = has_header ? squeeze(clean_text(unguarded(cells[i]), false)) : "";
        const std::string base = given.empty() ? phrase("Column {}", i + 1) : given;
        std::string header = base;
        for (int n = 2; std::ranges::find(headers, header) != headers.end(); ++n)
            header = phrase("{} ({})", base, n);
        headers.push_back(std::move(header));
    }
    return headers;
}

Result<Sample> read_sample(std::span<const std::byte> bytes, const TextFormat& format,
                           std::string_view file_name) {
    Sample sample;
    CsvReader reader(bytes, format, file_name);
    std::size_t sampled = 0;
    while (sample.rows.size() <= kSampledRows && sampled < kSampledBytes) {
        TRY_ASSIGN(const CsvRow* const row, reader.next());
        if (row == nullptr) break;
        auto& cells = sample.rows.emplace_back(row->cells.begin(), row->cells.end());
        for (const std::string& cell : cells) sampled += cell.size() + sizeof(std::string);
    }
    if (sample.rows.empty())
        return refuse(quoted(file_name) + " is empty. Export it again, or choose another file.", file_name);
    sample.headers = distinct_headers(sample.rows[0], format.has_header);
    if (format.has_header) sample.rows.erase(sample.rows.begin());
    if (sample.rows.empty()) {
        return refuse(quoted(file_name) +
                          " has a header and no rows below it. Export it again, or choose another file.",
                      file_name);
    }
    return sample;
}

bool is_member(const ImportTarget& target) {
    return target.table == TableId::contact_email || target.table == TableId::contact_phone ||
           target.table == TableId::contact_tag || target.table == TableId::contact_interest;
}

/// Proposes where each column goes: headers first, contents for what is left.
class Recognition {
public:
    Recognition(const Sample& sample, const TextFormat& format, std::optional<ImportKind> kind)
        : sample_(sample), facts_(column_facts(sample.rows, sample.headers.size())) {
        known_ = format.has_header ? find_known_export(sample.headers, kind) : nullptr;
        layout_.format = format;
        layout_.kind = kind.value_or(known_ != nullptr ? known_->kind : likely_kind());
        if (known_ != nullptr) {
            layout_.recognised_as = known_->name;
            layout_.rows_may_be_short = known_->rows_may_be_short;
        }
    }

    ImportLayout propose() && {
        for (std::size_t i = 0; i < sample_.headers.size(); ++i) {
            ColumnMapping& column = layout_.columns.emplace_back();
            column.header = sample_.headers[i];
            column.samples = facts_[i].samples;
            column.custom_type = custom_type(i);
        }
        if (layout_.format.has_header) {
            map_by_header();
            tell_names_apart();
            tell_birthdays_apart();
        }
        set_mending_apart();
        map_by_content();
        keep_the_rest();
        if (layout_.currency.empty()) layout_.currency = currency_of_samples();
        return std::move(layout_);
    }

private:
    ImportKind likely_kind() const;
    bool names_any(const HeaderIndex& index, std::span<const std::string_view> targets) const;
    void map_by_header();
    /// "Name; Vorname" means the family name by the first, "Name; Surname" the given name; "Name" alone is all of it.
    void tell_names_apart();
    /// "Birthday; Birth month; Birth year" means the day of the month by the first.
    void tell_birthdays_apart();
    void map_by_content();
    void map_order_by_content();
    void map_contact_by_content();
    /// As which a custom field would take the column.
    std::string_view custom_type(std::size_t column) const;
    void set_mending_apart();
    void keep_the_rest();
    Currency currency_of_samples() const;
    bool is_taken(const ImportTarget& target, const HeaderMatch& match) const;
    bool has(std::string_view target) const;
    /// The first column nobody has claimed of which `fits` holds goes to `target`.
    template <class Predicate> void claim(std::string_view target, Predicate fits);
    bool is_open(std::size_t column) const { return !decided_[column] && facts_[column].filled > 0; }

    const Sample& sample_;
    std::vector<ColumnFacts> facts_;
    std::vector<char> decided_ = std::vector<char>(sample_.headers.size());
    const KnownExport* known_ = nullptr;
    ImportLayout layout_;
};

bool Recognition::names_any(const HeaderIndex& index, std::span<const std::string_view> targets) const {
    return std::ranges::any_of(sample_.headers, [&](const std::string& header) {
        const auto match = index.find(header);
        return match && match->target != nullptr &&
               std::ranges::find(targets, match->target->name) != targets.end();
    });
}

ImportKind Recognition::likely_kind() const {
    using Names = std::vector<std::string_view>;
    const HeaderIndex orders(ImportKind::orders, nullptr), contacts(ImportKind::contacts, nullptr);
    const bool when = names_any(orders, Names{"placed_on", "number"});
    const bool what = names_any(orders, Names{"total", "line.total", "line.quantity", "line.unit_price"});
    if (when && what) return ImportKind::orders;
    const bool emails = std::ranges::any_of(facts_, &ColumnFacts::are_emails);
    if (emails ||
        names_any(contacts, Names{"email", "phone", "name", "given_name", "family_name", "company"})) {
        return ImportKind::contacts;
    }
    const bool dates = std::ranges::any_of(facts_, &ColumnFacts::are_dates);
    const bool numbers = std::ranges::any_of(
        facts_, [](const ColumnFacts& facts) { return facts.are_integers() || facts.are_amounts(); });
    return dates && numbers ? ImportKind::orders : ImportKind::contacts;
}

bool Recognition::has(std::string_view target) const {
    return std::ranges::any_of(layout_.columns, [&](const ColumnMapping& column) {
        return column.target != nullptr && column.target->name == target;
    });
}

/// People have several e-mails, orders several words for their status and several lines, streets several lines; an address
/// has one city.
bool Recognition::is_taken(const ImportTarget& target, const HeaderMatch& match) const {
    if (is_member(target) || target.part == TargetPart::street || target.name == "status") return false;
    return std::ranges::any_of(layout_.columns, [&](const ColumnMapping& column) {
        if (column.target != &target) return false;
        const bool of_line = target.table == TableId::order_line || target.table == TableId::product;
        if (of_line) return column.set == match.ordinal;
        return target.type != FieldType::address ||
               (column.label == match.label && column.set == match.ordinal);
    });
}

void Recognition::map_by_header() {
    const HeaderIndex index(layout_.kind, known_);
    // Columns with something in them come first: an empty "Date" must not keep "Order date" from its place.
    for (const bool filled : {true, false}) {
        for (std::size_t i = 0; i < sample_.headers.size(); ++i) {
            if ((facts_[i].filled > 0) != filled) continue;
            auto match = index.find(sample_.headers[i]);
            if (!match) continue;
            if (match->target != nullptr && match->target->name == "contact.name" &&
                facts_[i].are_integers()) {
                match->target = find_target(layout_.kind, "contact.external_id");
            }
            ColumnMapping& column = layout_.columns[i];
            decided_[i] = match->target == nullptr;
            if (match->target == nullptr || is_taken(*match->target, *match)) continue;
            decided_[i] = true;
            column.to = ColumnMapping::To::target;
            column.target = match->target;
            column.label = match->label;
            column.set = match->ordinal;
            if (layout_.currency.empty()) layout_.currency = match->currency;
        }
    }
}

void Recognition::tell_names_apart() {
    const std::string prefix = layout_.kind == ImportKind::orders ? "contact." : "";
    const auto column_of = [&](std::string_view target) {
        return std::ranges::find_if(layout_.columns, [&](const ColumnMapping& column) {
            return column.target != nullptr && column.target->name == prefix + std::string(target);
        });
    };
    const auto none = layout_.columns.end();
    const auto name = column_of("name"), given = column_of("given_name"), family = column_of("family_name");
    if (name == none || (given == none) == (family == none)) return;
    const auto name_at = static_cast<std::size_t>(name - layout_.columns.begin());
    const auto part_at = static_cast<std::size_t>((given == none ? family : given) - layout_.columns.begin());
    std::size_t apart = 0, whole = 0;
    for (const auto& row : sample_.rows) {
        if (row.size() <= std::max(name_at, part_at)) continue;
        const std::string_view part = trim(row[part_at]);
        if (part.empty() || trim(row[name_at]).empty()) continue;
        ++(row[name_at].contains(part) ? whole : apart);
    }
    if (apart > whole) {
        name->target = find_target(layout_.kind, prefix + (given == none ? "given_name" : "family_name"));
    }
}

void Recognition::tell_birthdays_apart() {
    if (!has("birth_month") || has("birth_day")) return;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        ColumnMapping& column = layout_.columns[i];
        const bool birthday = column.target != nullptr && column.target->name == "birthday";
        if (birthday && !facts_[i].are_dates()) column.target = find_target(layout_.kind, "birth_day");
    }
}

template <class Predicate> void Recognition::claim(std::string_view target, Predicate fits) {
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        if (!is_open(i) || !fits(facts_[i])) continue;
        decided_[i] = true;
        layout_.columns[i].to = ColumnMapping::To::target;
        layout_.columns[i].target = find_target(layout_.kind, target);
        return;
    }
}

void Recognition::map_by_content() {
    if (layout_.kind == ImportKind::orders) {
        map_order_by_content();
    } else {
        map_contact_by_content();
    }
}

void Recognition::map_order_by_content() {
    const bool has_header = layout_.format.has_header;
    if (!has("placed_on")) claim("placed_on", [](const ColumnFacts& facts) { return facts.are_dates(); });
    if (!has("contact.email"))
        claim("contact.email", [](const ColumnFacts& facts) { return facts.are_emails(); });
    if (!has("total") && !has("line.unit_price") && !has("line.total")) {
        claim("total", [](const ColumnFacts& facts) { return facts.are_amounts(); });
    }
    const auto names_records = [&](const ColumnFacts& facts) {
        const std::string& header = sample_.headers[static_cast<std::size_t>(&facts - facts_.data())];
        const std::string key = has_header ? header_key(header) : "";
        return facts.are_numbers_of_records() ||
               (facts.are_integers() && (key.ends_with("id") || key.ends_with("no")));
    };
    if (!has("number"))
        claim("number", [&](const ColumnFacts& facts) { return names_records(facts) && !facts.repeat(); });
    const bool has_contact = has("contact.external_id") || has("contact.email") || has("contact.name");
    if (!has_contact)
        claim("contact.external_id", [&](const ColumnFacts& facts) { return names_records(facts); });
    if (!has_header && !has("line.quantity")) {
        claim("line.quantity", [](const ColumnFacts& facts) { return facts.are_counts(); });
    }
}

void Recognition::map_contact_by_content() {
    if (!has("email")) claim("email", [](const ColumnFacts& facts) { return facts.are_emails(); });
    if (layout_.format.has_header) return;
    claim("phone", [](const ColumnFacts& facts) { return facts.are_phones(); });
    claim("birthday", [](const ColumnFacts& facts) { return facts.are_dates(); });
    claim("external_id", [](const ColumnFacts& facts) { return facts.are_integers() && !facts.repeat(); });
    claim("name", [](const ColumnFacts& facts) {
        return facts.are_texts() && facts.values.size() * 2 > facts.filled;
    });
}

std::string_view Recognition::custom_type(std::size_t column) const {
    CustomGuess guess;
    for (const auto& row : sample_.rows) {
        if (column < row.size()) guess.note(row[column], layout_.format);
    }
    return guess.type();
}

/// What this program put behind the columns of rows that it refused is nobody's.
void Recognition::set_mending_apart() {
    const std::size_t count = sample_.headers.size();
    if (!layout_.format.has_header || count <= kRefusedHeaders.size()) return;
    const std::size_t own = count - kRefusedHeaders.size();
    // Of a file that has such columns of its own they are the second: "Refused row (2)".
    layout_.mended = sample_.headers[own].starts_with(kRefusedHeaders[0]) &&
                     sample_.headers[own + 1].starts_with(kRefusedHeaders[1]);
    if (!layout_.mended) return;
    for (std::size_t i = own; i < count; ++i) {
        layout_.columns[i].to = ColumnMapping::To::leave_out;
        layout_.columns[i].target = nullptr;
        decided_[i] = true;
    }
}

/// What a person's file says beyond our fields is kept as custom fields; an order's is not.
void Recognition::keep_the_rest() {
    if (layout_.kind != ImportKind::contacts) return;
    std::unordered_set<std::string> keys;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        if (!is_open(i)) continue;
        ColumnMapping& column = layout_.columns[i];
        column.to = ColumnMapping::To::custom_field;
        // "Size" and "size!" are two columns, so they are two fields.
        const std::string key = custom_key_of(column);
        for (int n = 2; !keys.insert(custom_key_of(column)).second; ++n)
            column.custom_key = phrase("{}_{}", key, n);
    }
}

Currency Recognition::currency_of_samples() const {
    struct Sign {
        std::string_view sign, code;
    };
    constexpr std::array kSigns{
        Sign{"€", "EUR"},   Sign{"EUR", "EUR"}, Sign{"£", "GBP"},  Sign{"GBP", "GBP"}, Sign{"US$", "USD"},
        Sign{"USD", "USD"}, Sign{"CHF", "CHF"}, Sign{"zł", "PLN"}, Sign{"₹", "INR"},   Sign{"₩", "KRW"}};
    for (const ColumnMapping& column : layout_.columns) {
        if (column.target == nullptr || column.samples.empty()) continue;
        // Later lines of an order leave its currency out; one that all orders share is theirs too.
        if (column.target->type == FieldType::currency && column.samples.size() == 1) {
            if (const auto currency = Currency::parse(column.samples[0])) return *currency;
        }
        if (column.target->type != FieldType::money) continue;
        for (const Sign& sign : kSigns) {
            const bool all = std::ranges::all_of(
                column.samples, [&](const std::string& cell) { return cell.contains(sign.sign); });
            if (all) return Currency::parse(sign.code).value_or(Currency{});
        }
    }
    return {};
}

bool can_be_identified(const ImportLayout& layout) {
    constexpr std::array<std::string_view, 8> kPerson{"name",  "given_name", "family_name", "preferred_name",
                                                      "email", "phone",      "external_id", "company"};
    constexpr std::array<std::string_view, 2> kOrder{"number", "placed_on"};
    return std::ranges::any_of(layout.columns, [&](const ColumnMapping& column) {
        if (column.target == nullptr) return false;
        return layout.kind == ImportKind::contacts
                   ? std::ranges::find(kPerson, column.target->name) != kPerson.end()
                   : std::ranges::find(kOrder, column.target->name) != kOrder.end();
    });
}

}  // namespace

Result<ImportLayout> propose_layout(std::span<const std::byte> bytes, std::string_view file_name,
                                    std::optional<ImportKind> kind, std::optional<TextFormat> format) {
    if (!format) {
        TRY_ASSIGN(format, sniff_text_format(bytes.first(std::min(bytes.size(), kSniffedBytes)), file_name));
        // The beginning may be plain ASCII and the first accent far behind it.
        if (bytes.size() > kSniffedBytes) format->encoding = sniff_encoding(bytes);
    }
    TRY_ASSIGN(const Sample sample, read_sample(bytes, *format, file_name));
    ImportLayout layout = Recognition(sample, *format, kind).propose();
    if (!can_be_identified(layout)) {
        const std::string_view missing =
            layout.kind == ImportKind::contacts
                ? "no column with a name, an e-mail, a phone or a customer number was found"
                : "no column with a date or an order number was found";
        return refuse(phrase("{} could not be understood: {}. Check that it is a table with a header row.",
                             quoted(file_name), missing),
                      file_name);
    }
    return layout;
}

}  // namespace perennial
