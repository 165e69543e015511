// The share file: one canonical JSON document of everything a workspace knows, streamed both ways.
// Described for people in docs/file-format.md and for programs by its JSON Schema. Format 0 until merging lands.
// Invariants: the same snapshot gives the same bytes; what is written can be read; reading never builds a document tree of
// untrusted bytes; depth at most 64, numbers exact 64-bit integers, strict UTF-8, no duplicate keys; everything unknown
// or out of order is refused with its place.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/interchange/record_json.h"
#include "core/merge/snapshot.h"

namespace perennial {

inline constexpr int kShareFormat = 0;

/// Writes a snapshot as text, one change, record or history entry a line.
/// Errors of every call: corrupt (a piece out of order, a value that is not of its field's type), too_large.
class ShareWriter final : public SnapshotSink {
public:
    ShareWriter();
    ~ShareWriter() override;
    Status header(const SnapshotHeader& header) override;
    Status change(const Change& change) override;
    Status row(const SnapshotRow& row) override;
    Status history(const SnapshotHistory& entry) override;
    Status end() override;

    /// Takes what has been written since the last call.
    std::string take();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Beyond these a file is refused as too large.
struct ShareLimits {
    std::int64_t bytes = std::int64_t{4} << 30;
    std::int64_t pieces = 50'000'000;  ///< Changes, records and history entries.
};

/// Reads a share file piece by piece and pushes it into a sink. Values of a row come in the order of their fields.
class ShareReader {
public:
    ShareReader(SnapshotSink& sink, std::string file_name, ShareLimits limits = {});
    ~ShareReader();
    /// Errors: malformed with line and column, unsupported (a newer format), too_large, or the sink's own (with the place
    /// of the piece it refused). The first error is final: every later call returns it again.
    Status feed(std::string_view bytes);
    /// After the last piece. Errors: malformed when the document is not complete.
    Status finish();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Whether a file's beginning looks like a share file (then errors of it are a share file's errors, not a CSV's).
bool looks_like_share_file(std::span<const std::byte> beginning);

/// The JSON Schema (2020-12) of this format, made from the catalogue.
std::string share_schema();

}  // namespace perennial
