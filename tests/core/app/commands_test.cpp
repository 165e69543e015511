#include <doctest/doctest.h>

#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

std::string last_label(TestApp& app) {
    return need(app.workspace().change(need(app.workspace().last_change()))).label;
}

EditRecord rename(const Id& id, std::string name, std::uint64_t based_on = 0) {
    EditRecord edit;
    edit.id = id;
    edit.values = {{contact_field::name, std::move(name)}};
    edit.based_on = based_on;
    return edit;
}

TEST_CASE("a command is one change, labelled in words, and says what it did") {
    TestApp app;
    const Id aga = app.add_contact("Agnieszka Wróblewska");
    CHECK(last_label(app) == "Add Agnieszka Wróblewska");

    const Outcome edited = app.run(rename(aga, "Agnieszka Nowak"));
    CHECK(edited.changed);
    CHECK(edited.undoable);
    CHECK(edited.message == "Agnieszka Wróblewska saved.");
    CHECK(last_label(app) == "Edit Agnieszka Wróblewska");

    const Id bo = app.add_contact("Bo"), cy = app.add_contact("Cy");
    CHECK(app.run(DeleteRecords{TableId::contact, {aga}}).message == "Agnieszka Nowak deleted.");
    CHECK(app.run(DeleteRecords{TableId::contact, {bo, cy, bo}}).message == "2 contacts deleted.");
    CHECK(last_label(app) == "Delete 2 contacts");
    CHECK(app.run(RestoreRecords{TableId::contact, {bo, cy, aga}}).affected == 3);
    CHECK(last_label(app) == "Restore 3 contacts");
}

TEST_CASE("what is so already changes nothing and makes no change") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const ChangeNo before = need(app.workspace().last_change());
    CHECK_FALSE(app.run(rename(aga, "Aga")).changed);
    CHECK_FALSE(app.run(RestoreRecords{TableId::contact, {aga}}).changed);
    CHECK_FALSE(app.run(TagContacts{{aga}, "regular", false}).changed);
    CHECK(need(app.workspace().last_change()) == before);
}

TEST_CASE("a draft that breaks a rule is refused, its field is named, and nothing changes") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const Id order = app.add_order(aga, "2026-03-01", 1200);
    struct Case {
        const char* why;
        Command command;
        ErrorCode code;
        const char* column;
    };
    AddRecord nobody;
    AddRecord bad_email;
    bad_email.members = {{TableId::contact_email, "not an address", "", ""}};
    AddRecord touch_of_nobody;
    touch_of_nobody.table = TableId::touch;
    touch_of_nobody.values = {{touch_field::contact, Id{{1}}},
                              {touch_field::at, std::int64_t{0}},
                              {touch_field::channel, std::string("phone")},
                              {touch_field::direction, std::string("in")}};
    AddRecord undirected = touch_of_nobody;
    undirected.values = {{touch_field::contact, aga},
                         {touch_field::at, std::int64_t{0}},
                         {touch_field::channel, std::string("phone")}};
    AddRecord twice;
    twice.values = {{contact_field::name, std::string("A")}, {contact_field::name, std::string("B")}};
    EditRecord bad_status;
    bad_status.table = TableId::order;
    bad_status.id = order;
    bad_status.values = {{order_field::status, std::string("lost")}};
    EditRecord no_day = bad_status;
    no_day.values = {{order_field::placed_on, std::monostate{}}};
    EditRecord unknown = rename(Id{{9}}, "X");
    SaveOrder no_currency;
    no_currency.draft.lines = {{.title = "Rye", .unit_price = 100}};
    AddRecord a_member;
    a_member.table = TableId::contact_tag;
    const std::string before = app.state();
    for (const Case& c : {
             Case{"an empty contact", nobody, ErrorCode::invalid_input, ""},
             Case{"an e-mail that is none", bad_email, ErrorCode::invalid_input, "emails"},
             Case{"a touch with an unknown contact", touch_of_nobody, ErrorCode::not_found, "contact"},
             Case{"a required field left out", undirected, ErrorCode::invalid_input, "direction"},
             Case{"a field given twice", twice, ErrorCode::invalid_input, "name"},
             Case{"a choice that is none", bad_status, ErrorCode::invalid_input, "status"},
             Case{"a required field cleared", no_day, ErrorCode::invalid_input, "placed_on"},
             Case{"an unknown record", unknown, ErrorCode::not_found, ""},
             Case{"an order without a currency", no_currency, ErrorCode::invalid_input, "currency"},
             Case{"a member by itself", a_member, ErrorCode::invalid_input, ""},
             Case{"an unknown setting", SetSetting{"colour", "red"}, ErrorCode::invalid_input, ""},
             Case{"a currency that is none", SetSetting{"currency", "XQQ"}, ErrorCode::invalid_input, ""},
             Case{"taking back what is no import", TakeBackImport{1}, ErrorCode::refused, ""},
             Case{"deleting an unknown record", DeleteRecords{TableId::contact, {Id{{9}}}},
                  ErrorCode::not_found, ""},
             Case{"an empty tag", TagContacts{{aga}, "  ", true}, ErrorCode::invalid_input, "tags"},
         }) {
        CAPTURE(c.why);
        const Error error = app.refused(c.command);
        CHECK(error.code == c.code);
        CHECK(error.message.ends_with("."));
        CHECK((error.place ? error.place->column : std::string()) == c.column);
    }
    CHECK(app.state() == before);
}

