#include <array>
#include <vector>

#include "core/interchange/json_splitter.h"
#include "core/interchange/share_file.h"
#include "core/interchange/share_pieces.h"
#include "core/interchange/share_values.h"
#include "core/interchange/snapshot_order.h"

namespace perennial {
namespace {

/// The document's parts, all of them, in this order.
constexpr std::array kParts{share_name::perennial, share_name::changes, share_name::tables,
                            share_name::history};

}  // namespace

struct ShareReader::Parts final : JsonPieces {
    Parts(SnapshotSink& to, std::string name, ShareLimits most)
        : sink(to), file_name(std::move(name)), limits(most), splitter(*this, file_name), json(file_name) {}

    Result<bool> opens(std::string_view key, char bracket, TextPosition at) override;
    Status element(std::string_view key, std::string_view text, TextPosition at) override;
    Status closes(TextPosition at) override;

    Result<bool> open_part(std::string_view key, char bracket, TextPosition at);
    Status open_table(std::string_view key, char bracket, TextPosition at);
    Status read_header();
    Status read_change();
    Status read_record();
    Status read_history();
    Status read_element();
    Status not_a_share_file(TextPosition at) const;
    Status finish();

    SnapshotSink& sink;
    std::string file_name;
    ShareLimits limits;
    JsonSplitter splitter;
    JsonElement json;
    SnapshotOrder order{ErrorCode::malformed};

