#include "core/storage/block_image.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "core/base/random.h"
#include "core/storage/connection.h"

using namespace perennial;

namespace {

using Bytes = std::vector<std::byte>;

std::unique_ptr<Connection> open(const BlockImage& image, bool read_only = false) {
    auto connection = Connection::open(std::string(BlockImage::kFileName), image.vfs_name(), read_only);
    if (!connection) FAIL(connection.error().message);
    return *std::move(connection);
}

void run(Connection& connection, std::string_view sql) {
    const auto status = connection.execute(sql);
    INFO(sql);
    INFO((status ? std::string() : status.error().message));
    REQUIRE(status);
}

std::string one(Connection& connection, std::string_view sql) {
    auto statement = connection.prepare(sql);
    REQUIRE(statement);
    const auto row = statement->step();
    REQUIRE((row && *row));
    return std::string(statement->text(0));
}

Bytes bytes_of(const BlockImage& image) {
    Bytes bytes;
    for (std::uint64_t i = 0; i < image.block_count(); ++i) {
        const auto block = image.block(i);
        bytes.insert(bytes.end(), block.begin(), block.end());
    }
    return bytes;
}

bool same_bytes(const BlockImage& a, const BlockImage& b) {
    if (a.size() != b.size()) return false;
    for (std::uint64_t i = 0; i < a.block_count(); ++i) {
        if (!std::ranges::equal(a.block(i), b.block(i))) return false;
    }
    return true;
}

/// A table `t(id, text)` with `rows` rows of some 500 bytes.
void fill(Connection& connection, int rows) {
    run(connection, "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, text TEXT)");
    run(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                        std::to_string(rows) + ") INSERT INTO t(text) SELECT printf('%0500d', i) FROM n");
}

/// Which blocks differ between two images.
std::vector<std::uint64_t> changed_blocks(const Bytes& before, const Bytes& after) {
    std::vector<std::uint64_t> changed;
    for (std::uint64_t i = 0; i < block_count_of(after.size()); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i * kBlockBytes);
        const auto length = static_cast<std::ptrdiff_t>(block_length(i, after.size()));
        const bool same = block_length(i, before.size()) == block_length(i, after.size()) &&
                          std::equal(after.begin() + at, after.begin() + at + length, before.begin() + at);
        if (!same) changed.push_back(i);
    }
    return changed;
}

}  // namespace

