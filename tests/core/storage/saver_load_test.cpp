#include <doctest/doctest.h>

#include <functional>

#include "core/storage/saver.h"
#include "tests/support/saver_window.h"

using namespace perennial;

namespace {

using Shared = std::shared_ptr<MemoryBlocks>;

/// A store with some generations of a database of about 2 MiB.
Shared filled_place() {
    auto place = std::make_shared<MemoryBlocks>();
    SaverWindow window(place);
    REQUIRE(window.load());
    window.add_rows(4000);
    for (int id : {100, 2000, 3900})
        window.commit("UPDATE t SET text = 'new' WHERE id = " + std::to_string(id));
    REQUIRE(window.saver.status().generation == 4);
    return place;
}

std::string text_of(Connection& connection, std::string_view sql) {
    auto statement = connection.prepare(sql);
    REQUIRE(statement);
    const auto row = statement->step();
    REQUIRE((row && *row));
    return std::string(statement->text(0));
}

/// The newest record of a block.
MemoryBlocks::Record& newest(MemoryBlocks& place, std::uint64_t index) {
    auto after = place.records.lower_bound({index + 1, 0});
    return std::prev(after)->second;
}

}  // namespace

TEST_CASE("what was saved is loaded, byte for byte, as a database that works") {
    const Shared place = filled_place();
    SaverWindow window(place);
    REQUIRE(window.load());
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().generation == 4);
    CHECK_FALSE(window.image.dirty());
    CHECK(text_of(window.database(), "SELECT count(*) FROM t WHERE text = 'new'") == "3");
    CHECK(text_of(window.database(), "PRAGMA integrity_check") == "ok");
    CHECK(*stored_bytes(place) == window.bytes());
    window.add_rows(1);
    CHECK(window.saver.status().generation == 5);
    CHECK(*stored_bytes(place) == window.bytes());
}

TEST_CASE("damage is found at opening, the place is named, and the store is not written to") {
    struct Case {
        const char* what;
        std::function<void(MemoryBlocks&)> damage;
        ErrorCode code;
        const char* words;
    };
    const Case cases[] = {
        {"a bit of a block flipped", [](MemoryBlocks& p) { newest(p, 7).bytes[12'345] ^= std::byte{4}; },
         ErrorCode::corrupt, "block 8 of "},
        {"a bit of a checksum flipped", [](MemoryBlocks& p) { newest(p, 0).checksum ^= 1; },
         ErrorCode::corrupt, "block 1 of "},
        {"two blocks damaged: the first is named",
         [](MemoryBlocks& p) { newest(p, 9).bytes[0] ^= newest(p, 3).bytes[1] ^= std::byte{0x40}; },
         ErrorCode::corrupt, "block 4 of "},
        {"a block cut short", [](MemoryBlocks& p) { newest(p, 5).bytes.resize(100); }, ErrorCode::corrupt,
         "block 6 of "},
        {"a block too long", [](MemoryBlocks& p) { newest(p, 5).bytes.push_back({}); }, ErrorCode::corrupt,
         "block 6 of "},
        {"a block in another's place", [](MemoryBlocks& p) { std::swap(newest(p, 10), newest(p, 11)); },
         ErrorCode::corrupt, "block 11 of "},
        {"a block missing", [](MemoryBlocks& p) { p.records.erase({20, 1}); }, ErrorCode::corrupt,
         "block 21 of "},
        {"the newest copy of a block lost, the older one whole",
         [](MemoryBlocks& p) { p.records.erase({std::prev(p.records.lower_bound({1, 0}))->first}); },
         ErrorCode::corrupt, "an older copy"},
        {"the image's checksum flipped", [](MemoryBlocks& p) { p.manifest.checksum ^= 1ULL << 40; },
         ErrorCode::corrupt, "list of blocks"},
        {"the image longer than its blocks", [](MemoryBlocks& p) { p.manifest.image_bytes += 1 << 20; },
         ErrorCode::corrupt, "block "},
        {"the image shorter than its blocks", [](MemoryBlocks& p) { p.manifest.image_bytes -= 1 << 20; },
         ErrorCode::corrupt, "block 31 of 31"},
        {"an image larger than any memory", [](MemoryBlocks& p) { p.manifest.image_bytes = 1ULL << 60; },
         ErrorCode::too_large, "does not fit"},
        {"a newer format", [](MemoryBlocks& p) { p.manifest.format = 2; }, ErrorCode::unsupported,
         "newer version"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        const Shared place = filled_place();
        c.damage(*place);
        const auto records = place->records.size();
        SaverWindow window(place);
        const Status loaded = window.load();
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().code == c.code);
        INFO(loaded.error().message);
        CHECK(loaded.error().message.find(c.words) != std::string::npos);
        CHECK(window.saver.status().state == SaveState::not_saved);

        window.image.mark_all_dirty();
        window.saver.committed();
        window.saver.retry();
        window.saver.tick();
        Status flushed;
        window.saver.flush([&](Status status) { flushed = std::move(status); });
        CHECK_FALSE(flushed);
        CHECK(window.store.writes.empty());
        CHECK(window.store.collections == 0);
        CHECK(place->records.size() == records);
    }
}

TEST_CASE("a damaged store is replaced when a person asks for it") {
    const Shared place = filled_place();
    newest(*place, 7).bytes[0] ^= std::byte{1};
    SaverWindow window(place);
    REQUIRE_FALSE(window.load());
    REQUIRE(window.image.resize(0));
    window.add_rows(50);
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.saver.retry(Saver::Overwrite::allowed);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(*stored_bytes(place) == window.bytes());
}

TEST_CASE("a store that cannot be read gives its reason, and can be loaded later") {
    const Shared place = filled_place();
    SaverWindow window(place);
    window.store.unreadable = true;
    const Status loaded = window.load();
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == ErrorCode::storage_failed);
    CHECK(window.saver.status().reason == "The storage cannot be read.");
    window.store.unreadable = false;
    REQUIRE(window.load());
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(*stored_bytes(place) == window.bytes());
}

TEST_CASE("a store that could not be read is written to once it turns out to be empty, and only then") {
    SUBCASE("empty") {
        SaverWindow window(std::make_shared<MemoryBlocks>());
        window.store.unreadable = true;
        REQUIRE_FALSE(window.load());
        window.add_rows(10);
        CHECK(window.saver.status().state == SaveState::not_saved);
        CHECK(window.saver.status().reason.starts_with("The storage cannot be read."));
        window.saver.retry();
        CHECK(window.saver.status().state == SaveState::not_saved);
        window.store.unreadable = false;
        window.saver.retry();
        CHECK(window.saver.status().state == SaveState::saved);
        CHECK(*stored_bytes(window.place) == window.bytes());
    }
    SUBCASE("not empty") {
        SaverWindow window(filled_place());
        const auto before = stored_bytes(window.place);
        window.store.unreadable = true;
        REQUIRE_FALSE(window.load());
        window.add_rows(10);
        window.store.unreadable = false;
        for (int i = 0; i < 3; ++i) {
            window.saver.retry();
            window.clock.advance_ms(3'600'000);
            window.saver.tick();
        }
        CHECK(window.saver.status().state == SaveState::not_saved);
        CHECK(window.store.writes.empty());
        CHECK(*stored_bytes(window.place) == *before);
    }
}

TEST_CASE("a load that is asked for during another comes after it and sees what was saved between") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    follower.saver.set_read_only(true);
    REQUIRE(follower.load());
    follower.store.hold = true;
    std::vector<std::string> answers;
    writer.commit("UPDATE t SET text = 'first' WHERE id = 1");
    follower.saver.load([&](const Status& status) { answers.emplace_back(status ? "first" : "failed"); });
    writer.commit("UPDATE t SET text = 'second' WHERE id = 1");
    follower.saver.load([&](const Status& status) { answers.emplace_back(status ? "second" : "failed"); });
    follower.store.answer_all();
    CHECK(answers == std::vector<std::string>{"first", "second"});
    CHECK(follower.bytes() == writer.bytes());
}

