// A workspace as the first schema left it, with data, opened by this program.
#include <doctest/doctest.h>

#include "core/storage/migrations.h"
#include "core/storage/schema_texts.h"
#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TemporaryFile;

// What the first version wrote: an import of two people and an order, an edit of one name, a touch typed by hand. The clock of
// the edited contact is a blob: change 1, but register 1 (the name) by change 2.
constexpr std::string_view kData = R"(
INSERT INTO meta VALUES ('business', '0197f3c2-0000-7000-8000-0000000000b0'), ('created_at', '2026-01-01T08:00:00.000Z');
INSERT INTO writer VALUES (1, x'0197f3c20000700080000000000000a1');
INSERT INTO change VALUES
    (1, 1, 1, 116118716416000000, 1771840000000, 'import', 'Ines', 'Import people.csv', 'shop', '{"file":"people.csv"}', NULL),
    (2, 1, 2, 116118782000000000, 1771841000000, 'edit', 'Ines', 'Edit A. Nowak', '', '', NULL),
    (3, 1, 3, 116118850000000000, 1771842000000, 'edit', 'Ines', 'Add touch with Aga Nowak', '', '', NULL);
INSERT INTO created VALUES (1, 0, 1, 2), (1, 1, 1, 1), (1, 5, 1, 1), (1, 6, 1, 1), (1, 7, 1, 1), (1, 8, 1, 1), (1, 9, 1, 1),
    (3, 10, 1, 1), (3, 11, 1, 1);
INSERT INTO history VALUES (0, 1, 1, 1, 2, 'A. Nowak');
INSERT INTO undo_stack VALUES (1, 2, 0, NULL), (2, 3, 0, NULL);
INSERT INTO contact (row, id, name, company, notes, deleted, clock) VALUES
    (1, x'0197f3c2000070008000000000000001', 'Aga Nowak', 1, 'Likes rye', 0, x'010102'),
    (2, x'0197f3c2000070008000000000000002', 'Bo', NULL, NULL, 0, 1);
INSERT INTO contact_email VALUES (1, 1, 'aga@example.com', 'aga@example.com', 'work', 0, 0, 1);
INSERT INTO contact_custom VALUES (1, 1, 'Hat size', '56', 0, 1);
INSERT INTO company VALUES (1, x'0197f3c2000070008000000000000003', 'Green Bakery', 0, 1);
INSERT INTO product VALUES (1, x'0197f3c2000070008000000000000004', 'B-1', 'Rye bread', 0, 1);
INSERT INTO "order" VALUES
    (1, x'0197f3c2000070008000000000000005', 1, '7', 20485, 'paid', 'shop', 'EUR', NULL, 490, 1390, 0, 1);
INSERT INTO order_line VALUES (1, x'0197f3c2000070008000000000000006', 1, 1, NULL, 2000, 450, NULL, NULL, 1, 0, 1);
INSERT INTO touch VALUES
    (1, x'0197f3c2000070008000000000000007', 1, 1771842000000, 'phone', 'in', NULL, 'Asked for cake', 'Ines', NULL, 0, 3);
INSERT INTO setting VALUES (1, x'0197f3c2000070008000000000000008', 'shade', 'green', 0, 3);
)";
const Id kAga = *Id::parse("0197f3c2-0000-7000-8000-000000000001");

struct OldFile {
    OldFile() {
        auto connection = need(Connection::open(file.path()));
        need(connection->execute(kSchemaTexts[0].text));
        need(connection->execute("PRAGMA user_version=1; PRAGMA application_id=1347571276"));
        need(connection->execute(kData));
    }
    std::unique_ptr<Workspace> open() {
        return need(Workspace::open({file.path(), "", false}, {&clock, &random, {}, "Tomek"}));
    }

    TemporaryFile file;
    FixedClock clock{Instant{1'772'366'400'000}};
    Random random{1};
};

