#include <doctest/doctest.h>

#include <format>
#include <set>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/interchange/import_layout.h"
#include "core/interchange/order_status.h"
#include "tests/support/data_file.h"

namespace perennial {
namespace {

struct Imported {
    ImportLayout layout;
    std::vector<ImportedRow> rows;
    std::vector<RowProblem> problems;
};

Imported import_bytes(std::span<const std::byte> bytes, std::optional<ImportKind> kind = {},
                      std::string_view currency = "EUR") {
    Imported result;
    auto layout = propose_layout(bytes, "file.csv", kind);
    REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
    result.layout = *std::move(layout);
    CsvReader reader(bytes, result.layout.format);
    bool header = result.layout.format.has_header;
    for (;;) {
        const auto row = reader.next();
        if (!row) FAIL(row.error().message);
        if (*row == nullptr) return result;
        if (std::exchange(header, false)) continue;
        auto read = read_import_row(result.layout, **row, *Currency::parse(currency), result.problems);
        if (read) result.rows.push_back(*std::move(read));
    }
}

Imported import_text(std::string_view text, std::optional<ImportKind> kind = {},
                     std::string_view currency = "EUR") {
    return import_bytes(as_bytes_of(text), kind, currency);
}

std::string shown(const Value& value) {
    struct Show {
        std::string operator()(std::monostate) const { return "-"; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(const Id& id) const { return id.to_string(); }
        std::string operator()(const Address& a) const {
            return std::format("{}|{}|{}|{}|{}", a.street, a.city, a.region, a.postal_code, a.country);
        }
    };
    return std::visit(Show{}, value);
}

std::string shown(TableId id, const FieldValues& values) {
    std::string text;
    for (std::size_t no = 0; no < table(id).fields.size(); ++no) {
        for (const auto& [field, value] : values) {
            if (field != no) continue;
            text += std::format("{}{}={}", text.empty() ? "" : " ", table(id).fields[no].name, shown(value));
        }
    }
    return text;
}

/// "email a@b.co work 0; tag vip"
std::string shown(const std::vector<ImportedMember>& members) {
    std::string text;
    for (const ImportedMember& member : members) {
        text += (text.empty() ? "" : "; ") + std::string(table(member.table).nested);
        for (const auto& [field, value] : member.values) text += " " + shown(value);
    }
    return text;
}

std::string order_of(const Imported& imported, std::size_t i) {
    return shown(TableId::order, imported.rows.at(i).order);
}
std::string line_of(const Imported& imported, std::size_t i) {
    return shown(TableId::order_line, imported.rows.at(i).order_line);
}
std::string contact_of(const Imported& imported, std::size_t i) {
    return shown(TableId::contact, imported.rows.at(i).contact);
}

std::string day(int year, int month, int of_month) {
    return std::to_string(Day::from_civil(year, month, of_month)->days);
}

}  // namespace

TEST_CASE("a contact's row becomes typed values and members") {
    const auto imported = import_text(
        "First name,Last name,E-mail,Work e-mail,Phone,Mobile,Street,Address line "
        "2,City,ZIP,Country,Birthday,Tags,"
        "Interests,Language,Customer number,Company,Shoe size\n"
        " Anna ,Berg,Anna@Example.com,a.berg@firm.se,08-123 456,+46 70 123 45 67,Storgatan 1,2 tr,Kalmar,392 "
        "32,se,"
        "1990-02-28,\"vip; bread,vip|Wholesale\",rye; oats,sv_se,1042.0,Bageri AB,39\n");
    REQUIRE(imported.rows.size() == 1);
    CHECK(imported.problems.empty());
    CHECK(contact_of(imported, 0) ==
          "given_name=Anna family_name=Berg address=Storgatan 1, 2 tr|Kalmar||392 32|SE "
          "birthday=1990-02-28 language=sv-SE external_id=1042");
    CHECK(shown(imported.rows[0].members) ==
          "emails Anna@Example.com 0; emails a.berg@firm.se work 1; phones 08-123 456 0; phones +46 70 123 "
          "45 67 mobile 1; "
          "tags vip; tags bread; tags Wholesale; interests rye; interests oats; custom 39");
    CHECK(imported.rows[0].members[0].key == "anna@example.com");
    CHECK(imported.rows[0].members.back().key == "shoe_size");
    CHECK(imported.rows[0].company_name == "Bageri AB");
    CHECK(imported.rows[0].external_id() == "1042");
    CHECK(imported.rows[0].line == 2);
}

TEST_CASE("birthdays come with a year, without one, and in columns of their own") {
    struct Case {
        const char* why;
        std::string_view text, birthday;
    };
    for (const auto& c : {
             Case{"ISO", "Name,Birthday\nA,1990-02-28\n", "1990-02-28"},
             Case{"without a year", "Name,Birthday\nA,--02-29\n", "--02-29"},
             Case{"month and day", "Name,Birthday\nA,3/14\n", "--03-14"},
             Case{"day and month with points", "Name;Birthday\nA;14.03.\nB;31.01.1980\n", "--03-14"},
             Case{"written out", "Name,Birthday\nA,\"Mar 14, 1985\"\n", "1985-03-14"},
             Case{"three columns", "Name,Year of birth,Month of birth,Day of birth\nA,1970,11,15\n",
                  "1970-11-15"},
             Case{"two columns", "Name,Month of birth,Day of birth\nA,2,29\n", "--02-29"},
         }) {
        CAPTURE(c.why);
        const auto imported = import_text(c.text);
        REQUIRE_FALSE(imported.rows.empty());
        CHECK(imported.problems.empty());
        CHECK(contact_of(imported, 0) == std::format("name=A birthday={}", c.birthday));
    }
}

TEST_CASE("what cannot be read of a person is left out with a warning, as long as somebody remains") {
    const auto imported = import_text(
        "Name,Email,Phone,Birthday\nAnna,not an address,call "
        "me,yesterday\n,n/a,-,\n,broken@,,\nBo,,,1990-13-01\n");
    CHECK(imported.rows.size() == 2);
    CHECK(contact_of(imported, 0) == "name=Anna");
    CHECK(imported.rows[0].members.empty());
    std::string problems;
    for (const RowProblem& problem : imported.problems) {
        problems +=
            (std::format("{}/{}/{}/{} ", problem.line, problem.column, problem.value, problem.refused));
    }
    CHECK(problems ==
          "2/Email/not an address/false 2/Phone/call me/false 2/Birthday/yesterday/false 3///true "
          "4/Email/broken@/false 4///true 5/Birthday/1990-13-01/false ");
}

TEST_CASE("Google's labels, lists in one cell and two addresses are understood") {
    const auto imported = import_bytes(read_test_data("made/google_contacts.csv"));
    REQUIRE(imported.rows.size() == 2);
    CHECK(imported.problems.empty());
    CHECK(contact_of(imported, 0) ==
          "given_name=Zofia family_name=Żak preferred_name=Zosia "
          "address=ul. Piotrkowska 1|Łódź||90-001|PL birthday=--03-14 "
          "notes=Likes rye.\nPays on Fridays.");
    CHECK(
        shown(imported.rows[0].members) ==
        "custom Owner; tags myContacts; tags Suppliers; emails zofia@example.com Home 0; emails "
        "biuro@example.com Work 1; "
        "emails faktury@example.com Work 2; phones +48 600 100 200 Mobile 0; phones +48 42 630 00 00 Work 1");
    CHECK(imported.rows[0].company_name == "Piekarnia Żak");
    CHECK(contact_of(imported, 1) == "given_name=太郎 family_name=山田 birthday=1980-05-01");
}

TEST_CASE("a German file of Windows-1252 with semicolons is understood") {
    const auto people = import_bytes(read_test_data("made/german_customers_windows_1252.csv"));
    REQUIRE(people.rows.size() == 3);
    CHECK(people.problems.empty());
    CHECK(contact_of(people, 0) ==
          "given_name=Käthe family_name=Groß address=Bäckergasse 3|Leipzig||04109| "
          "birthday=1958-11-03 external_id=1001");
    CHECK(contact_of(people, 1) ==
          "given_name=Özlem family_name=Öztürk address=Am Markt 1|Köln||50667| "
          "birthday=--02-14 external_id=1002");
    CHECK(shown(people.rows[2].members) == "emails renee@example.fr 0; tags Café; tags Œuvre");

    const auto orders = import_bytes(read_test_data("made/german_orders_windows_1252.csv"), {}, "USD");
    REQUIRE(orders.rows.size() == 4);
    CHECK(orders.problems.empty());
    CHECK(order_of(orders, 2) ==
          std::format("number=R-3 placed_on={} currency=EUR total=128450", day(2026, 3, 31)));
    CHECK(line_of(orders, 3) == "title=Roggenbrot 1 kg quantity=0 unit_price=495 returned_quantity=1000");
    CHECK(orders.rows[3].line_total_minor == -495);
    CHECK(contact_of(orders, 3) == "name=Käthe Groß");
}

TEST_CASE(
    "Shopify's orders: several lines, refunds off the total, what was cancelled, the buyer and not the "
    "recipient") {
    const auto imported = import_bytes(read_test_data("made/shopify_orders.csv"), {}, "USD");
    REQUIRE(imported.rows.size() == 4);
    CHECK(imported.problems.empty());
    CHECK(order_of(imported, 0) ==
          std::format(
              "number=#1003 placed_on={} status=shipped currency=EUR discount=0 shipping=700 total=7280",
              day(2026, 3, 14)));
    CHECK(line_of(imported, 0) == "title=Classic Tee - Red / S quantity=2000 unit_price=2990 discount=0");
    CHECK(imported.rows[0].product_sku == "TEE-RED-S");
    CHECK(imported.rows[0].line_total_minor == 5980);
    CHECK(contact_of(imported, 0) == "name=Mira Öztürk address=Lindenstr. 4, 2. OG|Köln|NW|50674|DE");
    CHECK(shown(imported.rows[0].members) == "emails mira@example.com 0; phones +49221123456 billing 0");
    CHECK(imported.rows[1].order_number() == "#1003");
    CHECK(line_of(imported, 1) == "title=Sticker Pack quantity=1000 unit_price=600 discount=0");
    CHECK(imported.rows[1].contact.empty());
    CHECK(order_of(imported, 2) ==
          std::format("number=#1002 placed_on={} status=paid currency=EUR discount=500 shipping=0 total=2450",
                      day(2026, 3, 13)));
    CHECK(imported.rows[2].product_name == "Mug \"Morning\", blue");
    CHECK(order_of(imported, 3).contains("status=cancelled"));
}

TEST_CASE("amounts have the digits of their currency, and guests have no customer number") {
    const auto imported = import_bytes(read_test_data("made/woocommerce_orders.csv"));
    REQUIRE(imported.rows.size() == 2);
    CHECK(
        order_of(imported, 0) ==
        std::format("number=71 placed_on={} status=delivered currency=JPY discount=0 shipping=490 total=3980",
                    day(2026, 2, 1)));
    CHECK(imported.rows[0].external_id() == "12");
    CHECK(imported.rows[1].external_id() == "");
    CHECK(shown(imported.rows[1].members) == "emails ken@example.jp billing 0");
    CHECK(contact_of(imported, 1) == "given_name=Ken family_name=Ito address=||||JP");
}

TEST_CASE("a line's price follows from its total where that is exact") {
    const auto imported =
        import_text("Order,Date,Product,Qty,Line total\n1,2026-01-01,Tea,2,5.00\n2,2026-01-01,Tea,3,10.00\n");
    REQUIRE(imported.rows.size() == 2);
    CHECK(line_of(imported, 0) == "title=Tea quantity=2000 unit_price=250");
    CHECK(line_of(imported, 1) == "title=Tea quantity=3000");
    CHECK(imported.rows[1].line_total_minor == 1000);
}

TEST_CASE("quantities below zero came back, and prices below zero stay") {
    const auto imported = import_text(
        "Order,Date,Qty,Price\n1,2026-01-01,-3,2.55\n2,2026-01-01,1,-11062.06\n3,2026-01-01,1.5,4.99\n4,2026-"
        "01-01,,7\n");
    REQUIRE(imported.rows.size() == 4);
    CHECK(line_of(imported, 0) == "quantity=0 unit_price=255 returned_quantity=3000");
    CHECK(imported.rows[0].line_total_minor == -765);
    CHECK(line_of(imported, 1) == "quantity=1000 unit_price=-1106206");
    CHECK(imported.rows[1].line_total_minor == -1106206);
    CHECK(line_of(imported, 2) == "quantity=1500 unit_price=499");
    CHECK(imported.rows[2].line_total_minor == 749);
    CHECK(line_of(imported, 3) == "quantity=1000 unit_price=700");
}

TEST_CASE("line totals are exact, also where a price has more digits than the currency") {
    const auto imported = import_text(
        "Order,Date,Qty,Price,Line discount,Line total,Returned quantity\n1,2026-01-01,1000,0.001,,,\n"
        "2,2026-01-01,3,1.005,,,\n3,2026-01-01,2,10,-1.50,,\n4,2026-01-01,2,10,,17.95,\n5,2026-01-01,5,2,,,"
        "2\n");
    REQUIRE(imported.rows.size() == 5);
    CHECK(imported.rows[0].line_total_minor == 100);
    CHECK(imported.rows[1].line_total_minor == 302);
    CHECK(imported.rows[2].line_total_minor == 1850);
    CHECK(imported.rows[3].line_total_minor == 1795);
    CHECK(imported.rows[4].line_total_minor == 600);
    CHECK(line_of(imported, 4) == "quantity=5000 unit_price=200 returned_quantity=2000");
    REQUIRE(imported.problems.size() == 2);
    CHECK_FALSE(imported.problems[0].refused);
    CHECK(imported.problems[0].message.contains("Rounded to 0"));
    CHECK(imported.problems[1].column == "Price");
}

TEST_CASE("a cell that cannot be taken refuses its row, with line, column and what to type") {
    struct Case {
        std::string_view row, column, message;
    };
    for (const auto& c : {
             Case{"1,soon,2,5.00,EUR", "Date", "Type it as 2026-03-01"},
             Case{"1,2026-02-30,2,5.00,EUR", "Date", "Not a date"},
             Case{"1,2026-01-01,many,5.00,EUR", "Qty", "Not a number"},
             Case{"1,2026-01-01,2,5e-2,EUR", "Total", "Not an amount. Type it as 12.50"},
             Case{"1,2026-01-01,2,123456789012345678,EUR", "Total", "too large"},
             Case{"1,2026-01-01,2,5.00,Taler", "Currency", "Not a currency"},
             Case{",,2,5.00,EUR", "", "neither a date nor an order number"},
         }) {
        CAPTURE(c.row);
        const auto imported = import_text("Order,Date,Qty,Total,Currency\n1,2026-01-01,2,5.00,EUR\n" +
                                          std::string(c.row) + "\n");
        CHECK(imported.rows.size() == 1);
        REQUIRE(imported.problems.size() == 1);
        CHECK(imported.problems[0].refused);
        CHECK(imported.problems[0].line == 3);
        CHECK(imported.problems[0].column == c.column);
        CAPTURE(imported.problems[0].message);
        CHECK(imported.problems[0].message.contains(c.message));
    }
}

TEST_CASE("a row that is too short or too long is refused with both numbers") {
    const auto imported = import_text(
        "a,b,Name,d,e,f,g,h\n1,2,A,4,5,6,7,8\n1,2,B,4,5\n1,2,C,4,5,6,7,8,,\n1,2,D,4,5,6,7,8,9\n"
        ",,,,,,,\n",
        ImportKind::contacts);
    CHECK(imported.rows.size() == 2);
    REQUIRE(imported.problems.size() == 2);
    CHECK(imported.problems[0].message.starts_with("Row 3 has 5 cells, the header has 8."));
    CHECK(imported.problems[0].line == 3);
    CHECK(imported.problems[1].message.starts_with("Row 5 has 9 cells, the header has 8."));
}

TEST_CASE("programs that leave empty cells at the end of a row out may do so") {
    const auto imported = import_bytes(read_test_data("contacts/outlook_short_rows.csv"));
    CHECK(imported.layout.rows_may_be_short);
    CHECK(imported.rows.size() == 3);
    CHECK(imported.problems.empty());
}

TEST_CASE("words for the state of an order are understood, and unknown ones kept as placed with a warning") {
    struct Case {
        std::string_view word;
        OrderStatus status;
    };
    for (const auto& c :
         {Case{"paid", OrderStatus::paid}, Case{"PROCESSING", OrderStatus::paid},
          Case{"pending", OrderStatus::placed}, Case{"on-hold", OrderStatus::placed},
          Case{"fulfilled", OrderStatus::shipped}, Case{"completed", OrderStatus::delivered},
          Case{"Canceled", OrderStatus::cancelled}, Case{"cancelled", OrderStatus::cancelled},
          Case{"voided", OrderStatus::cancelled}, Case{"refunded", OrderStatus::refunded},
          Case{"partially_refunded", OrderStatus::paid}, Case{"Storniert", OrderStatus::cancelled},
          Case{"unfulfilled", OrderStatus::placed}, Case{"payé", OrderStatus::paid}}) {
        CAPTURE(c.word);
        CHECK(parse_order_status(c.word) == c.status);
    }
    CHECK_FALSE(parse_order_status("").has_value());
    CHECK_FALSE(parse_order_status("pai").has_value());
    for (std::size_t i = 0; i < 6; ++i) {
        const auto status = static_cast<OrderStatus>(i);
        CHECK(parse_order_status(order_status_name(status)) == status);
    }

    const auto imported =
        import_text("Order,Date,Total,Status\n1,2026-01-01,5,gone fishing\n2,2026-01-01,5,\n");
    CHECK(order_of(imported, 0).contains("status=placed"));
    CHECK_FALSE(order_of(imported, 1).contains("status"));
    REQUIRE(imported.problems.size() == 1);
    CHECK_FALSE(imported.problems[0].refused);
}

TEST_CASE("apostrophes that keep spreadsheets quiet are taken away") {
    const auto imported = import_text(
        "Name,Customer number,ZIP,Phone\n'=SUM(A1),'00123,'04109,'+49 341 123\n'Ndrangheta,7,8,\n");
    REQUIRE(imported.rows.size() == 2);
    CHECK(contact_of(imported, 0) == "name==SUM(A1) address=|||04109| external_id=00123");
    CHECK(shown(imported.rows[0].members) == "phones +49 341 123 0");
    CHECK(contact_of(imported, 1) == "name='Ndrangheta address=|||8| external_id=7");
}

TEST_CASE("the hash of a row tells contents apart and nothing else") {
    const auto imported = import_text("Name;Notes\nA;b c\nA;b c\nAb; c\nA;\n");
    REQUIRE(imported.rows.size() == 4);
    CHECK(imported.rows[0].content_hash == imported.rows[1].content_hash);
    const auto same = import_text("Name\tNotes\n\"A\"\t\"b c\"\n");
    CHECK(same.rows[0].content_hash == imported.rows[0].content_hash);
    CHECK(imported.rows[2].content_hash != imported.rows[0].content_hash);
    CHECK(imported.rows[3].content_hash != imported.rows[0].content_hash);
}

TEST_CASE("exports of real programs are read without refusals") {
    struct Case {
        std::string_view file;
        std::size_t rows;
    };
    for (const auto& c :
         {Case{"contacts/mailchimp_subscribed.csv", 5}, Case{"contacts/salesforce_contacts.csv", 150},
          Case{"contacts/salesforce_accounts_windows_1252.csv", 423},
          Case{"contacts/tinynews_subscribers.csv", 3}, Case{"orders/CDNOW_sample.txt", 6919},
          Case{"orders/lifetimes_example_transactions.csv.gz", 15'273}}) {
        CAPTURE(c.file);
        const auto imported = import_bytes(read_test_data(c.file));
        CHECK(imported.rows.size() == c.rows);
        CHECK(imported.problems.empty());
    }
}

namespace {

const Value* find_value(const FieldValues& values, FieldNo no) {
    for (const auto& [field, value] : values) {
        if (field == no) return &value;
    }
    return nullptr;
}

std::int64_t number_of(const FieldValues& values, FieldNo no) {
    const Value* const value = find_value(values, no);
    return value == nullptr ? 0 : std::get<std::int64_t>(*value);
}

/// Reads a whole file row by row and gives each to `use`; returns all problems.
template <class Use>
std::vector<RowProblem> for_each_row(std::string_view file, std::string_view currency, Use use) {
    const auto bytes = read_test_data(file);
    const auto layout = propose_layout(bytes, file);
    REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
    CsvReader reader(bytes, layout->format);
    REQUIRE(reader.next().has_value());
    std::vector<RowProblem> problems;
    for (;;) {
        const auto row = reader.next();
        if (!row) FAIL(row.error().message);
        if (*row == nullptr) return problems;
        if (const auto read = read_import_row(*layout, **row, *Currency::parse(currency), problems))
            use(*read);
    }
}

}  // namespace

// The figures of both are those that tests/tools/order_totals.py counts.

TEST_CASE("the CDNOW log is read whole, to the cent") {
    std::set<std::string> customers;
    std::int64_t rows = 0, discs = 0, cents = 0, dollars = 0;
    const auto problems = for_each_row("orders/CDNOW_master.txt.gz", "EUR", [&](const ImportedRow& row) {
        ++rows;
        customers.insert(row.external_id());
        discs += number_of(row.order_line, order_line_field::quantity) / 1000;
        cents += number_of(row.order, order_field::total);
        const Value* const currency = find_value(row.order, order_field::currency);
        dollars += currency != nullptr && std::get<std::string>(*currency) == "USD";
        if (find_value(row.order_line, order_line_field::unit_price) != nullptr)
            FAIL("a unit price out of nowhere");
    });
    CHECK(problems.empty());
    CHECK(rows == 69'659);
    CHECK(dollars == rows);
    CHECK(customers.size() == 23'570);
    CHECK(discs == 167'881);
    CHECK(cents == 250'031'563);
}

TEST_CASE("the order lines of Online Retail are read whole, to the penny") {
    std::set<std::string> orders, customers;
    std::int64_t rows = 0, anonymous = 0, returned = 0, pieces = 0, pence = 0;
    Day first{INT32_MAX}, last{INT32_MIN};
    const auto problems = for_each_row("orders/online_retail.csv.gz", "GBP", [&](const ImportedRow& row) {
        ++rows;
        orders.insert(row.order_number());
        const std::string customer = row.external_id();
        if (customer.empty())
            ++anonymous;
        else
            customers.insert(customer);
        const std::int64_t back = number_of(row.order_line, order_line_field::returned_quantity);
        returned += back > 0;
        pieces += (number_of(row.order_line, order_line_field::quantity) - back) / 1000;
        pence += row.line_total_minor.value_or(0);
        const Day day{static_cast<std::int32_t>(number_of(row.order, order_field::placed_on))};
        first = std::min(first, day);
        last = std::max(last, day);
    });
    CHECK(rows == 541'909);
    CHECK(orders.size() == 25'900);
    CHECK(customers.size() == 4'372);
    CHECK(customers.contains("17850"));
    CHECK(anonymous == 135'080);
    CHECK(returned == 10'624);
    CHECK(pieces == 5'176'450);
    CHECK(pence == 974'774'793);
    CHECK(first.to_string() == "2010-12-01");
    CHECK(last.to_string() == "2011-12-09");
    REQUIRE(problems.size() == 4);
    for (const RowProblem& problem : problems) {
        CHECK_FALSE(problem.refused);
        CHECK(problem.value == "0.001");
    }
}

}  // namespace perennial