TEST_CASE("records beyond the image and newer than the manifest are ignored") {
    const Shared place = filled_place();
    const auto before = stored_bytes(place);
    place->records[{100'000, 2}] = {1, std::vector<std::byte>(10)};
    place->records[{3, 99}] = {1, std::vector<std::byte>(10)};
    CHECK(*stored_bytes(place) == *before);
}

TEST_CASE("a read-only window never writes, and says so") {
    const Shared place = filled_place();
    SaverWindow window(place);
    window.saver.set_read_only(true);
    REQUIRE(window.load());
    CHECK(window.saver.status().state == SaveState::read_only);
    CHECK(window.saver.tick() == 0);
    bool flushed = false;
    window.saver.flush([&](const Status& status) { flushed = status.has_value(); });
    CHECK(flushed);
    window.add_rows(1);  // Nobody should; it is said, and not written.
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.saver.retry(Saver::Overwrite::allowed);
    CHECK(window.store.writes.empty());
    CHECK(window.store.collections == 0);
}

TEST_CASE("a read-only window follows what the writing one saves, while its connection stays open") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    follower.saver.set_read_only(true);
    REQUIRE(follower.load());
    CHECK(text_of(follower.database(), "SELECT count(*) FROM t") == "4000");

    SUBCASE("rows changed") { writer.commit("UPDATE t SET text = 'followed' WHERE id % 1000 = 0"); }
    SUBCASE("rows added") { writer.add_rows(3000); }
    SUBCASE("most rows gone") { writer.commit("DELETE FROM t WHERE id > 50; VACUUM"); }
    SUBCASE("the schema changed") {
        writer.commit("ALTER TABLE t ADD COLUMN more; CREATE INDEX i ON t(text)");
    }
    SUBCASE("nothing changed") {}
    const char* kQuery =
        "SELECT count(*) || total(length(text)) || (SELECT group_concat(sql) FROM sqlite_schema) FROM t";
    REQUIRE(follower.load());
    CHECK(follower.bytes() == writer.bytes());
    CHECK(text_of(follower.database(), kQuery) == text_of(writer.database(), kQuery));
    CHECK(text_of(follower.database(), "PRAGMA integrity_check") == "ok");
    CHECK(follower.saver.status().state == SaveState::read_only);
    CHECK(follower.saver.status().generation == writer.saver.status().generation);
    CHECK_FALSE(follower.image.dirty());
}

TEST_CASE("a follower waits with new blocks until no statement reads the old ones") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    follower.saver.set_read_only(true);
    REQUIRE(follower.load());
    writer.commit("UPDATE t SET text = 'b'");

    const std::string before = follower.bytes();
    int answers = 0;
    {
        auto statement = follower.database().prepare("SELECT id FROM t");
        REQUIRE(statement);
        REQUIRE(statement->step());
        follower.saver.load([&](const Status& status) { answers += status ? 1 : 100; });
        CHECK(follower.saver.tick() > 0);
        CHECK(follower.bytes() == before);
        CHECK(answers == 0);
    }
    follower.saver.tick();
    CHECK(answers == 1);
    CHECK(follower.bytes() == writer.bytes());
    CHECK(text_of(follower.database(), "SELECT count(*) FROM t WHERE text = 'b'") == "4000");
}

