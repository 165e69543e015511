#include "tests/support/block_store_contract.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/support/async_steps.h"

namespace perennial {
namespace {

struct Found {
    std::uint64_t generation = 0;
    std::uint64_t checksum = 0;
    std::vector<std::byte> bytes;
    bool operator==(const Found&) const = default;
};
/// What read_blocks gave, by index.
using FoundBlocks = std::map<std::uint64_t, Found>;

/// Bytes that tell where they belong.
std::vector<std::byte> pattern(std::uint64_t index, std::uint64_t generation, std::size_t length) {
    std::vector<std::byte> bytes(length);
    for (std::size_t i = 0; i < length; ++i)
        bytes[i] = static_cast<std::byte>(i * 31 + index * 7 + generation * 3);
    return bytes;
}

Block make_block(std::uint64_t index, std::uint64_t generation, std::size_t length = kBlockBytes) {
    Block block{.index = index, .bytes = pattern(index, generation, length)};
    block.checksum = block_checksum(index, generation, block.bytes);
    return block;
}

Found found_block(std::uint64_t index, std::uint64_t generation, std::size_t length = kBlockBytes) {
    Block block = make_block(index, generation, length);
    return {generation, block.checksum, std::move(block.bytes)};
}

Manifest manifest_of(std::uint64_t generation, std::uint64_t blocks, std::size_t last_length = kBlockBytes) {
    return {.generation = generation,
            .image_bytes = blocks * kBlockBytes - (kBlockBytes - last_length),
            .checksum = 0xFEDC'BA98'7654'3210 + generation};
}

/// One case under way.
class Case {
public:
    explicit Case(BlockStorePlace& place) : place_(place) {}

    Answer<std::unique_ptr<BlockStore>> open() {
        return Answer<std::unique_ptr<BlockStore>>([this](auto done) { place_.open(std::move(done)); });
    }
    Answer<Status> plant(std::uint64_t generation, Block block) {
        return Answer<Status>(
            [this, generation, block](auto done) { place_.plant(generation, block, std::move(done)); });
    }
    static Answer<Result<Manifest>> manifest(BlockStore& store) {
        return Answer<Result<Manifest>>([&store](auto done) { store.read_manifest(std::move(done)); });
    }
    static Answer<Status> write(BlockStore& store, std::uint64_t expected, Manifest manifest,
                                std::vector<Block> blocks) {
        return Answer<Status>([&store, expected, manifest, blocks = std::move(blocks)](auto done) {
            store.write_generation(expected, manifest, blocks, std::move(done));
        });
    }
    static Answer<Status> collect(BlockStore& store) {
        return Answer<Status>([&store](auto done) { store.collect_garbage(std::move(done)); });
    }
    /// A block that comes twice is a failure.
    Answer<Status> blocks(BlockStore& store, Manifest manifest, FoundBlocks& found) {
        return Answer<Status>([this, &store, manifest, &found](auto done) {
            const auto keep = [this, &found](std::uint64_t index, std::uint64_t generation,
                                             std::uint64_t checksum, std::span<const std::byte> bytes) {
                const Found block{generation, checksum, {bytes.begin(), bytes.end()}};
                expect(found.emplace(index, block).second, "block " + std::to_string(index) + " came twice");
            };
            store.read_blocks(manifest, keep, std::move(done));
        });
    }

    void expect(bool condition, std::string otherwise) {
        if (!condition) failures.push_back(std::move(otherwise));
    }
    void expect_ok(const Status& status, const std::string& doing) {
        if (!status) failures.push_back(doing + ": " + status.error().message);
    }
    /// Exactly these blocks make up the image of `manifest`.
    Steps expect_blocks(BlockStore& store, Manifest manifest, FoundBlocks wanted) {
        FoundBlocks found;
        expect_ok(co_await blocks(store, manifest, found), "reading the blocks");
        const std::string of = " of generation " + std::to_string(manifest.generation);
        for (const auto& [index, block] : wanted) {
            const auto there = found.find(index);
            expect(there != found.end(), "block " + std::to_string(index) + of + " is missing");
            if (there == found.end()) continue;
            expect(there->second == block, "block " + std::to_string(index) + of + " is that of generation " +
                                               std::to_string(there->second.generation) +
                                               ", or its bytes differ");
        }
        for (const auto& [index, block] : found) {
            expect(wanted.contains(index), "block " + std::to_string(index) + of + " is too much");
        }
    }
    Steps expect_manifest(BlockStore& store, Manifest wanted) {
        const auto found = co_await manifest(store);
        expect(found.has_value(), "the manifest cannot be read");
        if (!found) co_return;
        expect(*found == wanted, "the manifest of generation " + std::to_string(found->generation) +
                                     " stands, or differs from the one that was written");
    }

    std::vector<std::string> failures;

private:
    BlockStorePlace& place_;
};

Steps empty_store(Case& c) {
    auto store = co_await c.open();
    co_await c.expect_manifest(*store, Manifest{});
    co_await c.expect_blocks(*store, Manifest{}, {});
    c.expect_ok(co_await c.collect(*store), "collecting garbage");
}

Steps written_is_read(Case& c) {
    const Manifest manifest = manifest_of(1, 3, 100);
    {
        auto store = co_await c.open();
        std::vector<Block> blocks{make_block(0, 1), make_block(1, 1), make_block(2, 1, 100)};
        c.expect_ok(co_await c.write(*store, 0, manifest, std::move(blocks)), "writing");
    }
    auto store = co_await c.open();
    co_await c.expect_manifest(*store, manifest);
    co_await c.expect_blocks(*store, manifest,
                             {{0, found_block(0, 1)}, {1, found_block(1, 1)}, {2, found_block(2, 1, 100)}});
}

Steps newest_of_each(Case& c) {
    auto store = co_await c.open();
    const Manifest first = manifest_of(1, 3), second = manifest_of(2, 3), third = manifest_of(7, 3);
    c.expect_ok(co_await c.write(*store, 0, first, {make_block(0, 1), make_block(1, 1), make_block(2, 1)}),
                "first");
    c.expect_ok(co_await c.write(*store, 1, second, {make_block(1, 2)}), "second");
    // Numbers of failed tries are left out.
    c.expect_ok(co_await c.write(*store, 2, third, {make_block(2, 7), make_block(1, 7)}), "third");
    co_await c.expect_manifest(*store, third);
    co_await c.expect_blocks(*store, third,
                             {{0, found_block(0, 1)}, {1, found_block(1, 7)}, {2, found_block(2, 7)}});
    co_await c.expect_blocks(*store, second,
                             {{0, found_block(0, 1)}, {1, found_block(1, 2)}, {2, found_block(2, 1)}});
}

Steps shrink_and_grow(Case& c) {
    auto store = co_await c.open();
    c.expect_ok(co_await c.write(*store, 0, manifest_of(1, 3),
                                 {make_block(0, 1), make_block(1, 1), make_block(2, 1)}),
                "first");
    const Manifest shorter = manifest_of(2, 1, 10), longer = manifest_of(3, 3);
    c.expect_ok(co_await c.write(*store, 1, shorter, {make_block(0, 2, 10)}), "shorter");
    co_await c.expect_blocks(*store, shorter, {{0, found_block(0, 2, 10)}});
    c.expect_ok(co_await c.write(*store, 2, longer, {make_block(0, 3), make_block(1, 3), make_block(2, 3)}),
                "longer");
    co_await c.expect_blocks(*store, longer,
                             {{0, found_block(0, 3)}, {1, found_block(1, 3)}, {2, found_block(2, 3)}});
}

Steps without_blocks(Case& c) {
    auto store = co_await c.open();
    c.expect_ok(co_await c.write(*store, 0, manifest_of(1, 2), {make_block(0, 1), make_block(1, 1)}),
                "first");
    const Manifest shorter = manifest_of(2, 1);
    c.expect_ok(co_await c.write(*store, 1, shorter, {}), "a generation without blocks");
    co_await c.expect_manifest(*store, shorter);
    co_await c.expect_blocks(*store, shorter, {{0, found_block(0, 1)}});
    const Manifest nothing{.generation = 3};
    c.expect_ok(co_await c.write(*store, 2, nothing, {}), "an empty image");
    co_await c.expect_manifest(*store, nothing);
    co_await c.expect_blocks(*store, nothing, {});
}

Steps unexpected_generation(Case& c) {
    auto store = co_await c.open();
    const Manifest standing = manifest_of(4, 1);
    c.expect_ok(co_await c.write(*store, 0, standing, {make_block(0, 4)}), "first");
    for (const std::uint64_t expected : {0U, 3U, 5U}) {
        const Status refused = co_await c.write(*store, expected, manifest_of(9, 1), {make_block(0, 9)});
        c.expect(!refused && refused.error().code == ErrorCode::conflict,
                 "expecting " + std::to_string(expected) + " where 4 stands is no conflict");
    }
    co_await c.expect_manifest(*store, standing);
    co_await c.expect_blocks(*store, standing, {{0, found_block(0, 4)}});
}

Steps two_windows(Case& c) {
    auto one = co_await c.open();
    auto other = co_await c.open();
    c.expect_ok(co_await c.write(*one, 0, manifest_of(1, 1), {make_block(0, 1)}), "one");
    co_await c.expect_manifest(*other, manifest_of(1, 1));
    c.expect_ok(co_await c.write(*other, 1, manifest_of(2, 1), {make_block(0, 2)}), "other");
    const Status late = co_await c.write(*one, 1, manifest_of(3, 1), {make_block(0, 3)});
    c.expect(!late && late.error().code == ErrorCode::conflict,
             "a write over another window's is no conflict");
    co_await c.expect_manifest(*one, manifest_of(2, 1));
    co_await c.expect_blocks(*one, manifest_of(2, 1), {{0, found_block(0, 2)}});
}

Steps interrupted_write(Case& c) {
    const Manifest first = manifest_of(1, 3), second = manifest_of(2, 3), third = manifest_of(3, 3);
    {
        auto store = co_await c.open();
        c.expect_ok(co_await c.write(*store, 0, first, {make_block(0, 1), make_block(1, 1), make_block(2, 1)}),
                    "first");
    }
    c.expect_ok(co_await c.plant(2, make_block(1, 2)), "planting");
    c.expect_ok(co_await c.plant(3, make_block(2, 3)), "planting");
    auto store = co_await c.open();
    co_await c.expect_manifest(*store, first);
    co_await c.expect_blocks(*store, first,
                             {{0, found_block(0, 1)}, {1, found_block(1, 1)}, {2, found_block(2, 1)}});
    c.expect_ok(co_await c.write(*store, 1, second, {make_block(0, 2)}), "second");
    co_await c.expect_blocks(*store, second,
                             {{0, found_block(0, 2)}, {1, found_block(1, 1)}, {2, found_block(2, 1)}});
    c.expect_ok(co_await c.write(*store, 2, third, {}), "third");
    co_await c.expect_blocks(*store, third,
                             {{0, found_block(0, 2)}, {1, found_block(1, 1)}, {2, found_block(2, 1)}});
}

Steps garbage(Case& c) {
    auto store = co_await c.open();
    c.expect_ok(co_await c.write(*store, 0, manifest_of(1, 3),
                                 {make_block(0, 1), make_block(1, 1), make_block(2, 1)}),
                "first");
    for (std::uint64_t generation = 2; generation <= 5; ++generation) {
        std::vector<Block> blocks{make_block(generation % 2, generation)};
        c.expect_ok(co_await c.write(*store, generation - 1, manifest_of(generation, 3), std::move(blocks)),
                    "writing");
    }
    c.expect_ok(co_await c.collect(*store), "collecting garbage");
    co_await c.expect_manifest(*store, manifest_of(5, 3));
    co_await c.expect_blocks(*store, manifest_of(5, 3),
                             {{0, found_block(0, 4)}, {1, found_block(1, 5)}, {2, found_block(2, 1)}});
    // The one before the newest is what is left when the newest is damaged.
    co_await c.expect_blocks(*store, manifest_of(4, 3),
                             {{0, found_block(0, 4)}, {1, found_block(1, 3)}, {2, found_block(2, 1)}});
    c.expect_ok(co_await c.write(*store, 5, manifest_of(6, 3), {make_block(2, 6)}),
                "writing after collecting");
    co_await c.expect_blocks(*store, manifest_of(6, 3),
                             {{0, found_block(0, 4)}, {1, found_block(1, 5)}, {2, found_block(2, 6)}});
}

Steps large_generation(Case& c) {
    constexpr std::uint64_t kBlocks = 300;  // 9.4 MiB: more than one transaction of a browser should hold.
    auto store = co_await c.open();
    std::vector<Block> blocks;
    FoundBlocks wanted;
    for (std::uint64_t i = 0; i < kBlocks; ++i) {
        blocks.push_back(make_block(i, 1));
        wanted.emplace(i, found_block(i, 1));
    }
    c.expect_ok(co_await c.write(*store, 0, manifest_of(1, kBlocks), std::move(blocks)), "writing");
    co_await c.expect_blocks(*store, manifest_of(1, kBlocks), std::move(wanted));
}

Steps wide_numbers(Case& c) {
    auto store = co_await c.open();
    const Manifest wide{.generation = (std::uint64_t{1} << 40) + 1,
                        .image_bytes = (std::uint64_t{3} << 31) + 12'345,
                        .checksum = 0xFFFF'FFFF'FFFF'FFFD};
    const std::uint64_t index = wide.image_bytes / kBlockBytes;  // The last, of 12,345 bytes.
    Block block = make_block(index, wide.generation, 12'345);
    block.checksum = 0x8000'0000'0000'0001;
    const Found wanted{wide.generation, block.checksum, block.bytes};
    c.expect_ok(co_await c.write(*store, 0, wide, {block}), "writing");
    co_await c.expect_manifest(*store, wide);
    co_await c.expect_blocks(*store, wide, {{index, wanted}});
}

Steps answers_in_order(Case& c) {
    auto store = co_await c.open();
    std::vector<std::string> answers;
    std::uint64_t before = 99, after = 99;
    std::size_t blocks = 0;
    // Only the last is awaited: all are asked in one turn.
    store->read_manifest([&](Result<Manifest> found) {
        answers.emplace_back("manifest");
        if (found) before = found->generation;
    });
    store->write_generation(0, manifest_of(1, 1), {make_block(0, 1)}, [&](const Status& status) {
        answers.emplace_back(status ? "written" : "failed");
    });
    store->read_manifest([&](Result<Manifest> found) {
        answers.emplace_back("manifest");
        if (found) after = found->generation;
    });
    store->read_blocks(
        manifest_of(1, 1), [&](auto, auto, auto, auto) { ++blocks; },
        [&](const Status& status) { answers.emplace_back(status ? "read" : "failed"); });
    c.expect_ok(co_await c.collect(*store), "collecting garbage");
    const std::vector<std::string> wanted{"manifest", "written", "manifest", "read"};
    c.expect(answers == wanted, "the answers came out of order, twice or not at all");
    c.expect(before == 0 && after == 1, "a later call did not see what an earlier one wrote");
    c.expect(blocks == 1, "the block was not read");
}

struct NamedCase {
    std::string_view name;
    Steps (*run)(Case&);
};
constexpr NamedCase kCases[] = {
    {"an empty store has no manifest and no blocks", empty_store},
    {"what was written is read by another store over the same place", written_is_read},
    {"of each block the newest of the generation is read", newest_of_each},
    {"blocks beyond the image's end are left out, and written anew when it grows", shrink_and_grow},
    {"a generation may have no blocks, and an image no bytes", without_blocks},
    {"a write that expects another generation is a conflict and changes nothing", unexpected_generation},
    {"of two windows that expect the same generation one is refused", two_windows},
    {"what an interrupted write left is neither read nor part of the next generation", interrupted_write},
    {"collecting garbage keeps the newest generation and the one before it", garbage},
    {"a generation of many megabytes is written whole", large_generation},
    {"numbers of 64 bits are kept exactly", wide_numbers},
    {"calls are answered once and in order, even when nobody waits between them", answers_in_order},
};

DetachedSteps run_all(BlockStorePlace& place, ContractReport report, std::function<void()> done) {
    for (const NamedCase& named : kCases) {
        Case c(place);
        c.expect_ok(co_await Answer<Status>([&place](auto cleared) { place.clear(std::move(cleared)); }),
                    "clearing");
        co_await named.run(c);
        report(named.name, c.failures);
    }
    done();
}

}  // namespace

void run_block_store_contract(BlockStorePlace& place, ContractReport report, std::function<void()> done) {
    run_all(place, std::move(report), std::move(done));
}

std::size_t block_store_contract_cases() { return std::size(kCases); }

}  // namespace perennial
