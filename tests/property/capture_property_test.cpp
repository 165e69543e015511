// Random commands of every kind. After each commit the visible state is kept; at the end every one of them
// must come out of the rows and the history again, and the derived figures must be those of a rebuild.
#include <doctest/doctest.h>

#include <array>
#include <cstdlib>

#include "core/storage/product_rollups.h"
#include "core/storage/rollups.h"
#include "tests/core/storage/random_life.h"

namespace perennial {
namespace {

using test::Kind;
using test::kKinds;
using test::need;
using test::RandomLife;
using test::TestWorkspace;

std::string rollup_text(Connection& connection) {
    struct Kept {
        std::string_view sql;
        int columns;
    };
    std::string text;
    for (const Kept& kept : {Kept{"SELECT * FROM contact_rollup ORDER BY row", 14},
                             Kept{"SELECT * FROM product_rollup ORDER BY row", 6}}) {
        auto row = need(connection.prepare(kept.sql));
        while (need(row.step())) {
            for (int column = 0; column < kept.columns; ++column) text.append(row.text(column)) += '|';
            text += '\n';
        }
    }
    return text;
}

void check_all(RandomLife& life) {
    TestWorkspace& workspace = life.workspace();
    for (const auto& [change, state] : life.snapshots()) {
        CAPTURE(static_cast<std::int64_t>(change));
        CHECK(workspace.state(change) == state);
    }
    workspace.reopen();
    CHECK(workspace.state() == life.snapshots().rbegin()->second);

    auto connection = need(Connection::open(workspace.file.path()));
    const std::string kept = rollup_text(*connection);
    CHECK_FALSE(kept.empty());
    need(rebuild_rollups(*connection));
    need(rebuild_product_rollups(*connection));
    CHECK(kept == rollup_text(*connection));
}

/// Seeds of this run, printed so that a failure can be repeated; PERENNIAL_SEED sets the first.
std::vector<std::uint64_t> seeds(std::size_t count) {
    const char* first = std::getenv("PERENNIAL_SEED");
    const std::uint64_t begin = first != nullptr ? std::strtoull(first, nullptr, 10) : 20'260'301;
    std::vector<std::uint64_t> list;
    for (std::size_t i = 0; i < count; ++i) list.push_back(begin + i);
    MESSAGE("seeds " << list.front() << " to " << list.back());
    return list;
}

TEST_CASE("every past state comes out of rows and history again, whatever was done since") {
    std::array<std::int64_t, kKinds> done{};
    std::int64_t left_alone = 0;
    for (const std::uint64_t seed : seeds(6)) {
        CAPTURE(seed);
        RandomLife life(seed);
        for (int i = 0; i < 300; ++i) life.step(true);
        check_all(life);
        for (std::size_t kind = 0; kind < kKinds; ++kind) done[kind] += life.done(static_cast<Kind>(kind));
        left_alone += life.left_alone();
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        CAPTURE(kind);
        CHECK(done[kind] >= 10);
    }
    CHECK(left_alone > 0);
}

TEST_CASE("undo gives the state before, and redo the state after, however far back") {
    for (const std::uint64_t seed : seeds(6)) {
        CAPTURE(seed);
        RandomLife life(seed);
        for (int i = 0; i < 200; ++i) life.step(false);
        CHECK(life.done(Kind::undo) > 5);
        CHECK(life.done(Kind::redo) > 2);
        CHECK(life.left_alone() == 0);
        while (need(undo_state(*life.workspace())).undo) {
            const auto undone = undo(*life.workspace());
            REQUIRE(undone.has_value());
            CHECK(undone->left_alone_count == 0);
        }
        CHECK(life.workspace().state().empty());
    }
}

}  // namespace
}  // namespace perennial
