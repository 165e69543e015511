#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "core/interchange/json_splitter.h"
#include "core/interchange/share_file.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/share_text.h"

namespace perennial {
namespace {

using Break = std::function<void(RecordedSnapshot&)>;

SnapshotRow& row_of(RecordedSnapshot& snapshot, TableId table) {
    return *std::ranges::find(snapshot.rows, table, [](const SnapshotRow& row) { return row.name.table; });
}

void set_value(SnapshotRow& row, FieldNo field, Value value) {
    const auto found = std::ranges::find(row.values, field, &std::pair<FieldNo, Value>::first);
    REQUIRE(found != row.values.end());
    found->second = std::move(value);
}

Break breaks(TableId table, FieldNo field, Value value) {
    return [=](RecordedSnapshot& shop) { set_value(row_of(shop, table), field, value); };
}

std::size_t longest_line(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        longest = std::max(longest, end);
        text.remove_prefix(end + 1);
    }
    return longest;
}

}  // namespace

TEST_CASE(
    "a workspace whose values are not of their fields' types cannot be written, and the record is named") {
    struct Case {
        std::string_view why;
        Break broken;
        std::string_view message;
    };
    constexpr auto kContact = TableId::contact;
    constexpr auto kOrder = TableId::order;
    constexpr auto kTouch = TableId::touch;
    for (const auto& c : {
             Case{"a number as text", breaks(kContact, contact_field::name, std::int64_t{1}),
                  "\"name\" is not text"},
             Case{"text as a number", breaks(kOrder, order_field::total, "12"),
                  "\"total\" is not a whole number"},
             Case{"an id as text", breaks(kContact, contact_field::name, sample_id(1)),
                  "\"name\" is not text"},
             Case{"text as an id", breaks(kContact, contact_field::company, "x"), "\"company\" is not the id"},
             Case{"text as an address", breaks(kContact, contact_field::address, "x"),
                  "\"address\" is not an object"},
             Case{"a day beyond the calendar", breaks(kOrder, order_field::placed_on, std::int64_t{2'932'897}),
                  "\"placed_on\" is not a day"},
             Case{"a moment beyond the calendar",
                  breaks(kTouch, touch_field::at, std::int64_t{253'402'300'800'000}), "outside the years"},
             Case{"a moment before the calendar",
                  breaks(kTouch, touch_field::at, std::int64_t{-62'135'596'800'001}), "outside the years"},
             Case{"neither yes nor no", breaks(kTouch, touch_field::proactive, std::int64_t{2}),
                  "\"proactive\" is not true or false"},
             Case{"an unknown choice", breaks(kTouch, touch_field::channel, "pigeon"),
                  "\"channel\" is not one of email, phone"},
             Case{"a currency in small letters", breaks(kOrder, order_field::currency, "pln"),
                  "\"currency\" is not three"},
             Case{"a birthday that does not exist", breaks(kContact, contact_field::birthday, "1990-02-30"),
                  "\"birthday\" is not a birthday"},
             Case{"text that is not UTF-8", breaks(kContact, contact_field::name, "\xC3"),
                  "\"name\" is not valid UTF-8"},
             Case{"text that is too long", breaks(kContact, contact_field::name, std::string(201, 'x')),
                  "\"name\" is longer"},
         }) {
        CAPTURE(c.why);
        RecordedSnapshot shop = sample_snapshot();
        c.broken(shop);
        const auto text = write_share(shop);
        REQUIRE_FALSE(text.has_value());
        CHECK(text.error().code == ErrorCode::corrupt);
        CHECK_MESSAGE(text.error().message.contains(c.message), text.error().message);
        CHECK_MESSAGE(text.error().message.contains("0197f3c2-0000-7000-8000-00000000000"),
                      text.error().message);
    }
}

