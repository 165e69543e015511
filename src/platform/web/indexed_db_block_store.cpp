#include "platform/web/indexed_db_block_store.h"

#include <emscripten.h>

#include <utility>

extern "C" {
void blocks_open(void* store, const char* name);
void blocks_close(void* store);
void blocks_read_manifest(void* store, int request);
void blocks_read(void* store, int request, double generation, double count, void* buffer, double capacity);
void blocks_write_begin(void* store, int request, double expected);
void blocks_write_add(void* store, int request, double index, const void* bytes, double length, unsigned high,
                      unsigned low);
void blocks_write_commit(void* store, int request, double generation, double image_bytes, unsigned high,
                         unsigned low, unsigned format);
void blocks_collect_garbage(void* store, int request);
}

namespace perennial::web {
namespace {

unsigned high_half(std::uint64_t value) { return static_cast<unsigned>(value >> 32); }
unsigned low_half(std::uint64_t value) { return static_cast<unsigned>(value); }
std::uint64_t whole(unsigned high, unsigned low) { return (std::uint64_t{high} << 32) | low; }

IndexedDbBlockStore& store_at(void* pointer) { return *static_cast<IndexedDbBlockStore*>(pointer); }

/// What a person reads when the browser refuses.
std::string explain(ErrorCode code, const std::string& reason) {
    if (code == ErrorCode::too_large)
        return "The browser gives this page no more room. Free some disk space, then press Retry. Export "
               "keeps your data safe meanwhile.";
    if (code == ErrorCode::conflict) return "Another window has saved this workspace.";
    return "The browser could not store it (" + reason + "). Press Retry, or export to keep your data.";
}

}  // namespace

IndexedDbBlockStore::IndexedDbBlockStore(const std::string& name) : buffer_(kBlockBytes) {
    blocks_open(this, name.c_str());
}

IndexedDbBlockStore::~IndexedDbBlockStore() { blocks_close(this); }

int IndexedDbBlockStore::remember(Pending pending) {
    pending_.emplace(++last_request_, std::move(pending));
    return last_request_;
}

IndexedDbBlockStore::Pending IndexedDbBlockStore::forget(int request) {
    auto node = pending_.extract(request);
    return node.empty() ? Pending{} : std::move(node.mapped());
}

void IndexedDbBlockStore::read_manifest(OnManifest done) {
    blocks_read_manifest(this, remember({.manifest = std::move(done), .block = {}, .done = {}}));
}

void IndexedDbBlockStore::read_blocks(const Manifest& manifest, OnBlock block, OnDone done) {
    const int request = remember({.manifest = {}, .block = std::move(block), .done = std::move(done)});
    blocks_read(this, request, static_cast<double>(manifest.generation),
                static_cast<double>(block_count_of(manifest.image_bytes)), buffer_.data(),
                static_cast<double>(buffer_.size()));
}

void IndexedDbBlockStore::write_generation(std::uint64_t expected, const Manifest& manifest,
                                           std::vector<Block> blocks, OnDone done) {
    const int request = remember({.manifest = {}, .block = {}, .done = std::move(done)});
    blocks_write_begin(this, request, static_cast<double>(expected));
    for (const Block& block : blocks) {
        blocks_write_add(this, request, static_cast<double>(block.index), block.bytes.data(),
                         static_cast<double>(block.bytes.size()), high_half(block.checksum),
                         low_half(block.checksum));
    }
    blocks_write_commit(this, request, static_cast<double>(manifest.generation),
                        static_cast<double>(manifest.image_bytes), high_half(manifest.checksum),
                        low_half(manifest.checksum), manifest.format);
}

void IndexedDbBlockStore::collect_garbage(OnDone done) {
    blocks_collect_garbage(this, remember({.manifest = {}, .block = {}, .done = std::move(done)}));
}

void IndexedDbBlockStore::answer_manifest(int request, const Manifest& manifest) {
    if (const Pending pending = forget(request); pending.manifest) pending.manifest(manifest);
}

void IndexedDbBlockStore::answer_block(int request, std::uint64_t index, std::uint64_t generation,
                                       std::uint64_t checksum, std::size_t length) {
    const auto found = pending_.find(request);
    if (found != pending_.end() && found->second.block) {
        found->second.block(index, generation, checksum, std::span<const std::byte>(buffer_).first(length));
    }
}

void IndexedDbBlockStore::answer_done(int request) {
    if (const Pending pending = forget(request); pending.done) pending.done({});
}

void IndexedDbBlockStore::answer_failed(int request, ErrorCode code, std::string reason) {
    const Pending pending = forget(request);
    Error error{.code = code, .message = explain(code, reason), .place = {}};
    if (pending.manifest) pending.manifest(std::unexpected(error));
    if (pending.done) pending.done(std::unexpected(std::move(error)));
}

}  // namespace perennial::web

using perennial::ErrorCode;
using perennial::web::store_at;

extern "C" {

EMSCRIPTEN_KEEPALIVE void blocks_manifest(void* store, int request, double generation, double image_bytes,
                                          unsigned high, unsigned low, unsigned format) {
    store_at(store).answer_manifest(request, {.generation = static_cast<std::uint64_t>(generation),
                                              .image_bytes = static_cast<std::uint64_t>(image_bytes),
                                              .checksum = perennial::web::whole(high, low),
                                              .format = format});
}

EMSCRIPTEN_KEEPALIVE void blocks_block(void* store, int request, double index, double generation,
                                       unsigned high, unsigned low, double length) {
    store_at(store).answer_block(request, static_cast<std::uint64_t>(index),
                                 static_cast<std::uint64_t>(generation), perennial::web::whole(high, low),
                                 static_cast<std::size_t>(length));
}

EMSCRIPTEN_KEEPALIVE void blocks_done(void* store, int request) { store_at(store).answer_done(request); }

EMSCRIPTEN_KEEPALIVE void blocks_failed(void* store, int request, int code, const char* reason) {
    const ErrorCode codes[] = {ErrorCode::storage_failed, ErrorCode::conflict, ErrorCode::too_large};
    store_at(store).answer_failed(request, codes[code], reason);
}
}
