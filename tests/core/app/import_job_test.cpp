#include <doctest/doctest.h>
#include <algorithm>

#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::counts_of;
using test::import_request;
using test::need;
using test::run_import;
using test::sql_integer;
using test::TestApp;

constexpr std::string_view kContacts =
    "Customer number,Name,E-mail,Phone,City,Company\n"
    "17,Aga Nowak,aga@example.com,+48 600 100 200,Łódź,Bakery\n"
    "18,Bo Li,bo@example.com,,Paris,bakery\n"
    "19,Cy,,+33 1 22 33 44 55,,\n";

constexpr std::string_view kOrders =
    "Order number,Order date,E-mail,Customer name,Product,SKU,Quantity,Unit price\n"
    "A1,2026-01-05,aga@example.com,Aga Nowak,Rye,R1,2,4.50\n"
    "A1,2026-01-05,aga@example.com,Aga Nowak,Cake,C1,1,30.00\n"
    "A2,2026-02-01,new@example.com,New Person,Rye,R1,1,4.50\n"
    "A3,2026-02-02,,,Rye,R1,-3,4.50\n";

std::int64_t order_total_of(TestApp& app, std::string_view number) {
    return sql_integer(app.workspace(),
                       "SELECT total FROM \"order\" WHERE number = '" + std::string(number) + "'");
}

std::string shown(TestApp& app, const Id& id) { return need(contact_page(app.workspace(), id)).shown_name; }

TEST_CASE("contacts come in with members and companies, and a second import of the same file adds nothing") {
    TestApp app;
    const auto report = need(run_import(app, import_request(kContacts)));
    CHECK(report.rows == 3);
    CHECK(report.rows_refused == 0);
    CHECK(report.change != ChangeNo::none);
    CHECK(counts_of(report, TableId::contact).added == 3);
    CHECK(counts_of(report, TableId::company).added == 1);
    const Id aga = derived_id("contact", "shop", "17");
    const ContactPage page = need(contact_page(app.workspace(), aga));
    CHECK(page.shown_name == "Aga Nowak");
    CHECK(page.company == "Bakery");
    CHECK(page.members.size() == 2);
    CHECK(page.provenance.text == "shop.csv");

    const std::string before = app.state();
    const auto again = need(run_import(app, import_request(kContacts)));
    CHECK(again.change == ChangeNo::none);
    CHECK(counts_of(again, TableId::contact).unchanged == 3);
    CHECK(counts_of(again, TableId::contact).added == 0);
    CHECK(again.rows_unchanged == 3);
    CHECK(app.state() == before);
}

TEST_CASE("orders are gathered from their lines, find their people by e-mail, and make the missing ones") {
    TestApp app;
    need(run_import(app, import_request(kContacts)));
    const auto report = need(run_import(app, import_request(kOrders, "orders.csv")));
    CHECK(report.rows == 4);
    CHECK(counts_of(report, TableId::order).added == 3);
    CHECK(counts_of(report, TableId::order_line).added == 4);
    CHECK(counts_of(report, TableId::product).added == 2);
    CHECK(counts_of(report, TableId::contact).added == 1);
    CHECK(counts_of(report, TableId::contact).unchanged == 1);
    CHECK(order_total_of(app, "A1") == 3900);
    CHECK(order_total_of(app, "A3") == -1350);
    CHECK(need(contact_page(app.workspace(), derived_id("contact", "shop", "17"))).spent.minor == 3900);
    CHECK(sql_integer(app.workspace(),
                      "SELECT count(*) FROM \"order\" WHERE contact IS NULL AND status = 'refunded'") == 1);
    CHECK(sql_integer(app.workspace(), "SELECT returned_quantity FROM order_line WHERE quantity = 0") == 3000);

    const std::string before = app.state();
    const auto again = need(run_import(app, import_request(kOrders, "orders.csv")));
    CHECK(again.change == ChangeNo::none);
    CHECK(counts_of(again, TableId::order_line).unchanged == 4);
    CHECK(counts_of(again, TableId::order).unchanged == 3);
    CHECK(again.rows_unchanged == 4);
    CHECK(app.state() == before);
}

