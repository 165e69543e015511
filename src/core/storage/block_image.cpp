#include "core/storage/block_image.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include "core/storage/block_image_parts.h"

namespace perennial {
namespace {

constexpr std::uint64_t kSegment = BlockImage::kSegmentBytes;
// A segment holds whole blocks, so that a block is one span; whole pages of every size SQLite has, likewise.
static_assert(kSegment % kBlockBytes == 0 && kSegment % 65536 == 0);

constexpr std::uint64_t segments_for(std::uint64_t bytes) {
    return bytes / kSegment + (bytes % kSegment != 0 ? 1 : 0);
}

// No more than can be addressed: on 32 bits the heap ends long before SQLite's own limits.
constexpr std::uint64_t kMostBytes =
    std::min<std::uint64_t>(std::numeric_limits<std::size_t>::max() / 2, std::uint64_t{1} << 46);

std::uint64_t now_ticks() {
    return static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
}

/// Calls `piece(offset, length)` for each part of the range that lies within one segment.
template <class Piece> void for_each_piece(std::uint64_t offset, std::uint64_t length, Piece piece) {
    while (length > 0) {
        const std::uint64_t part = std::min(length, kSegment - offset % kSegment);
        piece(offset, static_cast<std::size_t>(part));
        offset += part;
        length -= part;
    }
}

}  // namespace

// Parts ---------------------------------------------------------------------------------------------------------------

BlockImage::Parts::Parts(std::string vfs_name)
    : name(std::move(vfs_name)), limit(kMostBytes), random(now_ticks()) {}

std::byte* BlockImage::Parts::at(std::uint64_t offset) {
    return segments[static_cast<std::size_t>(offset / kSegment)].get() + offset % kSegment;
}

bool BlockImage::Parts::grow(std::uint64_t bytes) {
    if (bytes > limit) return false;
    try {
        marks.reserve(static_cast<std::size_t>(block_count_of(bytes)));
        while (segments.size() < segments_for(bytes)) segments.emplace_back(new std::byte[kSegment]);
    } catch (const std::bad_alloc&) {
        release_surplus();
        return false;
    }
    for_each_piece(size, bytes - size,
                   [&](std::uint64_t offset, std::size_t length) { std::memset(at(offset), 0, length); });
    marks.resize(static_cast<std::size_t>(block_count_of(bytes)), false);
    mark_range(size, bytes - size);
    size = bytes;
    size_changed = true;
    return true;
}

void BlockImage::Parts::shrink(std::uint64_t bytes) {
    const std::uint64_t blocks = block_count_of(bytes);
    for (std::uint64_t i = blocks; i < marks.size(); ++i)
        marked -= marks[static_cast<std::size_t>(i)] ? 1 : 0;
    marks.resize(static_cast<std::size_t>(blocks));
    size = bytes;
    size_changed = true;
    if (bytes % kBlockBytes != 0) mark(blocks - 1);  // It is shorter now.
    release_surplus();
}

bool BlockImage::Parts::write(std::uint64_t offset, std::span<const std::byte> bytes) {
    const std::uint64_t end = offset + bytes.size();
    if (end > size && !grow(end)) return false;
    const std::byte* from = bytes.data();
    for_each_piece(offset, bytes.size(), [&](std::uint64_t place, std::size_t length) {
        std::memcpy(at(place), from, length);
        from += length;
    });
    mark_range(offset, bytes.size());
    return true;
}

std::size_t BlockImage::Parts::read(std::uint64_t offset, std::span<std::byte> out) {
    if (offset >= size) return 0;
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size - offset));
    std::byte* to = out.data();
    for_each_piece(offset, length, [&](std::uint64_t place, std::size_t part) {
        std::memcpy(to, at(place), part);
        to += part;
    });
    return length;
}

void BlockImage::Parts::mark(std::uint64_t index) {
    auto place = marks[static_cast<std::size_t>(index)];
    if (place) return;
    place = true;
    ++marked;
}

void BlockImage::Parts::mark_range(std::uint64_t offset, std::uint64_t length) {
    if (length == 0) return;
    const std::uint64_t last = (offset + length - 1) / kBlockBytes;
    for (std::uint64_t i = offset / kBlockBytes; i <= last; ++i) mark(i);
}

void BlockImage::Parts::clear_marks() {
    marks.assign(marks.size(), false);
    marked = 0;
    size_changed = false;
}

void BlockImage::Parts::release_surplus() {
    if (fetched_now > 0) return;
    segments.resize(std::min(segments.size(), static_cast<std::size_t>(segments_for(size))));
}

// BlockImage ----------------------------------------------------------------------------------------------------------

BlockImage::BlockImage(std::string vfs_name) : parts_(std::make_unique<Parts>(std::move(vfs_name))) {
    register_image_vfs(*parts_);
}

BlockImage::~BlockImage() {
    assert(parts_->open_files == 0);
    sqlite3_vfs_unregister(&parts_->vfs);
}

const std::string& BlockImage::vfs_name() const { return parts_->name; }

std::uint64_t BlockImage::size() const { return parts_->size; }

void BlockImage::set_limit(std::uint64_t bytes) { parts_->limit = std::min(bytes, kMostBytes); }

Status BlockImage::resize(std::uint64_t bytes) {
    if (bytes <= size()) {
        parts_->shrink(bytes);
    } else if (!parts_->grow(bytes)) {
        return fail(ErrorCode::too_large,
                    "The workspace of " + std::to_string(bytes / (1024 * 1024)) +
                        " MiB does not fit into the memory there is. Close other tabs and programs, "
                        "then open it again.");
    }
    parts_->clear_marks();
    return {};
}

std::span<std::byte> BlockImage::block(std::uint64_t index) {
    return {parts_->at(index * kBlockBytes), block_length(index, size())};
}

std::span<const std::byte> BlockImage::block(std::uint64_t index) const {
    return {parts_->at(index * kBlockBytes), block_length(index, size())};
}

std::uint64_t BlockImage::block_count() const { return block_count_of(size()); }

std::vector<std::uint64_t> BlockImage::take_dirty() {
    std::vector<std::uint64_t> indices;
    indices.reserve(static_cast<std::size_t>(parts_->marked));
    for (std::size_t i = 0; i < parts_->marks.size(); ++i) {
        if (parts_->marks[i]) indices.push_back(i);
    }
    parts_->clear_marks();
    return indices;
}

void BlockImage::mark_dirty(std::span<const std::uint64_t> indices) {
    parts_->size_changed = true;
    for (const std::uint64_t index : indices) {
        if (index < block_count()) parts_->mark(index);  // It may have shrunk since.
    }
}

void BlockImage::mark_all_dirty() {
    parts_->size_changed = true;
    parts_->mark_range(0, size());
}

bool BlockImage::dirty() const { return parts_->marked > 0 || parts_->size_changed; }

bool BlockImage::settled() const {
    return parts_->locks.writer == nullptr || parts_->locks.writer->lock < SQLITE_LOCK_EXCLUSIVE;
}

bool BlockImage::idle() const { return parts_->locks.readers == 0; }

std::uint64_t BlockImage::fetches() const { return parts_->fetches; }

}  // namespace perennial
