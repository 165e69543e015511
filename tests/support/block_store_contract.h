// What every BlockStore must do, as one suite for all of them: memory and files natively, IndexedDB in the browser. It is
// driven by callbacks and knows no test framework.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/storage/block_store.h"

namespace perennial {

/// Where the stores under test keep their data.
class BlockStorePlace {
public:
    virtual ~BlockStorePlace() = default;
    /// A store over this place; several may be open, as several windows may.
    virtual void open(std::function<void(std::unique_ptr<BlockStore>)> done) = 0;
    /// Nothing is there any more. No store is open.
    virtual void clear(std::function<void(Status)> done) = 0;
    /// Puts a record there as an interrupted write leaves it: the block is in, the manifest is not.
    virtual void plant(std::uint64_t generation, const Block& block, std::function<void(Status)> done) = 0;
};

/// Told of every case: its name, and what was wrong, which is nothing when it passed.
using ContractReport = std::function<void(std::string_view name, const std::vector<std::string>& failures)>;

/// Runs all cases, one after the other; `place` must live until `done`.
void run_block_store_contract(BlockStorePlace& place, ContractReport report, std::function<void()> done);

/// How many cases there are.
std::size_t block_store_contract_cases();

}  // namespace perennial
