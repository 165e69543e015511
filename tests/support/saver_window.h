// A window of the program as far as saving goes: an image with a database in it, a saver, and a scripted store.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/storage/block_image.h"
#include "core/storage/connection.h"
#include "core/storage/saver.h"
#include "tests/support/scripted_block_store.h"

namespace perennial {

class SaverWindow {
public:
    explicit SaverWindow(std::shared_ptr<MemoryBlocks> place);

    /// Loads what is stored; the answer, which a store that does not hold gives at once.
    Status load();
    /// The connection, opened at the first use.
    Connection& database();
    /// One committed transaction, told to the saver.
    void commit(std::string_view sql);
    /// Adds `rows` rows of about 500 bytes to table t, in one commit.
    void add_rows(int rows);
    std::string bytes() const;

    const std::shared_ptr<MemoryBlocks> place;
    FixedClock clock{Instant{1'000'000}};
    BlockImage image;
    ScriptedBlockStore store;
    Saver saver;

private:
    std::unique_ptr<Connection> database_;
};

/// A store with nothing in it.
std::shared_ptr<MemoryBlocks> new_place();
/// What the store holds is what the window shows.
bool stored(const SaverWindow& window);
/// What somebody who opens the store now gets: all bytes of the image.
Result<std::string> stored_bytes(const std::shared_ptr<MemoryBlocks>& place);

}  // namespace perennial
