#include "core/storage/saver.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/saver_window.h"

using namespace perennial;

namespace {

std::shared_ptr<MemoryBlocks> new_place() { return std::make_shared<MemoryBlocks>(); }

/// What the store holds is what the window shows.
bool stored(const SaverWindow& window) {
    const auto bytes = stored_bytes(window.place);
    return bytes && *bytes == window.bytes();
}

WriteFault no_fault() { return WriteFault::none; }

}  // namespace

TEST_CASE(
    "a store without a manifest gives an empty image, and the first commit becomes its first generation") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    CHECK(window.image.size() == 0);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().last_saved_ms == 0);

    window.add_rows(300);
    const SaveStatus& status = window.saver.status();
    CHECK(status.state == SaveState::saved);
    CHECK(status.generation == 1);
    CHECK(status.last_bytes == window.image.size());
    CHECK(status.last_saved_ms == window.clock.now().ms);
    CHECK(window.place->manifest.image_bytes == window.image.size());
    CHECK(stored(window));
}

TEST_CASE("a commit sends the blocks that it changed, and nothing else") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(4000);
    window.commit("UPDATE t SET text = 'x' WHERE id = 2000");
    REQUIRE(window.store.writes.size() == 2);
    CHECK(window.store.writes[1].blocks.size() < 4);
    CHECK(window.store.writes[0].blocks.size() == window.image.block_count());
    CHECK(stored(window));
    // A transaction that changed nothing is no generation.
    window.commit("BEGIN; SELECT 1; COMMIT");
    CHECK(window.store.writes.size() == 2);
}

TEST_CASE("commits that come while a generation is on its way go out together with the next") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.hold = true;
    window.add_rows(100);
    CHECK(window.saver.status().state == SaveState::saving);
    window.clock.advance_ms(30);
    for (int i = 0; i < 5; ++i) window.add_rows(100);
    CHECK(window.store.writes.size() == 1);
    window.clock.advance_ms(10);

    REQUIRE(window.store.answer_one());
    CHECK(window.saver.status().state == SaveState::saving);
    CHECK(window.saver.status().generation == 1);
    CHECK(window.saver.status().last_duration_ms == 40);
    CHECK(window.store.writes.size() == 2);
    REQUIRE(window.store.answer_one());
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().last_duration_ms == 10);
    CHECK(window.store.writes.size() == 2);
    CHECK(stored(window));
}

TEST_CASE("what goes out is a copy: later commits do not reach into a generation on its way") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.hold = true;
    window.add_rows(500);
    const std::string first = window.bytes();
    window.commit("UPDATE t SET text = 'later'");
    CHECK(*stored_bytes(window.place) == first);
}

TEST_CASE("a failed save keeps its marks, says why, and is tried again after growing pauses") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(300);
    window.store.fault = [] { return WriteFault::refused; };
    window.commit("UPDATE t SET text = 'unsaved' WHERE id < 200");
    const std::size_t blocks = window.store.writes.back().blocks.size();

    for (const std::int64_t pause_s : {1, 2, 4, 8, 16, 32, 60, 60}) {
        CAPTURE(pause_s);
        CHECK(window.saver.status().state == SaveState::not_saved);
        CHECK(window.saver.status().reason.starts_with("The disk is full."));
        CHECK(window.saver.status().generation == 1);
        const std::size_t writes = window.store.writes.size();
        const std::int64_t next = window.saver.tick();
        CHECK(next == window.clock.now().ms + pause_s * 1000);
        window.clock.set(Instant{next - 1});
        window.saver.tick();
        CHECK(window.store.writes.size() == writes);
        window.clock.set(Instant{next});
        window.saver.tick();
        CHECK(window.store.writes.size() == writes + 1);
        CHECK(window.store.writes.back().blocks.size() == blocks);
    }
    window.store.fault = no_fault;
    window.clock.set(Instant{window.saver.tick()});
    CHECK(window.saver.tick() == 0);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().reason.empty());
    CHECK(window.saver.status().last_duration_ms > 180'000);
    CHECK(stored(window));
}

