// The contract of block stores, against the native ones.
#include "tests/support/block_store_contract.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "platform/native/file_block_store.h"
#include "platform/native/memory_block_store.h"
#include "tests/support/temporary_folder.h"

using namespace perennial;

namespace {

class MemoryPlace final : public BlockStorePlace {
public:
    void open(std::function<void(std::unique_ptr<BlockStore>)> done) override {
        done(std::make_unique<MemoryBlockStore>(blocks_));
    }
    void clear(std::function<void(Status)> done) override {
        *blocks_ = {};
        done({});
    }
    void plant(std::uint64_t generation, const Block& block, std::function<void(Status)> done) override {
        blocks_->records[{block.index, generation}] = {block.checksum, block.bytes};
        done({});
    }

private:
    std::shared_ptr<MemoryBlocks> blocks_ = std::make_shared<MemoryBlocks>();
};

class FolderPlace final : public BlockStorePlace {
public:
    void open(std::function<void(std::unique_ptr<BlockStore>)> done) override {
        auto store = FileBlockStore::open(path());
        REQUIRE(store);
        done(*std::move(store));
    }
    void clear(std::function<void(Status)> done) override {
        std::filesystem::remove_all(path());
        done({});
    }
    /// The file that a write makes, taken from a folder where one was made.
    void plant(std::uint64_t generation, const Block& block, std::function<void(Status)> done) override {
        const TemporaryFolder elsewhere;
        auto store = FileBlockStore::open(elsewhere.path());
        REQUIRE(store);
        Status written;
        const Manifest manifest{.generation = generation, .image_bytes = (block.index + 1) * kBlockBytes};
        (*store)->write_generation(0, manifest, {block}, [&](Status status) { written = std::move(status); });
        const std::string name = std::to_string(block.index) + "-" + std::to_string(generation) + ".block";
        std::filesystem::copy_file(elsewhere.path() + "/" + name, path() + "/" + name);
        done(std::move(written));
    }

private:
    std::string path() const { return folder_.path() + "/store"; }
    TemporaryFolder folder_;
};

void check_contract(BlockStorePlace& place) {
    std::size_t cases = 0;
    bool done = false;
    run_block_store_contract(
        place,
        [&](std::string_view name, const std::vector<std::string>& failures) {
            ++cases;
            INFO(name);
            for (const auto& failure : failures) FAIL_CHECK(failure);
            CHECK(failures.empty());
        },
        [&] { done = true; });
    CHECK(done);
    CHECK(cases == block_store_contract_cases());
}

}  // namespace

TEST_CASE("the memory store keeps the contract of block stores") {
    MemoryPlace place;
    check_contract(place);
}

TEST_CASE("the folder store keeps the contract of block stores") {
    FolderPlace place;
    check_contract(place);
}