TEST_CASE("a workspace of the first schema is brought up to date when it is opened, and keeps everything") {
    OldFile old;
    const auto workspace = old.open();
    CHECK(need(workspace->reader().integer("PRAGMA user_version")) == newest_schema_version());
    const RowNo row = *need(workspace->find(TableId::contact, kAga));
    const Record aga = need(workspace->record(TableId::contact, row));
    CHECK(aga.values ==
          FieldValues{{contact_field::name, std::string("Aga Nowak")},
                      {contact_field::company, *Id::parse("0197f3c2-0000-7000-8000-000000000003")},
                      {contact_field::notes, std::string("Likes rye")}});
    CHECK(need(workspace->members(TableId::contact_custom, row)).front().key == "Hat size");
    const Record order = need(workspace->record(TableId::order, RowNo{1}));
    CHECK(order.values == FieldValues{{order_field::contact, kAga},
                                      {order_field::number, std::string("7")},
                                      {order_field::placed_on, std::int64_t{20485}},
                                      {order_field::status, std::string("paid")},
                                      {order_field::channel, std::string("shop")},
                                      {order_field::currency, std::string("EUR")},
                                      {order_field::shipping, std::int64_t{490}},
                                      {order_field::total, std::int64_t{1390}}});
    CHECK(need(workspace->record(TableId::product, RowNo{1})).values ==
          FieldValues{{product_field::sku, std::string("B-1")},
                      {product_field::name, std::string("Rye bread")}});
    CHECK(need(history(*workspace, TableId::contact, row)).size() >= 2);
}

TEST_CASE("in a file of the first schema new fields are written, captured and undone like the old ones") {
    OldFile old;
    const auto workspace = old.open();
    const RowNo row = *need(workspace->find(TableId::contact, kAga));
    const std::string before = need(visible_state(*workspace));
    // From here on the history tells every step.
    const auto write = [&](std::string label, TableId table, RowNo at, const FieldValues& values) {
        old.clock.advance_ms(1000);
        auto transaction = need(workspace->begin({ChangeKind::edit, std::move(label), "", "", {}}));
        need(transaction->set(table, at, values));
        need(transaction->commit());
    };
    write("Owner", TableId::contact, row,
          {{contact_field::name, std::string("Aga W.")}, {contact_field::owner, std::string("Tomek")}});
    write("Price", TableId::product, RowNo{1},
          {{product_field::price, std::int64_t{450}}, {product_field::currency, std::string("EUR")}});
    write("Staff", TableId::order, RowNo{1}, {{order_field::staff, std::string("Ines")}});
    write("Mail", TableId::company, RowNo{1}, {{company_field::email, std::string("hello@example.com")}});
    old.clock.advance_ms(1000);
    auto transaction = need(workspace->begin({ChangeKind::edit, "Field", "", "", {}}));
    need(transaction->insert(TableId::custom_field, workspace->ids().next(),
                             {{custom_field_field::key, std::string("Hat size")},
                              {custom_field_field::label, std::string("Hat size")},
                              {custom_field_field::type, std::string("number")}}));
    need(transaction->commit());
    CHECK(need(workspace->record(TableId::contact, row)).values.back() ==
          std::pair<FieldNo, Value>{contact_field::owner, std::string("Tomek")});
    CHECK(need(workspace->record(TableId::order, RowNo{1})).values.back() ==
          std::pair<FieldNo, Value>{order_field::staff, std::string("Ines")});

    const std::string after = need(visible_state(*workspace));
    const ChangeNo last = need(workspace->last_change());
    CHECK(need(visible_state(*workspace, last)) == after);
    for (int i = 0; i < 5; ++i) need(undo(*workspace));
    CHECK(need(visible_state(*workspace)) == before);
    for (int i = 0; i < 5; ++i) need(redo(*workspace));
    CHECK(need(visible_state(*workspace)) == after);
    // What the first version had done is still undone: the touch, then the name.
    for (int i = 0; i < 7; ++i) need(undo(*workspace));
    CHECK(need(workspace->record(TableId::contact, row)).values.front() ==
          std::pair<FieldNo, Value>{contact_field::name, std::string("A. Nowak")});
    CHECK(need(workspace->record(TableId::touch, RowNo{1})).deleted);
}

TEST_CASE("an import of the first version is taken back, with what only the new version knows") {
    OldFile old;
    const auto workspace = old.open();
    auto transaction = need(workspace->begin({ChangeKind::edit, "Staff", "", "", {}}));
    need(transaction->set(TableId::order, RowNo{1}, {{order_field::staff, std::string("Ines")}}));
    need(transaction->commit());
    const Reverted reverted = need(take_back(*workspace, ChangeNo{1}));
    CHECK(reverted.rows > 0);
    CHECK(need(workspace->record(TableId::product, RowNo{1})).deleted);
    CHECK_FALSE(need(workspace->record(TableId::order, RowNo{1})).deleted);  // Edited since.
}

}  // namespace
}  // namespace perennial
