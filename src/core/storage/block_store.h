// The port through which a workspace's bytes reach a place that lasts: IndexedDB, a file, or memory.
// The database image is cut into blocks of kBlockBytes. A commit writes a generation: the blocks that changed, under keys
// (block, generation), and then, when the last of them is in, the manifest that names the generation. Blocks are never
// overwritten in place; what is newer than the manifest is garbage and is removed at the next open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace perennial {

inline constexpr std::size_t kBlockBytes = 32 * 1024;

/// How many blocks an image of `image_bytes` has.
constexpr std::uint64_t block_count_of(std::uint64_t image_bytes) {
    return image_bytes / kBlockBytes + (image_bytes % kBlockBytes != 0 ? 1 : 0);
}
/// How long block `index` of such an image is: kBlockBytes, the last one may be shorter; 0 beyond the end.
constexpr std::size_t block_length(std::uint64_t index, std::uint64_t image_bytes) {
    const std::uint64_t whole = image_bytes / kBlockBytes;
    if (index < whole) return kBlockBytes;
    return index == whole ? static_cast<std::size_t>(image_bytes % kBlockBytes) : 0;
}

struct Manifest {
    std::uint64_t generation = 0;  ///< 0: nothing was ever saved.
    std::uint64_t image_bytes = 0;
    std::uint64_t checksum = 0;  ///< XOR of block_checksum over all blocks of the image.
    std::uint32_t format = 1;
    bool operator==(const Manifest&) const = default;
};

/// A block on its way to the store: a copy, never a view of the image.
struct Block {
    std::uint64_t index = 0;
    std::vector<std::byte> bytes;  ///< kBlockBytes, the last one may be shorter.
    std::uint64_t checksum = 0;    ///< block_checksum(index, generation, bytes).
};
/// Binds the bytes to their place and generation, so that neither a block in the wrong place nor an older copy passes.
std::uint64_t block_checksum(std::uint64_t index, std::uint64_t generation, std::span<const std::byte> bytes);

/// What the store tells of itself.
struct StoreReport {
    bool persistent = false;                          ///< The browser promised not to evict.
    std::uint64_t stored_bytes = 0, quota_bytes = 0;  ///< 0 = unknown.
};

class BlockStore {
public:
    virtual ~BlockStore() = default;

    using OnManifest = std::function<void(Result<Manifest>)>;
    /// Receives each block of the generation, in any order; the bytes are valid during the call only.
    using OnBlock = std::function<void(std::uint64_t index, std::uint64_t generation, std::uint64_t checksum,
                                       std::span<const std::byte> bytes)>;
    using OnDone = std::function<void(Status)>;

    /// The manifest that stands; generation 0 when there is none.
    /// Every call of this interface is answered now or later, once, and in the order in which the calls were made.
    virtual void read_manifest(OnManifest done) = 0;
    /// Streams the newest block at or below `manifest.generation` for every index of the image. A block that is not
    /// there is left out without an error: the caller counts them.
    virtual void read_blocks(const Manifest& manifest, OnBlock block, OnDone done) = 0;
    /// Writes a generation, all or nothing, durable when `done` says so. `expected` is the generation that must stand in
    /// the store now (0: none); `manifest.generation` is greater. Before its first block, what an interrupted write left
    /// (records newer than `expected`) is gone: it would else pass for part of this generation.
    /// Errors: conflict (somebody else wrote), storage_failed with the reason in words, too_large (no room). After an
    /// error the caller cannot know whether the generation stands, and reads the manifest before it writes again.
    virtual void write_generation(std::uint64_t expected, const Manifest& manifest, std::vector<Block> blocks,
                                  OnDone done) = 0;
    /// Removes blocks that no readable generation needs, and what is newer than the manifest. The manifest's generation
    /// and the one before it stay readable. Only the writer may call it. Best effort.
    virtual void collect_garbage(OnDone done) = 0;
};

}  // namespace perennial
