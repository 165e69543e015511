// How a Saver takes what stands in the store into its image.
#include <algorithm>
#include <string>
#include <utility>

#include "core/storage/block_codec.h"
#include "core/storage/saver.h"

namespace perennial {
namespace {

constexpr std::uint32_t kNewestFormat = 1;

std::unexpected<Error> damaged(const Manifest& manifest, const std::string& what) {
    return fail(ErrorCode::corrupt,
                "The saved workspace (save " + std::to_string(manifest.generation) + ") is damaged: " + what +
                    ". Nothing has been changed. Open your last backup or share file, or download "
                    "the damaged data to have it looked at.");
}

std::unexpected<Error> changed_here() {
    return fail(ErrorCode::refused, "Changes of this window are not saved yet. Save or download them first.");
}

std::string block_name(std::uint64_t index, const Manifest& manifest) {
    return "block " + std::to_string(index + 1) + " of " +
           std::to_string(block_count_of(manifest.image_bytes));
}

}  // namespace

void Saver::load(OnDone done) {
    if (incoming_) {
        incoming_->done = [this, first = std::move(incoming_->done),
                           next = std::move(done)](const Status& result) {
            first(result);
            load(next);
        };
        return;
    }
    if (busy_ || image_.dirty()) {
        return done(fail(ErrorCode::refused,
                         "Changes of this window are not saved yet. Save or download them first."));
    }
    incoming_ = std::make_unique<Incoming>();
    incoming_->done = std::move(done);
    incoming_->first = access_ == Access::unloaded;
    store_.read_manifest(once(&Saver::got_manifest));
}

void Saver::got_manifest(Result<Manifest> found) {
    if (!found) return end_load(std::unexpected(found.error()));
    Incoming& incoming = *incoming_;
    incoming.manifest = *found;
    if (found->format > kNewestFormat) {
        return end_load(fail(ErrorCode::unsupported,
                             "The workspace was saved by a newer version of Perennial. Reload the "
                             "page to get that version."));
    }
    if (!incoming.first && *found == stored_) return end_load({});
    if (!incoming.first && found->generation == 0) {
        return end_load(fail(ErrorCode::storage_failed,
                             "The browser has dropped what was stored here. What this window "
                             "shows is still whole: download the data."));
    }
    if (incoming.first) {
        if (auto resized = image_.resize(found->image_bytes); !resized) return end_load(resized);
    }
    const auto blocks = static_cast<std::size_t>(block_count_of(found->image_bytes));
    incoming.checksums.assign(blocks, 0);
    incoming.there.assign(blocks, false);
    if (found->generation == 0) return got_blocks({});

    auto done = once(&Saver::got_blocks);
    auto on_block = [this, alive = std::weak_ptr<char>(alive_), call = call_](
                        std::uint64_t index, std::uint64_t generation, std::uint64_t checksum,
                        std::span<const std::byte> bytes) {
        if (current(alive, call)) got_block(index, generation, checksum, bytes);
    };
    store_.read_blocks(*found, std::move(on_block), std::move(done));
}

void Saver::got_block(std::uint64_t index, std::uint64_t generation, std::uint64_t checksum,
                      std::span<const std::byte> bytes) {
    Incoming& incoming = *incoming_;
    if (index >= incoming.there.size() || generation > incoming.manifest.generation) return;  // Garbage.
    const auto at = static_cast<std::size_t>(index);
    incoming.there[at] = true;
    incoming.checksums[at] = checksum;
    const bool known = !incoming.first && index < checksums_.size() && checksums_[at] == checksum;
    if (known) return;
    Block staged{.index = index, .bytes = {}, .checksum = checksum};
    bool whole = checksum == block_checksum(index, generation, bytes);
    if (incoming.first) {
        whole = whole && decode_block(bytes, image_.block(index));
    } else {
        staged.bytes.resize(block_length(index, incoming.manifest.image_bytes));
        whole = whole && decode_block(bytes, staged.bytes);
        incoming.staged.push_back(std::move(staged));
    }
    if (!whole) incoming.damaged = std::min(index, incoming.damaged.value_or(index));
}

void Saver::got_blocks(Status result) {
    if (result) result = check_incoming();
    if (!result) return end_load(std::move(result));
    incoming_->complete = true;
    apply_incoming();
}

Status Saver::check_incoming() const {
    const Incoming& incoming = *incoming_;
    const Manifest& manifest = incoming.manifest;
    if (incoming.damaged) {
        return damaged(manifest, block_name(*incoming.damaged, manifest) + " does not match its checksum");
    }
    const auto gap = std::ranges::find(incoming.there, false);
    if (gap != incoming.there.end()) {
        return damaged(
            manifest,
            block_name(static_cast<std::uint64_t>(gap - incoming.there.begin()), manifest) + " is missing");
    }
    std::uint64_t sum = 0;
    for (const std::uint64_t checksum : incoming.checksums) sum ^= checksum;
    if (sum != manifest.checksum)
        return damaged(manifest, "a block is an older copy, or the list of blocks is wrong");
    return {};
}

void Saver::apply_incoming() {
    Incoming& incoming = *incoming_;
    if (!incoming.first) {
        if (image_.dirty()) return end_load(changed_here());
        if (!image_.idle()) return;  // tick() tries again.
        if (auto resized = image_.resize(incoming.manifest.image_bytes); !resized) return end_load(resized);
        for (const Block& block : incoming.staged)
            std::ranges::copy(block.bytes, image_.block(block.index).begin());
    }
    stored_ = incoming.manifest;
    checksums_ = std::move(incoming.checksums);
    last_generation_ = std::max(last_generation_, stored_.generation);
    rewrite_all_ = false;
    durable_ = commits_;
    committed_at_ms_ = 0;
    settle_with_store();
    end_load({});
}

void Saver::end_load(Status result) {
    const auto incoming = std::exchange(incoming_, nullptr);
    if (result) {
        status_.generation = stored_.generation;
        if (incoming->first) generations_since_collection_ = kGenerationsPerCollection;
        rest();
    } else if (incoming->first) {
        load_failure_ = result.error();
        set_state(SaveState::not_saved, load_failure_->message);
    }
    incoming->done(std::move(result));
    advance();
    collect_garbage();
}

}  // namespace perennial
