#include "core/storage/past.h"

#include <doctest/doctest.h>

#include "tests/core/storage/random_life.h"

namespace perennial {
namespace {

using test::need;
using test::RandomLife;
using test::TemporaryFile;
using test::TestWorkspace;

std::string state_known_at(TestWorkspace& files, Instant instant) {
    const TemporaryFile copy;
    need(write_as_known_at(*files, instant, copy.path()));
    const auto past =
        need(Workspace::open({copy.path(), "", true}, {&files.clock, &files.random, {}, "Ines"}));
    return need(visible_state(*past));
}

TEST_CASE("a workspace as it was known at an earlier time shows what it showed then") {
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        RandomLife life(seed);
        for (int number = 0; number < 80; ++number) life.step(true);
        TestWorkspace& files = life.workspace();
        const auto& snapshots = life.snapshots();
        for (auto at = snapshots.begin(); at != snapshots.end(); ++at) {
            const Instant wall = need(files->change(at->first)).wall;
            const auto next = std::next(at);
            // Of changes in the same millisecond the last one counts.
            if (next != snapshots.end() && need(files->change(next->first)).wall <= wall) continue;
            if (static_cast<std::int64_t>(at->first) % 5 != 0) continue;
            CAPTURE(seed);
            CAPTURE(static_cast<std::int64_t>(at->first));
            CHECK(state_known_at(files, wall) == at->second);
            ++compared;
        }
    }
    CHECK(compared > 20);
}

TEST_CASE("before the first change nothing was known, and what is derived is made anew") {
    TestWorkspace files;
    {
        auto transaction = files.begin();
        need(transaction->insert(TableId::contact, files.id(), {{contact_field::name, std::string("Aga")}}));
        need(transaction->commit());
    }
    CHECK(state_known_at(files, Instant{files.clock.now().ms - 1}).empty());
    const TemporaryFile copy;
    need(write_as_known_at(*files, Instant{files.clock.now().ms - 1}, copy.path()));
    const auto past =
        need(Workspace::open({copy.path(), "", true}, {&files.clock, &files.random, {}, "Ines"}));
    CHECK(need(past->reader().integer("SELECT count(*) FROM contact_rollup")) == 0);
    CHECK(need(files->reader().integer("SELECT count(*) FROM contact_rollup")) == 1);
}

}  // namespace
}  // namespace perennial
