// The share file: one canonical JSON document of everything a workspace knows, streamed both ways.
// Described for people in docs/file-format.md and for programs by its JSON Schema. Format 0 until merging lands.
// Invariants: the same snapshot gives the same bytes; reading never builds a document tree of untrusted bytes; depth at
// most 64, numbers exact 64-bit integers, strict UTF-8, no duplicate keys; everything unknown is refused with its place.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/merge/snapshot.h"

namespace perennial {

inline constexpr int kShareFormat = 0;

/// Writes a snapshot as text, one change, record or history entry a line.
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

/// Reads a share file piece by piece and pushes it into a sink.
class ShareReader {
public:
    ShareReader(SnapshotSink& sink, std::string file_name);
    ~ShareReader();
    /// Errors: malformed with line and column, unsupported (a newer format), too_large, or the sink's own.
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

/// One record as the command line and other programs see it: {"id": ..., "name": ..., "emails": [...], ...}.
struct RecordView {
    TableId table = TableId::contact;
    Id id;
    FieldValues values;
    Currency currency;  ///< Of the money fields.
    struct Member {
        TableId table = TableId::contact_email;
        std::string key;
        FieldValues values;
    };
    std::vector<Member> members;
};
std::string record_json(const RecordView& record);
/// A field's value as plain text for CSV and lists: days and instants as ISO text, money as "12.50", lists joined by "; ".
std::string value_text(const Field& field, const Value& value, Currency currency);

}  // namespace perennial
