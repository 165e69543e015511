#include <algorithm>

#include "core/interchange/json_splitter.h"
#include "core/interchange/json_text.h"
#include "core/interchange/share_file.h"
#include "core/interchange/share_values.h"
#include "core/interchange/snapshot_order.h"

namespace perennial {
namespace {

/// "]" and "}" that end a record's line, kept free while members are added to it.
constexpr std::size_t kLineEndBytes = 2;
/// Kept free in a line of one member for its owner's id and the list around it.
constexpr std::size_t kContinuedBytes = 200;

void append_id(std::string& out, std::string_view name, const Id& id) {
    append_json_key(out, name);
    append_json_string(out, id.to_string());
}

void append_integer(std::string& out, std::string_view name, std::int64_t number) {
    append_json_key(out, name);
    append_json_integer(out, number);
}

Status append_text_unless_empty(std::string& out, std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    append_json_key(out, name);
    return append_text(out, name, text);
}

std::string_view register_name(const Table& table, RegisterNo register_no) {
    return register_no == kLivesRegister ? share_name::deleted : table.fields[register_no - 1u].name;
}

/// Which record, before what is wrong with it.
Error about(const RowName& name, Error error) {
    error.message = "In " + row_in_words(name) + ", " + error.message + ".";
    return error;
}

Status fits(const std::string& line) {
    if (line.size() + kContinuedBytes <= kMaxJsonElementBytes) return {};
    return fail(ErrorCode::too_large,
                "there is more text than the 1 MiB that one line of a share file may have");
}

Status append_change(std::string& out, const Change& change) {
    append_id(out, share_name::writer, change.writer);
    append_integer(out, share_name::n, change.n);
    append_json_key(out, share_name::time);
    std::string time = "{";
    append_integer(time, share_name::milliseconds, change.time.milliseconds());
    append_integer(time, share_name::counter, change.time.bits & 0xFFFF);
    out.append(time).append("}");
    append_json_key(out, share_name::wall);
    TRY(append_instant(out, share_name::wall, change.wall));
    append_json_key(out, share_name::kind);
    append_json_string(out, change_kind_name(change.kind));
    TRY(append_text_unless_empty(out, share_name::author, change.author));
    TRY(append_text_unless_empty(out, share_name::label, change.label));
    TRY(append_text_unless_empty(out, share_name::source, change.source));
    TRY(append_text_unless_empty(out, share_name::detail, change.detail));
    TRY(fits(out));
    if (change.undoes_n == 0) return {};
    std::string undoes = "{";
    append_id(undoes, share_name::writer, change.undoes_writer);
    append_integer(undoes, share_name::n, change.undoes_n);
    append_json_key(out, share_name::undoes);
    out.append(undoes).append("}");
    return {};
}

/// Which changes wrote the row's registers, whether it lives, and its fields.
Status append_row_body(std::string& out, const SnapshotRow& row, std::optional<ChangeIndex> default_change) {
    const Table& description = table(row.name.table);
    if (row.change != default_change) append_integer(out, share_name::change, row.change);
    std::string exceptions = "{";
    for (const auto& [register_no, change] : row.exceptions) {
        if (change != row.change) append_integer(exceptions, register_name(description, register_no), change);
    }
    if (exceptions.size() > 1) {
        append_json_key(out, share_name::changes);
        out.append(exceptions).append("}");
    }
    if (row.deleted) {
        append_json_key(out, share_name::deleted);
        out += "true";
    }
    std::optional<FieldNo> last;
    for (const auto& [number, value] : row.values) {
        if (number >= description.fields.size() || (last && number <= *last)) {
            return fail(ErrorCode::corrupt, "the fields are not in order");
        }
        last = number;
        if (left_out(value)) continue;
        append_json_key(out, description.fields[number].name);
        TRY(append_value(out, description.fields[number], value));
    }
    return {};
}

Status append_history(std::string& out, const SnapshotHistory& entry) {
    const Table& description = table(entry.name.table);
    append_json_key(out, share_name::table);
    append_json_string(out, description.name);
    const bool member = description.kind == TableKind::member;
    append_id(out, member ? share_name::owner : share_name::id, entry.name.id);
    if (member) {
        append_json_key(out, share_name::key);
        TRY(append_text(out, share_name::key, entry.name.key));
    }
    append_json_key(out, share_name::field);
    append_json_string(out, register_name(description, entry.register_no));
    append_integer(out, share_name::change, entry.change);
    const bool lives = entry.register_no == kLivesRegister;
    if (!lives && left_out(entry.value)) return {};
    append_json_key(out, share_name::value);
    TRY(append_value(out, lives ? kDeletedField : description.fields[entry.register_no - 1u], entry.value));
    return fits(out);
}

}  // namespace

struct ShareWriter::Parts {
    enum class Stage { header, changes, tables, history, done };

    std::string out;
    SnapshotOrder order{ErrorCode::corrupt};
    Stage stage = Stage::header;
    bool list_empty = true;  ///< Of the list of changes, tables or history entries that is open.

    std::optional<TableId> open_table;
    std::string record;  ///< The line of the owner whose members may still come, without its end; "" when none.
    Id owner;
    ChangeIndex owner_change = 0;
    std::optional<TableId> open_members;  ///< The list in `record` that is open.