TEST_CASE("commits during a pause wait for it, the button does not") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.fault = [] { return WriteFault::refused; };
    window.add_rows(10);
    window.add_rows(10);
    CHECK(window.store.writes.size() == 1);
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.store.fault = no_fault;
    window.saver.retry();
    CHECK(window.store.writes.size() == 2);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("a flush is answered when everything committed before it is durable") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    std::vector<std::string> answers;
    const auto flush = [&](const char* name) {
        window.saver.flush(
            [&answers, name](const Status& s) { answers.push_back(name + std::string(s ? "" : "!")); });
    };
    flush("nothing to do");
    CHECK(answers == std::vector<std::string>{"nothing to do"});
    answers.clear();

    window.store.hold = true;
    window.add_rows(10);
    flush("first");
    window.add_rows(10);
    flush("second");
    CHECK(answers.empty());
    window.store.answer_one();
    CHECK(answers == std::vector<std::string>{"first"});
    window.store.answer_one();
    CHECK(answers == std::vector<std::string>{"first", "second"});

    answers.clear();
    window.store.fault = [] { return WriteFault::refused; };
    window.add_rows(10);
    flush("failing");
    window.store.answer_all();
    CHECK(answers == std::vector<std::string>{"failing!"});

    answers.clear();
    window.store.fault = no_fault;
    flush("pause cut short");
    window.store.answer_all();
    CHECK(answers == std::vector<std::string>{"pause cut short"});
    CHECK(stored(window));
}

TEST_CASE("a flush saves what was written before the saver was told") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    REQUIRE(window.database().execute("CREATE TABLE made_at_open(id)"));
    bool flushed = false;
    window.saver.flush([&](const Status& status) { flushed = status.has_value(); });
    CHECK(flushed);
    CHECK(stored(window));
}

TEST_CASE("a generation that arrived although an error was reported counts as saved") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(100);
    window.store.fault = [] { return WriteFault::lost_answer; };
    window.add_rows(100);
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.store.fault = no_fault;
    SUBCASE("and nothing was committed since") {}
    SUBCASE("and more was committed since") { window.add_rows(100); }
    window.saver.retry();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().generation >= 2);
    CHECK(stored(window));
}

TEST_CASE("blocks that a torn write left do not pass for part of a later generation") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(1000);
    window.store.fault = [] { return WriteFault::torn; };
    window.commit("UPDATE t SET text = 'torn'");
    CHECK(window.saver.status().state == SaveState::not_saved);
    const auto before = stored_bytes(window.place);
    REQUIRE(before);
    CHECK(*before != window.bytes());

    window.store.fault = no_fault;
    SUBCASE("the same window goes on") {
        window.commit("DELETE FROM t WHERE id > 10; VACUUM");
        window.add_rows(2000);
        window.saver.retry();
        CHECK(window.saver.status().state == SaveState::saved);
        CHECK(stored(window));
    }
    SUBCASE("the window was closed and opened again") {
        SaverWindow again(window.place);
        REQUIRE(again.load());
        again.commit("UPDATE t SET text = 'once more' WHERE id = 500");
        CHECK(again.saver.status().state == SaveState::saved);
        CHECK(stored(again));
    }
}

TEST_CASE("when the browser has dropped the store, the whole image is written again, not saved until then") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(2000);
    window.store.fault = [] { return WriteFault::store_dropped; };
    window.add_rows(10);
    window.store.fault = no_fault;
    window.store.hold = true;
    window.saver.retry();
    window.store.answer_one();  // The manifest, which is empty.
    CHECK(window.saver.status().state == SaveState::not_saved);
    CHECK(window.saver.status().reason.find("dropped") != std::string::npos);
    window.store.answer_all();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.store.writes.back().expected == 0);
    CHECK(window.store.writes.back().blocks.size() == window.image.block_count());
    CHECK(stored(window));
}