TEST_CASE("pieces out of order cannot be written") {
    struct Case {
        std::string_view why;
        Break broken;
    };
    const auto swap_rows = [](std::size_t a, std::size_t b) {
        return [=](RecordedSnapshot& shop) { std::swap(shop.rows[a], shop.rows[b]); };
    };
    for (const auto& c : {
             Case{"a member before its owner", swap_rows(0, 1)},
             Case{"members by another order than their keys", swap_rows(3, 4)},
             Case{"members by another order than their tables", swap_rows(2, 3)},
             Case{"a member with another owner",
                  [](RecordedSnapshot& shop) { shop.rows[1].name.id = sample_id(2); }},
             Case{"a member without a key", [](RecordedSnapshot& shop) { shop.rows[1].name.key.clear(); }},
             Case{"a record with a key", [](RecordedSnapshot& shop) { shop.rows[0].name.key = "x"; }},
             Case{"a record without an id", [](RecordedSnapshot& shop) { shop.rows[0].name.id = {}; }},
             Case{"records by another order than their ids", swap_rows(0, 7)},
             Case{"tables by another order than the catalogue's", swap_rows(8, 9)},
             Case{"fields out of order",
                  [](RecordedSnapshot& shop) { std::swap(shop.rows[0].values[0], shop.rows[0].values[1]); }},
             Case{"a field that does not exist",
                  [](RecordedSnapshot& shop) { shop.rows[7].values.back().first = 99; }},
             Case{"exceptions out of order",
                  [](RecordedSnapshot& shop) { shop.rows[0].exceptions = {{2, 1}, {1, 1}}; }},
             Case{"an exception of no field",
                  [](RecordedSnapshot& shop) { shop.rows[0].exceptions = {{99, 1}}; }},
             Case{"an unknown change", [](RecordedSnapshot& shop) { shop.rows[0].change = 4; }},
             Case{"changes out of order",
                  [](RecordedSnapshot& shop) { std::swap(shop.changes[0], shop.changes[1]); }},
             Case{"too few changes", [](RecordedSnapshot& shop) { shop.changes.pop_back(); }},
             Case{"history out of order",
                  [](RecordedSnapshot& shop) { std::swap(shop.history[0], shop.history[1]); }},
             Case{"history of no field", [](RecordedSnapshot& shop) { shop.history[0].register_no = 99; }},
             Case{"history of a member without a key",
                  [](RecordedSnapshot& shop) { shop.history[3].name.key.clear(); }},
             Case{"a business without an id", [](RecordedSnapshot& shop) { shop.header.business = {}; }},
         }) {
        CAPTURE(c.why);
        RecordedSnapshot shop = sample_snapshot();
        c.broken(shop);
        const auto text = write_share(shop);
        REQUIRE_FALSE(text.has_value());
        CHECK(text.error().code == ErrorCode::corrupt);
    }
}

TEST_CASE("parts that come in another order than header, changes, rows, history cannot be written") {
    const RecordedSnapshot shop = sample_snapshot();
    ShareWriter before_header;
    CHECK_FALSE(before_header.change(shop.changes[0]).has_value());
    ShareWriter writer;
    REQUIRE(writer.header(shop.header));
    CHECK_FALSE(writer.header(shop.header).has_value());
    for (const Change& change : shop.changes) REQUIRE(writer.change(change));
    REQUIRE(writer.row(shop.rows[0]));
    CHECK_FALSE(writer.change(shop.changes[0]).has_value());
    REQUIRE(writer.history(shop.history[0]));
    CHECK_FALSE(writer.row(shop.rows[1]).has_value());
    REQUIRE(writer.end());
    CHECK_FALSE(writer.history(shop.history[1]).has_value());
}

TEST_CASE("empty text, addresses of nothing and exceptions that say nothing are left out") {
    RecordedSnapshot plain = sample_snapshot();
    RecordedSnapshot with_nothing = plain;
    SnapshotRow& contact = with_nothing.rows[0];
    contact.values.emplace_back(contact_field::external_id, "");
    contact.exceptions.emplace_back(register_of(contact_field::company), contact.change);
    set_value(contact, contact_field::notes, std::string());
    std::erase_if(plain.rows[0].values, [](const auto& value) { return value.first == contact_field::notes; });
    CHECK(write_share(with_nothing).value() == write_share(plain).value());
}

TEST_CASE("a record with more members than fit in a line of 1 MiB goes on in further lines, and reads back") {
    RecordedSnapshot shop = sample_snapshot();
    shop.rows.resize(7);
    shop.rows.erase(shop.rows.begin() + 1, shop.rows.end());
    shop.history.clear();
    for (int i = 100; i < 160; ++i) {
        shop.rows.push_back({.name = {TableId::contact_custom, sample_id(1), "field " + std::to_string(i)},
                             .deleted = i % 7 == 0,
                             .values = {{member_field::value, std::string(60'000, '"')}},
                             .change = i % 2,
                             .exceptions = {}});
    }
    shop.rows.push_back(
        {.name = {TableId::company, sample_id(3), {}}, .values = {}, .change = 1, .exceptions = {}});
    const std::string text = write_share(shop).value();
    CHECK(longest_line(text) <= kMaxJsonElementBytes + 1);
    CHECK(longest_line(text) > kMaxJsonElementBytes - 130'000);
    CHECK(text.contains("\"continued\":true"));
    const auto read = read_share(text);
    REQUIRE_MESSAGE(read.has_value(), read.error().message);
    CHECK(described(*read) == described(shop));
}

TEST_CASE("a change with more text than a line may have is too large") {
    RecordedSnapshot shop = sample_snapshot();
    shop.changes[0].detail = std::string(kMaxJsonElementBytes, 'x');
    const auto text = write_share(shop);
    REQUIRE_FALSE(text.has_value());
    CHECK(text.error().code == ErrorCode::too_large);
    CHECK(text.error().message.contains("In change 1 of"));
}

}  // namespace perennial
