// The database file, in memory: a SQLite VFS over fixed 1 MiB segments that are never moved, which serves pages without
// copying (xFetch) and notes which blocks were written since they were last taken.
// Several connections of one program may open the image; locking between them is kept as SQLite expects.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/storage/block_store.h"

namespace perennial {

class BlockImage {
public:
    static constexpr std::size_t kSegmentBytes = 1024 * 1024;

    /// Registers a VFS of this name, which must be unused; one database file, "workspace.db", lives in it.
    explicit BlockImage(std::string vfs_name);
    ~BlockImage();
    BlockImage(const BlockImage&) = delete;
    BlockImage& operator=(const BlockImage&) = delete;

    const std::string& vfs_name() const;
    std::uint64_t size() const;

    /// Loading, before the first connection: the image's size, then where each block's bytes go.
    void resize(std::uint64_t bytes);
    std::span<std::byte> block(std::uint64_t index);
    std::span<const std::byte> block(std::uint64_t index) const;
    std::uint64_t block_count() const;

    /// Indices written since the last take, ascending; the marks are cleared.
    std::vector<std::uint64_t> take_dirty();
    /// Puts marks back after a save that failed.
    void mark_dirty(std::span<const std::uint64_t> indices);
    void mark_all_dirty();
    bool dirty() const;

    /// How often SQLite got a page by xFetch; a test holds this above zero.
    std::uint64_t fetches() const;

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