TEST_CASE("what another window saved is never overwritten unasked") {
    const auto place = new_place();
    SaverWindow one(place), other(place);
    REQUIRE(one.load());
    one.add_rows(100);
    REQUIRE(other.load());
    one.commit("UPDATE t SET text = 'one'");
    other.commit("UPDATE t SET text = 'other'");

    CHECK(one.saver.status().state == SaveState::saved);
    CHECK(other.saver.status().state == SaveState::not_saved);
    CHECK(other.saver.status().reason.find("Another window") != std::string::npos);
    const std::size_t writes = other.store.writes.size();
    for (int hour = 0; hour < 3; ++hour) {
        CHECK(other.saver.tick() == 0);
        other.clock.advance_ms(3'600'000);
        other.saver.retry();
        other.add_rows(1);
    }
    Status flushed;
    other.saver.flush([&](Status status) { flushed = std::move(status); });
    REQUIRE_FALSE(flushed);
    CHECK(flushed.error().code == ErrorCode::conflict);
    CHECK(other.store.writes.size() == writes);
    CHECK(other.saver.status().state == SaveState::not_saved);
    CHECK(stored(one));

    other.saver.retry(Saver::Overwrite::allowed);
    CHECK(other.saver.status().state == SaveState::saved);
    CHECK(other.store.writes.back().blocks.size() == other.image.block_count());
    CHECK(stored(other));
    one.add_rows(1);
    CHECK(one.saver.status().state == SaveState::not_saved);
    CHECK(stored(other));
}

TEST_CASE("an overwriting that fails at first is a whole image at the next try too") {
    const auto place = new_place();
    SaverWindow one(place), other(place);
    REQUIRE(one.load());
    REQUIRE(other.load());
    one.add_rows(3000);
    other.add_rows(500);
    for (const WriteFault fault : {WriteFault::torn, WriteFault::refused, WriteFault::none}) {
        other.store.fault = [fault] { return fault; };
        other.saver.retry(Saver::Overwrite::allowed);
        CHECK(other.store.writes.back().blocks.size() == other.image.block_count());
    }
    CHECK(other.saver.status().state == SaveState::saved);
    CHECK(stored(other));
}

TEST_CASE("overwriting is a newer save than what it replaces") {
    const auto place = new_place();
    SaverWindow one(place), other(place);
    REQUIRE(one.load());
    REQUIRE(other.load());
    for (int i = 0; i < 9; ++i) one.add_rows(20);
    other.add_rows(1);
    other.saver.retry(Saver::Overwrite::allowed);
    CHECK(other.saver.status().state == SaveState::saved);
    CHECK(other.saver.status().generation > 9);
    CHECK(stored(other));
}

TEST_CASE("every try has a number of its own, greater than those before") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    int write = 0;
    window.store.fault = [&] { return ++write % 3 == 0 ? WriteFault::none : WriteFault::torn; };
    for (int i = 0; i < 12; ++i) {
        window.add_rows(1);
        window.saver.retry();
    }
    REQUIRE(window.store.writes.size() > 12);
    for (std::size_t i = 1; i < window.store.writes.size(); ++i) {
        CHECK(window.store.writes[i].manifest.generation > window.store.writes[i - 1].manifest.generation);
    }
}

TEST_CASE("a store that reports a conflict that is none is tried again later, not for ever at once") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.fault = [] { return WriteFault::false_conflict; };
    window.add_rows(10);
    CHECK(window.store.writes.size() == 1);
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.store.fault = no_fault;
    window.clock.set(Instant{window.saver.tick()});
    window.saver.tick();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("a store that cannot be read after a failure is asked again later") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.fault = [] { return WriteFault::torn; };
    window.add_rows(10);
    window.store.fault = no_fault;
    window.store.unreadable = true;
    window.saver.retry();
    CHECK(window.saver.status().state == SaveState::not_saved);
    CHECK(window.saver.status().reason.starts_with("The storage cannot be read."));
    CHECK(window.store.writes.size() == 1);
    window.store.unreadable = false;
    window.saver.retry();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("a save that is not confirmed in time says so, and is not sent a second time") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.store.hold = true;
    window.add_rows(10);
    const std::int64_t late = window.saver.tick();
    CHECK(late == window.clock.now().ms + 10'000);
    CHECK(window.saver.status().reason.empty());
    window.clock.set(Instant{late});
    window.saver.tick();
    CHECK(window.saver.status().state == SaveState::saving);
    CHECK_FALSE(window.saver.status().reason.empty());
    CHECK(window.store.writes.size() == 1);
    window.store.answer_all();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().reason.empty());
}

