#include "core/interchange/record_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/support/sample_snapshot.h"

namespace perennial {
namespace {

using Member = RecordView::Member;

}  // namespace

TEST_CASE("a contact is shown with its members as people name them") {
    using member_field::label, member_field::rank, member_field::value;
    const RecordView contact{
        .table = TableId::contact,
        .id = sample_id(1),
        .values = {{contact_field::birthday, "--02-29"},
                   {contact_field::name, "Agnieszka \"Aga\" Wróblewska"},
                   {contact_field::company, sample_id(3)},
                   {contact_field::address, Address{"", "Łódź", "", "90-001", "PL"}},
                   {contact_field::notes, ""},
                   {contact_field::source, {}}},
        .currency = {},
        .members = {Member{TableId::contact_tag, "vip", {{value, "VIP"}}},
                    Member{TableId::contact_email, "b@x.org", {{value, "B@x.org"}, {rank, std::int64_t{1}}}},
                    Member{TableId::contact_email, "z@x.org", {{value, "z@x.org"}}},
                    Member{TableId::contact_email,
                           "c@x.org",
                           {{value, "c@x.org"}, {label, "work"}, {rank, std::int64_t{0}}}},
                    Member{TableId::contact_custom, "shoe \"size\"", {{value, "38"}}},
                    Member{TableId::contact_tag, "tea", {{value, "Tea"}}}}};
    CHECK(record_json(contact) ==
          R"({"id":"0197f3c2-0000-7000-8000-000000000001","name":"Agnieszka \"Aga\" Wróblewska",)"
          R"("company":"0197f3c2-0000-7000-8000-000000000003",)"
          R"("address":{"city":"Łódź","postal_code":"90-001","country":"PL"},"birthday":"--02-29",)"
          R"("emails":[{"value":"c@x.org","label":"work"},{"value":"B@x.org"},{"value":"z@x.org"}],)"
          R"("tags":["Tea","VIP"],"custom":{"shoe \"size\"":"38"}})");
}

TEST_CASE("an order, its lines and a touch are shown with money, days and moments") {
    const Currency dollars = *Currency::parse("USD");
    struct Case {
        RecordView record;
        std::string_view json;
    };
    for (const auto& c :
         {Case{{TableId::order,
                sample_id(5),
                {{order_field::placed_on, std::int64_t{0}},
                 {order_field::currency, "USD"},
                 {order_field::discount, std::int64_t{0}},
                 {order_field::total, std::int64_t{2400}}},
                dollars,
                {}},
               R"({"id":"0197f3c2-0000-7000-8000-000000000005","placed_on":"1970-01-01","currency":"USD",)"
               R"("discount":{"minor":0,"currency":"USD"},"total":{"minor":2400,"currency":"USD"}})"},
          Case{{TableId::order_line,
                sample_id(6),
                {{order_line_field::order, sample_id(5)},
                 {order_line_field::quantity, std::int64_t{1500}},
                 {order_line_field::unit_price, std::int64_t{-1}},
                 {order_line_field::position, std::int64_t{2}}},
                {},
                {}},
               R"({"id":"0197f3c2-0000-7000-8000-000000000006","order":"0197f3c2-0000-7000-8000-000000000005",)"
               R"("quantity":1.5,"unit_price":{"minor":-1},"position":2})"},
          Case{
              {TableId::touch,
               sample_id(7),
               {{touch_field::at, std::int64_t{1}},
                {touch_field::body, "a\nb"},
                {touch_field::proactive, std::int64_t{0}}},
               {},
               {}},
              R"({"id":"0197f3c2-0000-7000-8000-000000000007","at":"1970-01-01T00:00:00.001Z","body":"a\nb","proactive":false})"}}) {
        CHECK(record_json(c.record) == c.json);
        CHECK(nlohmann::json::accept(record_json(c.record)));
    }
}

TEST_CASE("a value is shown as plain text for lists and CSV") {
    const auto field = [](TableId id, FieldNo number) -> const Field& { return table(id).fields[number]; };
    const Currency yen = *Currency::parse("JPY");
    const Currency euros = *Currency::parse("EUR");
    struct Case {
        const Field& field;
        Value value;
        Currency currency;
        std::string_view text;
    };
    const Field& total = field(TableId::order, order_field::total);
    for (const auto& c :
         {Case{total, std::int64_t{1250}, euros, "12.50"}, Case{total, std::int64_t{-5}, euros, "-0.05"},
          Case{total, std::int64_t{1250}, yen, "1250"}, Case{total, {}, euros, ""},
          Case{field(TableId::order, order_field::placed_on), std::int64_t{20'513}, {}, "2026-03-01"},
          Case{field(TableId::touch, touch_field::at),
               std::int64_t{1'772'366'400'123},
               {},
               "2026-03-01T12:00:00.123Z"},
          Case{field(TableId::touch, touch_field::proactive), std::int64_t{1}, {}, "yes"},
          Case{field(TableId::touch, touch_field::proactive), std::int64_t{0}, {}, "no"},
          Case{field(TableId::order_line, order_line_field::quantity), std::int64_t{-250}, {}, "-0.25"},
          Case{field(TableId::order_line, order_line_field::position), std::int64_t{7}, {}, "7"},
          Case{field(TableId::contact, contact_field::name), "Ada", {}, "Ada"},
          Case{field(TableId::contact, contact_field::company),
               sample_id(3),
               {},
               "0197f3c2-0000-7000-8000-000000000003"},
          Case{field(TableId::contact, contact_field::company), Id{}, {}, ""},
          Case{field(TableId::contact, contact_field::address),
               Address{"Main St 1", "", "", "", "US"},
               {},
               "Main St 1, US"}}) {
        CAPTURE(c.field.name);
        CHECK(value_text(c.field, c.value, c.currency) == c.text);
    }
}

}  // namespace perennial
