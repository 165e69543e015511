#include "core/app/import_batch.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::run_import;
using test::shared_bytes;
using test::TestApp;

constexpr std::string_view kPeople = "Name,E-mail\nAnn,ann@example.com\n";
constexpr std::string_view kOrders =
    "Order number,Order date,Customer e-mail,Total\n1,2026-01-05,ann@example.com,5.00\n";

Result<ReceivedFile> file(std::string name, std::string_view text) {
    return ReceivedFile{.name = std::move(name), .bytes = shared_bytes(text)};
}

std::vector<Result<ReceivedFile>> files(std::initializer_list<Result<ReceivedFile>> list) { return list; }

std::string names(const ImportBatch& batch) {
    std::string text;
    for (const FileInBatch& each : batch.files()) text += (text.empty() ? "" : " ") + each.request.file_name;
    return text;
}

/// Brings the file in hand in.
void import_current(TestApp& app, ImportBatch& batch) {
    batch.imported(app.workspace(), need(run_import(app, batch.current()->request)));
}

TEST_CASE("files dropped together come people first, and orders then find them") {
    TestApp app;
    ImportBatch batch;
    batch.add(app.workspace(), files({file("orders.csv", kOrders), file("people.csv", kPeople)}));
    CHECK(names(batch) == "people.csv orders.csv");
    CHECK(batch.number() == 1);
    CHECK(batch.readable() == 2);
    REQUIRE(batch.current() != nullptr);
    import_current(app, batch);
    CHECK(batch.number() == 2);
    import_current(app, batch);
    CHECK(batch.current() == nullptr);
    CHECK(test::counts_of(batch.files()[0].report, TableId::contact).added == 1);
    CHECK(test::counts_of(batch.files()[1].report, TableId::contact).added == 0);
    CHECK(test::counts_of(batch.files()[1].report, TableId::order).added == 1);
}

TEST_CASE("a file that cannot be read is named and the others go on") {
    TestApp app;
    ImportBatch batch;
    batch.add(app.workspace(),
              files({fail_at(ErrorCode::invalid_input, "It is larger than 1 GB.", Place{"huge.csv", 0, ""}),
                     file("empty.csv", ""), file("share.json", "{\"perennial\":{\"format\":1}"),
                     file("people.csv", kPeople)}));
    CHECK(names(batch) == "people.csv huge.csv empty.csv share.json");
    CHECK(batch.readable() == 1);
    CHECK(batch.current()->request.file_name == "people.csv");
    for (std::size_t i = 1; i < 4; ++i) {
        CAPTURE(i);
        CHECK(batch.files()[i].fate == FileFate::failed);
        CHECK_FALSE(batch.files()[i].failure.message.empty());
    }
    import_current(app, batch);
    CHECK(batch.current() == nullptr);
}

TEST_CASE("files that come later wait behind the one in hand") {
    TestApp app;
    ImportBatch batch;
    batch.add(app.workspace(), files({file("orders.csv", kOrders)}));
    batch.current()->request.source = "typed";
    batch.add(app.workspace(), files({file("more orders.csv", kOrders), file("people.csv", kPeople)}));
    CHECK(names(batch) == "orders.csv people.csv more orders.csv");
    CHECK(batch.current()->request.file_name == "orders.csv");
    CHECK(batch.current()->request.source == "typed");
}

TEST_CASE("a file can be left out, and a batch of nothing but refused files has none in hand") {
    TestApp app;
    ImportBatch batch;
    batch.add(app.workspace(), files({file("a.csv", kPeople), file("b.csv", kPeople)}));
    batch.leave_out(app.workspace());
    CHECK(batch.files()[0].fate == FileFate::left_out);
    CHECK(batch.current()->request.file_name == "b.csv");
    CHECK(batch.number() == 2);
    ImportBatch refused;
    refused.add(app.workspace(), files({file("empty.csv", "")}));
    CHECK(refused.current() == nullptr);
    CHECK_FALSE(refused.empty());
}

TEST_CASE("a mapping made by hand for one file is taken for the next with the same columns") {
    TestApp app;
    constexpr std::string_view kOdd = "Name,E-mail,Grumpiness\nAnn,ann@example.com,7\n";
    ImportBatch batch;
    batch.add(app.workspace(), files({file("june.csv", kOdd), file("july.csv", kOdd)}));
    batch.current()->request.layout.columns[2].to = ColumnMapping::To::leave_out;
    batch.current()->request.source = "list";
    import_current(app, batch);
    REQUIRE(batch.current() != nullptr);
    CHECK(batch.current()->request.file_name == "july.csv");
    CHECK(batch.current()->request.layout.columns[2].to == ColumnMapping::To::leave_out);
    CHECK(batch.current()->request.source == "list");
}

}  // namespace
}  // namespace perennial