    Status expect(Stage wanted);
    Status advance(Stage to);
    void add_line(const std::string& line);
    Status begin_record(const SnapshotRow& row);
    Status add_member(const SnapshotRow& row);
    void append_member(TableId members, const std::string& text);
    void end_record();
    void end_table();
};

/// Goes on to a later part of the document, ending the parts before it.
Status ShareWriter::Parts::advance(Stage to) {
    if (stage == Stage::changes && to > stage) {
        TRY(order.changes_end());
        out += list_empty ? "],\n\"tables\":{" : "\n],\n\"tables\":{";
        stage = Stage::tables;
        list_empty = true;
    }
    if (stage == Stage::tables && to > stage) {
        end_record();
        end_table();
        out += list_empty ? "},\n\"history\":[" : "\n},\n\"history\":[";
        stage = Stage::history;
        list_empty = true;
    }
    if (stage == Stage::history && to > stage) {
        out += list_empty ? "]\n}\n" : "\n]\n}\n";
        stage = Stage::done;
    }
    return {};
}

Status ShareWriter::Parts::expect(Stage wanted) {
    if (stage == Stage::header || stage > wanted) {
        return fail(ErrorCode::corrupt, "The pieces of the workspace come out of order.");
    }
    return advance(wanted);
}

void ShareWriter::Parts::add_line(const std::string& line) {
    out += list_empty ? "\n" : ",\n";
    out += line;
    list_empty = false;
}

Status ShareWriter::Parts::begin_record(const SnapshotRow& row) {
    end_record();
    if (open_table != row.name.table) {
        end_table();
        out += list_empty ? "\n\"" : ",\n\"";
        out.append(table(row.name.table).name).append("\":[");
        open_table = row.name.table;
        list_empty = true;
    }
    owner = row.name.id;
    owner_change = row.change;
    record = "{";
    append_id(record, share_name::id, owner);
    TRY(append_row_body(record, row, std::nullopt));
    return fits(record);
}

Status ShareWriter::Parts::add_member(const SnapshotRow& row) {
    std::string text = "{";
    append_json_key(text, share_name::key);
    TRY(append_text(text, share_name::key, row.name.key));
    TRY(append_row_body(text, row, owner_change));
    text += '}';
    TRY(fits(text));
    const std::size_t list_begin = table(row.name.table).nested.size() + std::string_view("],\"\":[").size();
    if (record.size() + list_begin + text.size() + kLineEndBytes > kMaxJsonElementBytes) {
        end_record();
        record = "{";
        append_id(record, share_name::id, owner);
        append_json_key(record, share_name::continued);
        record += "true";
    }
    append_member(row.name.table, text);
    return {};
}

void ShareWriter::Parts::append_member(TableId members, const std::string& text) {
    if (open_members == members) {
        record += ',';
    } else {
        if (open_members) record += ']';
        append_json_key(record, table(members).nested);
        record += '[';
        open_members = members;
    }
    record += text;
}

void ShareWriter::Parts::end_record() {
    if (record.empty()) return;
    record += open_members ? "]}" : "}";
    open_members.reset();
    add_line(record);
    record.clear();
}

void ShareWriter::Parts::end_table() {
    if (!open_table) return;
    out += "\n]";
    open_table.reset();
    list_empty = false;
}

ShareWriter::ShareWriter() : parts_(std::make_unique<Parts>()) {}
ShareWriter::~ShareWriter() = default;

Status ShareWriter::header(const SnapshotHeader& header) {
    if (parts_->stage != Parts::Stage::header)
        return fail(ErrorCode::corrupt, "A workspace can begin only once.");
    TRY(parts_->order.header(header));
    std::string line = "{";
    append_integer(line, share_name::format, kShareFormat);
    append_id(line, share_name::business, header.business);
    append_integer(line, share_name::change_count, header.change_count);
    parts_->out += "{\"perennial\":" + line + "},\n\"changes\":[";
    parts_->stage = Parts::Stage::changes;
    return {};
}

Status ShareWriter::change(const Change& change) {
    TRY(parts_->expect(Parts::Stage::changes));
    TRY(parts_->order.change(change));
    std::string line = "{";
    if (auto status = append_change(line, change); !status) {
        Error error = std::move(status).error();
        error.message = "In change " + std::to_string(change.n) + " of " + change.writer.to_string() + ", " +
                        error.message + ".";
        return std::unexpected(std::move(error));
    }
    parts_->add_line(line + "}");
    return {};
}

Status ShareWriter::row(const SnapshotRow& row) {
    TRY(parts_->expect(Parts::Stage::tables));
    TRY(parts_->order.row(row));
    const bool member = table(row.name.table).kind == TableKind::member;
    const Status status = member ? parts_->add_member(row) : parts_->begin_record(row);
    if (status) return {};
    return std::unexpected(about(row.name, status.error()));
}

Status ShareWriter::history(const SnapshotHistory& entry) {
    TRY(parts_->expect(Parts::Stage::history));
    TRY(parts_->order.history(entry));
    std::string line = "{";
    if (auto status = append_history(line, entry); !status) {
        return std::unexpected(about(entry.name, std::move(status).error()));
    }
    parts_->add_line(line + "}");
    return {};
}

Status ShareWriter::end() { return parts_->expect(Parts::Stage::done); }

std::string ShareWriter::take() { return std::exchange(parts_->out, {}); }

}  // namespace perennial
