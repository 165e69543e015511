// A block store in a folder: one file for each (block, generation), and a manifest that is replaced by renaming. It is the
// contract on a disk, crash-safe and slow: every block is flushed.
//   3-17.block   8 bytes of checksum, lowest first, then the bytes
//   manifest     text: the manifest and the one before it, a line each: generation, image bytes, checksum, format
//   lock         held while somebody writes
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/storage/block_store.h"

namespace perennial {

/// Answers at once.
class FileBlockStore final : public BlockStore {
public:
    /// Makes the folder when it is not there. Errors: storage_failed.
    static Result<std::unique_ptr<FileBlockStore>> open(const std::string& folder);

    void read_manifest(OnManifest done) override;
    void read_blocks(const Manifest& manifest, OnBlock block, OnDone done) override;
    void write_generation(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks,
                          OnDone done) override;
    void collect_garbage(OnDone done) override;

private:
    explicit FileBlockStore(std::string folder) : folder_(std::move(folder)) {}
    /// The manifest and the one before it.
    Result<std::pair<Manifest, Manifest>> manifests() const;
    Status write_all(std::uint64_t expected, const Manifest& manifest, const std::vector<Block>& blocks) const;
    Status remove_garbage() const;

    std::string folder_;
};

}  // namespace perennial
