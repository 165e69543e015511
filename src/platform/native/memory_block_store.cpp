#include "platform/native/memory_block_store.h"

#include "platform/native/block_keys.h"

namespace perennial {

MemoryBlockStore::MemoryBlockStore(std::shared_ptr<MemoryBlocks> place) : place_(std::move(place)) {}

void MemoryBlockStore::read_manifest(OnManifest done) { done(place_->manifest); }

void MemoryBlockStore::read_blocks(const Manifest& manifest, OnBlock block, OnDone done) {
    std::vector<BlockKey> keys;
    for (const auto& [key, record] : place_->records) keys.push_back(key);
    for (const auto& key : newest_keys(keys, manifest)) {
        const auto& record = place_->records.at(key);
        block(key.first, key.second, record.checksum, record.bytes);
    }
    done({});
}

void MemoryBlockStore::write_generation(std::uint64_t expected, const Manifest& manifest,
                                        std::vector<Block> blocks, OnDone done) {
    if (place_->manifest.generation != expected)
        return done(another_wrote(expected, place_->manifest.generation));
    std::erase_if(place_->records, [&](const auto& entry) { return entry.first.second > expected; });
    for (Block& block : blocks) {
        place_->records[{block.index, manifest.generation}] = {block.checksum, std::move(block.bytes)};
    }
    place_->previous = std::exchange(place_->manifest, manifest);
    done({});
}

void MemoryBlockStore::collect_garbage(OnDone done) {
    std::vector<BlockKey> keys;
    for (const auto& [key, record] : place_->records) keys.push_back(key);
    for (const auto& key : garbage_keys(keys, place_->manifest, place_->previous)) place_->records.erase(key);
    done({});
}

}  // namespace perennial
