// Every table described once, as data. Capture, share file, CSV, import mapping, lists, rules, search,
// history in words and erasure read these descriptions; none of them names a table.
// Invariants: numbers of tables and fields are stable for ever (entries are appended, never moved or reused);
// a test fails when the database schema and these descriptions disagree.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/domain/value.h"

namespace perennial {

enum class TableId : std::uint8_t {
    contact,
    contact_email,
    contact_phone,
    contact_tag,
    contact_interest,
    contact_custom,
    company,
    product,
    order,
    order_line,
    touch,
    setting,
    custom_field,
    view,
    survey,
    response,
    expense,
    segment,
    segment_member,
};
inline constexpr std::size_t kTableCount = 19;

enum class FieldType : std::uint8_t {
    text,       ///< One line.
    long_text,  ///< Several lines.
    integer,
    quantity,         ///< Thousandths, so that 1.5 kg is 1500.
    yes_no,           ///< 1 or 0.
    day,              ///< Days since 1970-01-01.
    instant,          ///< Milliseconds since 1970-01-01T00:00:00Z.
    birthday,         ///< "1990-02-28" or "--02-28".
    money,            ///< Minor units of the currency that `currency_field` (or the parent's) names.
    choice,           ///< One of `choices`.
    currency,         ///< ISO 4217 code.
    language,         ///< BCP 47 tag.
    address,          ///< Five parts, one register.
    reference,        ///< A row of `target`.
    external_number,  ///< Another system's number for the row.
    rule,             ///< A rule as a tree, in JSON (docs/file-format.md); segments are named by their ids.
};

struct Field {
    std::string_view name;   ///< As files, rules and the command line write it.
    std::string_view label;  ///< As the screen says it.
    FieldType type = FieldType::text;
    std::size_t max_bytes = 200;  ///< Of UTF-8, for text types.
    std::span<const std::string_view> choices = {};
    TableId target = TableId::contact;  ///< For references.
    bool required = false;
    bool searched = false;
};

/// entity: rows with an Id. member: rows that belong to an owner row and are named by a key within it (an
/// e-mail by its normalised form, a tag by its folded form, a person by the id), so that the same member added twice is one.
enum class TableKind : std::uint8_t { entity, member };

/// What erasing a person does to the rows that belong to that person.
enum class Erasure : std::uint8_t { remove_row, clear_person, keep };

struct Table {
    TableId id;
    std::string_view name;    ///< Singular: "order_line".
    std::string_view plural;  ///< As rules aggregate over it: "order_lines".
    std::string_view label;   ///< As the screen says it: "Order line".
    TableKind kind = TableKind::entity;
    TableId owner = TableId::contact;  ///< For members, and for parts (order_line: order).
    std::string_view nested = {};  ///< The list's name inside its owner's record, "" for a table of its own.
    std::span<const Field> fields = {};
    std::optional<FieldNo> person_field =
        {};  ///< The reference to the contact; none: the row is the person, or nobody's.
    std::optional<FieldNo> time_field = {};  ///< Day or instant at which it happened.
    std::optional<FieldNo> currency_field = {};
    bool captured = true;
    bool shared = true;
    bool append_only = false;
    Erasure erasure = Erasure::remove_row;
};

/// All tables, in the order of TableId.
std::span<const Table> catalogue();
const Table& table(TableId id);
/// By singular name; nullptr when there is none.
const Table* find_table(std::string_view name);
/// nullopt when the table has no such field.
std::optional<FieldNo> find_field(const Table& table, std::string_view name);

// Field numbers, by name, for code that means one field of one table. A test holds them to the descriptions.
namespace contact_field {
inline constexpr FieldNo name = 0, given_name = 1, family_name = 2, preferred_name = 3, company = 4,
                         address = 5, birthday = 6, language = 7, source = 8, notes = 9, external_id = 10,
                         owner = 11, referred_by = 12;
}
/// contact_email, contact_phone, contact_tag, contact_interest, contact_custom, segment_member; tags, interests and segments'
/// members (contacts) have only `value`.
namespace member_field {
inline constexpr FieldNo value = 0, label = 1, rank = 2;
}
namespace company_field {
inline constexpr FieldNo name = 0, email = 1, phone = 2, website = 3, address = 4, notes = 5, external_id = 6;
}
namespace product_field {
inline constexpr FieldNo sku = 0, name = 1, category = 2, price = 3, currency = 4, notes = 5, retired = 6;
}
namespace order_field {
inline constexpr FieldNo contact = 0, number = 1, placed_on = 2, status = 3, channel = 4, currency = 5,
                         discount = 6, shipping = 7, total = 8, note = 9, staff = 10;
}
namespace order_line_field {
inline constexpr FieldNo order = 0, product = 1, title = 2, quantity = 3, unit_price = 4, discount = 5,
                         returned_quantity = 6, position = 7;
}
namespace touch_field {
inline constexpr FieldNo contact = 0, at = 1, channel = 2, direction = 3, subject = 4, body = 5, staff = 6,
                         proactive = 7;
}
namespace setting_field {
inline constexpr FieldNo name = 0, value = 1;
}
namespace custom_field_field {
inline constexpr FieldNo key = 0, label = 1, type = 2, choices = 3, position = 4;
}
namespace view_field {
inline constexpr FieldNo list = 0, name = 1, definition = 2, position = 3;
}
namespace survey_field {
inline constexpr FieldNo name = 0, kind = 1, question = 2;
}
namespace response_field {
inline constexpr FieldNo survey = 0, contact = 1, at = 2, kind = 3, score = 4, comment = 5, touch = 6,
                         order = 7;
}
namespace expense_field {
inline constexpr FieldNo day = 0, channel = 1, amount = 2, currency = 3, what = 4, kind = 5;
}

namespace segment_field {
inline constexpr FieldNo name = 0, kind = 1, rule = 2, note = 3, colour = 4, pinned = 5;
}

}  // namespace perennial
