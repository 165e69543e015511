#include "platform/native/cli/tables_text.h"

#include "core/domain/catalogue.h"

namespace perennial::cli {
namespace {

constexpr std::string_view kPreface = R"(# The tables of a workspace

Written by `perennial schema --tables`; a test compares. The workspace is an ordinary SQLite file: the `sqlite3` shell opens
it, and every figure can be checked with SQL. Read it as you like; write only through `perennial` or the page, or the
history will not know of it.

Every shared table has these columns besides its own:

| column | |
|--|--|
| `row` | the row's number in this file only; references hold it |
| `id` | its UUID, 16 bytes; members of a contact or a segment have `owner` (its `row`) and `key` instead |
| `deleted` | 0 lives, 1 deleted, 2 only referred to and not known here |
| `clock` | which change wrote each field: a number while one change wrote them all, else a blob (`core/storage/capture.h`) |

Living orders of a contact, and what they come to:

    SELECT count(*), sum(total) FROM "order"
    WHERE deleted = 0 AND contact = (SELECT row FROM contact WHERE external_id = '00004');

)";

constexpr std::string_view kRest = R"(## Changes and history

| table | one row is |
|--|--|
| `change` | a committed command: `writer` and `n` name it everywhere, `time` orders it, `wall` is the writer's own clock (milliseconds), `kind`, `author`, `label`, `source`, `detail` (an import's counts as JSON), `undoes` |
| `writer` | a session that has written: its number here and its UUID |
| `history` | a value that was overwritten: table (`tbl`, in the order above, from 0), `row`, `register` (0 is `deleted`, i + 1 is field i), the `change` that had written it, the one that `replaced_by` it |
| `created` | rows that a change made, as a range |
| `undo_stack` | what undo and redo do next on this device |
| `meta` | facts of the file itself |

## Derived

`contact_rollup` has one row per living contact with what lists show: `shown_name`, `sort_key`, `search_text`, `main_email`,
`main_phone`, `orders`, `purchases`, `spent` in `currency`, `other_currencies`, `first_order`, `last_order`, `last_touch`
(docs/METRICS.md). `product_rollup` has one row per product that counted orders name: `sold` and `buyers` net of returns,
`revenue` in `currency`, `last_sold`. Both are computed from the tables above and never exported.

Of segments: `segment_now` has a row for each member (`segment` and `contact` are rows, `since` the instant of entering, NULL before
the log began), `segment_log` one for each who entered (`entered` 1) or left (0): `at`, `day`, and the `change` that did it, NULL when
time did or several changes. `segment_state` says how far that is worked out: `asked` the rule it was worked out by, `day`, `since`
when the log began, `members`, `next_row` the contact to go on with (NULL: all are), `cause`, `fresh`, `problem`.
)";

std::string_view stored_as(FieldType type) {
    switch (type) {
        case FieldType::text:
        case FieldType::external_number: return "text";
        case FieldType::long_text: return "text of several lines";
        case FieldType::integer: return "integer";
        case FieldType::quantity: return "integer, thousandths";
        case FieldType::yes_no: return "0 or 1";
        case FieldType::day: return "integer, days since 1970-01-01";
        case FieldType::instant: return "integer, milliseconds since 1970-01-01T00:00:00Z";
        case FieldType::birthday: return "text, `1990-02-28` or `--02-28`";
        case FieldType::money: return "integer, minor units";
        case FieldType::choice: return "text, one of";
        case FieldType::currency: return "text, ISO 4217";
        case FieldType::language: return "text, BCP 47";
        case FieldType::address: return "text, JSON of `street`, `city`, `region`, `postal_code`, `country`";
        case FieldType::reference: return "integer, `row` of";
        case FieldType::rule: return "text, JSON of a rule (docs/file-format.md), segments by their ids";
    }
    return "";
}

std::string field_line(const Field& field) {
    std::string line = "| `" + std::string(field.name) + "` | " + std::string(field.label) + " | " +
                       std::string(stored_as(field.type));
    if (field.type == FieldType::reference) line += " `" + std::string(table(field.target).name) + "`";
    for (const std::string_view choice : field.choices) line += " `" + std::string(choice) + "`";
    return line + (field.required ? " | yes |\n" : " | |\n");
}

}  // namespace

std::string tables_text() {
    std::string text(kPreface);
    for (const Table& table : catalogue()) {
        text += "## " + std::string(table.name) + "\n\n| column | | stored as | required |\n|--|--|--|--|\n";
        for (const Field& field : table.fields) text += field_line(field);
        text += "\n";
    }
    return text + std::string(kRest);
}

}  // namespace perennial::cli
