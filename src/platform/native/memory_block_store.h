// A block store that lasts as long as the program: for tests, and the plainest statement of the contract.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/storage/block_store.h"

namespace perennial {

/// What several stores may share, as several windows of a browser share one database.
struct MemoryBlocks {
    struct Record {
        std::uint64_t checksum = 0;
        std::vector<std::byte> bytes;
    };
    Manifest manifest;
    Manifest previous;                                                  ///< Stays readable.
    std::map<std::pair<std::uint64_t, std::uint64_t>, Record> records;  ///< By (block, generation).
};

/// Answers at once.
class MemoryBlockStore final : public BlockStore {
public:
    explicit MemoryBlockStore(std::shared_ptr<MemoryBlocks> place);

    void read_manifest(OnManifest done) override;
    void read_blocks(const Manifest& manifest, OnBlock block, OnDone done) override;
    void write_generation(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks,
                          OnDone done) override;
    void collect_garbage(OnDone done) override;

private:
    std::shared_ptr<MemoryBlocks> place_;
};

}  // namespace perennial