TEST_CASE("a draft is in conflict only when a field that it writes has become something else since") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const std::uint64_t begun = app.workspace().revision();
    EditRecord notes;
    notes.id = aga;
    notes.values = {{contact_field::notes, std::string("Likes rye")}};
    app.run(notes);
    app.add_contact("Somebody else");
    CHECK(app.run(rename(aga, "Aga W.", begun)).changed);

    const Error error = app.refused(rename(aga, "Agnes", begun));
    CHECK(error.code == ErrorCode::conflict);
    CHECK(error.message.find("Aga W.") != std::string::npos);
    CHECK_FALSE(app.run(rename(aga, "Aga W.", begun)).changed);
    CHECK(app.run(rename(aga, "Agnes", app.workspace().revision())).changed);
}

TEST_CASE("a draft of members is in conflict when its list has changed since") {
    TestApp app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_email, "aga@example.com", "", ""}});
    const std::uint64_t begun = app.workspace().revision();
    EditRecord emails;
    emails.id = aga;
    emails.member_tables = {TableId::contact_email};
    emails.members = {{TableId::contact_email, "aga@example.com", "", ""},
                      {TableId::contact_email, "a@example.org", "", ""}};
    emails.based_on = begun;
    app.run(TagContacts{{aga}, "regular", true});
    EditRecord other = emails;
    other.members = {{TableId::contact_email, "new@example.com", "", ""}};
    app.run(other);
    CHECK(app.refused(emails).code == ErrorCode::conflict);
    emails.based_on = app.workspace().revision();
    CHECK(app.run(emails).changed);
}

TEST_CASE("a draft of a record that was deleted meanwhile is in conflict") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const std::uint64_t begun = app.workspace().revision();
    app.run(DeleteRecords{TableId::contact, {aga}});
    CHECK(app.refused(rename(aga, "Agnes", begun)).code == ErrorCode::conflict);
}

TEST_CASE("the lists of an edit become exactly what was given, in that order, and others stay") {
    TestApp app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_email, "one@example.com", "work", ""},
                                           {TableId::contact_email, "two@example.com", "", ""},
                                           {TableId::contact_tag, "Regular", "", ""},
                                           {TableId::contact_custom, "blue", "", "Colour"}});
    EditRecord edit;
    edit.id = aga;
    edit.member_tables = {TableId::contact_email};
    edit.members = {{TableId::contact_email, "Three@Example.com", "", ""},
                    {TableId::contact_email, "one@example.com", "home", ""}};
    app.run(edit);
    const ContactPage page = need(contact_page(app.workspace(), aga));
    std::vector<std::string> shown;
    for (const auto& member : page.members) shown.push_back(member.value + "/" + member.label);
    CHECK(shown ==
          std::vector<std::string>{"Three@Example.com/", "one@example.com/home", "Regular/", "blue/"});
}

