// What only a folder has: a crash between any two of its files, and another program beside it.
#include "platform/native/file_block_store.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "core/storage/block_image.h"
#include "core/storage/connection.h"
#include "core/storage/saver.h"
#include "tests/support/temporary_folder.h"

using namespace perennial;

namespace {

namespace fs = std::filesystem;

std::unique_ptr<FileBlockStore> open(const std::string& folder) {
    auto store = FileBlockStore::open(folder);
    REQUIRE(store);
    return *std::move(store);
}

std::size_t blocks_in(const std::string& folder) {
    std::size_t blocks = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        blocks += entry.path().extension() == ".block" ? 1 : 0;
    return blocks;
}

Block block_of(std::uint64_t index, std::uint64_t generation) {
    Block block{.index = index,
                .bytes = std::vector<std::byte>(kBlockBytes, static_cast<std::byte>(generation))};
    block.checksum = block_checksum(index, generation, block.bytes);
    return block;
}

Status write(FileBlockStore& store, std::uint64_t generation, std::vector<Block> blocks) {
    Status result;
    const Manifest manifest{.generation = generation, .image_bytes = 2 * kBlockBytes};
    store.write_generation(generation - 1, manifest, std::move(blocks),
                           [&](Status status) { result = std::move(status); });
    return result;
}

}  // namespace

TEST_CASE("a database saved into a folder is loaded by the next program") {
    const TemporaryFolder folder;
    const FixedClock clock{Instant{1}};
    for (int rows = 0; rows < 3; ++rows) {
        auto store = open(folder.path());
        BlockImage image("folder");
        Saver saver(image, *store, clock);
        Status loaded = fail(ErrorCode::storage_failed, "There was no answer.");
        saver.load([&](Status status) { loaded = std::move(status); });
        REQUIRE(loaded);
        auto connection = Connection::open(std::string(BlockImage::kFileName), image.vfs_name());
        REQUIRE(connection);
        REQUIRE((*connection)->execute("CREATE TABLE IF NOT EXISTS t(id); INSERT INTO t VALUES (1)"));
        saver.committed();
        CHECK(saver.status().state == SaveState::saved);
        CHECK(*(*connection)->integer("SELECT count(*) FROM t") == rows + 1);
    }
}

TEST_CASE("collecting garbage removes what neither of the last two generations needs") {
    const TemporaryFolder folder;
    auto store = open(folder.path());
    REQUIRE(write(*store, 1, {block_of(0, 1), block_of(1, 1)}));
    for (std::uint64_t generation = 2; generation <= 6; ++generation) {
        REQUIRE(write(*store, generation, {block_of(0, generation)}));
    }
    CHECK(blocks_in(folder.path()) == 7);
    Status collected;
    store->collect_garbage([&](Status status) { collected = std::move(status); });
    CHECK(collected);
    CHECK(blocks_in(folder.path()) == 3);
}

TEST_CASE("a damaged manifest is said to be damaged, not taken for an empty store") {
    for (const char* text : {"", "12 nonsense", "1 2 3 1\n"}) {
        CAPTURE(text);
        const TemporaryFolder folder;
        auto store = open(folder.path());
        REQUIRE(write(*store, 1, {block_of(0, 1), block_of(1, 1)}));
        std::ofstream(folder.path() + "/manifest") << text;
        bool corrupt = false;
        store->read_manifest([&](const Result<Manifest>& found) {
            corrupt = !found && found.error().code == ErrorCode::corrupt;
        });
        CHECK(corrupt);
        CHECK_FALSE(write(*store, 2, {block_of(0, 2)}));
        CHECK(blocks_in(folder.path()) == 2);
    }
}

TEST_CASE("a write that the disk refuses leaves the generation before whole") {
    const TemporaryFolder folder;
    auto store = open(folder.path());
    REQUIRE(write(*store, 1, {block_of(0, 1), block_of(1, 1)}));
    // A folder where the block's file belongs makes the second block fail, whoever runs the test.
    fs::create_directories(folder.path() + "/1-2.block/in the way");
    CHECK_FALSE(write(*store, 2, {block_of(0, 2), block_of(1, 2)}));
    fs::remove_all(folder.path() + "/1-2.block");
    Manifest standing;
    store->read_manifest([&](const Result<Manifest>& found) { standing = found.value_or(Manifest{}); });
    CHECK(standing.generation == 1);
    CHECK(write(*store, 2, {block_of(0, 2), block_of(1, 2)}));
}
