// Keeps a BlockImage and a BlockStore in step: after each commit the dirty blocks go out as one generation, one in
// flight at a time, first in first out; later commits coalesce into the next generation. A failed save keeps its marks,
// says why, backs off and can be retried; nothing is ever reported as saved that is not.
// A state machine without a clock of its own: the caller ticks it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/clock.h"
#include "core/storage/block_image.h"
#include "core/storage/block_store.h"

namespace perennial {

enum class SaveState : std::uint8_t {
    saved,
    saving,
    not_saved,
    read_only,  ///< Another tab writes.
};

struct SaveStatus {
    SaveState state = SaveState::saved;
    std::string reason;                    ///< For not_saved: what happened and what to do.
    std::int64_t last_saved_ms = 0;        ///< Of the clock; 0 = never.
    std::uint64_t generation = 0;
    std::uint64_t last_bytes = 0;          ///< Of the last generation written.
    std::int64_t last_duration_ms = 0;     ///< From commit to durable.
};

class Saver {
public:
    Saver(BlockImage& image, BlockStore& store, const Clock& clock);

    /// Loads the image from the store, verifying block and image checksums. Calls back once.
    /// Errors: corrupt (names the block), storage_failed. A store without a manifest gives an empty image.
    void load(std::function<void(Status)> done);

    /// Tells that a transaction has been committed. Must not be called while one is open.
    void committed();
    /// Retries at once, for the button.
    void retry();
    /// Calls back when everything committed so far is durable, or with the error that prevents it.
    void flush(std::function<void(Status)> done);
    /// Retries whose back-off is over; returns when to tick again, or 0.
    std::int64_t tick();

    const SaveStatus& status() const { return status_; }
    /// Called on every change of status.
    std::function<void(const SaveStatus&)> on_change;

private:
    void send();
    void sent(std::vector<std::uint64_t> indices, std::uint64_t checksum, std::uint64_t generation, Status result);
    void set_state(SaveState state, std::string reason);

    BlockImage& image_;
    BlockStore& store_;
    const Clock& clock_;
    SaveStatus status_;
    std::vector<std::uint64_t> checksums_;  ///< Of each block as last stored.
    std::uint64_t image_checksum_ = 0;
    bool in_flight_ = false;
    bool rewrite_all_ = false;
    std::int64_t retry_at_ms_ = 0;
    int failures_ = 0;
    std::int64_t committed_at_ms_ = 0;
    std::vector<std::function<void(Status)>> waiting_;
};

}  // namespace perennial
