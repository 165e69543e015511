// What SQLite calls: the VFS and the methods of its one file, over BlockImage::Parts.
// Written after https://sqlite.org/c3ref/io_methods.html and https://sqlite.org/c3ref/vfs.html. A program has one thread
// that touches the image, so nothing here waits.
#include <chrono>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>

#include "core/storage/block_image_parts.h"

namespace perennial {

// Locks ---------------------------------------------------------------------------------------------------------------

int ImageLocks::raise(ImageFile& file, int level) {
    if (file.lock >= level) return SQLITE_OK;
    const bool other_writes = writer != nullptr && writer != &file;
    if (level == SQLITE_LOCK_SHARED) {
        if (other_writes && writer->lock >= SQLITE_LOCK_PENDING) return SQLITE_BUSY;
        ++readers;
        file.lock = SQLITE_LOCK_SHARED;
        return SQLITE_OK;
    }
    if (other_writes) return SQLITE_BUSY;
    writer = &file;
    if (level == SQLITE_LOCK_RESERVED) {
        file.lock = SQLITE_LOCK_RESERVED;
        return SQLITE_OK;
    }
    // PENDING stays when readers are left: no new one gets in, and the next try succeeds when they are gone.
    file.lock = SQLITE_LOCK_PENDING;
    if (readers > 1) return SQLITE_BUSY;
    file.lock = SQLITE_LOCK_EXCLUSIVE;
    return SQLITE_OK;
}

void ImageLocks::lower(ImageFile& file, int level) {
    if (file.lock <= level) return;
    if (writer == &file) writer = nullptr;
    if (level == SQLITE_LOCK_NONE) --readers;
    file.lock = level;
}

namespace {

ImageFile& file_of(sqlite3_file* file) { return *reinterpret_cast<ImageFile*>(file); }

BlockImage::Parts& image_of(sqlite3_vfs* vfs) { return *static_cast<BlockImage::Parts*>(vfs->pAppData); }

// File methods --------------------------------------------------------------------------------------------------------

int file_close(sqlite3_file* file) {
    auto& self = file_of(file);
    self.image->locks.lower(self, SQLITE_LOCK_NONE);
    --self.image->open_files;
    return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    const std::span<std::byte> out(static_cast<std::byte*>(to), static_cast<std::size_t>(amount));
    const std::size_t length = file_of(file).image->read(static_cast<std::uint64_t>(offset), out);
    if (length == out.size()) return SQLITE_OK;
    // SQLite relies on the rest being zero.
    std::memset(out.data() + length, 0, out.size() - length);
    return SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    auto& self = file_of(file);
    if (self.read_only) return SQLITE_READONLY;
    const std::span<const std::byte> bytes(static_cast<const std::byte*>(from),
                                           static_cast<std::size_t>(amount));
    return self.image->write(static_cast<std::uint64_t>(offset), bytes) ? SQLITE_OK : SQLITE_FULL;
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& self = file_of(file);
    if (self.read_only) return SQLITE_READONLY;
    const auto bytes = static_cast<std::uint64_t>(size);
    if (bytes < self.image->size) self.image->shrink(bytes);
    return SQLITE_OK;
}

// Durability is the saver's; what is in memory cannot be flushed.
int file_sync(sqlite3_file*, int) { return SQLITE_OK; }

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(file_of(file).image->size);
    return SQLITE_OK;
}

int file_lock(sqlite3_file* file, int level) {
    auto& self = file_of(file);
    return self.image->locks.raise(self, level);
}

int file_unlock(sqlite3_file* file, int level) {
    auto& self = file_of(file);
    self.image->locks.lower(self, level);
    return SQLITE_OK;
}

int file_check_reserved(sqlite3_file* file, int* reserved) {
    *reserved = file_of(file).image->locks.writer != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int file_control(sqlite3_file* file, int operation, void* argument) {
    auto& self = file_of(file);
    switch (operation) {
        case SQLITE_FCNTL_MMAP_SIZE: {
            auto& limit = *static_cast<sqlite3_int64*>(argument);
            const sqlite3_int64 before = self.fetch_limit;
            if (limit >= 0) self.fetch_limit = limit;
            limit = before;
            return SQLITE_OK;
        }
        case SQLITE_FCNTL_VFSNAME:
            *static_cast<char**>(argument) = sqlite3_mprintf("%s", self.image->name.c_str());
            return SQLITE_OK;
        default: return SQLITE_NOTFOUND;
    }
}

int file_sector_size(sqlite3_file*) { return 4096; }

int file_characteristics(sqlite3_file*) {
    // Memory keeps the order of writes and never tears the bytes beside one.
    return SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int file_fetch(sqlite3_file* file, sqlite3_int64 offset, int amount, void** page) {
    auto& self = file_of(file);
    *page = nullptr;  // Which makes SQLite copy the page by xRead.
    const auto begin = static_cast<std::uint64_t>(offset);
    const std::uint64_t end = begin + static_cast<std::uint64_t>(amount);
    if (offset + amount > self.fetch_limit || end > self.image->size) return SQLITE_OK;
    if (begin / BlockImage::kSegmentBytes != (end - 1) / BlockImage::kSegmentBytes) return SQLITE_OK;
    *page = self.image->at(begin);
    ++self.image->fetches;
    ++self.image->fetched_now;
    return SQLITE_OK;
}

int file_unfetch(sqlite3_file* file, sqlite3_int64, void* page) {
    auto& self = file_of(file);
    if (page == nullptr) return SQLITE_OK;  // A hint that all mappings may go; segments stay where they are.
    --self.image->fetched_now;
    self.image->release_surplus();
    return SQLITE_OK;
}

const sqlite3_io_methods kFileMethods = {
    .iVersion = 3,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = nullptr,  // No write-ahead log.
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = file_fetch,
    .xUnfetch = file_unfetch,
};

// VFS methods ---------------------------------------------------------------------------------------------------------

bool is_workspace(const char* name) { return name != nullptr && name == BlockImage::kFileName; }

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    auto& self = file_of(file);
    self.base.pMethods = nullptr;  // Nothing to close when refused.
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0 || !is_workspace(name)) {
        sqlite3_log(SQLITE_CANTOPEN,
                    "%s: there is only workspace.db here; set journal_mode=MEMORY and temp_store=MEMORY",
                    name == nullptr ? "temporary file" : name);
        return SQLITE_CANTOPEN;
    }
    auto& image = image_of(vfs);
    self = ImageFile{.base = {.pMethods = &kFileMethods},
                     .image = &image,
                     .lock = SQLITE_LOCK_NONE,
                     .fetch_limit = 0,
                     .read_only = (flags & SQLITE_OPEN_READONLY) != 0};
    ++image.open_files;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* name, int) {
    if (!is_workspace(name)) return SQLITE_IOERR_DELETE_NOENT;
    auto& image = image_of(vfs);
    if (image.open_files > 0) return SQLITE_IOERR_DELETE;
    image.shrink(0);
    return SQLITE_OK;
}

// The workspace is always there, if only empty; a journal never is.
int vfs_access(sqlite3_vfs*, const char* name, int, int* result) {
    *result = is_workspace(name) ? 1 : 0;
    return SQLITE_OK;
}

int vfs_full_pathname(sqlite3_vfs*, const char* name, int room, char* out) {
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
}

int vfs_randomness(sqlite3_vfs* vfs, int amount, char* out) {
    for (int i = 0; i < amount; ++i) out[i] = static_cast<char>(image_of(vfs).random.below(256));
    return amount;
}

// Only a busy handler sleeps, and no other thread could free the lock meanwhile.
int vfs_sleep(sqlite3_vfs*, int) { return 0; }

// SQLite counts milliseconds of the Julian day, whose zero lies 210,866,760,000,000 ms before 1970.
int vfs_current_time_ms(sqlite3_vfs*, sqlite3_int64* now) {
    using std::chrono::milliseconds;
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    *now = 210'866'760'000'000 + std::chrono::duration_cast<milliseconds>(since_1970).count();
    return SQLITE_OK;
}

int vfs_current_time(sqlite3_vfs* vfs, double* now) {
    sqlite3_int64 ms = 0;
    vfs_current_time_ms(vfs, &ms);
    *now = static_cast<double>(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int vfs_last_error(sqlite3_vfs*, int, char*) { return SQLITE_OK; }

}  // namespace

void register_image_vfs(BlockImage::Parts& parts) {
    parts.vfs = sqlite3_vfs{};
    parts.vfs.iVersion = 2;
    parts.vfs.szOsFile = sizeof(ImageFile);
    parts.vfs.mxPathname = 512;
    parts.vfs.zName = parts.name.c_str();
    parts.vfs.pAppData = &parts;
    parts.vfs.xOpen = vfs_open;
    parts.vfs.xDelete = vfs_delete;
    parts.vfs.xAccess = vfs_access;
    parts.vfs.xFullPathname = vfs_full_pathname;
    parts.vfs.xRandomness = vfs_randomness;
    parts.vfs.xSleep = vfs_sleep;
    parts.vfs.xCurrentTime = vfs_current_time;
    parts.vfs.xGetLastError = vfs_last_error;
    parts.vfs.xCurrentTimeInt64 = vfs_current_time_ms;
    // Fails only without memory; opening a connection then says that there is no such VFS.
    sqlite3_vfs_register(&parts.vfs, 0);
}

}  // namespace perennial