TEST_CASE("a company is found by its name, whatever the case, or made") {
    TestApp app;
    AddRecord add;
    add.values = {{contact_field::name, std::string("Aga")}};
    add.company_name = "Zielona Piekarnia";
    const Id aga = app.run(add).ids.front();
    add.values = {{contact_field::name, std::string("Bo")}};
    add.company_name = "  zielona PIEKARNIA ";
    const Id bo = app.run(add).ids.front();
    CHECK(test::sql_integer(app.workspace(), "SELECT count(*) FROM company") == 1);
    CHECK(need(contact_page(app.workspace(), bo)).company == "Zielona Piekarnia");

    EditRecord leave;
    leave.id = aga;
    leave.company_name = "";
    app.run(leave);
    CHECK(need(contact_page(app.workspace(), aga)).company.empty());
    CHECK(need(contact_page(app.workspace(), bo)).company == "Zielona Piekarnia");
}

TEST_CASE("tags go on and off many contacts at once") {
    TestApp app;
    const Id aga = app.add_contact("Aga"), bo = app.add_contact("Bo");
    CHECK(app.run(TagContacts{{aga, bo}, "Regular", true}).message == "2 contacts tagged with \"Regular\".");
    CHECK(app.run(TagContacts{{aga, bo}, "regular", true}).changed == false);
    CHECK(app.run(TagContacts{{bo}, "REGULAR", false}).affected == 1);
    const auto rows = std::vector{app.row(TableId::contact, aga), app.row(TableId::contact, bo)};
    const auto shown = need(contact_rows(app.workspace(), rows));
    CHECK(shown[0].tags == std::vector<std::string>{"Regular"});
    CHECK(shown[1].tag_count == 0);
}

TEST_CASE("undo and redo say what they did, and what they left alone") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const std::string start = app.state();
    app.run(rename(aga, "Agnes"));
    CHECK(app.run(Undo{}).message == "Undone: Edit Aga.");
    CHECK(app.state() == start);
    CHECK(app.run(Redo{}).message == "Done again: Edit Aga.");
    CHECK(need(contact_page(app.workspace(), aga)).shown_name == "Agnes");
    app.run(Undo{});
    app.run(Undo{});
    CHECK(app.refused(Undo{}).code == ErrorCode::refused);
}

TEST_CASE("settings are the same record wherever they are written") {
    TestApp app;
    app.run(SetSetting{"name", "Zielona Piekarnia"});
    app.run(SetSetting{"name", "Green Bakery"});
    app.run(SetSetting{"currency", "eur"});
    const WorkspaceSummary summary = need(workspace_summary(app.workspace()));
    CHECK(summary.name == "Green Bakery");
    CHECK(summary.currency.code() == "EUR");
    CHECK(summary.country.empty());
    CHECK(test::sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 2);
    app.run(SetSetting{"country", "pl"});
    CHECK(need(workspace_summary(app.workspace())).country == "PL");
}

TEST_CASE("an order without a number is named by its day") {
    TestApp app;
    const Id order = app.add_order(app.add_contact("Aga"), "2026-03-01", 1000);
    const auto label = [&] { return need(undo_state(app.workspace())).undo->label; };
    CHECK(label() == "Add order of 2026-03-01");
    CHECK(app.run(RefundOrder{order}).message == "Order of 2026-03-01 refunded: 10.00 EUR to give back.");
    CHECK(label() == "Refund order of 2026-03-01");
    app.run(DeleteRecords{TableId::order, {order}});
    CHECK(label() == "Delete order of 2026-03-01");
}

}  // namespace
}  // namespace perennial