TEST_CASE(
    "an order that the file comes back to is continued, and its total follows without leaving history") {
    TestApp app;
    const auto report =
        need(run_import(app, import_request("Order number,Order date,Product,Quantity,Unit price\n"
                                            "A1,2026-01-05,Rye,1,1.00\n"
                                            "A2,2026-01-05,Rye,-1,2.00\n"
                                            "A1,2026-01-05,Rye,1,4.00\n"
                                            "A2,2026-01-05,Rye,5,8.00\n")));
    CHECK(counts_of(report, TableId::order).added == 2);
    CHECK(order_total_of(app, "A1") == 500);
    CHECK(order_total_of(app, "A2") == 3800);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM \"order\" WHERE status = 'paid'") == 2);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM history") == 0);
}

TEST_CASE("rows without a number are told apart by their content and by how often it occurred") {
    constexpr std::string_view kLog =
        "Customer number,Date,Amount\n7,2026-01-01,5.00\n7,2026-01-01,5.00\n8,2026-01-01,5.00\n";
    TestApp app;
    const auto report = need(run_import(app, import_request(kLog, "log.csv", ImportKind::orders)));
    CHECK(counts_of(report, TableId::order).added == 3);
    CHECK(counts_of(report, TableId::contact).added == 2);
    const auto again = need(run_import(app, import_request(kLog, "log.csv", ImportKind::orders)));
    CHECK(again.change == ChangeNo::none);
    const auto longer = need(run_import(
        app, import_request(std::string(kLog) + "7,2026-01-01,5.00\n", "log.csv", ImportKind::orders)));
    CHECK(counts_of(longer, TableId::order).added == 1);
}

TEST_CASE("the duplicate policy decides about people who are here already") {
    constexpr std::string_view kFile =
        "Name,E-mail,City,Tags\nAgnieszka Nowak,AGA@example.com,Łódź,regular\n";
    struct Case {
        const char* why;
        DuplicatePolicy policy;
        std::int64_t added, updated, unchanged;
        const char* name;
        std::size_t members;
        bool address;
    };
    for (const Case& c :
         {Case{"fill what is empty", DuplicatePolicy::fill, 0, 1, 0, "Aga", 2, true},
          Case{"the file is right", DuplicatePolicy::update, 0, 1, 0, "Agnieszka Nowak", 2, true},
          Case{"leave it", DuplicatePolicy::skip, 0, 0, 1, "Aga", 1, false},
          Case{"add another", DuplicatePolicy::add, 1, 0, 0, "Aga", 1, false}}) {
        CAPTURE(c.why);
        TestApp app;
        const Id aga = app.add_contact("Aga", {{TableId::contact_email, "aga@example.com", "", ""}});
        ImportRequest request = import_request(kFile, "people.csv", ImportKind::contacts);
        request.duplicates = c.policy;
        const TableCounts counts = counts_of(need(run_import(app, request)), TableId::contact);
        CHECK(counts.added == c.added);
        CHECK(counts.updated == c.updated);
        CHECK(counts.unchanged == c.unchanged);
        const ContactPage page = need(contact_page(app.workspace(), aga));
        CHECK(page.shown_name == c.name);
        CHECK(page.members.size() == c.members);
        CHECK((text_of(page.values, contact_field::name).empty()) == false);
        const bool address =
            std::ranges::any_of(page.values, [](const auto& v) { return v.first == contact_field::address; });
        CHECK(address == c.address);
        CHECK(need(run_import(app, request)).change == ChangeNo::none);
    }
}

TEST_CASE("people who share an e-mail or a phone stay apart when their numbers or names say so") {
    TestApp app;
    const auto report = need(run_import(app, import_request("Customer number,Name,E-mail,Phone\n"
                                                            "1,Ann Lee,office@example.com,\n"
                                                            "2,Ben Lee,office@example.com,\n"
                                                            ",Cy One,,+44 20 7946 0000\n"
                                                            ",Di Two,,+44 20 7946 0000\n"
                                                            ",cy one,,020 7946 0000\n"
                                                            ",CY ONE,,+44 20 7946 0000\n")));
    // Only the last is somebody met before: the same phone and the same name.
    CHECK(counts_of(report, TableId::contact).added == 5);
}

