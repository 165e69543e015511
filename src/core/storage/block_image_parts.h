// Inside of BlockImage, shared by block_image.cpp (bytes and marks) and block_image_vfs.cpp (what SQLite calls).
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/storage/block_image.h"

namespace perennial {

/// One connection's open file. SQLite allocates it and calls no destructor: plain data only.
struct ImageFile {
    sqlite3_file base;  ///< First: SQLite knows the object by this.
    BlockImage::Parts* image;
    int lock;  ///< SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE.
    std::int64_t fetch_limit;
    bool read_only;
};

/// Who holds which lock, among all open files of one image.
/// At most one file is above SHARED; while it is PENDING or EXCLUSIVE no new reader gets in.
struct ImageLocks {
    int readers = 0;  ///< Files at SHARED or above.
    const ImageFile* writer = nullptr;

    /// SQLITE_OK or SQLITE_BUSY; `file.lock` says what is held afterwards.
    int raise(ImageFile& file, int level);
    void lower(ImageFile& file, int level);
};

struct BlockImage::Parts {
    explicit Parts(std::string vfs_name);

    std::string name;
    std::vector<std::unique_ptr<std::byte[]>> segments;
    std::uint64_t size = 0;
    std::uint64_t limit;
    std::vector<bool> marks;   ///< One per block of the image.
    std::uint64_t marked = 0;  ///< How many of them are set.
    bool size_changed = false;
    std::uint64_t fetches = 0;
    std::int64_t fetched_now = 0;  ///< Pages that SQLite holds pointers to.
    int open_files = 0;
    ImageLocks locks;
    sqlite3_vfs vfs{};
    Random random;

    std::byte* at(std::uint64_t offset);
    /// false: beyond the limit or no memory; nothing has changed then. Growth is zeroed and marked.
    bool grow(std::uint64_t bytes);
    void shrink(std::uint64_t bytes);
    bool write(std::uint64_t offset, std::span<const std::byte> bytes);
    /// How many bytes there were to read.
    std::size_t read(std::uint64_t offset, std::span<std::byte> out);
    void mark(std::uint64_t index);
    /// Marks every block that holds one of `length` bytes at `offset`.
    void mark_range(std::uint64_t offset, std::uint64_t length);
    void clear_marks();
    /// Gives segments beyond the end back, unless SQLite holds a pointer into one.
    void release_surplus();
};

/// Fills in `parts.vfs` and registers it.
void register_image_vfs(BlockImage::Parts& parts);

}  // namespace perennial
