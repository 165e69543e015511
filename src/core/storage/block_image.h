// The database file, in memory: a SQLite VFS over fixed 1 MiB segments that are never moved, which serves pages without
// copying (xFetch) and notes which blocks were written since they were last taken.
// Several connections of one program may open the image; locking between them is kept as SQLite expects.
// Invariants:
//   * bytes beyond size() read as zero when the image grows over them, and every block that growing touches is dirty;
//   * there is one file, "workspace.db": a connection must keep its journal in memory (journal_mode=MEMORY), other
//     files are refused;
//   * with cache_spill=0 an open transaction writes nothing here before its COMMIT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/storage/block_store.h"

namespace perennial {

class BlockImage {
public:
    static constexpr std::size_t kSegmentBytes = 1024 * 1024;
    static constexpr std::string_view kFileName = "workspace.db";

    /// Registers a VFS of this name, which must be unused. Must outlive its connections.
    explicit BlockImage(std::string vfs_name);
    ~BlockImage();
    BlockImage(const BlockImage&) = delete;
    BlockImage& operator=(const BlockImage&) = delete;

    const std::string& vfs_name() const;
    std::uint64_t size() const;
    /// The image refuses to grow beyond this ("database or disk is full"); what was committed stays whole.
    void set_limit(std::uint64_t bytes);

    /// Loading, while no connection reads: the image's size, then where each block's bytes go. No block is marked.
    /// Errors: too_large (the limit, or no memory); the image is then as it was.
    Status resize(std::uint64_t bytes);
    /// Valid until the image shrinks below it. Writing here sets no mark.
    std::span<std::byte> block(std::uint64_t index);
    std::span<const std::byte> block(std::uint64_t index) const;
    std::uint64_t block_count() const;

    /// Indices written since the last take, ascending; the marks are cleared.
    std::vector<std::uint64_t> take_dirty();
    /// Puts marks back after a save that failed; the image counts as dirty even when no index is given.
    void mark_dirty(std::span<const std::uint64_t> indices);
    void mark_all_dirty();
    /// Whether the image differs from what was last taken: a block, or only the size.
    bool dirty() const;

    /// No connection is between the first write and the end of its COMMIT: the bytes are those of the last commit.
    bool settled() const;
    /// No connection reads or writes: the bytes may be replaced.
    bool idle() const;

    /// How often SQLite got a page by xFetch; a test holds this above zero.
    std::uint64_t fetches() const;

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