TEST_CASE("a number links only within its source, or to one that was typed") {
    TestApp app;
    constexpr std::string_view kLog = "Customer number,Date,Amount\n7,2026-01-01,5.00\n";
    ImportRequest first = import_request(kLog, "log.csv", ImportKind::orders);
    ImportRequest other = first;
    other.source = "another shop";
    need(run_import(app, first));
    CHECK(counts_of(need(run_import(app, other)), TableId::contact).added == 1);

    TestApp typed;
    AddRecord add;
    add.values = {{contact_field::name, std::string("Aga")}, {contact_field::external_id, std::string("7")}};
    const Id aga = typed.run(add).ids.front();
    CHECK(counts_of(need(run_import(typed, first)), TableId::contact).added == 0);
    CHECK(need(contact_page(typed.workspace(), aga)).order_count == 1);
}

TEST_CASE("an order with a refused row stays out as a whole, and its rows can be mended and dropped again") {
    constexpr std::string_view kFile =
        "Order number,Order date,E-mail,Product,Quantity,Unit price\n"
        "A1,2026-01-05,aga@example.com,Rye,2,4.50\n"
        "A1,2026-01-05,aga@example.com,Cake,one,30.00\n"
        "A1,2026-01-05,aga@example.com,Tart,1,12.00\n"
        "A2,2026-01-06,bo@example.com,Rye,1,4.50\n";
    TestApp app;
    const auto report = need(run_import(app, import_request(kFile)));
    CHECK(report.rows == 4);
    CHECK(report.rows_refused == 3);
    CHECK(counts_of(report, TableId::order).added == 1);
    CHECK(counts_of(report, TableId::order_line).refused == 3);
    CHECK(counts_of(report, TableId::contact).added == 1);
    REQUIRE(report.problems.size() == 3);
    CHECK(report.problems[0].line == 2);
    CHECK(report.problems[0].message.find("line 3") != std::string::npos);
    CHECK(report.problems[1].line == 3);
    CHECK(report.problems[1].column == "Quantity");
    CHECK(report.refused_csv.find("A2") == std::string::npos);

    std::string mended = report.refused_csv;
    mended.replace(mended.find("one"), 3, "1");
    const auto second = need(run_import(app, import_request(mended, "refused-shop.csv")));
    CHECK(counts_of(second, TableId::order).added == 1);
    CHECK(order_total_of(app, "A1") == 900 + 3000 + 1200);
}

TEST_CASE("with stop a refused row keeps everything out, and the report lists it all the same") {
    TestApp app;
    ImportRequest request = import_request(
        "Order number,Order date,Amount\nA1,2026-01-05,4.50\nA2,soon,4.50\nA3,2026-01-05,much\n", "o.csv",
        ImportKind::orders);
    request.on_error = OnError::stop;
    ImportJob job(app.workspace(), request);
    job.step(Endless{}, 1);
    const auto result = job.result();
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::refused);
    CHECK(result.error().place->line == 3);
    CHECK(job.report().rows_refused == 2);
    CHECK(job.report().change == ChangeNo::none);
    CHECK(need(app.workspace().last_change()) == ChangeNo::none);
    CHECK_FALSE(app.workspace().writing());
}

TEST_CASE("a check counts exactly what the import then does, and writes nothing") {
    TestApp app;
    app.add_contact("Aga", {{TableId::contact_email, "aga@example.com", "", ""}});
    const std::string before = app.state();
    ImportRequest request = import_request(kOrders, "orders.csv");
    request.dry_run = true;
    const auto checked = need(run_import(app, request));
    CHECK(checked.change == ChangeNo::none);
    CHECK(app.state() == before);
    request.dry_run = false;
    const auto done = need(run_import(app, request));
    REQUIRE(checked.tables.size() == done.tables.size());
    for (const auto& [table_id, counts] : done.tables) {
        CAPTURE(table(table_id).name);
        const TableCounts seen = counts_of(checked, table_id);
        CHECK(seen.added == counts.added);
        CHECK(seen.updated == counts.updated);
        CHECK(seen.unchanged == counts.unchanged);
    }
}