TEST_CASE("the lengths of blocks add up to the image, beyond 32 bits too") {
    struct Case {
        std::uint64_t image, blocks, last;
    };
    for (const auto& c :
         {Case{0, 0, 0}, Case{1, 1, 1}, Case{kBlockBytes, 1, kBlockBytes}, Case{kBlockBytes + 1, 2, 1},
          Case{(std::uint64_t{1} << 31) + 5, 65'537, 5}, Case{std::uint64_t{1} << 32, 131'072, kBlockBytes},
          Case{(std::uint64_t{5} << 32) - 1, 655'360, kBlockBytes - 1}}) {
        CAPTURE(c.image);
        CHECK(block_count_of(c.image) == c.blocks);
        if (c.blocks > 0) {
            CHECK(block_length(c.blocks - 1, c.image) == c.last);
            CHECK((c.blocks - 1) * kBlockBytes + c.last == c.image);
        }
        CHECK(block_length(c.blocks, c.image) == 0);
    }
}

TEST_CASE("a database in the image keeps its rows over connections, and pages are fetched without copying") {
    BlockImage image("rows");
    {
        auto connection = open(image);
        fill(*connection, 5000);
    }
    auto connection = open(image);
    CHECK(one(*connection, "SELECT count(*) || ' ' || sum(length(text)) FROM t") == "5000 2500000");
    CHECK(image.fetches() > 500);
    CHECK(image.size() > 2 * BlockImage::kSegmentBytes);
    CHECK(one(*connection, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a page that SQLite got by fetching stays where it is while the image grows") {
    BlockImage image("still");
    auto writer = open(image);
    fill(*writer, 10);
    const auto before = image.block(0).data();
    fill(*writer, 20'000);
    CHECK(image.size() > 8 * BlockImage::kSegmentBytes);
    CHECK(image.block(0).data() == before);
}

TEST_CASE("exactly the blocks that a commit changed are taken, once") {
    BlockImage image("marks");
    auto writer = open(image);
    fill(*writer, 4000);
    CHECK(image.take_dirty().size() == image.block_count());
    CHECK_FALSE(image.dirty());
    CHECK(image.take_dirty().empty());

    const Bytes before = bytes_of(image);
    run(*writer, "UPDATE t SET text = 'short' WHERE id = 2000");
    CHECK(image.dirty());
    const auto taken = image.take_dirty();
    CHECK(taken == changed_blocks(before, bytes_of(image)));
    CHECK(taken.size() < 4);
    CHECK(std::ranges::is_sorted(taken));

    image.mark_dirty(taken);
    CHECK(image.take_dirty() == taken);
    image.mark_dirty({});
    CHECK(image.dirty());
    CHECK(image.take_dirty().empty());
    image.mark_all_dirty();
    CHECK(image.take_dirty().size() == image.block_count());
}

TEST_CASE("an open transaction leaves the image clean, a rollback leaves it as it was") {
    BlockImage image("clean");
    auto writer = open(image);
    fill(*writer, 100);
    image.take_dirty();
    const Bytes before = bytes_of(image);

    run(*writer, "BEGIN IMMEDIATE");
    fill(*writer, 30'000);  // 15 MB, far more than SQLite's page cache holds.
    run(*writer, "DELETE FROM t WHERE id < 50; CREATE INDEX by_text ON t(text)");
    CHECK_FALSE(image.dirty());
    CHECK(image.settled());
    CHECK(bytes_of(image) == before);
    SUBCASE("rolled back") {
        run(*writer, "ROLLBACK");
        CHECK_FALSE(image.dirty());
        CHECK(bytes_of(image) == before);
        CHECK(one(*writer, "SELECT count(*) FROM t") == "100");
    }
    SUBCASE("committed") {
        run(*writer, "COMMIT");
        CHECK(image.dirty());
        CHECK(one(*writer, "SELECT count(*) FROM t") == "30051");
    }
    CHECK(one(*writer, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a savepoint rolled back within a transaction leaves no trace") {
    BlockImage image("savepoint");
    auto writer = open(image);
    fill(*writer, 1000);
    run(*writer,
        "BEGIN; UPDATE t SET text = 'a' WHERE id = 1; SAVEPOINT s; DELETE FROM t; ROLLBACK TO s; COMMIT");
    CHECK(one(*writer, "SELECT count(*) || text FROM t WHERE id <= 1000 AND id >= 1 ORDER BY id") == "1000a");
    CHECK(one(*writer, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("vacuum shrinks the image, and blocks beyond its end are no longer taken") {
    BlockImage image("vacuum");
    auto writer = open(image);
    fill(*writer, 5000);
    const auto large = image.block_count();
    run(*writer, "DELETE FROM t WHERE id > 50; VACUUM");
    CHECK(image.block_count() < large / 10);
    for (const auto index : image.take_dirty()) CHECK(index < image.block_count());
    CHECK(one(*writer, "PRAGMA integrity_check") == "ok");

    SUBCASE("marks of blocks that are gone are not put back") {
        const std::vector<std::uint64_t> gone{0, large - 1};
        image.mark_dirty(gone);
        CHECK(image.take_dirty() == std::vector<std::uint64_t>{0});
    }
    SUBCASE("it grows again over what was there") {
        fill(*writer, 5000);
        CHECK(one(*writer, "SELECT count(*) FROM t") == "5050");
        CHECK(one(*writer, "PRAGMA integrity_check") == "ok");
    }
}

TEST_CASE("growing zeroes what was there before and marks every block it touches") {
    BlockImage image("zeroes");
    REQUIRE(image.resize(3 * BlockImage::kSegmentBytes));
    CHECK_FALSE(image.dirty());
    for (std::uint64_t i = 0; i < image.block_count(); ++i)
        std::ranges::fill(image.block(i), std::byte{0xAA});
    REQUIRE(image.resize(kBlockBytes + 10));
    CHECK(image.block(1).size() == 10);
    REQUIRE(image.resize(2 * BlockImage::kSegmentBytes + 1));
    const Bytes bytes = bytes_of(image);
    CHECK(std::count(bytes.begin(), bytes.end(), std::byte{0xAA}) ==
          static_cast<std::ptrdiff_t>(kBlockBytes + 10));
    CHECK(bytes.size() == 2 * BlockImage::kSegmentBytes + 1);
}

TEST_CASE("an image at its limit refuses a commit and stays whole") {
    BlockImage image("limit");
    auto writer = open(image);
    fill(*writer, 1000);
    const Bytes before = bytes_of(image);
    image.set_limit(image.size() + 200'000);
    run(*writer, "BEGIN; UPDATE t SET text = 'changed' WHERE id < 500");
    fill(*writer, 5000);
    const auto commit = writer->execute("COMMIT");
    REQUIRE_FALSE(commit);
    CHECK(commit.error().code == ErrorCode::storage_failed);
    (void)writer->execute("ROLLBACK");  // SQLite may have done it already.
    CHECK(image.settled());
    CHECK(bytes_of(image) == before);
    CHECK(one(*writer, "PRAGMA integrity_check") == "ok");

    const auto resized = image.resize(1'000'000'000);
    REQUIRE_FALSE(resized);
    CHECK(resized.error().code == ErrorCode::too_large);
    CHECK(bytes_of(image) == before);
}

TEST_CASE("a reader sees the last commit while a writer's transaction is open") {
    BlockImage image("two");
    auto writer = open(image);
    auto reader = open(image, true);
    fill(*writer, 100);
    CHECK(one(*reader, "SELECT count(*) FROM t") == "100");
    run(*writer, "BEGIN IMMEDIATE; DELETE FROM t WHERE id <= 40");
    CHECK(one(*reader, "SELECT count(*) FROM t") == "100");
    CHECK(one(*writer, "SELECT count(*) FROM t") == "60");
    run(*writer, "COMMIT");
    CHECK(one(*reader, "SELECT count(*) FROM t") == "60");
    CHECK_FALSE(reader->execute("DELETE FROM t"));
}

TEST_CASE("locks between connections: one writer, and no commit under a reader's statement") {
    BlockImage image("locks");
    auto writer = open(image);
    auto other = open(image);
    auto reader = open(image, true);
    fill(*writer, 2000);
    CHECK(image.idle());

    run(*writer, "BEGIN IMMEDIATE; UPDATE t SET text = 'x' WHERE id = 1");
    CHECK_FALSE(other->execute("BEGIN IMMEDIATE"));
    CHECK_FALSE(image.idle());
    {
        auto statement = reader->prepare("SELECT text FROM t ORDER BY id");
        REQUIRE(statement);
        REQUIRE(statement->step());
        const std::string seen(statement->text(0));
        CHECK_FALSE(writer->execute("COMMIT"));
        // The writer waits for this reader only: a new one would put the commit off for ever.
        CHECK_FALSE(other->execute("SELECT count(*) FROM t"));
        int rows = 1;
        for (auto row = statement->step(); row && *row; row = statement->step()) ++rows;
        CHECK(rows == 2000);
        CHECK(seen == std::string(499, '0') + "1");
    }
    run(*writer, "COMMIT");
    CHECK(one(*reader, "SELECT text FROM t WHERE id = 1") == "x");
    run(*other, "BEGIN IMMEDIATE; UPDATE t SET text = 'y' WHERE id = 1; COMMIT");
    CHECK(one(*writer, "SELECT text FROM t WHERE id = 1") == "y");
    CHECK(image.idle());
}

TEST_CASE("a connection that would keep its journal in a file is refused when it writes") {
    BlockImage image("journal");
    auto writer = open(image);
    fill(*writer, 10);
    run(*writer, "PRAGMA journal_mode=DELETE");
    CHECK_FALSE(writer->execute("DELETE FROM t"));
    run(*writer, "PRAGMA journal_mode=MEMORY");
    CHECK(one(*writer, "SELECT count(*) FROM t") == "10");
    CHECK_FALSE(Connection::open("another.db", image.vfs_name()));
}

TEST_CASE("the image's clock and randomness serve SQL") {
    BlockImage image("services");
    auto connection = open(image);
    CHECK(one(*connection, "SELECT date('now') > '2024-01-01'") == "1");
    CHECK(one(*connection, "SELECT random() <> random()") == "1");
}

TEST_CASE("after any work an image copied block by block is the same database, whole and equal") {
    // A copy kept by taking dirty blocks only, as a store does, must never fall behind.
    for (const std::uint64_t seed : {11U, 12U, 13U}) {
        CAPTURE(seed);
        Random random(seed);
        BlockImage image("random-" + std::to_string(seed)), copy("copy-" + std::to_string(seed));
        auto writer = open(image);
        auto reader = open(image, true);
        run(*writer, "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX by_text ON t(text)");
        std::map<std::string, int> done;
        for (int step = 0; step < 80; ++step) {
            const auto number = std::to_string(random.below(600));
            const auto length = std::to_string(random.below(5000));
            const bool commits = random.below(4) != 0;
            run(*writer, "BEGIN IMMEDIATE");
            switch (random.below(5)) {
                case 0: run(*writer, "DELETE FROM t WHERE id > " + number); break;
                case 1:
                    run(*writer, "UPDATE t SET text = printf('%0" + length +
                                     "d', id) WHERE id % 8 = " + number + " % 8");
                    break;
                default:
                    run(*writer, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                                     number +
                                     ") INSERT INTO t(text) SELECT hex(randomblob(random() & 255)) FROM n");
            }
            run(*writer, commits ? "COMMIT" : "ROLLBACK");
            ++done[commits ? "commits" : "rollbacks"];
            if (commits && random.below(8) == 0) {
                run(*writer, "VACUUM");
                ++done["vacuums"];
            }
            const auto indices = image.take_dirty();
            if (image.size() < copy.size()) ++done["shrinks"];
            REQUIRE(copy.resize(image.size()));
            for (const auto index : indices) std::ranges::copy(image.block(index), copy.block(index).begin());
            REQUIRE(same_bytes(copy, image));
            CHECK(one(*reader, "SELECT count(*) FROM t") == one(*writer, "SELECT count(*) FROM t"));
        }
        for (const char* kind : {"commits", "rollbacks", "vacuums", "shrinks"}) {
            CAPTURE(kind);
            CHECK(done[kind] > 0);
        }
        CHECK(one(*writer, "PRAGMA integrity_check") == "ok");
        auto other = open(copy);
        CHECK(one(*other, "PRAGMA integrity_check") == "ok");
        CHECK(one(*other, "SELECT count(*) || total(length(text)) FROM t") ==
              one(*writer, "SELECT count(*) || total(length(text)) FROM t"));
    }
}
