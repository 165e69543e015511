#include "platform/native/file_block_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <system_error>

#include "platform/native/block_keys.h"
#include "platform/native/file_io.h"

namespace perennial {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChecksumBytes = 8;
constexpr std::uint64_t kMaxManifestBytes = 4096;

std::string manifest_path(const std::string& folder) { return (fs::path(folder) / "manifest").string(); }

std::string block_path(const std::string& folder, const BlockKey& key) {
    const std::string name = std::to_string(key.first) + "-" + std::to_string(key.second) + ".block";
    return (fs::path(folder) / name).string();
}

/// "3-17.block"; nullopt for the folder's other files.
std::optional<BlockKey> key_of(std::string_view name) {
    BlockKey key;
    const char* end = name.data() + name.size();
    const auto index = std::from_chars(name.data(), end, key.first);
    if (index.ec != std::errc{} || index.ptr == end || *index.ptr != '-') return std::nullopt;
    const auto generation = std::from_chars(index.ptr + 1, end, key.second);
    if (generation.ec != std::errc{} || std::string_view(generation.ptr, end) != ".block")
        return std::nullopt;
    return key;
}

Result<std::vector<BlockKey>> keys_in(const std::string& folder) {
    std::error_code problem;
    std::vector<BlockKey> keys;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) {
        if (const auto key = key_of(it->path().filename().string())) keys.push_back(*key);
    }
    if (problem)
        return fail(ErrorCode::storage_failed, folder + " cannot be read: " + problem.message() + ".");
    return keys;
}

Status remove_keys(const std::string& folder, const std::vector<BlockKey>& keys) {
    for (const BlockKey& key : keys) {
        std::error_code problem;
        fs::remove(block_path(folder, key), problem);
        if (problem) {
            return fail(ErrorCode::storage_failed,
                        block_path(folder, key) + " cannot be removed: " + problem.message() + ".");
        }
    }
    return {};
}

/// One writer at a time, among all programs; freed when it goes out of scope.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder)
        : descriptor_(::open((fs::path(folder) / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)),
          held_(descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) == 0) {}
    ~FolderLock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    bool held() const { return held_; }

private:
    int descriptor_;
    bool held_;
};

Status write_block(const std::string& folder, std::uint64_t generation, const Block& block) {
    std::vector<std::byte> bytes(kChecksumBytes);
    for (std::size_t i = 0; i < kChecksumBytes; ++i)
        bytes[i] = static_cast<std::byte>(block.checksum >> (8 * i));
    bytes.insert(bytes.end(), block.bytes.begin(), block.bytes.end());
    return write_file(block_path(folder, {block.index, generation}), bytes);
}

Status read_block(const std::string& folder, const BlockKey& key, const BlockStore::OnBlock& block) {
    TRY_ASSIGN(const auto bytes, read_file(block_path(folder, key), kChecksumBytes + kBlockBytes));
    if (bytes.size() < kChecksumBytes) return {};  // Left out: the caller finds it missing.
    std::uint64_t checksum = 0;
    for (std::size_t i = 0; i < kChecksumBytes; ++i) {
        checksum |= static_cast<std::uint64_t>(std::to_integer<unsigned>(bytes[i])) << (8 * i);
    }
    block(key.first, key.second, checksum, std::span(bytes).subspan(kChecksumBytes));
    return {};
}

std::string line_of(const Manifest& m) {
    return std::to_string(m.generation) + " " + std::to_string(m.image_bytes) + " " +
           std::to_string(m.checksum) + " " + std::to_string(m.format) + "\n";
}

bool read_line(std::istream& in, Manifest& m) {
    return static_cast<bool>(in >> m.generation >> m.image_bytes >> m.checksum >> m.format);
}

}  // namespace

Result<std::unique_ptr<FileBlockStore>> FileBlockStore::open(const std::string& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        return fail(ErrorCode::storage_failed, folder + " cannot be made: " + problem.message() + ".");
    return std::unique_ptr<FileBlockStore>(new FileBlockStore(folder));
}

Result<std::pair<Manifest, Manifest>> FileBlockStore::manifests() const {
    std::pair<Manifest, Manifest> both;
    const auto bytes = read_file(manifest_path(folder_), kMaxManifestBytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return both;
    if (!bytes) return std::unexpected(bytes.error());
    std::istringstream in(std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    if (!read_line(in, both.first) || !read_line(in, both.second)) {
        return fail(ErrorCode::corrupt,
                    manifest_path(folder_) + " is damaged. Restore the folder from a backup.");
    }
    return both;
}

void FileBlockStore::read_manifest(OnManifest done) {
    done(manifests().transform([](const auto& both) { return both.first; }));
}

void FileBlockStore::read_blocks(const Manifest& manifest, OnBlock block, OnDone done) {
    auto keys = keys_in(folder_);
    if (!keys) return done(std::unexpected(keys.error()));
    for (const BlockKey& key : newest_keys(std::move(*keys), manifest)) {
        if (auto read = read_block(folder_, key, block); !read) return done(std::move(read));
    }
    done({});
}

void FileBlockStore::write_generation(std::uint64_t expected, const Manifest& manifest,
                                      std::vector<Block> blocks, OnDone done) {
    done(write_all(expected, manifest, blocks));
}

Status FileBlockStore::write_all(std::uint64_t expected, const Manifest& manifest,
                                 const std::vector<Block>& blocks) const {
    const FolderLock lock(folder_);
    if (!lock.held()) return fail(ErrorCode::storage_failed, folder_ + " cannot be locked for writing.");
    TRY_ASSIGN(const auto standing, manifests());
    if (standing.first.generation != expected) return another_wrote(expected, standing.first.generation);

    TRY_ASSIGN(auto strays, keys_in(folder_));
    std::erase_if(strays, [&](const BlockKey& key) { return key.second <= expected; });
    TRY(remove_keys(folder_, strays));
    for (const Block& block : blocks) TRY(write_block(folder_, manifest.generation, block));
    const std::string text = line_of(manifest) + line_of(standing.first);
    return write_file(manifest_path(folder_), std::as_bytes(std::span(text)));
}

void FileBlockStore::collect_garbage(OnDone done) { done(remove_garbage()); }

Status FileBlockStore::remove_garbage() const {
    const FolderLock lock(folder_);
    if (!lock.held()) return fail(ErrorCode::storage_failed, folder_ + " cannot be locked for writing.");
    TRY_ASSIGN(const auto standing, manifests());
    TRY_ASSIGN(const auto keys, keys_in(folder_));
    return remove_keys(folder_, garbage_keys(keys, standing.first, standing.second));
}

}  // namespace perennial
