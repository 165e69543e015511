#include "core/storage/saver.h"

#include <doctest/doctest.h>

#include "tests/support/saver_window.h"

using namespace perennial;

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
    window.store.fault = nullptr;
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
        window.store.fault = nullptr;
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
    window.store.fault = nullptr;
    window.saver.retry();
    using enum SaveState;
    CHECK(states == std::vector<SaveState>{saving, saved, saving, not_saved, saving, saved});
}
