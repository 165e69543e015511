#include "tests/support/recording_sink.h"

#include <format>

namespace perennial {
namespace {

std::string described(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::format("number {}", *number);
    if (const auto* text = std::get_if<std::string>(&value)) return std::format("text '{}'", *text);
    if (const auto* id = std::get_if<Id>(&value)) return "id " + id->to_string();
    if (const auto* address = std::get_if<Address>(&value)) {
        return std::format("address '{}' '{}' '{}' '{}' '{}'", address->street, address->city,
                           address->region, address->postal_code, address->country);
    }
    return "absent";
}

std::string described(const RowName& name) {
    return std::format("{} {} '{}'", static_cast<int>(name.table), name.id.to_string(), name.key);
}

std::string described(const Change& change) {
    return std::format("change {} {} {} {} {} '{}' '{}' '{}' '{}' {} {}\n", change.writer.to_string(),
                       change.n, change.time.bits, change.wall.ms, static_cast<int>(change.kind),
                       change.author, change.label, change.source, change.detail,
                       change.undoes_writer.to_string(), change.undoes_n);
}

std::string described(const SnapshotRow& row) {
    std::string text =
        std::format("row {} deleted {} change {}", described(row.name), row.deleted, row.change);
    for (const auto& [register_no, change] : row.exceptions)
        text += std::format(" [{} by {}]", register_no, change);
    for (const auto& [number, value] : row.values) text += std::format(" ({}: {})", number, described(value));
    return text + "\n";
}

std::string described(const SnapshotHistory& entry) {
    return std::format("history {} register {} change {} {}\n", described(entry.name), entry.register_no,
                       entry.change, described(entry.value));
}

}  // namespace

std::string described(const RecordedSnapshot& snapshot) {
    std::string text =
        std::format("header {} {}\n", snapshot.header.business.to_string(), snapshot.header.change_count);
    for (const Change& change : snapshot.changes) text += described(change);
    for (const SnapshotRow& row : snapshot.rows) text += described(row);
    for (const SnapshotHistory& entry : snapshot.history) text += described(entry);
    return text + (snapshot.ended ? "end\n" : "");
}

Status RecordedSnapshot::play(SnapshotSink& sink) const {
    TRY(sink.header(header));
    for (const Change& change : changes) TRY(sink.change(change));
    for (const SnapshotRow& row : rows) TRY(sink.row(row));
    for (const SnapshotHistory& entry : history) TRY(sink.history(entry));
    return ended ? sink.end() : Status{};
}

Status RecordingSink::header(const SnapshotHeader& header) {
    recorded.header = header;
    return {};
}
Status RecordingSink::change(const Change& change) {
    recorded.changes.push_back(change);
    return {};
}
Status RecordingSink::row(const SnapshotRow& row) {
    recorded.rows.push_back(row);
    return {};
}
Status RecordingSink::history(const SnapshotHistory& entry) {
    recorded.history.push_back(entry);
    return {};
}
Status RecordingSink::end() {
    recorded.ended = true;
    return {};
}

}  // namespace perennial
