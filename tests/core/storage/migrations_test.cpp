#include "core/storage/migrations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "core/storage/table_layout.h"
#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TemporaryFile;

std::vector<std::string> columns_of(Connection& connection, std::string_view table) {
    auto row = need(connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid"));
    row.bind(1, table);
    std::vector<std::string> columns;
    while (need(row.step())) columns.emplace_back(row.text(0));
    return columns;
}

Result<std::unique_ptr<Workspace>> open(const std::string& path, FixedClock& clock, Random& random) {
    return Workspace::open({path, "", false}, {&clock, &random, {}, ""});
}

TEST_CASE("the schema holds the standard columns and every field of the catalogue, and nothing else") {
    TemporaryFile file;
    auto connection = need(Connection::open(file.path()));
    CHECK(need(migrate(*connection)));
    for (const Table& table : catalogue()) {
        CAPTURE(table.name);
        const bool member = table.kind == TableKind::member;
        std::vector<std::string> first{"row"};
        if (member) {
            first.insert(first.end(), {"owner", "key"});
        } else {
            first.emplace_back("id");
        }
        std::vector<std::string> expected = first;
        for (const Field& field : table.fields) expected.emplace_back(field.name);
        expected.insert(expected.end(), {"deleted", "clock"});
        std::vector<std::string> columns = columns_of(*connection, table.name);
        REQUIRE(columns.size() > first.size());
        CHECK(std::vector(columns.begin(), columns.begin() + std::ssize(first)) == first);
        // Fields that a migration has added stand behind the clock.
        std::ranges::sort(columns);
        std::ranges::sort(expected);
        CHECK(columns == expected);
    }
}

TEST_CASE("migrating again does nothing") {
    TemporaryFile file;
    auto connection = need(Connection::open(file.path()));
    CHECK(need(migrate(*connection)));
    CHECK(need(connection->integer("PRAGMA user_version")) == newest_schema_version());
    CHECK_FALSE(need(migrate(*connection)));
    CHECK(require_newest_schema(*connection).has_value());
}

TEST_CASE("a file that cannot be a workspace is refused with a sentence that names it") {
    FixedClock clock{Instant{0}};
    Random random(1);
    struct Case {
        const char* why;
        void (*make)(const std::string& path);
        ErrorCode code;
    };
    for (const auto& c : {
             Case{"text", [](const std::string& path) { std::ofstream(path) << std::string(5000, 'x'); },
                  ErrorCode::corrupt},
             Case{"another program's database",
                  [](const std::string& path) {
                      need(need(Connection::open(path))->execute("CREATE TABLE t (a)"));
                  },
                  ErrorCode::unsupported},
             Case{"a newer schema",
                  [](const std::string& path) {
                      auto connection = need(Connection::open(path));
                      need(migrate(*connection));
                      need(connection->execute("PRAGMA user_version=999"));
                  },
                  ErrorCode::unsupported},
             Case{"a table lost",
                  [](const std::string& path) {
                      auto connection = need(Connection::open(path));
                      need(migrate(*connection));
                      need(connection->execute("DROP TABLE touch"));
                  },
                  ErrorCode::corrupt},
             Case{"an identity lost",
                  [](const std::string& path) {
                      auto connection = need(Connection::open(path));
                      need(migrate(*connection));
                      need(connection->execute("INSERT INTO meta VALUES ('business', 'nobody')"));
                  },
                  ErrorCode::corrupt},
         }) {
        CAPTURE(c.why);
        TemporaryFile file;
        c.make(file.path());
        const auto refused = open(file.path(), clock, random);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == c.code);
        CHECK(refused.error().message.starts_with(file.path()));
    }
}

TEST_CASE("damage within the file is told as damage") {
    FixedClock clock{Instant{0}};
    Random random(1);
    TemporaryFile file;
    need(open(file.path(), clock, random));
    {
        std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(100);
        bytes << std::string(300, '\xff');
    }
    const auto refused = open(file.path(), clock, random);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::corrupt);
}

TEST_CASE("what is not there is not opened for reading, and memory alone is no workspace") {
    FixedClock clock{Instant{0}};
    Random random(1);
    TemporaryFile file;
    CHECK_FALSE(Workspace::open({file.path(), "", true}, {&clock, &random, {}, ""}).has_value());
    const auto refused = open(":memory:", clock, random);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::refused);
}

}  // namespace
}  // namespace perennial
