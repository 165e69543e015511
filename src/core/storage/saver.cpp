#include "core/storage/saver.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

#include "core/storage/block_codec.h"

namespace perennial {
namespace {

constexpr std::int64_t kFirstRetryMs = 1'000;
constexpr std::int64_t kLastRetryMs = 60'000;
constexpr std::int64_t kLateMs = 10'000;
constexpr std::int64_t kUnsettledMs = 100;
// Old blocks are looked for when enough of them may have gathered: looking costs a walk over all keys.
constexpr std::uint64_t kBytesPerCollection = 16 * 1024 * 1024;

constexpr const char* kKept =
    " Your changes are still in this window, and saving is tried again by itself. Before you close the "
    "window, wait for "
    "\"Saved\" or download the data.";
constexpr const char* kForeign =
    "Another window has saved this workspace since. So that its work is not lost, nothing more is saved from "
    "here: "
    "download the data of this window, then reload it.";
constexpr const char* kUnloaded =
    " Nothing of this window is saved there. Download the data of this window if you have changed anything.";
constexpr const char* kDropped =
    "The browser has dropped what was stored here. All of it is being written again from this window; until "
    "that is "
    "done, keep the window open or download the data.";
constexpr const char* kLate =
    "The browser has not confirmed the last save yet. Keep the window open until it says \"Saved\", or "
    "download the data.";

std::int64_t back_off_ms(int failures) {
    return std::min(kLastRetryMs, kFirstRetryMs << std::clamp(failures - 1, 0, 10));
}

}  // namespace

Saver::Saver(BlockImage& image, BlockStore& store, const Clock& clock)
    : image_(image), store_(store), clock_(clock) {}

bool Saver::current(const std::weak_ptr<char>& alive, std::uint64_t call) const {
    return !alive.expired() && call == call_;
}

// What the caller says -------------------------------------------------------------------------------------------------

void Saver::set_read_only(bool read_only) {
    read_only_ = read_only;
    if (busy_) return;  // Its answer says how it ends.
    rest();
    if (read_only_) answer_waiting(fail(ErrorCode::conflict, kForeign), commits_);
}

void Saver::committed() {
    if (!image_.dirty()) return;
    note_commit();
    if (access_ == Access::ours && !read_only_) {
        if (failures_ == 0) set_state(SaveState::saving, status_.reason);
        advance();
    } else {
        rest();
    }
}

void Saver::note_commit() {
    ++commits_;
    if (committed_at_ms_ == 0) committed_at_ms_ = clock_.now().ms;
}

void Saver::retry(Overwrite overwrite) {
    if (busy_ || read_only_) return;
    if (access_ != Access::ours) {
        if (access_ == Access::foreign && overwrite == Overwrite::refused) return;
        access_ = Access::ours;
        suspect_ = rewrite_all_ = true;
        overwrite_ = overwrite;
    }
    failures_ = 0;
    retry_at_ms_ = 0;
    advance();
}

void Saver::flush(OnDone done) {
    if (image_.dirty() && committed_at_ms_ == 0) note_commit();
    if (durable_ == commits_ && access_ == Access::ours) return done({});
    if (access_ == Access::unloaded) return done(std::unexpected(unloaded()));
    if (access_ == Access::foreign || read_only_) return done(fail(ErrorCode::conflict, kForeign));
    waiting_.push_back({commits_, std::move(done)});
    retry_at_ms_ = 0;
    advance();
}

std::int64_t Saver::tick() {
    const std::int64_t now = clock_.now().ms;
    if (incoming_ && incoming_->complete) {
        apply_incoming();
        if (incoming_) return now + kUnsettledMs;
    }
    if (busy_) {
        if (!in_flight_ || !status_.reason.empty()) return 0;
        if (now < asked_at_ms_ + kLateMs) return asked_at_ms_ + kLateMs;
        set_state(status_.state, kLate);
        return 0;
    }
    advance();
    if (busy_) return in_flight_ ? asked_at_ms_ + kLateMs : 0;
    const bool pending = access_ == Access::ours && !read_only_ && (image_.dirty() || rewrite_all_);
    return pending ? std::max(retry_at_ms_, now + kUnsettledMs) : 0;
}

// Sending --------------------------------------------------------------------------------------------------------------

void Saver::advance() {
    if (busy_ || incoming_ || access_ != Access::ours || read_only_) return;
    if (!image_.dirty() && !rewrite_all_) return;
    if (clock_.now().ms < retry_at_ms_ || !image_.settled()) return;
    if (suspect_) {
        reconcile();
    } else {
        send();
    }
}

void Saver::send() {
    std::vector<Block> blocks;
    Attempt attempt;
    try {
        attempt = begin_attempt(blocks);
    } catch (const std::bad_alloc&) {
        rewrite_all_ = true;  // Which blocks were marked is lost.
        return failed(
            {ErrorCode::too_large, "There is not enough memory to save: close other tabs and programs."});
    }
    asked_at_ms_ = clock_.now().ms;
    const Manifest manifest = attempt.manifest;
    in_flight_ = std::move(attempt);
    auto done = once(&Saver::sent);
    if (failures_ == 0) set_state(SaveState::saving);
    store_.write_generation(stored_.generation, manifest, std::move(blocks), std::move(done));
}

Saver::Attempt Saver::begin_attempt(std::vector<Block>& blocks) {
    Attempt attempt;
    attempt.commits = commits_;
    attempt.committed_at_ms = std::exchange(committed_at_ms_, 0);
    attempt.whole = std::exchange(rewrite_all_, false);
    if (attempt.whole) image_.mark_all_dirty();
    Manifest& manifest = attempt.manifest;
    manifest.generation = ++last_generation_;
    manifest.image_bytes = image_.size();
    const auto sum_before = [&](std::uint64_t index) {
        return attempt.whole || index >= checksums_.size() ? 0 : checksums_[static_cast<std::size_t>(index)];
    };
    manifest.checksum = attempt.whole ? 0 : stored_.checksum;
    for (std::uint64_t i = image_.block_count(); i < checksums_.size(); ++i)
        manifest.checksum ^= sum_before(i);
    for (const std::uint64_t index : image_.take_dirty()) {
        Block block{.index = index, .bytes = encode_block(std::as_const(image_).block(index))};
        block.checksum = block_checksum(index, manifest.generation, block.bytes);
        manifest.checksum ^= sum_before(index) ^ block.checksum;
        attempt.checksums.emplace_back(index, block.checksum);
        attempt.bytes += block.bytes.size();
        blocks.push_back(std::move(block));
    }
    return attempt;
}

void Saver::sent(Status result) {
    Attempt attempt = *std::exchange(in_flight_, std::nullopt);
    if (!result) {
        take_back(std::move(attempt));
        suspect_ = true;
        conflict_ = result.error().code == ErrorCode::conflict;
        return conflict_ ? reconcile() : failed(result.error());
    }
    accept(attempt);
}

void Saver::accept(const Attempt& attempt) {
    stored_ = attempt.manifest;
    checksums_.resize(static_cast<std::size_t>(block_count_of(stored_.image_bytes)));
    for (const auto& [index, checksum] : attempt.checksums)
        checksums_[static_cast<std::size_t>(index)] = checksum;
    durable_ = std::max(durable_, attempt.commits);
    settle_with_store();
    superseded_bytes_ += attempt.bytes;
    ++generations_since_collection_;

    const std::int64_t now = clock_.now().ms;
    status_.last_saved_ms = now;
    status_.generation = stored_.generation;
    status_.last_bytes = attempt.bytes;
    status_.last_duration_ms = attempt.committed_at_ms == 0 ? 0 : now - attempt.committed_at_ms;
    rest();
    answer_waiting({}, durable_);
    if (read_only_) answer_waiting(fail(ErrorCode::conflict, kForeign), commits_);
    advance();
    collect_garbage();
}

/// The store is known to hold `stored_`: what went wrong before is over.
void Saver::settle_with_store() {
    access_ = Access::ours;
    load_failure_.reset();
    unresolved_.clear();
    suspect_ = conflict_ = false;
    failures_ = 0;
    retry_at_ms_ = 0;
}

/// A failed try's blocks count as changed again.
void Saver::take_back(Attempt attempt) {
    std::vector<std::uint64_t> indices(attempt.checksums.size());
    std::ranges::transform(attempt.checksums, indices.begin(), [](const auto& entry) { return entry.first; });
    image_.mark_dirty(indices);
    if (attempt.whole) rewrite_all_ = true;
    if (attempt.committed_at_ms != 0) committed_at_ms_ = attempt.committed_at_ms;
    unresolved_.push_back(std::move(attempt));
}

void Saver::failed(const Error& error) {
    ++failures_;
    retry_at_ms_ = clock_.now().ms + back_off_ms(failures_);
    set_state(SaveState::not_saved, read_only_ ? kForeign : error.message + kKept);
    answer_waiting(std::unexpected(error), commits_);
}

// After a failure ------------------------------------------------------------------------------------------------------

void Saver::reconcile() { store_.read_manifest(once(&Saver::reconciled)); }

void Saver::reconciled(Result<Manifest> found) {
    if (!found) return failed(found.error());
    const bool conflict = std::exchange(conflict_, false);
    const Overwrite overwrite = std::exchange(overwrite_, Overwrite::refused);
    if (*found == stored_) {
        if (conflict) {
            return failed({ErrorCode::storage_failed,
                           "The browser's storage contradicts itself: it reports a save by "
                           "another window that is not there."});
        }
        suspect_ = false;
        unresolved_.clear();
        return advance();
    }
    const auto arrived = std::ranges::find(unresolved_, *found, &Attempt::manifest);
    if (arrived != unresolved_.end()) return accept(Attempt(*arrived));
    if (found->generation != 0 && overwrite == Overwrite::refused) return give_way();
    rewrite_over(*found);
}

void Saver::give_way() {
    access_ = load_failure_ ? Access::unloaded : Access::foreign;
    rest();
    answer_waiting(std::unexpected(load_failure_ ? unloaded() : Error{ErrorCode::conflict, kForeign}),
                   commits_);
}

void Saver::rewrite_over(const Manifest& found) {
    stored_ = found;
    checksums_.clear();
    unresolved_.clear();
    last_generation_ = std::max(last_generation_, found.generation);
    rewrite_all_ = true;
    suspect_ = false;
    if (found.generation == 0) {
        ++failures_;  // Not "saving" until all of it is there again.
        set_state(SaveState::not_saved, kDropped);
    }
    advance();
}

void Saver::collect_garbage() {
    const bool due = generations_since_collection_ >= kGenerationsPerCollection ||
                     superseded_bytes_ >= kBytesPerCollection;
    if (!due || collecting_ || read_only_ || access_ != Access::ours) return;
    collecting_ = true;
    generations_since_collection_ = 0;
    superseded_bytes_ = 0;
    // What could not be removed is found by the next collection; nothing is lost by it.
    store_.collect_garbage([this, alive = std::weak_ptr<char>(alive_)](const Status&) {
        if (!alive.expired()) collecting_ = false;
    });
}

// What the caller is told ----------------------------------------------------------------------------------------------

/// The state when nothing is on its way.
void Saver::rest() {
    const bool behind = image_.dirty() || rewrite_all_;
    if (access_ == Access::unloaded) {
        if (behind || load_failure_) return set_state(SaveState::not_saved, unloaded().message);
        if (read_only_) return set_state(SaveState::read_only);
        return;
    }
    if (behind && (access_ == Access::foreign || read_only_))
        return set_state(SaveState::not_saved, kForeign);
    if (read_only_) return set_state(SaveState::read_only);
    if (behind && failures_ > 0) return;  // Not saved, for the reason that stands.
    set_state(behind ? SaveState::saving : SaveState::saved);
}

Error Saver::unloaded() const {
    Error error =
        load_failure_.value_or(Error{ErrorCode::refused, "The saved workspace has not been opened yet."});
    error.message += kUnloaded;
    return error;
}

void Saver::set_state(SaveState state, std::string reason) {
    status_.state = state;
    status_.reason = std::move(reason);
    if (on_change) on_change(status_);
}

void Saver::answer_waiting(const Status& result, std::uint64_t commits) {
    const auto later =
        std::ranges::stable_partition(waiting_, [&](const Waiter& w) { return w.commits <= commits; });
    std::vector<Waiter> answered(std::make_move_iterator(waiting_.begin()),
                                 std::make_move_iterator(later.begin()));
    waiting_.erase(waiting_.begin(), later.begin());
    for (const Waiter& waiter : answered) waiter.done(result);
}

}  // namespace perennial
