#include "core/interchange/import_layout.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/interchange/header_names.h"
#include "tests/support/data_file.h"

namespace perennial {
namespace {

Result<ImportLayout> proposed(std::string_view text, std::optional<ImportKind> kind = {}) {
    return propose_layout(as_bytes_of(text), "file.csv", kind);
}

/// "name=given_name note=custom photo=-": every column and where it goes.
std::string shown(const ImportLayout& layout) {
    std::string text;
    for (const ColumnMapping& column : layout.columns) {
        if (!text.empty()) text += ' ';
        text += column.header + '=';
        switch (column.to) {
            case ColumnMapping::To::target: text += column.target->name; break;
            case ColumnMapping::To::custom_field: text += "custom"; break;
            case ColumnMapping::To::leave_out: text += '-'; break;
        }
    }
    return text;
}

std::string mapping(std::string_view text, std::optional<ImportKind> kind = {}) {
    const auto layout = proposed(text, kind);
    CAPTURE(text);
    REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
    return shown(*layout);
}

std::string target_of(const ImportLayout& layout, std::string_view header) {
    for (const ColumnMapping& column : layout.columns) {
        if (column.header == header) return column.target == nullptr ? "" : std::string(column.target->name);
    }
    return "no such column";
}

}  // namespace

TEST_CASE("columns of contacts are found by their names, in many languages and spellings") {
    struct Case {
        std::string_view header, target, label;
    };
    const HeaderIndex index(ImportKind::contacts, nullptr);
    for (const auto& c : {
             Case{"First Name", "given_name", ""},
             Case{"firstName", "given_name", ""},
             Case{"FNAME", "given_name", ""},
             Case{"first_name", "given_name", ""},
             Case{"Vorname", "given_name", ""},
             Case{"Prénom", "given_name", ""},
             Case{"PRENOM", "given_name", ""},
             Case{"Imię", "given_name", ""},
             Case{"名", "given_name", ""},
             Case{"Nachname", "family_name", ""},
             Case{"Apellidos", "family_name", ""},
             Case{"姓", "family_name", ""},
             Case{"Full name", "name", ""},
             Case{"Customer Name", "name", ""},
             Case{"氏名", "name", ""},
             Case{"E-Mail-Adresse", "email", ""},
             Case{"E-mail 2 Address", "email", ""},
             Case{"Work Email", "email", "work"},
             Case{"email_home", "email", "home"},
             Case{"E-mail 1 - Value", "email", ""},
             Case{"E-mail 1 - Type", "email_label", ""},
             Case{"メールアドレス", "email", ""},
             Case{"Correo electrónico", "email", ""},
             Case{"Mobile Phone Number", "phone", "mobile"},
             Case{"Handy", "phone", "mobile"},
             Case{"Telefon geschäftlich 2", "phone", "work"},
             Case{"Home Fax", "phone", "home fax"},
             Case{"Phone - home", "phone", "home"},
             Case{"Company Main Phone", "phone", "work"},
             Case{"Tel.", "phone", ""},
             Case{"BILLINGSTREET", "street", "billing"},
             Case{"Straße privat", "street", "home"},
             Case{"Address Line 2", "street", ""},
             Case{"Mailing Zip", "postal_code", "mailing"},
             Case{"Address 2 - City", "city", ""},
             Case{"Default Address Province Code", "region", ""},
             Case{"City - Work", "city", "work"},
             Case{"PLZ", "postal_code", ""},
             Case{"郵便番号", "postal_code", ""},
             Case{"Country/Region", "country", ""},
             Case{"País", "country", ""},
             Case{"Date of Birth", "birthday", ""},
             Case{"Geburtstag", "birthday", ""},
             Case{"Lead Source", "source", ""},
             Case{"Categories", "tags", ""},
             Case{"Notizen", "notes", ""},
             Case{"Kundennr.", "external_id", ""},
             Case{"Record ID", "external_id", ""},
             Case{"Organization 1 - Name", "company", ""},
             Case{"Firma", "company", ""},
             Case{"会社名", "company", ""},
         }) {
        CAPTURE(c.header);
        const auto match = index.find(c.header);
        REQUIRE(match.has_value());
        REQUIRE(match->target != nullptr);
        CHECK(match->target->name == c.target);
        CHECK(match->label == c.label);
    }
}

TEST_CASE("names that say something else are not taken for what they resemble") {
    const HeaderIndex contacts(ImportKind::contacts, nullptr), orders(ImportKind::orders, nullptr);
    for (const std::string_view header : {"Assistant's Name", "Manager's Name", "E-mail Type of server",
                                          "Website", "Job Title", "Number of Employees", "Email status",
                                          "Event 1 - Value", "Home page", "Office Location", "company_id"}) {
        CAPTURE(header);
        const auto match = contacts.find(header);
        CHECK_FALSE(match.has_value());
    }
    for (const std::string_view header :
         {"Paid at", "Subtotal", "Taxes", "Shipping Method", "Discount Code", "Lineitem compare at price",
          "Tax 1 Value", "Shipping Name", "Shipping Phone"}) {
        CAPTURE(header);
        const auto match = orders.find(header);
        CHECK((!match || match->target == nullptr));
    }
}

TEST_CASE("columns of orders are found by their names, with the currency they name") {
    struct Case {
        std::string_view header, target, currency;
    };
    const HeaderIndex index(ImportKind::orders, nullptr);
    for (const auto& c : {
             Case{"InvoiceNo", "number", ""},
             Case{"Bestellnummer", "number", ""},
             Case{"Order #", "number", ""},
             Case{"Created at", "placed_on", ""},
             Case{"Rechnungsdatum", "placed_on", ""},
             Case{"Fecha", "placed_on", ""},
             Case{"Total (EUR)", "total", "EUR"},
             Case{"amount_usd", "total", "USD"},
             Case{"dollar_value", "total", "USD"},
             Case{"Price €", "line.unit_price", "EUR"},
             Case{"Total [CHF]", "total", "CHF"},
             Case{"Gesamtbetrag", "total", ""},
             Case{"Qty", "line.quantity", ""},
             Case{"number_of_cds", "line.quantity", ""},
             Case{"Menge", "line.quantity", ""},
             Case{"StockCode", "line.sku", ""},
             Case{"Lineitem name", "line.title", ""},
             Case{"Artikel", "line.title", ""},
             Case{"UnitPrice", "line.unit_price", ""},
             Case{"Einzelpreis", "line.unit_price", ""},
             Case{"Shipping", "shipping", ""},
             Case{"Versandkosten", "shipping", ""},
             Case{"Discount Amount", "discount", ""},
             Case{"Refunded Amount", "refunded", ""},
             Case{"Cancelled at", "cancelled", ""},
             Case{"Currency", "currency", ""},
             Case{"CustomerID", "contact.external_id", ""},
             Case{"Customer Email", "contact.email", ""},
             Case{"billing_city", "contact.city", ""},
             Case{"Billing Name", "contact.name", ""},
             Case{"Shipping City", "contact.city", ""},
             Case{"Financial Status", "status", ""},
         }) {
        CAPTURE(c.header);
        const auto match = index.find(c.header);
        REQUIRE(match.has_value());
        REQUIRE(match->target != nullptr);
        CHECK(match->target->name == c.target);
        CHECK(match->currency.code() == c.currency);
    }
}

TEST_CASE("every name in the tables leads to a target that exists") {
    struct Case {
        ImportKind kind;
        std::span<const HeaderNames> names;
    };
    std::vector<Case> cases{{ImportKind::contacts, contact_header_names()},
                            {ImportKind::orders, order_header_names()}};
    for (const KnownExport& known : known_exports()) cases.push_back({known.kind, known.meanings});
    std::size_t names = 0;
    for (const Case& c : cases) {
        for (const HeaderNames& row : c.names) {
            CAPTURE(row.names);
            if (!row.target.empty() && row.target != kUnclear)
                CHECK(find_target(c.kind, row.target) != nullptr);
            for (const std::string_view name : split(row.names, '|')) {
                CAPTURE(name);
                CHECK_FALSE(header_key(name).empty());
                ++names;
            }
        }
    }
    CHECK(names > 500);
    for (const ImportKind kind : {ImportKind::contacts, ImportKind::orders}) {
        std::set<std::string_view> seen;
        for (const ImportTarget& target : import_targets(kind)) {
            CAPTURE(target.name);
            CHECK(seen.insert(target.name).second);
            CHECK(target.field < table(target.table).fields.size());
            const FieldType type = table(target.table).fields[target.field].type;
            const bool own = target.part == TargetPart::field || type == FieldType::address;
            if (own) CHECK(target.type == type);
        }
    }
}

TEST_CASE("the kind of a file is told by its columns") {
    struct Case {
        const char* why;
        std::string_view text;
        ImportKind kind;
    };
    for (const auto& c : {
             Case{"people", "Name,Email,Created at\nAnna,a@example.com,2026-01-01\n", ImportKind::contacts},
             Case{"orders", "Order,Date,Total\n1,2026-01-01,5.00\n", ImportKind::orders},
             Case{"customers with what they spent",
                  "First Name,Email,Total Spent,Total Orders\nA,a@b.co,5.00,1\n", ImportKind::contacts},
             Case{"dates and customers only", "date,id\n2014-03-08,0\n2014-05-21,1\n2014-05-22,1\n",
                  ImportKind::orders},
             Case{"numbers without a header", "17 20260101 2 5.50\n17 20260102 1 2.50\n", ImportKind::orders},
             Case{"e-mails only", "a@example.com\nb@example.com\n", ImportKind::contacts},
         }) {
        CAPTURE(c.why);
        const auto layout = proposed(c.text);
        REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
        CHECK(layout->kind == c.kind);
    }
    CHECK(proposed("Name,Date,Total\nA,2026-01-01,5\n", ImportKind::contacts)->kind == ImportKind::contacts);
}

TEST_CASE("what headers do not say, contents do") {
    CHECK(mapping("Who,Reach\nAnna,a@example.com\nBob,b@example.com\n") == "Who=custom Reach=email");
    CHECK(mapping("Order,When,Cost of it\n1,2026-01-01,5.00\n2,2026-01-02,6.50\n", ImportKind::orders) ==
          "Order=number When=placed_on Cost of it=total");
    CHECK(mapping("00004 19970101  2   29.33\n00004 19970118  2   29.73\n00021 19970101 3 63.34\n") ==
          "Column 1=contact.external_id Column 2=placed_on Column 3=line.quantity Column 4=total");
    CHECK(mapping("Anna Berg,a@example.com,+46 8 123 456 78\nBo Ek,b@example.com,+46 8 123 456 79\n") ==
          "Column 1=name Column 2=email Column 3=phone");
    CHECK(mapping("date,id\n2014-03-08,0\n2014-05-21,1\n2014-05-22,1\n") ==
          "date=placed_on id=contact.external_id");
    CHECK(mapping("date,id,amount\n2014-03-08,1,2.50\n2014-05-21,2,3.50\n") ==
          "date=placed_on id=number amount=total");
    CHECK(mapping("Order,Date,Customer,Total\n1,2026-01-01,17,5\n2,2026-01-02,17,5\n") ==
          "Order=number Date=placed_on Customer=contact.external_id Total=total");
}

TEST_CASE("a name beside a given or a family name is the other one, unless it holds it") {
    CHECK(mapping("Name,Vorname\nGroß,Käthe\nÖztürk,Özlem\n") == "Name=family_name Vorname=given_name");
    CHECK(mapping("Name,Surname\nKäthe,Groß\n") == "Name=given_name Surname=family_name");
    CHECK(mapping("Name,Vorname\nKäthe Groß,Käthe\n") == "Name=name Vorname=given_name");
    CHECK(mapping("Name,First name,Last name\nKäthe Groß,Käthe,Groß\n") ==
          "Name=name First name=given_name Last name=family_name");
}

TEST_CASE("each fact has one column: the first that has anything in it") {
    CHECK(mapping("Name,Company,Company name,E-mail,Second e-mail\nA,,Acme,a@b.co,c@d.co\n") ==
          "Name=name Company=- Company name=company E-mail=email Second e-mail=custom");
    CHECK(mapping("Email,Email,,Email\na@b.co,c@d.co,x,\n") ==
          "Email=email Email (2)=email Column 3=custom Email (3)=email");
}

TEST_CASE("exports of well-known programs are recognised") {
    struct Case {
        std::string_view file, name, source;
        ImportKind kind;
    };
    for (const auto& c : {
             Case{"made/shopify_orders.csv", "Shopify orders", "Shopify", ImportKind::orders},
             Case{"made/woocommerce_orders.csv", "WooCommerce orders", "WooCommerce", ImportKind::orders},
             Case{"made/google_contacts.csv", "Google contacts", "Google Contacts", ImportKind::contacts},
             Case{"contacts/mailchimp_subscribed.csv", "Mailchimp contacts", "Mailchimp",
                  ImportKind::contacts},
             Case{"contacts/salesforce_contacts.csv", "Salesforce contacts", "Salesforce",
                  ImportKind::contacts},
             Case{"contacts/outlook_short_rows.csv", "Outlook contacts", "Outlook", ImportKind::contacts},
             Case{"contacts/tinynews_subscribers.csv", "", "tinynews_subscribers", ImportKind::contacts},
             Case{"orders/CDNOW_sample.txt", "", "CDNOW_sample", ImportKind::orders},
         }) {
        CAPTURE(c.file);
        const auto layout = propose_layout(read_test_data(c.file), c.file);
        REQUIRE_MESSAGE(layout.has_value(), layout.error().message);
        CHECK(layout->recognised_as == c.name);
        CHECK(layout->kind == c.kind);
        CHECK(default_source_name(c.file, *layout) == c.source);
    }
}

TEST_CASE("in Shopify's orders the name is the number, and the vendor's columns are left alone") {
    const auto layout = propose_layout(read_test_data("made/shopify_orders.csv"), "orders_export_1.csv");
    REQUIRE(layout.has_value());
    CHECK(target_of(*layout, "Name") == "number");
    CHECK(target_of(*layout, "Created at") == "placed_on");
    CHECK(target_of(*layout, "Paid at") == "");
    CHECK(target_of(*layout, "Id") == "");
    CHECK(target_of(*layout, "Tags") == "");
    CHECK(target_of(*layout, "Billing Zip") == "contact.postal_code");
    CHECK(layout->currency.code() == "EUR");
}

TEST_CASE("a source is named after the file, without what downloads put behind it") {
    struct Case {
        std::string_view file, source;
    };
    for (const auto& c :
         {Case{"customers.csv", "customers"}, Case{"customers (2).csv", "customers"},
          Case{"customers - Copy.csv", "customers"}, Case{"customers_2026-03-01.csv", "customers"},
          Case{"C:\\Users\\me\\Shop export 20260301 Kopie (1).CSV", "Shop export"},
          Case{"shop24.csv", "shop24"}, Case{"2026-03.csv", "2026-03"}, Case{"log.txt.gz", "log"},
          Case{"", "Import"}}) {
        CAPTURE(c.file);
        CHECK(default_source_name(c.file, ImportLayout{}) == c.source);
    }
}

TEST_CASE("a file that gives nothing to import is refused with its place") {
    struct Case {
        const char* why;
        std::string_view text, message;
    };
    for (const auto& c : {
             Case{"a header only", "Name,Email\n", "no rows below"},
             Case{"no idea who", "color,size\nred,L\nblue,M\n", "could not be understood"},
             Case{"a letter", "Dear Sir,\nthank you for the\nlovely bread.\n", "could not be understood"},
             Case{"empty", "", "is empty"},
             Case{"an unclosed quote", "Name,Email\nA,a@b.co\n\"B,b@b.co\n", "never closed"},
         }) {
        CAPTURE(c.why);
        const auto layout = proposed(c.text);
        REQUIRE_FALSE(layout.has_value());
        CHECK(layout.error().message.contains(c.message));
        REQUIRE(layout.error().place.has_value());
        CHECK(layout.error().place->file == "file.csv");
        CHECK(layout.error().place->line > 0);
    }
}

TEST_CASE("garbage of any length is refused at its beginning") {
    std::string garbage(40'000'000, 'x');
    auto layout = proposed(garbage);
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().code == ErrorCode::too_large);
    garbage[100] = '\0';
    layout = proposed(garbage);
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().message.contains("binary file"));
}

TEST_CASE("an accent far behind the beginning still decides the encoding") {
    std::string text = "Name;City\n";
    while (text.size() < kSniffedBytes + 1000) text += "Anna;Bonn\n";
    CHECK(proposed(text + "Jos\xE9;Bonn\n")->format.encoding == Encoding::windows_1252);
    CHECK(proposed(text + "José;Bonn\n")->format.encoding == Encoding::utf8);
}

TEST_CASE("a given format and kind are taken as they are") {
    const TextFormat format{.delimiter = ';', .has_header = false, .date_order = DateOrder::month_day_year};
    const auto layout =
        propose_layout(as_bytes_of("a@b.co;x,y\nc@d.co;5\n"), "f.csv", ImportKind::contacts, format);
    REQUIRE(layout.has_value());
    CHECK(layout->format == format);
    CHECK(shown(*layout) == "Column 1=email Column 2=custom");
}

}  // namespace perennial
