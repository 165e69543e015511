// Which column of a foreign table means what: targets, recognition by header and content, and reading one row into
// values. Pure: no database; finding existing people and orders is the app's work.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/interchange/csv_reader.h"

namespace perennial {

/// What a row of the file is: one person, or (a line of) an order.
enum class ImportKind : std::uint8_t { contacts, orders };

/// What a target does with a cell, beyond being a field of its table.
enum class TargetPart : std::uint8_t {
    field,   ///< Sets the field, or adds a member.
    street,  ///< Parts of the address: several street columns become one text.
    city,
    region,
    postal_code,
    country,
    birth_year,  ///< Parts of the birthday, as numbers.
    birth_month,
    birth_day,
    member_label,  ///< Labels the members of its set: "E-mail 1 - Label".
    line_total,    ///< Becomes ImportedRow::line_total_minor.
    refunded,      ///< An amount that comes off the total.
    cancelled,     ///< Anything in the cell means that the order was cancelled.
};

/// Something a column can go to. `name` is what `--map 'Column=name'` takes:
/// contacts: name, given_name, ..., email, phone, street, city, region, postal_code, country, tags, interests,
/// external_id;
/// orders: number, placed_on, status, channel, currency, discount, shipping, total, and `line.sku`, `line.title`,
/// `line.quantity`, `line.unit_price`, `line.discount`, `line.total`, and `contact.email`, `contact.external_id`,
/// `contact.name`, ... for the person who ordered.
struct ImportTarget {
    std::string_view name;
    std::string_view label;
    FieldType type = FieldType::text;
    TableId table = TableId::contact;
    FieldNo field = 0;
    TargetPart part = TargetPart::field;
};
std::span<const ImportTarget> import_targets(ImportKind kind);
const ImportTarget* find_target(ImportKind kind, std::string_view name);

/// Where one column goes.
struct ColumnMapping {
    enum class To : std::uint8_t { target, custom_field, leave_out };
    std::string header;  ///< As in the file, or "Column 3"; made different from the others by " (2)".
    To to = To::leave_out;
    const ImportTarget* target = nullptr;  ///< For To::target.
    std::vector<std::string> samples;      ///< First different non-empty values, at most 3.
    std::string label;  ///< "work", "mobile": of the e-mail or phone, and which address a part belongs to.
    /// Columns with the same label and set belong together: the parts of one address, an e-mail and its label; of an order,
    /// those of the same line.
    int set = 0;
    /// For To::custom_field: the key of the field, "" for one made of the header (see custom_key_of).
    std::string custom_key;
    /// For To::custom_field: what the values look like, one of the catalogue's types of custom fields. They are written as
    /// it wants them ("1.284,50" as "1284.5"); one that does not fit stays as it is, with a warning.
    std::string_view custom_type = "text";
    bool operator==(const ColumnMapping&) const = default;
};
/// The key under which contacts hold the values of a column that is a custom field. Never empty.
std::string custom_key_of(const ColumnMapping& column);

struct ImportLayout {
    ImportKind kind = ImportKind::contacts;
    /// "Shopify orders", "Online Retail order lines", or "" when nothing special was recognised.
    std::string recognised_as;
    TextFormat format;
    std::vector<ColumnMapping> columns;
    Currency currency;  ///< Of amounts without a column for it, when the headers name one ("Total (EUR)").
    bool rows_may_be_short = false;  ///< This program leaves empty cells at the end of a row out.
    /// The file holds rows that an earlier import refused: its last two columns are kRefusedHeaders, which belong to nobody.
    bool mended = false;
    bool operator==(const ImportLayout&) const = default;
};

/// What a file of refused rows has behind its own columns: why, and which row of the first file it was.
inline constexpr std::array<std::string_view, 2> kRefusedHeaders{"Refused because", "Refused row"};
/// As a file of refused rows names a row: its content and its occurrence.
std::string refused_row_name(std::string_view identity);

/// The cells of a column, counted while rows are read. Cells of rows that are refused for another reason count too.
struct CellCounts {
    std::int64_t good = 0, empty = 0, warned = 0, refused = 0;
    bool operator==(const CellCounts&) const = default;
};

/// Reads the header and up to 1,000 rows and proposes everything. Columns match by header (many names and languages) and,
/// failing that, by content (dates, e-mails, amounts). A file without a header row gets "Column 1", ...
/// The whole file is scanned once for its encoding, unless `format` gives it.
/// Errors: those of sniffing and reading; invalid_input when the file has a header and nothing else, or when no column
/// can be an identity of a person or an order.
Result<ImportLayout> propose_layout(std::span<const std::byte> bytes, std::string_view file_name,
                                    std::optional<ImportKind> kind = std::nullopt,
                                    std::optional<TextFormat> format = std::nullopt);

/// "Shopify orders" gives "Shopify"; else the file's name without extension, copy marks and trailing dates or numbers.
std::string default_source_name(std::string_view file_name, const ImportLayout& layout);

/// A cell that could not be taken.
struct RowProblem {
    std::int64_t line = 0;
    std::string column;   ///< "" when it is the row as a whole.
    std::string value;    ///< At most 200 bytes of it.
    std::string message;  ///< "Not an amount. Type it as 12.50, or leave it empty."
    bool refused = true;  ///< false: a warning, the row goes in.
    bool operator==(const RowProblem&) const = default;
};

/// One member of a contact as the row gave it; `key` already normalised.
struct ImportedMember {
    TableId table = TableId::contact_email;
    std::string key;
    FieldValues values;
};

/// What a row says, typed and checked against the catalogue; only what its columns gave.
struct ImportedRow {
    std::int64_t line = 0;
    FieldValues contact;                  ///< Company left out: see company_name.
    std::vector<ImportedMember> members;  ///< Ranks count within the row, from 0.
    std::string company_name;
    std::string company_website;  ///< Only beside a name.
    FieldValues order;            ///< For orders: contact, currency and totals may be missing.
    FieldValues order_line;       ///< Empty when the row says nothing of a line.
    std::string product_sku, product_name, product_category;
    /// Minor units, what the line adds to its order: as the file gives it, or quantity times unit price, exactly
    /// rounded, less the line's discount. Negative when more came back than went out.
    std::optional<std::int64_t> line_total_minor;
    std::uint64_t content_hash = 0;  ///< Of all cells as they stand, for rows without a number of their own.
    std::string was;  ///< Of a mended row: its identity in the file it was refused from, else "".
    std::string external_id() const;  ///< The contact's own number, or "".
    std::string order_number() const;
    /// Whether it says anything of a line.
    bool has_line() const { return !order_line.empty() || !product_sku.empty(); }
};

/// Reads one row. A refused cell refuses the row; every problem of the row is appended to `problems`. A row of empty
/// cells gives nothing and no problem. An e-mail, phone, birthday or language that cannot be read is left out with a
/// warning, as long as something else still says whose row it is.
/// `default_currency` decides the minor digits of amounts that come without one; for a later line of an order whose
/// file names currencies (Shopify's have it on the first line only) that is the order's own.
/// Negative quantities become returned quantities (quantity 0), so that (quantity - returned) times price is what the
/// file says.
/// `counts`, when given, has one entry for each column.
std::optional<ImportedRow> read_import_row(const ImportLayout& layout, const CsvRow& row,
                                           Currency default_currency, std::vector<RowProblem>& problems,
                                           std::span<CellCounts> counts = {});

/// The sets of columns that say a line of the order each ("Product Item 2 Quantity"), in order; none for a
/// file whose rows hold one line at most.
std::vector<int> line_sets(const ImportLayout& layout);
/// Reads a row that may hold several lines: the first says of person and order what the row says, the others repeat it;
/// each has one of the lines. Sets without a line give none. Empty when the row is refused or empty.
std::vector<ImportedRow> read_import_lines(const ImportLayout& layout, std::span<const int> sets,
                                           const CsvRow& row, Currency default_currency,
                                           std::vector<RowProblem>& problems, std::span<CellCounts> counts);

/// The row's cells without those that a file of refused rows has behind them.
struct OwnCells {
    std::span<const std::string_view> cells;
    std::string_view was;  ///< The identity that the row had when it was refused, else "".
};
OwnCells own_cells(const ImportLayout& layout, const CsvRow& row);

/// Of all cells as they stand.
std::uint64_t content_hash_of(std::span<const std::string_view> cells);

}  // namespace perennial