TEST_CASE("an import in slices gives what it gives in one piece, and can be cancelled at any of them") {
    class Impatient final : public Stopwatch {
    public:
        double elapsed_ms() const override { return 1e9; }
    };
    std::string file = "Order number,Order date,E-mail,Product,Quantity,Unit price\n";
    for (int i = 0; i < 400; ++i) {
        file += "A" + std::to_string(i / 3) + ",2026-01-05,p" + std::to_string(i / 7) +
                "@example.com,Rye,1,1.00\n";
    }
    TestApp whole, sliced, cancelled;
    need(run_import(whole, import_request(file)));
    sliced.files.clock.advance_ms(1000);
    ImportJob job(sliced.workspace(), import_request(file));
    int slices = 1;
    while (!job.step(Impatient{}, 8)) ++slices;
    need(job.result());
    CHECK(slices > 8);
    CHECK(sliced.state() == whole.state());

    for (int at = 0; at < slices; ++at) {
        CAPTURE(at);
        ImportJob doomed(cancelled.workspace(), import_request(file));
        for (int i = 0; i < at; ++i) REQUIRE_FALSE(doomed.step(Impatient{}, 8));
        doomed.cancel();
        CHECK(doomed.ended());
        CHECK(doomed.result().error().code == ErrorCode::cancelled);
        CHECK_FALSE(cancelled.workspace().writing());
        CHECK(need(cancelled.workspace().last_change()) == ChangeNo::none);
    }
}

TEST_CASE("an import is taken back as a whole, and comes back when its file is imported again") {
    TestApp app;
    const Id typed = app.add_contact("Aga", {{TableId::contact_email, "aga@example.com", "", ""}});
    const std::string before = app.state();
    const auto report = need(run_import(app, import_request(kOrders, "orders.csv")));
    const std::string imported = app.state();
    app.run(TakeBackImport{static_cast<std::int64_t>(report.change)});
    CHECK(need(contact_page(app.workspace(), typed)).order_count == 0);
    CHECK(app.state() == before);
    const auto list = need(import_list(app.workspace()));
    REQUIRE(list.size() == 1);
    CHECK(list.front().taken_back);

    const auto again = need(run_import(app, import_request(kOrders, "orders.csv")));
    CHECK(counts_of(again, TableId::order).added == 3);
    CHECK(counts_of(again, TableId::order_line).added == 4);
    CHECK(app.state() == imported);
}

TEST_CASE("what was deleted by hand stays deleted, unless the file is to be right") {
    TestApp app;
    need(run_import(app, import_request(kContacts)));
    const Id aga = derived_id("contact", "shop", "17");
    app.run(DeleteRecords{TableId::contact, {aga}});
    CHECK(need(run_import(app, import_request(kContacts))).change == ChangeNo::none);
    CHECK(need(contact_page(app.workspace(), aga)).deleted);
    ImportRequest request = import_request(kContacts);
    request.duplicates = DuplicatePolicy::update;
    need(run_import(app, request));
    CHECK_FALSE(need(contact_page(app.workspace(), aga)).deleted);
    CHECK(shown(app, aga) == "Aga Nowak");
}

TEST_CASE("an import remembers its file and counts, newest first") {
    TestApp app;
    need(run_import(app, import_request(kContacts, "people, \"all\".csv")));
    need(run_import(app, import_request(kOrders, "orders.csv")));
    const auto list = need(import_list(app.workspace()));
    REQUIRE(list.size() == 2);
    CHECK(list[0].file == "orders.csv");
    CHECK(list[1].file == "people, \"all\".csv");
    CHECK(list[1].source == "shop");
    CHECK(list[1].added == 4);
    CHECK(list[1].author == "Ines");
    CHECK_FALSE(list[1].taken_back);
}

