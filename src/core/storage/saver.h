// Keeps a BlockImage and a BlockStore in step: after each commit the dirty blocks go out as one generation, one in
// flight at a time, first in first out; later commits coalesce into the next generation. A failed save keeps its marks,
// says why, backs off and can be retried; nothing is ever reported as saved that is not.
// A state machine without a clock of its own: the caller ticks it.
//
// After a failure nobody knows whether the generation stands, so the manifest is read before the next try:
//   * it is the one saved last: send again;
//   * it is that of a failed try: it had arrived after all, and counts as saved;
//   * there is none: the browser dropped the store; the whole image is written, which overwrites nobody;
//   * it is anybody else's: another window owns the workspace now. Nothing is sent any more, by no retry of its own and
//     by no button, until somebody says `Overwrite::allowed`.
// The same holds for a store that could not be loaded: unless nothing at all is in it, it is never written to unasked.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

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
    std::string reason;  ///< For not_saved, and for a late `saving`: what happened and what to do.
    std::int64_t last_saved_ms = 0;  ///< Of the clock; 0 = never.
    std::uint64_t generation = 0;
    std::uint64_t last_bytes = 0;       ///< Of the last generation written.
    std::int64_t last_duration_ms = 0;  ///< From commit to durable.
};

class Saver {
public:
    using OnDone = std::function<void(Status)>;
    /// Whether a retry may replace what somebody else saved, or what cannot be read.
    enum class Overwrite : bool { refused, allowed };

    /// All three outlive the saver. Answers that come after its end are ignored.
    Saver(BlockImage& image, BlockStore& store, const Clock& clock);

    /// Loads the image from the store, verifying block and image checksums. Calls back once, from a later turn or from
    /// within. The first load wants an image that no connection reads. A further one takes over what another window has
    /// saved since; it waits until no statement reads the image, and leaves the image alone when it fails.
    /// A store without a manifest gives an empty image.
    /// A load that is asked for during another comes after it.
    /// Errors: corrupt (names the block), unsupported (a newer format), too_large, storage_failed, refused (changes of
    /// this window wait to be saved).
    void load(OnDone done);

    /// A read-only saver never writes to the store. Call load() after lifting it, before the first change.
    void set_read_only(bool read_only);

    /// Tells that a transaction has been committed. Must not be called while one is open.
    void committed();
    /// Retries at once, for the button.
    void retry(Overwrite overwrite = Overwrite::refused);
    /// Calls back when everything committed so far is durable, or with the error that prevents it.
    void flush(OnDone done);
    /// Retries whose back-off is over; returns when (of the clock, in ms) to tick again, or 0.
    std::int64_t tick();

    const SaveStatus& status() const { return status_; }
    /// Called on every change of status.
    std::function<void(const SaveStatus&)> on_change;

private:
    static constexpr int kGenerationsPerCollection = 50;
    /// Whether the store is ours to write to.
    enum class Access : std::uint8_t { unloaded, ours, foreign };

    /// A generation on its way, or one of which nobody knows whether it arrived.
    struct Attempt {
        Manifest manifest;
        std::vector<std::pair<std::uint64_t, std::uint64_t>> checksums;  ///< (block, its checksum), ascending.
        std::uint64_t bytes = 0;
        std::uint64_t commits = 0;  ///< How many commits are durable with it.
        std::int64_t committed_at_ms = 0;
        bool whole = false;
    };
    struct Incoming {
        OnDone done;
        bool first = false;  ///< Straight into the image; otherwise by way of `staged`.
        Manifest manifest;
        std::vector<std::uint64_t> checksums;
        std::vector<bool> there;
        std::vector<Block> staged;
        std::optional<std::uint64_t> damaged;  ///< Lowest index.
        bool complete = false;                 ///< Verified; waits for readers to end.
    };
    struct Waiter {
        std::uint64_t commits;
        OnDone done;
    };

    // Sending (saver.cpp)
    void note_commit();
    void advance();
    void send();
    Attempt begin_attempt(std::vector<Block>& blocks);
    void sent(Status result);
    void accept(const Attempt& attempt);
    void settle_with_store();
    void take_back(Attempt attempt);
    void failed(const Error& error);
    void reconcile();
    void reconciled(Result<Manifest> found);
    void give_way();
    void rewrite_over(const Manifest& found);
    void collect_garbage();
    void rest();
    void set_state(SaveState state, std::string reason = {});
    Error unloaded() const;
    void answer_waiting(const Status& result, std::uint64_t commits);

    // Loading (saver_load.cpp)
    void got_manifest(Result<Manifest> found);
    void got_block(std::uint64_t index, std::uint64_t generation, std::uint64_t checksum,
                   std::span<const std::byte> bytes);
    void got_blocks(Status result);
    Status check_incoming() const;
    void apply_incoming();
    void end_load(Status result);

    /// An answer of the store to `receive`: taken once, and only while nothing else has been asked since.
    template <class Answer> std::function<void(Answer)> once(void (Saver::*receive)(Answer));
    bool current(const std::weak_ptr<char>& alive, std::uint64_t call) const;

    BlockImage& image_;
    BlockStore& store_;
    const Clock& clock_;
    SaveStatus status_;
    Access access_ = Access::unloaded;
    std::optional<Error> load_failure_;  ///< Of the first load.
    bool read_only_ = false;

    Manifest stored_;                       ///< What stands in the store, as far as we know.
    std::vector<std::uint64_t> checksums_;  ///< Of its blocks.
    std::uint64_t last_generation_ = 0;     ///< Highest number used; a failed try's number is not used again.

    bool busy_ = false;  ///< An answer is awaited.
    std::uint64_t call_ = 0;
    std::int64_t asked_at_ms_ = 0;
    std::optional<Attempt> in_flight_;
    std::vector<Attempt> unresolved_;
    std::unique_ptr<Incoming> incoming_;

    bool rewrite_all_ = false;
    bool suspect_ = false;   ///< The manifest must be read before the next write.
    bool conflict_ = false;  ///< The store said that somebody else wrote.
    Overwrite overwrite_ = Overwrite::refused;
    int failures_ = 0;
    std::int64_t retry_at_ms_ = 0;

    std::uint64_t commits_ = 0, durable_ = 0;
    std::int64_t committed_at_ms_ = 0;  ///< Of the oldest commit not yet sent; 0 = none.
    std::vector<Waiter> waiting_;
    std::uint64_t superseded_bytes_ = 0;
    int generations_since_collection_ = 0;
    bool collecting_ = false;
    std::shared_ptr<char> alive_ = std::make_shared<char>();
};

template <class Answer> std::function<void(Answer)> Saver::once(void (Saver::*receive)(Answer)) {
    busy_ = true;
    return [this, alive = std::weak_ptr<char>(alive_), call = ++call_, receive](Answer answer) {
        if (!current(alive, call)) return;
        ++call_;
        busy_ = false;
        (this->*receive)(std::move(answer));
    };
}

}  // namespace perennial
