#include "tests/support/saver_window.h"

#include <doctest/doctest.h>

#include <cstdint>

namespace perennial {
namespace {

/// SQLite knows its file systems by name, in the whole program; no two objects have one address.
std::string name_of(const void* owner) {
    return "image-" + std::to_string(reinterpret_cast<std::uintptr_t>(owner));
}

std::string bytes_of(const BlockImage& image) {
    std::string bytes;
    for (std::uint64_t i = 0; i < image.block_count(); ++i) {
        const auto block = image.block(i);
        bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
    }
    return bytes;
}

}  // namespace

SaverWindow::SaverWindow(std::shared_ptr<MemoryBlocks> in)
    : place(std::move(in)), image(name_of(this)), store(place), saver(image, store, clock) {}

Status SaverWindow::load() {
    Status result = fail(ErrorCode::storage_failed, "There was no answer.");
    saver.load([&](Status status) { result = std::move(status); });
    return result;
}

Connection& SaverWindow::database() {
    if (!database_) {
        auto opened = Connection::open(std::string(BlockImage::kFileName), image.vfs_name());
        REQUIRE(opened);
        database_ = *std::move(opened);
    }
    return *database_;
}

void SaverWindow::commit(std::string_view sql) {
    const Status done = database().execute(sql);
    INFO(sql);
    INFO((done ? std::string() : done.error().message));
    REQUIRE(done);
    saver.committed();
}

void SaverWindow::add_rows(int rows) {
    commit(
        "BEGIN; CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, text TEXT);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
        std::to_string(rows) + ") INSERT INTO t(text) SELECT printf('%0500d', i) FROM n; COMMIT");
}

std::string SaverWindow::bytes() const { return bytes_of(image); }

std::shared_ptr<MemoryBlocks> new_place() { return std::make_shared<MemoryBlocks>(); }

bool stored(const SaverWindow& window) {
    const auto bytes = stored_bytes(window.place);
    return bytes && *bytes == window.bytes();
}

Result<std::string> stored_bytes(const std::shared_ptr<MemoryBlocks>& place) {
    MemoryBlockStore store(place);
    BlockImage image(name_of(&store));
    const FixedClock clock{Instant{0}};
    Saver saver(image, store, clock);
    saver.set_read_only(true);
    Status result = fail(ErrorCode::storage_failed, "There was no answer.");
    saver.load([&](Status status) { result = std::move(status); });
    TRY(result);
    return bytes_of(image);
}

}  // namespace perennial