TEST_CASE("a file that cannot be read to its end leaves nothing behind and names the place") {
    TestApp app;
    ImportRequest request = import_request(std::string(kContacts));
    request.bytes = test::shared_bytes(std::string(kContacts) + "20,\"Unclosed,x@example.com,,,\n");
    const auto result = run_import(app, request);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::malformed);
    CHECK(result.error().place->line == 5);
    CHECK(need(app.workspace().last_change()) == ChangeNo::none);
}

/// Three orders as WooCommerce's export plugin writes them: one row an order, its items beside each other.
std::string woo_orders(std::string_view second_quantity = "1") {
    return "order_id,order_number,order_date,order_currency,billing_email,shipping_total,order_total,"
           "Product Item 1 Name,Product Item 1 id,Product Item 1 SKU,Product Item 1 Quantity,Product Item 1 "
           "Total,"
           "Product Item 2 Name,Product Item 2 id,Product Item 2 SKU,Product Item 2 Quantity,Product Item 2 "
           "Total\n"
           "1,71,2026-02-01,EUR,hana@example.jp,3.00,16.00,Tea,5,T,2,8.00,Cup,6,C," +
           std::string(second_quantity) +
           ",5.00\n"
           "2,72,2026-02-02,EUR,ken@example.jp,0,5.00,Cup,6,C,1,5.00,,,,,\n"
           "3,73,2026-02-03,EUR,hana@example.jp,0,4.00,,,,,,Tea,5,T,1,4.00\n";
}

TEST_CASE("the items that stand beside each other in an order's row become its lines") {
    TestApp app;
    const auto report = need(run_import(app, import_request(woo_orders(), "woo.csv")));
    CHECK(report.rows == 3);
    CHECK(counts_of(report, TableId::order).added == 3);
    CHECK(counts_of(report, TableId::order_line).added == 4);
    CHECK(counts_of(report, TableId::product).added == 2);
    CHECK(counts_of(report, TableId::contact).added == 2);
    CHECK(sql_integer(app.workspace(), "SELECT sum(quantity * unit_price) / 1000 FROM order_line") == 2200);
    CHECK(sql_integer(app.workspace(), "SELECT total FROM \"order\" WHERE number = '71'") == 1600);
    CHECK(report.columns[10].cells == CellCounts{.good = 2, .empty = 1});
    CHECK(report.columns[15].cells == CellCounts{.good = 2, .empty = 1});
    CHECK(report.columns[1].cells == CellCounts{.good = 3});
    const auto again = need(run_import(app, import_request(woo_orders(), "woo.csv")));
    CHECK(again.rows_unchanged == 3);
    CHECK(again.change == ChangeNo::none);
}

TEST_CASE("an item that cannot be read refuses its order's row once, and mended it goes in") {
    TestApp app;
    const auto report = need(run_import(app, import_request(woo_orders("many"), "woo.csv")));
    CHECK(report.rows == 3);
    CHECK(report.rows_refused == 1);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].column == "Product Item 2 Quantity");
    CHECK(counts_of(report, TableId::order).added == 2);
    std::string mended = report.refused_csv;
    mended.replace(mended.find("many"), 4, "1");
    const auto rest = need(run_import(app, import_request(mended, "refused-woo.csv")));
    CHECK(counts_of(rest, TableId::order).added == 1);
    CHECK(counts_of(rest, TableId::order_line).added == 2);
}

TEST_CASE("orders need a column for their date") {
    TestApp app;
    ImportRequest request = import_request(kOrders, "orders.csv");
    for (ColumnMapping& column : request.layout.columns) {
        if (column.target && column.target->name == "placed_on") column.to = ColumnMapping::To::leave_out;
    }
    CHECK(run_import(app, request).error().code == ErrorCode::invalid_input);
}

TEST_CASE("amounts are in the workspace's currency when the file names none") {
    TestApp app;
    app.run(SetSetting{"currency", "JPY"});
    need(run_import(app, import_request("Order number,Order date,Amount\nA1,2026-01-05,450\n", "o.csv",
                                        ImportKind::orders)));
    CHECK(order_total_of(app, "A1") == 450);
    CHECK(sql_integer(app.workspace(), "SELECT currency = 'JPY' FROM \"order\"") == 1);
}

}  // namespace
}  // namespace perennial
