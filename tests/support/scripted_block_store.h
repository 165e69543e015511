// A block store in memory that fails, tears, forgets, contradicts itself and takes its time, as a test tells it to.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "core/storage/block_store.h"
#include "platform/native/memory_block_store.h"

namespace perennial {

/// What happens to a write.
enum class WriteFault : std::uint8_t {
    none,
    refused,        ///< Nothing is written.
    torn,           ///< Some of the blocks are in, the manifest is not.
    lost_answer,    ///< All is written, and an error is reported.
    store_dropped,  ///< The browser removes everything that was ever stored.
    false_conflict,
};

class ScriptedBlockStore final : public BlockStore {
public:
    explicit ScriptedBlockStore(std::shared_ptr<MemoryBlocks> place)
        : place_(std::move(place)), store_(place_) {}

    void read_manifest(OnManifest done) override;
    void read_blocks(const Manifest& manifest, OnBlock block, OnDone done) override;
    void write_generation(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks,
                          OnDone done) override;
    void collect_garbage(OnDone done) override;

    /// Lets the oldest held answer go; false when there is none.
    bool answer_one();
    void answer_all();
    std::size_t held() const { return held_.size(); }

    /// Answers wait for answer_one().
    bool hold = false;
    /// Every answer comes twice.
    bool twice = false;
    /// Reading fails.
    bool unreadable = false;
    /// Asked at each write.
    std::function<WriteFault()> fault;

    struct Write {
        std::uint64_t expected = 0;
        Manifest manifest;
        std::vector<std::uint64_t> blocks;
    };
    std::vector<Write> writes;
    int collections = 0;

private:
    void answer(std::function<void()> callback);
    Status write(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks);

    std::shared_ptr<MemoryBlocks> place_;
    MemoryBlockStore store_;
    std::deque<std::function<void()>> held_;
};

}  // namespace perennial