TEST_CASE("answers that come twice or after the saver's end do nothing") {
    const auto place = new_place();
    BlockImage image("answers");
    ScriptedBlockStore store(place);
    const FixedClock clock{Instant{5}};
    store.twice = store.hold = true;
    auto saver = std::make_unique<Saver>(image, store, clock);
    int loads = 0;
    saver->load([&](const Status&) { ++loads; });
    store.answer_all();
    CHECK(loads == 1);
    auto database = Connection::open(std::string(BlockImage::kFileName), image.vfs_name());
    REQUIRE(database);
    REQUIRE((*database)->execute("CREATE TABLE t(id)"));
    saver->committed();
    REQUIRE(store.answer_one());
    CHECK(saver->status().state == SaveState::saved);
    REQUIRE((*database)->execute("INSERT INTO t VALUES (1)"));
    saver->committed();
    REQUIRE(store.answer_one());  // The first write's second answer.
    CHECK(saver->status().state == SaveState::saving);
    CHECK(saver->status().generation == 1);
    saver.reset();
    store.answer_all();
}

TEST_CASE("an image that a transaction is being written to is not sent") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(10);
    const std::size_t writes = window.store.writes.size();
    REQUIRE(window.database().execute(
        "PRAGMA cache_spill=1; PRAGMA cache_size=10; BEGIN IMMEDIATE; DELETE FROM t"));
    REQUIRE(window.database().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
        "INSERT INTO t(text) SELECT printf('%0500d', i) FROM n"));
    REQUIRE(window.image.dirty());  // SQLite had to write before the end.
    window.saver.retry();
    window.saver.flush([](const Status&) {});
    CHECK(window.store.writes.size() == writes);
    CHECK(window.saver.tick() > window.clock.now().ms);
    REQUIRE(window.database().execute("ROLLBACK"));
    window.saver.tick();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("an image that shrinks and grows between two saves is stored as it is") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(3000);
    const auto large = window.image.block_count();
    SUBCASE("with a save at each") {
        window.commit("DELETE FROM t WHERE id > 5; VACUUM");
        CHECK(window.place->manifest.image_bytes == window.image.size());
        CHECK(stored(window));
        window.add_rows(3000);
    }
    SUBCASE("while a save is on its way") {
        window.store.hold = true;
        window.add_rows(1);
        window.commit("DELETE FROM t WHERE id > 5; VACUUM");
        window.add_rows(3000);
        window.store.hold = false;
        window.store.answer_all();
    }
    SUBCASE("while saving fails") {
        window.store.fault = [] { return WriteFault::torn; };
        window.add_rows(1);
        window.commit("DELETE FROM t WHERE id > 5; VACUUM");
        window.saver.retry();
        window.add_rows(3000);
        window.saver.retry();
        window.store.fault = no_fault;
        window.saver.retry();
    }
    CHECK(window.image.block_count() + 4 > large);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("old blocks are collected now and then, so that the store does not grow for ever") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(1000);
    const int collections = window.store.collections;
    for (int i = 0; i < 300; ++i)
        window.commit("UPDATE t SET text = 'x" + std::to_string(i) + "' WHERE id = 500");
    CHECK(window.store.collections > collections + 3);
    CHECK(window.place->records.size() < window.image.block_count() + 250);
    CHECK(stored(window));
}

TEST_CASE("every change of the state is told, in order") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    std::vector<SaveState> states;
    window.saver.on_change = [&](const SaveStatus& status) {
        if (states.empty() || states.back() != status.state) states.push_back(status.state);
    };
    window.add_rows(1);
    window.store.fault = [] { return WriteFault::refused; };
    window.add_rows(1);
    window.store.fault = no_fault;
    window.saver.retry();
    using enum SaveState;
    CHECK(states == std::vector<SaveState>{saving, saved, saving, not_saved, saving, saved});
}
