// The BlockStore on the browser's IndexedDB. The JavaScript half (indexed_db.library.js) does one operation at a time;
// this half turns its answers into callbacks.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/storage/block_store.h"

namespace perennial::web {

class IndexedDbBlockStore final : public BlockStore {
public:
    /// `name` of the database; made at the first use. Several stores may have the same one open, as several tabs may.
    explicit IndexedDbBlockStore(const std::string& name);
    /// What was asked for is still done, but no longer answered.
    ~IndexedDbBlockStore() override;
    IndexedDbBlockStore(const IndexedDbBlockStore&) = delete;
    IndexedDbBlockStore& operator=(const IndexedDbBlockStore&) = delete;

    void read_manifest(OnManifest done) override;
    void read_blocks(const Manifest& manifest, OnBlock block, OnDone done) override;
    void write_generation(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks,
                          OnDone done) override;
    void collect_garbage(OnDone done) override;

    // Answers, from indexed_db.library.js
    void answer_manifest(int request, const Manifest& manifest);
    void answer_block(int request, std::uint64_t index, std::uint64_t generation, std::uint64_t checksum,
                      std::size_t length);
    void answer_done(int request);
    void answer_failed(int request, ErrorCode code, std::string reason);

private:
    struct Pending {
        OnManifest manifest;
        OnBlock block;
        OnDone done;
    };
    int remember(Pending pending);
    Pending forget(int request);

    std::map<int, Pending> pending_;
    int last_request_ = 0;
    std::vector<std::byte> buffer_;  ///< Where JavaScript puts a block that was read.
};

}  // namespace perennial::web
