#include "tests/support/sample_snapshot.h"

namespace perennial {
namespace {

Instant at(std::string_view iso) { return *Instant::parse(iso); }
std::int64_t on(std::string_view iso) { return Day::parse(iso)->days; }

Change change(std::int64_t n, std::string_view iso, ChangeKind kind, std::string label) {
    Change made{.writer = sample_id(0xA1),
                .n = n,
                .time = {at(iso).ms * 65'536},
                .wall = at(iso),
                .kind = kind,
                .author = "Agnieszka",
                .label = std::move(label),
                .source = {},
                .detail = {},
                .undoes_writer = {},
                .undoes_n = 0};
    return made;
}

SnapshotRow row(TableId table, std::uint8_t number, ChangeIndex change, FieldValues values) {
    return {.name = {table, sample_id(number), {}},
            .values = std::move(values),
            .change = change,
            .exceptions = {}};
}

SnapshotRow member(TableId table, std::uint8_t owner, std::string key, ChangeIndex change,
                   FieldValues values) {
    return {.name = {table, sample_id(owner), std::move(key)},
            .values = std::move(values),
            .change = change,
            .exceptions = {}};
}

void add_changes(RecordedSnapshot& shop) {
    Change import = change(1, "2026-03-01T12:00:00.000Z", ChangeKind::import, "Import customers.csv");
    import.source = "customers";
    import.detail = R"({"contact":{"added":2}})";
    Change undo = change(3, "2026-03-02T08:30:00.250Z", ChangeKind::undo, "Undo: Delete Bolesław");
    undo.time.bits += 7;
    undo.undoes_writer = sample_id(0xA1);
    undo.undoes_n = 2;
    shop.changes = {
        import, change(2, "2026-03-01T12:05:00.000Z", ChangeKind::edit, "Delete Bolesław"), undo,
        change(4, "2026-03-02T09:00:00.000Z", ChangeKind::edit, "Edit Agnieszka \"Aga\" Wróblewska")};
    shop.header = {sample_id(0xB0), 4};
}

void add_contacts(RecordedSnapshot& shop) {
    namespace field = contact_field;
    using member_field::label, member_field::rank, member_field::value;
    SnapshotRow agnieszka = row(TableId::contact, 1, 0,
                                {{field::name, "Agnieszka Wróblewska"},
                                 {field::preferred_name, "Aga"},
                                 {field::company, sample_id(3)},
                                 {field::address, Address{"ul. Piotrkowska 1", "Łódź", "", "90-001", "PL"}},
                                 {field::birthday, "--02-29"},
                                 {field::language, "pl"},
                                 {field::notes, "Likes tea.\nAllergic to \"nuts\"."}});
    agnieszka.exceptions = {{register_of(field::preferred_name), 3}};
    shop.rows.push_back(agnieszka);
    shop.rows.push_back(member(TableId::contact_email, 1, "aga@example.com", 0,
                               {{value, "Aga@example.com"}, {label, "home"}, {rank, std::int64_t{0}}}));
    shop.rows.push_back(member(TableId::contact_phone, 1, "+48123456789", 0, {{value, "+48 123 456 789"}}));
    shop.rows.push_back(member(TableId::contact_tag, 1, "vip", 3, {{value, "VIP"}}));
    shop.rows.push_back(member(TableId::contact_tag, 1, "wholesale", 0, {{value, "wholesale"}}));
    shop.rows.back().deleted = true;
    shop.rows.back().exceptions = {{kLivesRegister, 3}};
    shop.rows.push_back(member(TableId::contact_interest, 1, "tea", 0, {{value, "Tea"}}));
    shop.rows.push_back(member(TableId::contact_custom, 1, "shoe size", 0, {{value, "38"}}));
    SnapshotRow boleslaw =
        row(TableId::contact, 2, 0, {{field::name, "Bolesław"}, {field::external_id, "1042"}});
    boleslaw.exceptions = {{kLivesRegister, 2}};
    shop.rows.push_back(boleslaw);
}

void add_the_rest(RecordedSnapshot& shop) {
    namespace order = order_field;
    namespace line = order_line_field;
    namespace touch = touch_field;
    shop.rows.push_back(row(TableId::company, 3, 0, {{company_field::name, "Herbaciarnia"}}));
    shop.rows.push_back(
        row(TableId::product, 4, 0, {{product_field::sku, "T-1"}, {product_field::name, "Green tea"}}));
    shop.rows.push_back(row(TableId::order, 5, 0,
                            {{order::contact, sample_id(1)},
                             {order::number, "17850"},
                             {order::placed_on, on("2026-02-28")},
                             {order::status, "paid"},
                             {order::currency, "PLN"},
                             {order::discount, std::int64_t{0}},
                             {order::total, std::int64_t{3600}}}));
    shop.rows.push_back(row(TableId::order_line, 6, 0,
                            {{line::order, sample_id(5)},
                             {line::product, sample_id(4)},
                             {line::quantity, std::int64_t{1500}},
                             {line::unit_price, std::int64_t{2400}},
                             {line::returned_quantity, std::int64_t{0}},
                             {line::position, std::int64_t{1}}}));
    shop.rows.push_back(row(TableId::touch, 7, 3,
                            {{touch::contact, sample_id(1)},
                             {touch::at, at("2026-03-02T08:59:00.000Z").ms},
                             {touch::channel, "phone"},
                             {touch::direction, "in"},
                             {touch::proactive, std::int64_t{0}}}));
    shop.rows.push_back(
        row(TableId::setting, 8, 1, {{setting_field::name, "currency"}, {setting_field::value, "PLN"}}));
    shop.history = {{{TableId::contact, sample_id(1), {}}, register_of(contact_field::preferred_name), 0, {}},
                    {{TableId::contact, sample_id(2), {}}, kLivesRegister, 0, std::int64_t{0}},
                    {{TableId::contact, sample_id(2), {}}, kLivesRegister, 1, std::int64_t{1}},
                    {{TableId::contact_tag, sample_id(1), "wholesale"}, kLivesRegister, 0, std::int64_t{0}}};
}

}  // namespace

Id sample_id(std::uint8_t number) {
    Id id = *Id::parse("0197f3c2-0000-7000-8000-000000000000");
    id.bytes.back() = number;
    return id;
}

RecordedSnapshot sample_snapshot() {
    RecordedSnapshot shop;
    add_changes(shop);
    add_contacts(shop);
    add_the_rest(shop);
    shop.ended = true;
    return shop;
}

}  // namespace perennial
