#include "core/interchange/share_pieces.h"

#include <algorithm>
#include <array>

#include "core/interchange/share_file.h"
#include "core/interchange/share_values.h"

namespace perennial {
namespace {

using Kind = JsonNode::Kind;

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::unexpected<Error> unknown_field(const JsonElement& element, const JsonNode& node,
                                     std::string_view owner) {
    return element.fail_key(
        node, ErrorCode::malformed,
        quoted(node.key) + " is not a field of " + std::string(owner) +
            " in this version of Perennial. Check its spelling, or open the file in a newer version.");
}

Status is_object(const JsonElement& element, const JsonNode& node, std::string_view what) {
    if (node.kind == Kind::object) return {};
    return element.fail(node, ErrorCode::malformed,
                        "Here " + std::string(what) + " was expected: an object in { }.");
}

const JsonNode* find(const JsonNode& object, std::string_view name) {
    for (const JsonNode& child : JsonChildren(object)) {
        if (child.key == name) return &child;
    }
    return nullptr;
}

Result<const JsonNode*> required(const JsonElement& element, const JsonNode& object, std::string_view name) {
    if (const JsonNode* const node = find(object, name)) return node;
    return element.fail(object, ErrorCode::malformed, quoted(name) + " is missing here.");
}

Status only_known(const JsonElement& element, const JsonNode& object, std::string_view owner,
                  std::span<const std::string_view> names) {
    for (const JsonNode& child : JsonChildren(object)) {
        if (std::ranges::find(names, child.key) == names.end()) return unknown_field(element, child, owner);
    }
    return {};
}

Result<std::string> optional_text(const JsonElement& element, const JsonNode& object, std::string_view name) {
    const JsonNode* const node = find(object, name);
    if (node == nullptr) return std::string();
    return read_text(element, name, *node);
}

Result<Id> required_id(const JsonElement& element, const JsonNode& object, std::string_view name) {
    TRY_ASSIGN(const JsonNode* const node, required(element, object, name));
    return read_id(element, name, *node);
}

Result<std::int64_t> required_integer(const JsonElement& element, const JsonNode& object,
                                      std::string_view name) {
    TRY_ASSIGN(const JsonNode* const node, required(element, object, name));
    return read_integer(element, name, *node);
}

Result<LogicalTime> read_time(const JsonElement& element, const JsonNode& node) {
    constexpr std::int64_t kCounters = 0x10000;
    constexpr std::array kNames{share_name::milliseconds, share_name::counter};
    TRY(is_object(element, node, "a change's time"));
    TRY(only_known(element, node, "a change's time", kNames));
    TRY_ASSIGN(const std::int64_t ms, required_integer(element, node, share_name::milliseconds));
    TRY_ASSIGN(const std::int64_t counter, required_integer(element, node, share_name::counter));
    const std::int64_t most = kLatestTime.milliseconds();
    if (ms < -most || ms > most || counter < 0 || counter >= kCounters) {
        return element.fail(node, ErrorCode::malformed, "\"time\" lies outside the range of a logical time.");
    }
    return LogicalTime{ms * kCounters + counter};
}

Result<ChangeKind> read_kind(const JsonElement& element, const JsonNode& node) {
    if (node.kind == Kind::string) {
        if (const auto kind = parse_change_kind(node.text)) return *kind;
    }
    return element.fail(node, ErrorCode::malformed,
                        "\"kind\" must be one of edit, import, undo, redo, take_back.");
}

Status read_undoes(const JsonElement& element, const JsonNode& node, Change& change) {
    constexpr std::array kNames{share_name::writer, share_name::n};
    TRY(is_object(element, node, "the change that was undone"));
    TRY(only_known(element, node, "\"undoes\"", kNames));
    TRY_ASSIGN(change.undoes_writer, required_id(element, node, share_name::writer));
    TRY_ASSIGN(change.undoes_n, required_integer(element, node, share_name::n));
    if (change.undoes_n >= 1) return {};
    return element.fail(node, ErrorCode::malformed, "\"n\" must be 1 or more.");
}

std::optional<RegisterNo> find_register(const Table& table, std::string_view name) {
    if (name == share_name::deleted) return kLivesRegister;
    const auto field = find_field(table, name);
    return field ? std::optional(register_of(*field)) : std::nullopt;
}

const Table* find_nested(const Table& owner, std::string_view name) {
    for (const Table& candidate : catalogue()) {
        if (candidate.kind == TableKind::member && candidate.owner == owner.id && candidate.nested == name) {
            return &candidate;
        }
    }
    return nullptr;
}

Status read_exceptions(const JsonElement& element, const JsonNode& node, SnapshotRow& row) {
    const Table& description = table(row.name.table);
    TRY(is_object(element, node, "the changes of single fields"));
    for (const JsonNode& child : JsonChildren(node)) {
        const auto register_no = find_register(description, child.key);
        if (!register_no) return unknown_field(element, child, description.name);
        TRY_ASSIGN(const ChangeIndex change, read_integer(element, child.key, child));
        row.exceptions.emplace_back(*register_no, change);
    }
    std::ranges::sort(row.exceptions);
    return {};
}

/// Reads a child that records and members have alike; false when it is none.
Result<bool> read_row_child(const JsonElement& element, const JsonNode& child, SnapshotRow& row) {
    if (child.key == share_name::change) {
        TRY_ASSIGN(row.change, read_integer(element, child.key, child));
        return true;
    }
    if (child.key == share_name::changes) {
        TRY(read_exceptions(element, child, row));
        return true;
    }
    if (child.key == share_name::deleted) {
        TRY_ASSIGN(row.deleted, read_yes_no(element, child.key, child));
        return true;
    }
    const Table& description = table(row.name.table);
    const auto number = find_field(description, child.key);
    if (!number) return false;
    TRY_ASSIGN(Value value, read_value(element, description.fields[*number], child));
    row.values.emplace_back(*number, std::move(value));
    return true;
}

/// Once all of a row has been read: the one form that rows have.
void finish_row(SnapshotRow& row) {
    std::erase_if(row.exceptions, [&](const auto& exception) { return exception.second == row.change; });
    const auto by_number = [](const auto& a, const auto& b) { return a.first < b.first; };
    if (!std::ranges::is_sorted(row.values, by_number)) std::ranges::sort(row.values, by_number);
}

Result<SnapshotRow> read_member(const JsonElement& element, const JsonNode& node, const Table& members,
                                const SnapshotRow& owner) {
    TRY(is_object(element, node, members.name));
    SnapshotRow row{
        .name = {members.id, owner.name.id, {}}, .values = {}, .change = owner.change, .exceptions = {}};
    TRY_ASSIGN(const JsonNode* const key, required(element, node, share_name::key));
    TRY_ASSIGN(row.name.key, read_text(element, share_name::key, *key));
    for (const JsonNode& child : JsonChildren(node)) {
        if (&child == key) continue;
        TRY_ASSIGN(const bool known, read_row_child(element, child, row));
        if (!known) return unknown_field(element, child, members.name);
    }
    finish_row(row);
    return row;
}

Status read_members(const JsonElement& element, const JsonNode& record, const Table& owner,
                    ShareRecord& result) {
    for (const Table& members : catalogue()) {
        if (members.kind != TableKind::member || members.owner != owner.id) continue;
        const JsonNode* const list = find(record, members.nested);
        if (list == nullptr) continue;
        if (list->kind != Kind::array) {
            return element.fail(*list, ErrorCode::malformed,
                                quoted(members.nested) + " must be a list in [ ].");
        }
        for (const JsonNode& member : JsonChildren(*list)) {
            TRY_ASSIGN(SnapshotRow row, read_member(element, member, members, result.owner));
            result.members.push_back(std::move(row));
        }
    }
    return {};
}

Status read_own_fields(const JsonElement& element, const JsonNode& record, const Table& table,
                       ShareRecord& result) {
    for (const JsonNode& child : JsonChildren(record)) {
        if (child.key == share_name::id || child.key == share_name::continued) continue;
        if (find_nested(table, child.key) != nullptr) continue;
        if (result.continued) {
            return element.fail_key(
                child, ErrorCode::malformed,
                quoted(child.key) + " cannot stand in a continued record, which only has lists.");
        }
        TRY_ASSIGN(const bool known, read_row_child(element, child, result.owner));
        if (!known) return unknown_field(element, child, table.name);
    }
    finish_row(result.owner);
    if (result.continued) return {};
    TRY(required(element, record, share_name::change));
    return {};
}

Result<const Table*> read_table(const JsonElement& element, const JsonNode& node) {
    const Table* const table = node.kind == Kind::string ? find_table(node.text) : nullptr;
    if (table != nullptr && table->shared) return table;
    return element.fail(node, ErrorCode::malformed, "This is not a table of this version of Perennial.");
}

Result<RowName> read_row_name(const JsonElement& element, const JsonNode& node) {
    TRY_ASSIGN(const JsonNode* const table_node, required(element, node, share_name::table));
    TRY_ASSIGN(const Table* const table, read_table(element, *table_node));
    const bool member = table->kind == TableKind::member;
    constexpr std::array kOfEntity{share_name::table, share_name::id, share_name::field, share_name::change,
                                   share_name::value};
    constexpr std::array kOfMember{share_name::table, share_name::owner,  share_name::key,
                                   share_name::field, share_name::change, share_name::value};
    TRY(only_known(element, node, "a history entry",
                   member ? std::span<const std::string_view>(kOfMember)
                          : std::span<const std::string_view>(kOfEntity)));
    RowName name{table->id, {}, {}};
    TRY_ASSIGN(name.id, required_id(element, node, member ? share_name::owner : share_name::id));
    if (!member) return name;
    TRY_ASSIGN(const JsonNode* const key, required(element, node, share_name::key));
    TRY_ASSIGN(name.key, read_text(element, share_name::key, *key));
    return name;
}

}  // namespace

Result<SnapshotHeader> read_share_header(const JsonElement& element) {
    const JsonNode& root = element.root();
    TRY(is_object(element, root, "the description of the file"));
    TRY_ASSIGN(const JsonNode* const format_node, required(element, root, share_name::format));
    TRY_ASSIGN(const std::int64_t format, read_integer(element, share_name::format, *format_node));
    if (format > kShareFormat) {
        return element.fail(*format_node, ErrorCode::unsupported,
                            "This file was made by a newer version of Perennial (\"format\" " +
                                std::to_string(format) + ", this version reads up to " +
                                std::to_string(kShareFormat) + "). Update Perennial, then open it again.");
    }
    if (format < 0)
        return element.fail(*format_node, ErrorCode::malformed, "\"format\" must not be negative.");
    constexpr std::array kNames{share_name::format, share_name::business, share_name::change_count};
    TRY(only_known(element, root, "\"perennial\"", kNames));
    SnapshotHeader header;
    TRY_ASSIGN(header.business, required_id(element, root, share_name::business));
    TRY_ASSIGN(header.change_count, required_integer(element, root, share_name::change_count));
    return header;
}

Result<Change> read_share_change(const JsonElement& element) {
    constexpr std::array kNames{share_name::writer, share_name::n,      share_name::time,  share_name::wall,
                                share_name::kind,   share_name::author, share_name::label, share_name::source,
                                share_name::detail, share_name::undoes};
    const JsonNode& root = element.root();
    TRY(is_object(element, root, "a change"));
    TRY(only_known(element, root, "a change", kNames));
    Change change;
    TRY_ASSIGN(change.writer, required_id(element, root, share_name::writer));
    TRY_ASSIGN(change.n, required_integer(element, root, share_name::n));
    TRY_ASSIGN(const JsonNode* const time, required(element, root, share_name::time));
    TRY_ASSIGN(change.time, read_time(element, *time));
    TRY_ASSIGN(const JsonNode* const wall, required(element, root, share_name::wall));
    TRY_ASSIGN(change.wall, read_instant(element, share_name::wall, *wall));
    TRY_ASSIGN(const JsonNode* const kind, required(element, root, share_name::kind));
    TRY_ASSIGN(change.kind, read_kind(element, *kind));
    TRY_ASSIGN(change.author, optional_text(element, root, share_name::author));
    TRY_ASSIGN(change.label, optional_text(element, root, share_name::label));
    TRY_ASSIGN(change.source, optional_text(element, root, share_name::source));
    TRY_ASSIGN(change.detail, optional_text(element, root, share_name::detail));
    if (const JsonNode* const undoes = find(root, share_name::undoes))
        TRY(read_undoes(element, *undoes, change));
    return change;
}

Result<ShareRecord> read_share_record(const JsonElement& element, const Table& table,
                                      ChangeIndex continued_change) {
    const JsonNode& root = element.root();
    TRY(is_object(element, root, "a record"));
    ShareRecord result;
    result.owner.name.table = table.id;
    TRY_ASSIGN(result.owner.name.id, required_id(element, root, share_name::id));
    if (const JsonNode* const continued = find(root, share_name::continued)) {
        TRY_ASSIGN(result.continued, read_yes_no(element, share_name::continued, *continued));
        if (!result.continued) {
            return element.fail(*continued, ErrorCode::malformed,
                                "\"continued\" can only be true, or left out.");
        }
        result.owner.change = continued_change;
    }
    TRY(read_own_fields(element, root, table, result));
    TRY(read_members(element, root, table, result));
    return result;
}

Result<SnapshotHistory> read_share_history(const JsonElement& element) {
    const JsonNode& root = element.root();
    TRY(is_object(element, root, "a history entry"));
    SnapshotHistory entry;
    TRY_ASSIGN(entry.name, read_row_name(element, root));
    const Table& description = table(entry.name.table);
    TRY_ASSIGN(const JsonNode* const field, required(element, root, share_name::field));
    const auto register_no =
        field->kind == Kind::string ? find_register(description, field->text) : std::nullopt;
    if (!register_no) {
        return element.fail(
            *field, ErrorCode::malformed,
            "\"field\" must be a field of " + std::string(description.name) + " or \"deleted\".");
    }
    entry.register_no = *register_no;
    TRY_ASSIGN(entry.change, required_integer(element, root, share_name::change));
    const bool lives = *register_no == kLivesRegister;
    const JsonNode* const value = find(root, share_name::value);
    if (value == nullptr) {
        if (lives) return element.fail(root, ErrorCode::malformed, "\"value\" is missing here.");
        return entry;
    }
    const Field& described = lives ? kDeletedField : description.fields[*register_no - 1u];
    TRY_ASSIGN(entry.value, read_value(element, described, *value));
    return entry;
}

}  // namespace perennial