    enum class Scope { document, changes, tables, table, history };
    std::vector<Scope> scopes;  ///< Outermost first.
    std::size_t part = 0;       ///< Of kParts: the next to come.
    const Table* table = nullptr;
    RowName last_record;
    ChangeIndex last_change = 0;
    std::int64_t bytes = 0;
    std::int64_t pieces = 0;
    std::optional<Error> failed;
};

Result<bool> ShareReader::Parts::opens(std::string_view key, char bracket, TextPosition at) {
    if (scopes.empty()) {
        if (bracket != '{') TRY(not_a_share_file(at));
        scopes.push_back(Scope::document);
        return true;
    }
    switch (scopes.back()) {
        case Scope::document: return open_part(key, bracket, at);
        case Scope::tables:
            TRY(open_table(key, bracket, at));
            scopes.push_back(Scope::table);
            return true;
        default: return false;
    }
}

Result<bool> ShareReader::Parts::open_part(std::string_view key, char bracket, TextPosition at) {
    if (part == 0 && key != kParts[0]) TRY(not_a_share_file(at));
    if (part == kParts.size() || key != kParts[part]) {
        const std::string wanted =
            part == kParts.size() ? "the end of the document" : "\"" + std::string(kParts[part]) + "\"";
        return fail_at(ErrorCode::malformed,
                       "Here stands \"" + std::string(key) + "\", where " + wanted + " was expected.",
                       place_in(file_name, at));
    }
    if (part == 0) return false;
    const bool list = key != share_name::tables;
    if (bracket != (list ? '[' : '{')) {
        return fail_at(
            ErrorCode::malformed,
            "\"" + std::string(key) + "\" must be " + (list ? "a list in [ ]." : "an object in { }."),
            place_in(file_name, at));
    }
    constexpr std::array kScopes{Scope::document, Scope::changes, Scope::tables, Scope::history};
    scopes.push_back(kScopes[part++]);
    return true;
}

Status ShareReader::Parts::open_table(std::string_view key, char bracket, TextPosition at) {
    const Table* const last = table;
    table = find_table(key);
    if (table == nullptr || !table->shared || table->kind == TableKind::member) {
        return fail_at(
            ErrorCode::malformed,
            "\"" + std::string(key) +
                "\" is not a table of this version of Perennial. Check its spelling, or open the file in a "
                "newer version.",
            place_in(file_name, at));
    }
    if (last != nullptr && table->id <= last->id) {
        return fail_at(ErrorCode::malformed,
                       "The table \"" + std::string(key) + "\" stands out of order or twice.",
                       place_in(file_name, at));
    }
    if (bracket == '[') return {};
    return fail_at(ErrorCode::malformed, "\"" + std::string(key) + "\" must be a list in [ ].",
                   place_in(file_name, at));
}

Status ShareReader::Parts::not_a_share_file(TextPosition at) const {
    return fail_at(ErrorCode::malformed,
                   "This is not a share file: it does not begin with {\"perennial\": ...}.",
                   place_in(file_name, at));
}

Status ShareReader::Parts::element(std::string_view key, std::string_view text, TextPosition at) {
    if (scopes.empty()) return not_a_share_file(at);
    if (++pieces > limits.pieces) {
        return fail_at(ErrorCode::too_large, "The file holds more records than can be read.",
                       place_in(file_name, at));
    }
    if (scopes.back() == Scope::document) {
        // Of these parts only the first is an element: open_part() has refused the others.
        TRY(open_part(key, text.front(), at));
    } else if (scopes.back() == Scope::tables) {
        TRY(open_table(key, text.front(), at));
    }
    TRY(json.read(text, at));
    auto status = read_element();
    if (status) return {};
    Error error = std::move(status).error();
    if (!error.place) error.place = place_in(file_name, at);
    return std::unexpected(std::move(error));
}

Status ShareReader::Parts::read_element() {
    switch (scopes.back()) {
        case Scope::changes: return read_change();
        case Scope::table: return read_record();
        case Scope::history: return read_history();
        default: return read_header();
    }
}

Status ShareReader::Parts::read_header() {
    TRY_ASSIGN(const SnapshotHeader header, read_share_header(json));
    TRY(order.header(header));
    ++part;
    return sink.header(header);
}

Status ShareReader::Parts::read_change() {
    TRY_ASSIGN(const Change change, read_share_change(json));
    TRY(order.change(change));
    return sink.change(change);
}

Status ShareReader::Parts::read_record() {
    TRY_ASSIGN(const ShareRecord record, read_share_record(json, *table, last_change));
    if (record.continued && record.owner.name != last_record) {
        return fail(ErrorCode::malformed,
                    row_in_words(record.owner.name) + " continues no record before it.");
    }
    if (!record.continued) {
        last_record = record.owner.name;
        last_change = record.owner.change;
        TRY(order.row(record.owner));
        TRY(sink.row(record.owner));
    }
    for (const SnapshotRow& member : record.members) {
        TRY(order.row(member));
        TRY(sink.row(member));
    }
    return {};
}

Status ShareReader::Parts::read_history() {
    TRY_ASSIGN(const SnapshotHistory entry, read_share_history(json));
    TRY(order.history(entry));
    return sink.history(entry);
}

Status ShareReader::Parts::closes(TextPosition at) {
    const Scope ended = scopes.back();
    scopes.pop_back();
    if (ended == Scope::document && part < kParts.size()) {
        return fail_at(ErrorCode::malformed,
                       "The document ends without \"" + std::string(kParts[part]) + "\".",
                       place_in(file_name, at));
    }
    if (ended != Scope::changes) return {};
    auto status = order.changes_end();
    if (status) return {};
    return fail_at(status.error().code, status.error().message, place_in(file_name, at));
}

Status ShareReader::Parts::finish() {
    TRY(splitter.finish());
    return sink.end();
}

ShareReader::ShareReader(SnapshotSink& sink, std::string file_name, ShareLimits limits)
    : parts_(std::make_unique<Parts>(sink, std::move(file_name), limits)) {}
ShareReader::~ShareReader() = default;

Status ShareReader::feed(std::string_view bytes) {
    if (parts_->failed) return std::unexpected(*parts_->failed);
    parts_->bytes += static_cast<std::int64_t>(bytes.size());
    auto status = parts_->bytes > parts_->limits.bytes
                      ? fail_at(ErrorCode::too_large, "The file is larger than can be read.",
                                Place{parts_->file_name, 0, ""})
                      : parts_->splitter.feed(bytes);
    if (!status) parts_->failed = status.error();
    return status;
}

Status ShareReader::finish() {
    if (parts_->failed) return std::unexpected(*parts_->failed);
    auto status = parts_->finish();
    if (!status) parts_->failed = status.error();
    return status;
}

}  // namespace perennial
