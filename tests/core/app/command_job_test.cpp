// Commands about very many records as jobs, held against the same commands at once.
#include "core/app/command_job.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/app/lists.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

constexpr int kPeople = 700;

/// Every look is two milliseconds later than the one before.
class Ticking final : public Stopwatch {
public:
    double elapsed_ms() const override { return now_ += 2; }

private:
    mutable double now_ = 0;
};

std::string csv_of_people() {
    std::string csv = "Customer number,Name,E-mail,Tags,Hat size,City\n";
    for (int i = 0; i < kPeople; ++i) {
        const std::string number = std::to_string(i);
        csv += number + ",Person " + number + ",p" + number + "@example.com," +
               (i % 3 == 0   ? "Regular"
                : i % 3 == 1 ? "Sale;Regular"
                             : "") +
               "," + std::to_string(50 + i % 9) + ",Oslo\n";
    }
    return csv;
}

std::string csv_of_orders() {
    std::string csv = "Order number,Order date,Customer number,SKU,Product,Quantity,Unit price\n";
    for (int i = 0; i < kPeople; ++i) {
        csv += std::to_string(i) + ",2026-02-" + (i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1) + "," +
               std::to_string(i / 2) + ",S" + std::to_string(i % 5) + ",Thing " + std::to_string(i % 5) +
               ",1,12.50\n";
    }
    return csv;
}

/// People of whom some have the tag "Sale" and have orders, one is deleted and one has been edited since the import.
struct Shop : TestApp {
    std::vector<Id> people;

    Shop() {
        run(SetSetting{"currency", "EUR"});
        const auto report = need(run_import(*this, test::import_request(csv_of_people())));
        need(run_import(*this, test::import_request(csv_of_orders(), "orders.csv", ImportKind::orders)));
        people_import = report.change;
        people = need(ids_of_rows(
            workspace(), TableId::contact,
            need(list_rows(workspace(), {ListKind::contacts, {}, *Day::parse("2026-03-01"), 0})).rows));
        run(DeleteRecords{TableId::contact, {people[5]}});
        EditRecord edit;
        edit.id = people[7];
        edit.values = {{contact_field::owner, std::string("Bo")}};
        run(edit);
    }
    ChangeNo people_import = ChangeNo::none;
};

std::string value_text(const Statement& row, int column) {
    if (row.is_null(column)) return "-";
    if (row.is_integer(column)) return std::to_string(row.integer(column));
    std::string text(row.text(column));
    return text;
}

