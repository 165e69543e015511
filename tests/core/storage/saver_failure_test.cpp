// What the saver does when the store fails, forgets, contradicts itself, or belongs to somebody else.
#include "core/storage/saver.h"

#include <doctest/doctest.h>

#include "tests/support/saver_window.h"

using namespace perennial;

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
    window.store.fault = nullptr;
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
    window.store.fault = nullptr;
    window.saver.retry();
    CHECK(window.store.writes.size() == 2);
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(stored(window));
}

TEST_CASE("a generation that arrived although an error was reported counts as saved") {
    SaverWindow window(new_place());
    REQUIRE(window.load());
    window.add_rows(3000);
    window.store.fault = [] { return WriteFault::lost_answer; };
    window.commit("UPDATE t SET text = 'arrived' WHERE id = 1500");
    CHECK(window.saver.status().state == SaveState::not_saved);
    window.store.fault = nullptr;
    SUBCASE("and nothing was committed since") {}
    SUBCASE("and more was committed since") { window.commit("UPDATE t SET text = 'later' WHERE id = 1500"); }
    const std::size_t writes = window.store.writes.size();
    window.saver.retry();
    CHECK(window.saver.status().state == SaveState::saved);
    CHECK(window.saver.status().generation >= 2);
    CHECK(stored(window));
    // What arrived is built upon, not replaced.
    for (std::size_t i = writes; i < window.store.writes.size(); ++i) {
        CHECK(window.store.writes[i].expected >= 2);
        CHECK(window.store.writes[i].blocks.size() < window.image.block_count() / 4);
    }
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

    window.store.fault = nullptr;
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
    window.store.fault = nullptr;
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
    window.store.fault = nullptr;
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
    window.store.fault = nullptr;
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
