#include "tests/support/scripted_block_store.h"

#include <utility>

namespace perennial {

void ScriptedBlockStore::answer(std::function<void()> callback) {
    for (int times = twice ? 2 : 1; times > 0; --times) {
        if (hold) {
            held_.push_back(callback);
        } else {
            callback();
        }
    }
}

bool ScriptedBlockStore::answer_one() {
    if (held_.empty()) return false;
    const auto callback = std::move(held_.front());
    held_.pop_front();
    callback();
    return true;
}

void ScriptedBlockStore::answer_all() {
    while (answer_one()) {}
}

void ScriptedBlockStore::read_manifest(OnManifest done) {
    Result<Manifest> found = fail(ErrorCode::storage_failed, "The storage cannot be read.");
    if (!unreadable) store_.read_manifest([&](Result<Manifest> manifest) { found = std::move(manifest); });
    answer([done = std::move(done), found] { done(found); });
}

void ScriptedBlockStore::read_blocks(const Manifest& manifest, OnBlock block, OnDone done) {
    answer([this, manifest, block = std::move(block), done = std::move(done)] {
        if (unreadable) return done(fail(ErrorCode::storage_failed, "The storage cannot be read."));
        store_.read_blocks(manifest, block, done);
    });
}

void ScriptedBlockStore::write_generation(std::uint64_t expected, const Manifest& manifest,
                                          std::vector<Block> blocks, OnDone done) {
    Write seen{.expected = expected, .manifest = manifest, .blocks = {}};
    for (const Block& block : blocks) seen.blocks.push_back(block.index);
    writes.push_back(std::move(seen));
    const Status result = write(expected, manifest, std::move(blocks));
    answer([done = std::move(done), result] { done(result); });
}

Status ScriptedBlockStore::write(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks) {
    Status result;
    const auto write_all = [&] {
        store_.write_generation(expected, manifest, std::move(blocks),
                                [&](Status status) { result = std::move(status); });
    };
    switch (fault ? fault() : WriteFault::none) {
        case WriteFault::none: write_all(); return result;
        case WriteFault::refused: return fail(ErrorCode::too_large, "The disk is full.");
        case WriteFault::torn:
            if (place_->manifest.generation != expected) break;
            for (std::size_t i = 0; i < blocks.size(); i += 2) {
                place_->records[{blocks[i].index, manifest.generation}] = {blocks[i].checksum,
                                                                           blocks[i].bytes};
            }
            return fail(ErrorCode::storage_failed, "The connection is closing.");
        case WriteFault::lost_answer:
            write_all();
            if (!result) return result;
            return fail(ErrorCode::storage_failed, "The connection was lost.");
        case WriteFault::store_dropped:
            *place_ = {};
            return fail(ErrorCode::storage_failed, "The connection was lost.");
        case WriteFault::false_conflict: break;
    }
    return fail(ErrorCode::conflict, "Another window wrote.");
}

void ScriptedBlockStore::collect_garbage(OnDone done) {
    ++collections;
    store_.collect_garbage([&](const Status& status) { answer([done, status] { done(status); }); });
}

}  // namespace perennial
