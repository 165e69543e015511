#include "core/storage/connection.h"

#include <doctest/doctest.h>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;

TEST_CASE("values come back as they were bound") {
    auto connection = need(Connection::open(":memory:"));
    auto statement = need(connection->prepare("SELECT ?1, ?2, ?3, ?4, ?5"));
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}};
    statement.bind(1, std::int64_t{-5})
        .bind(2, "Łódź")
        .bind_blob(3, bytes)
        .bind_null(4)
        .bind(5, std::string_view{});
    REQUIRE(need(statement.step()));
    CHECK(statement.is_integer(0));
    CHECK(statement.integer(0) == -5);
    CHECK(statement.text(1) == "Łódź");
    CHECK(statement.blob(2).size() == 2);
    CHECK(statement.blob(2)[1] == std::byte{255});
    CHECK(statement.is_null(3));
    CHECK_FALSE(statement.is_null(4));
    CHECK_FALSE(need(statement.step()));
}

TEST_CASE("a statement is prepared once, and refused while it is in use") {
    auto connection = need(Connection::open(":memory:"));
    {
        auto first = need(connection->prepare("SELECT ?1"));
        first.bind(1, std::int64_t{1});
        const auto second = connection->prepare("SELECT ?1");
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().code == ErrorCode::refused);
    }
    auto again = need(connection->prepare("SELECT ?1"));
    REQUIRE(need(again.step()));
    CHECK(again.is_null(0));
}

TEST_CASE("statements beyond what is kept are forgotten, except those in use") {
    auto connection = need(Connection::open(":memory:"));
    auto kept = need(connection->prepare("SELECT 'kept'"));
    for (int i = 0; i < 1000; ++i) {
        auto statement = need(connection->prepare("SELECT " + std::to_string(i)));
        REQUIRE(need(statement.step()));
        CHECK(statement.integer(0) == i);
    }
    REQUIRE(need(kept.step()));
    CHECK(kept.text(0) == "kept");
}

TEST_CASE("failures carry SQLite's words") {
    auto connection = need(Connection::open(":memory:"));
    const auto unknown = connection->prepare("SELECT nonsense");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().code == ErrorCode::storage_failed);
    CHECK(unknown.error().message.find("nonsense") != std::string::npos);
    need(connection->execute("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)"));
    auto insert = need(connection->prepare("INSERT INTO t VALUES (?1)"));
    CHECK_FALSE(insert.bind(1, std::int64_t{1}).run().has_value());
    CHECK(insert.bind(1, std::int64_t{2}).run().has_value());
    CHECK_FALSE(insert.bind(7, std::int64_t{2}).run().has_value());
}

TEST_CASE("a reader that has finished does not hold up the writer, and sees its commits") {
    test::TemporaryFile file;
    auto writer = need(Connection::open(file.path()));
    need(writer->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"));
    auto reader = need(Connection::open(file.path(), "", true));
    {
        auto some = need(reader->prepare("SELECT a FROM t"));
        REQUIRE(need(some.step()));
    }
    CHECK(writer->execute("INSERT INTO t VALUES (3)").has_value());
    CHECK(need(reader->integer("SELECT count(*) FROM t")) == 3);
    CHECK_FALSE(reader->execute("INSERT INTO t VALUES (4)").has_value());
}

}  // namespace
}  // namespace perennial
