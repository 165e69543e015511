#include <doctest/doctest.h>

#include <string>

#include "core/interchange/share_file.h"
#include "core/storage/replica.h"
#include "tests/core/storage/random_life.h"

namespace perennial {
namespace {

using test::need;
using test::RandomLife;
using test::TestWorkspace;

std::string exported(Workspace& workspace) {
    ShareWriter writer;
    WorkspaceSnapshot snapshot(workspace);
    std::string text;
    while (need(snapshot.step(writer, 50))) text += writer.take();
    return text + writer.take();
}

Status restore(Workspace& workspace, const std::string& text) {
    TRY_ASSIGN(auto transaction, RestoreTransaction::begin(workspace));
    ShareReader reader(*transaction, "backup.json");
    TRY(reader.feed(text));
    TRY(reader.finish());
    return transaction->commit();
}

}  // namespace

TEST_CASE(
    "whatever is done to a workspace, its share file restores it, and the copy exports the same bytes") {
    for (const std::uint64_t seed : {31u, 32u, 33u, 34u, 35u, 36u}) {
        CAPTURE(seed);
        RandomLife life(seed);
        for (int i = 0; i < 120; ++i) life.step(true);
        const std::string text = exported(*life.workspace());
        CHECK(text.contains("\"order_line\":["));
        CHECK(text.contains("\"deleted\":true"));
        CHECK(text.contains("\"changes\":{"));
        CHECK(text.contains("\"undoes\":{"));
        CHECK_FALSE(text.contains("\"history\":[]"));
        TestWorkspace copy(seed + 1000);
        need(restore(*copy, text));
        CHECK(exported(*copy) == text);
        CHECK(need(visible_state(*copy)) == need(visible_state(*life.workspace())));
    }
}

}  // namespace perennial
