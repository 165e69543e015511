#include "core/storage/replica.h"

#include <doctest/doctest.h>

#include "tests/core/storage/random_life.h"
#include "tests/support/recording_sink.h"

namespace perennial {
namespace {

using test::need;
using test::RandomLife;
using test::TestWorkspace;

RecordedSnapshot record(Workspace& workspace, int pieces) {
    RecordingSink sink;
    WorkspaceSnapshot snapshot(workspace);
    double progress = snapshot.progress();
    while (need(snapshot.step(sink, pieces))) {
        CHECK(snapshot.progress() >= progress);
        progress = snapshot.progress();
    }
    CHECK(snapshot.progress() == 1.0);
    return sink.recorded;
}

Status restore(Workspace& workspace, const RecordedSnapshot& snapshot) {
    TRY_ASSIGN(auto transaction, RestoreTransaction::begin(workspace));
    TRY(snapshot.play(*transaction));
    return transaction->commit();
}

std::string rollups(Workspace& workspace) {
    auto row =
        need(workspace.reader().prepare("SELECT c.id, r.sort_key, r.orders, r.spent, r.last_order FROM "
                                        "contact_rollup r JOIN contact c USING (row) ORDER BY 1"));
    std::string text;
    while (need(row.step())) {
        for (int column = 0; column < 5; ++column) text.append(row.text(column)) += '|';
    }
    return text;
}

std::int64_t count(Workspace& workspace, std::string_view table) {
    return need(workspace.reader().integer("SELECT count(*) FROM " + std::string(table)));
}

TEST_CASE(
    "a workspace restored from its stream is the same, past states and all, and gives the same stream") {
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
        CAPTURE(seed);
        RandomLife life(seed);
        for (int i = 0; i < 150; ++i) life.step(true);
        TestWorkspace& original = life.workspace();
        const RecordedSnapshot snapshot = record(*original, 7);
        REQUIRE(snapshot.ended);
        CHECK(snapshot.history.size() > 20);
        CHECK(described(record(*original, 1000)) == described(snapshot));

        TestWorkspace copy(seed + 100);
        need(restore(*copy, snapshot));
        CHECK(described(record(*copy, 5)) == described(snapshot));
        CHECK(copy->business() == original->business());
        CHECK(need(copy->version_vector()) == need(original->version_vector()));
        for (const auto& [change, state] : life.snapshots()) CHECK(copy.state(change) == state);
        CHECK(rollups(*copy) == rollups(*original));
        CHECK(count(*copy, "history") == count(*original, "history"));
        CHECK_FALSE(need(undo_state(*copy)).undo.has_value());
    }
}

TEST_CASE("imports can be taken back in a restored workspace as in the one they were made in") {
    RandomLife life(9);
    for (int i = 0; i < 120; ++i) life.step(false);
    TestWorkspace& original = life.workspace();
    TestWorkspace copy(200);
    need(restore(*copy, record(*original, 50)));
    int taken = 0;
    for (const ChangeNo import : life.imports()) {
        const auto here = take_back(*copy, import);
        const auto there = take_back(*original, import);
        REQUIRE(here.has_value() == there.has_value());
        if (!here) continue;
        ++taken;
        CHECK(here->rows == there->rows);
        CHECK(here->left_alone_count == there->left_alone_count);
        CHECK(copy.state() == original.state());
    }
    CHECK(taken > 3);
}

TEST_CASE("a workspace that holds changes is not restored into") {
    TestWorkspace workspace;
    auto transaction = workspace.begin();
    need(transaction->insert(TableId::contact, workspace.id(), {}));
    need(transaction->commit());
    const auto refused = RestoreTransaction::begin(*workspace);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::refused);
    CHECK_FALSE(workspace->writing());
}

TEST_CASE("an export notices that the workspace has changed meanwhile") {
    TestWorkspace workspace;
    WorkspaceSnapshot snapshot(*workspace);
    RecordingSink sink;
    need(snapshot.step(sink, 1));
    auto transaction = workspace.begin();
    need(transaction->insert(TableId::contact, workspace.id(), {}));
    need(transaction->commit());
    const auto failed = snapshot.step(sink, 1);
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().code == ErrorCode::conflict);
}

TEST_CASE("a stream that contradicts itself is refused, and nothing of it stays") {
    RandomLife life(5);
    for (int i = 0; i < 60; ++i) life.step(true);
    const RecordedSnapshot good = record(*life.workspace(), 100);
    REQUIRE(good.rows.size() > 4);
    REQUIRE(good.history.size() > 4);

    struct Case {
        const char* why;
        void (*spoil)(RecordedSnapshot&);
    };
    for (const auto& c : {
             Case{"a gap in a writer's numbers", [](RecordedSnapshot& s) { s.changes[1].n = 7; }},
             Case{"changes out of order", [](RecordedSnapshot& s) { s.changes[1].time.bits = 0; }},
             Case{"fewer changes than announced", [](RecordedSnapshot& s) { ++s.header.change_count; }},
             Case{"an unknown change undone",
                  [](RecordedSnapshot& s) { s.changes[1].undoes_writer.bytes[0] = 9; }},
             Case{"a row twice", [](RecordedSnapshot& s) { s.rows.push_back(s.rows.back()); }},
             Case{"a row of no change", [](RecordedSnapshot& s) { s.rows[2].change = 100'000; }},
             Case{"a row before the first change", [](RecordedSnapshot& s) { s.rows[2].change = -1; }},
             Case{"a field that does not exist",
                  [](RecordedSnapshot& s) { s.rows[0].values = {{FieldNo{90}, {}}}; }},
             Case{"an exception that does not exist",
                  [](RecordedSnapshot& s) { s.rows[0].exceptions = {{90, 0}}; }},
             Case{"a member of nobody",
                  [](RecordedSnapshot& s) {
                      s.rows.push_back(
                          {.name = {TableId::contact_tag, Id{}, "x"}, .values = {}, .exceptions = {}});
                  }},
             Case{"the history of nobody", [](RecordedSnapshot& s) { s.history[0].name.id = Id{}; }},
             Case{"a history after the row", [](RecordedSnapshot& s) { s.history[0].change = 100'000; }},
             Case{"nobody's file", [](RecordedSnapshot& s) { s.header.business = Id{}; }},
         }) {
        CAPTURE(c.why);
        RecordedSnapshot bad = good;
        c.spoil(bad);
        TestWorkspace copy(7);
        const Id business = copy->business();
        const Status refused = restore(*copy, bad);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::malformed);
        CHECK(copy.state().empty());
        CHECK(copy->business() == business);
        need(restore(*copy, good));
    }
}

TEST_CASE("a stream that ends too early is refused") {
    TestWorkspace workspace;
    auto transaction = need(RestoreTransaction::begin(*workspace));
    need(transaction->header({workspace.id(), 0}));
    const Status refused = transaction->commit();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::malformed);
}

}  // namespace
}  // namespace perennial