TEST_CASE("a follower keeps what it shows when the new blocks are damaged or the store is gone") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    follower.saver.set_read_only(true);
    REQUIRE(follower.load());
    const std::string before = follower.bytes();
    writer.commit("UPDATE t SET text = 'b'");
    SUBCASE("damaged") { newest(*place, 30).bytes[9] ^= std::byte{1}; }
    SUBCASE("missing") { place->records.erase(std::prev(place->records.end())); }
    SUBCASE("gone") { *place = {}; }
    SUBCASE("unreadable") { follower.store.unreadable = true; }
    CHECK_FALSE(follower.load());
    CHECK(follower.bytes() == before);
    CHECK(follower.saver.status().state == SaveState::read_only);
    CHECK(text_of(follower.database(), "SELECT count(*) FROM t WHERE text = 'b'") == "0");
}

TEST_CASE("a follower takes over: it loads what was saved last, then writes on") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    follower.saver.set_read_only(true);
    REQUIRE(follower.load());
    writer.add_rows(500);

    writer.saver.set_read_only(true);
    follower.saver.set_read_only(false);
    REQUIRE(follower.load());
    follower.commit("UPDATE t SET text = 'mine' WHERE id = 4400");
    CHECK(follower.saver.status().state == SaveState::saved);
    CHECK(*stored_bytes(place) == follower.bytes());
    REQUIRE(writer.load());
    CHECK(writer.saver.status().state == SaveState::read_only);
    CHECK(text_of(writer.database(), "SELECT text FROM t WHERE id = 4400") == "mine");
}

TEST_CASE("a window that loses the right to write with changes on their way does not call them saved") {
    SaverWindow window(filled_place());
    REQUIRE(window.load());
    window.store.hold = true;
    window.add_rows(1);
    window.add_rows(1);
    std::vector<ErrorCode> refusals;
    window.saver.flush([&](const Status& status) { refusals.push_back(status.error().code); });
    window.saver.set_read_only(true);
    window.store.answer_all();
    CHECK(window.saver.status().state == SaveState::not_saved);
    CHECK(refusals == std::vector<ErrorCode>{ErrorCode::conflict});
    CHECK(window.store.writes.size() == 1);
}

TEST_CASE("a change made while another window's save is being loaded is not written over") {
    const Shared place = filled_place();
    SaverWindow writer(place), follower(place);
    REQUIRE(writer.load());
    REQUIRE(follower.load());
    writer.commit("UPDATE t SET text = 'theirs' WHERE id = 1");
    follower.store.hold = true;
    Status loaded;
    follower.saver.load([&](Status status) { loaded = std::move(status); });
    follower.commit("UPDATE t SET text = 'mine' WHERE id = 1");
    follower.store.answer_all();
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == ErrorCode::refused);
    CHECK(text_of(follower.database(), "SELECT text FROM t WHERE id = 1") == "mine");
    CHECK(follower.saver.status().state == SaveState::not_saved);
    CHECK(*stored_bytes(place) == writer.bytes());
}

TEST_CASE("a permission to overwrite is for what stands in the way now, not for later") {
    const Shared place = filled_place();
    SaverWindow one(place), other(place);
    REQUIRE(one.load());
    REQUIRE(other.load());
    one.saver.retry(Saver::Overwrite::allowed);
    other.add_rows(1);
    one.add_rows(2);
    CHECK(one.saver.status().state == SaveState::not_saved);
    CHECK(*stored_bytes(place) == other.bytes());
}

TEST_CASE("loading is refused while changes of this window wait to be saved") {
    SaverWindow window(filled_place());
    REQUIRE(window.load());
    window.store.fault = [] { return WriteFault::refused; };
    window.add_rows(1);
    const std::string before = window.bytes();
    const Status loaded = window.load();
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == ErrorCode::refused);
    CHECK(window.bytes() == before);
    CHECK(window.saver.status().state == SaveState::not_saved);
}