/// Everything in every table of the database.
std::string everything(Workspace& workspace) {
    std::vector<std::string> tables;
    {
        auto names = need(
            workspace.reader().prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
        while (need(names.step())) tables.emplace_back(names.text(0));
    }
    std::string text;
    for (const std::string& table : tables) {
        text += "== " + table + "\n";
        const auto columns =
            need(workspace.reader().integer("SELECT count(*) FROM pragma_table_info('" + table + "')"));
        auto rows = need(workspace.reader().prepare("SELECT * FROM \"" + table + "\" ORDER BY 1, 2"));
        while (need(rows.step())) {
            for (int column = 0; column < static_cast<int>(columns); ++column)
                text += value_text(rows, column) + "|";
            text += '\n';
        }
    }
    return text;
}

std::unique_ptr<CommandJob> job_of(Shop& shop, const Command& command) {
    shop.files.clock.advance_ms(1000);
    auto steps = need(command_steps(shop.workspace(), command));
    REQUIRE(steps != nullptr);
    return std::make_unique<CommandJob>(std::move(steps));
}

/// In slices of a few looks each; gives their number.
int run_in_slices(CommandJob& job) {
    int slices = 0;
    double before = 0;
    while (!job.ended()) {
        const Progress progress = job.progress();
        CHECK(progress.fraction >= before);
        CHECK(progress.fraction <= 1);
        CHECK(progress.doing != "");
        before = progress.fraction;
        job.step(Ticking{}, 8);
        ++slices;
    }
    return slices;
}

struct NamedCommand {
    std::string name;
    Command command;
};

std::vector<NamedCommand> commands_for(const Shop& shop) {
    std::vector<RowNo> rows;
    for (std::int64_t row = 1; row <= kPeople; ++row) {
        if (row % 50 != 0) rows.push_back(RowNo{row});
    }
    EditMany owner{TableId::contact, shop.people, {{contact_field::owner, std::string("Ines")}}, {}};
    EditMany hat{TableId::contact, shop.people, {}, {{TableId::contact_custom, "60", "", "hat_size"}}};
    return {{"take the import back", TakeBackImport{static_cast<std::int64_t>(shop.people_import)}},
            {"undo taking back", Undo{}},
            {"redo taking back", Redo{}},
            {"undo it again", Undo{}},
            {"tag", TagContacts{shop.people, "Sale", true}},
            {"undo the tag", Undo{}},
            {"tag again", Redo{}},
            {"untag by row", TagContacts{{}, "Sale", false, rows}},
            {"set the owner", owner},
            {"undo the owner", Undo{}},
            {"set a custom field", hat},
            {"delete by row", DeleteRecords{TableId::contact, {}, rows}},
            {"undo the deletion", Undo{}},
            {"redo the deletion", Redo{}},
            {"restore", RestoreRecords{TableId::contact, shop.people}}};
}

TEST_CASE("a command in slices leaves the same database as at once") {
    Shop at_once, sliced;
    REQUIRE(everything(at_once.workspace()) == everything(sliced.workspace()));
    for (const auto& [name, command] : commands_for(at_once)) {
        CAPTURE(name);
        const Outcome expected = at_once.run(command);
        const auto job = job_of(sliced, command);
        CHECK(run_in_slices(*job) > 5);
        const Outcome outcome = need(job->result());
        CHECK(outcome.message == expected.message);
        CHECK(outcome.affected == expected.affected);
        CHECK(outcome.affected > 100);
        CHECK(outcome.ids == expected.ids);
        CHECK(outcome.notes == expected.notes);
        CHECK(everything(at_once.workspace()) == everything(sliced.workspace()));
        // What the change left is what looking back at it gives.
        CHECK(sliced.state() == sliced.files.state(need(sliced.workspace().last_change())));
    }
}

TEST_CASE("a command that is stopped midway leaves nothing") {
    Shop shop;
    for (const auto& [name, command] : commands_for(shop)) {
        CAPTURE(name);
        const std::string before = everything(shop.workspace());
        int slices = run_in_slices(*job_of(shop, command));
        CHECK(everything(shop.workspace()) != before);
        if (std::holds_alternative<Undo>(command) || std::holds_alternative<Redo>(command)) continue;
        shop.run(Undo{});
        const std::string undone = everything(shop.workspace());
        const std::uint64_t revision = shop.workspace().revision();
        for (int stop = 1; stop < slices; stop += slices / 5 + 1) {
            CAPTURE(stop);
            const auto job = job_of(shop, command);
            for (int i = 0; i < stop; ++i) job->step(Ticking{}, 8);
            job->cancel();
            CHECK(job->ended());
            CHECK(job->result().error().code == ErrorCode::cancelled);
            CHECK(everything(shop.workspace()) == undone);
            CHECK(shop.workspace().revision() == revision);
        }
        shop.run(Redo{});
    }
}

TEST_CASE("while a command runs nobody else writes, and reading shows what was") {
    Shop shop;
    const std::string before = shop.state();
    const auto job = job_of(shop, TagContacts{shop.people, "Sale", true});
    job->step(Ticking{}, 8);
    CHECK(shop.refused(SetSetting{"name", "Fern"}).code == ErrorCode::refused);
    CHECK(shop.state() == before);
    run_in_slices(*job);
    CHECK(shop.state() != before);
    CHECK(shop.run(SetSetting{"name", "Fern"}).changed);
}

TEST_CASE("one command is one step to undo, in slices too") {
    Shop shop;
    const std::string before = shop.state();
    run_in_slices(*job_of(shop, TagContacts{shop.people, "Summer", true}));
    CHECK(need(undo_state(shop.workspace())).undo->label == "Tag 700 contacts with \"Summer\"");
    const auto undo = job_of(shop, Undo{});
    CHECK(undo->progress().doing == "Undoing: ");
    run_in_slices(*undo);
    CHECK(need(undo->result()).message == "Undone: Tag 700 contacts with \"Summer\".");
    CHECK(shop.state() == before);
}

TEST_CASE("only what is about many records takes long") {
    Shop shop;
    const auto takes = [&](const Command& command) { return need(takes_long(shop.workspace(), command)); };
    CHECK_FALSE(takes(Undo{}));  // One edit.
    CHECK_FALSE(takes(TagContacts{{shop.people[0]}, "Sale", true}));
    CHECK_FALSE(takes(SetSetting{"name", "Fern"}));
    CHECK(takes(TagContacts{shop.people, "Sale", true}));
    CHECK(takes(DeleteRecords{TableId::contact, {}, std::vector<RowNo>(kPeople, RowNo{1})}));
    CHECK(takes(TakeBackImport{static_cast<std::int64_t>(shop.people_import)}));
    shop.run(DeleteRecords{TableId::contact, shop.people});
    CHECK(takes(Undo{}));
    shop.run(Undo{});
    CHECK(takes(Redo{}));
}

TEST_CASE("a command that cannot be carried out says so in slices as at once") {
    Shop shop;
    const std::string before = everything(shop.workspace());
    std::vector<Id> with_stranger = shop.people;
    with_stranger.push_back(Id{{9}});
    const auto job = job_of(shop, TagContacts{with_stranger, "Sale", true});
    run_in_slices(*job);
    CHECK(job->result().error().code == ErrorCode::not_found);
    const auto by_row = job_of(shop, DeleteRecords{TableId::contact, {}, {RowNo{1}, RowNo{123'456}}});
    run_in_slices(*by_row);
    CHECK(by_row->result().error().code == ErrorCode::not_found);
    CHECK_FALSE(command_steps(shop.workspace(), TagContacts{shop.people, " ", true}).has_value());
    CHECK(everything(shop.workspace()) == before);
    // Those that already are so are no change.
    const auto nothing = job_of(shop, RestoreRecords{TableId::contact, {shop.people[0], shop.people[1]}});
    run_in_slices(*nothing);
    CHECK_FALSE(need(nothing->result()).changed);
    CHECK(everything(shop.workspace()) == before);
}

}  // namespace
}  // namespace perennial
