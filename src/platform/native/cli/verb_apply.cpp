// apply: edits from a file, one JSON object a line, each line a command and a transaction of its own.
#include <algorithm>
#include <array>

#include "core/app/records.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "platform/native/cli/input.h"
#include "platform/native/cli/order_fields.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

/// One line of the file, taken apart.
struct Edit {
    std::string op;
    TableId table = TableId::contact;
    std::optional<Id> id;
    Json fields = Json::object();
    std::string tag;
    std::optional<Instant> now;
};

constexpr std::array<std::string_view, 6> kMembers{"op", "table", "id", "fields", "tag", "now"};
constexpr std::array<std::string_view, 3> kToCome{"merge_contacts", "unmerge", "erase"};

std::unexpected<Error> invalid(std::string message) {
    return fail(ErrorCode::invalid_input, std::move(message));
}

Result<std::string> text_member(const Json& line, const char* name) {
    if (!line.contains(name)) return std::string{};
    if (!line[name].is_string()) return invalid("\"" + std::string(name) + "\" wants a text.");
    return line[name].get<std::string>();
}

Status read_names(const Json& line, Edit& edit) {
    TRY_ASSIGN(const std::string table_name, text_member(line, "table"));
    if (!table_name.empty()) {
        const Table* found = find_table(table_name);
        if (!found || found->kind != TableKind::entity)
            return invalid("There is no table \"" + table_name + "\".");
        edit.table = found->id;
    }
    TRY_ASSIGN(const std::string id, text_member(line, "id"));
    if (!id.empty()) {
        edit.id = Id::parse(id);
        if (!edit.id || edit.id->empty()) return invalid("\"" + id + "\" is not an id.");
    }
    TRY_ASSIGN(const std::string now, text_member(line, "now"));
    if (!now.empty()) {
        edit.now = Instant::parse(now);
        if (!edit.now) return invalid("\"now\" wants an instant such as \"2026-03-01T12:00:00Z\".");
    }
    return {};
}

Result<Edit> read_edit(std::string_view text) {
    const Json line = Json::parse(text, nullptr, false);
    if (line.is_discarded() || !line.is_object())
        return fail(ErrorCode::malformed, "This line is not a JSON object.");
    for (const auto& [name, value] : line.items()) {
        if (std::ranges::find(kMembers, name) == kMembers.end())
            return invalid("An edit has no \"" + name + "\".");
    }
    Edit edit;
    TRY_ASSIGN(edit.op, text_member(line, "op"));
    if (edit.op.empty())
        return invalid("\"op\" is missing: add, set, delete, restore, tag, untag, undo or redo.");
    TRY_ASSIGN(edit.tag, text_member(line, "tag"));
    TRY(read_names(line, edit));
    if (line.contains("fields")) edit.fields = line["fields"];
    return edit;
}

/// The currency of an order or a product comes with its amounts; those of a line must be in its order's.
Status settle_currency(Workspace& workspace, const Edit& edit, ReadFields& fields,
                       const FieldValues& present) {
    if (!fields.currency) return {};
    FieldValues known = present;
    known.insert(known.begin(), fields.values.begin(), fields.values.end());
    TRY_ASSIGN(const Currency currency, currency_of_record(workspace, edit.table, known));
    const Table& description = table(edit.table);
    if (currency.empty() && description.currency_field) {
        fields.values.emplace_back(*description.currency_field, std::string(fields.currency->code()));
        return {};
    }
    if (currency == *fields.currency) return {};
    return invalid("The amounts are in " + std::string(fields.currency->code()) + ", but the " +
                   singular_words(description) + " is in " +
                   std::string(currency.empty() ? "no currency" : currency.code()) + ".");
}

Result<Command> add_command(Workspace& workspace, const Edit& edit) {
    TRY_ASSIGN(ReadFields fields, read_fields(table(edit.table), edit.fields));
    TRY(settle_currency(workspace, edit, fields, {}));
    AddRecord add;
    add.table = edit.table;
    add.id = edit.id;
    add.values = std::move(fields.values);
    add.members = std::move(fields.members);
    return Command{std::move(add)};
}

/// Custom fields that the edit does not name stay.
Status keep_other_custom_fields(Workspace& workspace, RowNo contact, const Json& fields, ReadFields& read) {
    if (!fields.contains("custom") || !fields["custom"].is_object()) return {};
    TRY_ASSIGN(const auto present, workspace.members(TableId::contact_custom, contact));
    for (const MemberRecord& member : present) {
        if (fields["custom"].contains(member.key)) continue;
        read.members.push_back(
            {TableId::contact_custom, text_of(member.values, member_field::value), "", member.key});
    }
    return {};
}

Result<Command> set_command(Workspace& workspace, const Edit& edit) {
    TRY_ASSIGN(ReadFields fields, read_fields(table(edit.table), edit.fields));
    TRY_ASSIGN(const auto row, workspace.find(edit.table, *edit.id));
    if (row) {
        TRY_ASSIGN(const Record record, workspace.record(edit.table, *row));
        TRY(settle_currency(workspace, edit, fields, record.values));
        if (edit.table == TableId::contact)
            TRY(keep_other_custom_fields(workspace, *row, edit.fields, fields));
    }
    EditRecord set;
    set.table = edit.table;
    set.id = *edit.id;
    set.values = std::move(fields.values);
    set.member_tables = std::move(fields.member_tables);
    set.members = std::move(fields.members);
    return Command{std::move(set)};
}

/// An order that is given with its lines.
bool has_lines(const Edit& edit) {
    return edit.table == TableId::order && (edit.op == "add" || (edit.op == "set" && edit.id)) &&
           edit.fields.is_object() && edit.fields.contains("lines");
}

Result<Command> order_command(Workspace& workspace, const Edit& edit) {
    SaveOrder save;
    if (edit.op == "add") {
        save.new_id = edit.id;
        TRY_ASSIGN(save.draft, new_order_draft(edit.fields));
    } else {
        save.order = *edit.id;
        TRY_ASSIGN(save.draft, changed_order_draft(workspace, *edit.id, edit.fields));
    }
    return Command{std::move(save)};
}

Result<Command> command_of(Workspace& workspace, const Edit& edit) {
    if (has_lines(edit)) return order_command(workspace, edit);
    if (edit.op == "add") return add_command(workspace, edit);
    if (edit.op == "undo") return Command{Undo{}};
    if (edit.op == "redo") return Command{Redo{}};
    if (std::ranges::find(kToCome, edit.op) != kToCome.end()) {
        return fail(ErrorCode::unsupported,
                    "\"" + edit.op + "\" is not built yet; it comes with a later version.");
    }
    const bool known = edit.op == "set" || edit.op == "delete" || edit.op == "restore" || edit.op == "tag" ||
                       edit.op == "untag";
    if (!known)
        return invalid("There is no op \"" + edit.op +
                       "\": add, set, delete, restore, tag, untag, undo or redo.");
    if (!edit.id) return invalid("\"id\" is missing.");
    if (edit.op == "set") return set_command(workspace, edit);
    if (edit.op == "delete") return Command{DeleteRecords{edit.table, {*edit.id}}};
    if (edit.op == "restore") return Command{RestoreRecords{edit.table, {*edit.id}}};
    return Command{TagContacts{{*edit.id}, edit.tag, edit.op == "tag"}};
}

/// "now" of a line holds for that line.
class MomentGuard {
public:
    MomentGuard(SettableClock& clock, const GlobalOptions& options, std::optional<Instant> moment)
        : clock_(clock), options_(options), moved_(moment.has_value()) {
        if (moment) clock_.set(*moment, options.now_offset_minutes);
    }
    ~MomentGuard() {
        if (!moved_) return;
        if (options_.now) {
            clock_.set(*options_.now, options_.now_offset_minutes);
        } else {
            clock_.release();
        }
    }
    MomentGuard(const MomentGuard&) = delete;
    MomentGuard& operator=(const MomentGuard&) = delete;

private:
    SettableClock& clock_;
    const GlobalOptions& options_;
    bool moved_;
};

Result<Outcome> apply_line(Run& run, Session& session, std::string_view text) {
    TRY_ASSIGN(const Edit edit, read_edit(text));
    TRY_ASSIGN(const Command command, command_of(session.workspace(), edit));
    const MomentGuard moment(session.clock(), run.options, edit.now);
    return session.app().execute(command);
}

Json refusal_json(const Input& input, std::int64_t line, const Error& error) {
    Json json{{"file", input.name}, {"line", line}};
    if (error.place && !error.place->column.empty()) json["column"] = error.place->column;
    json["code"] = error_code_name(error.code);
    json["message"] = error.message;
    return json;
}

bool ends_the_run(const Error& error) {
    return error.code == ErrorCode::storage_failed || error.code == ErrorCode::corrupt;
}

}  // namespace

Attempt<Exit> run_apply(Run& run) {
    TRY_ASSIGN(const Input input, read_input(run.console, run.arguments.words.front()));
    if (find_invalid_utf8(input.text())) {
        return fail_at(ErrorCode::malformed, "The file is not UTF-8 text.", Place{input.name, 0, ""});
    }
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    Json refused = Json::array();
    std::int64_t applied = 0, number = 0;
    for (const std::string_view line : split(input.text(), '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        const Result<Outcome> outcome = apply_line(run, *session, trim(line));
        if (outcome) {
            TRY(session->settle_segments());
            ++applied;
            continue;
        }
        if (ends_the_run(outcome.error())) return std::unexpected(Failure(outcome.error()));
        refused.push_back(refusal_json(input, number, outcome.error()));
        run.console.remark(input.name + ":" + std::to_string(number) + ": " + outcome.error().message);
    }
    run.console.result(dump(Json{{"applied", applied}, {"refused", refused}}),
                       grouped(applied) + (applied == 1 ? " edit" : " edits") + " applied, " +
                           grouped(static_cast<std::int64_t>(refused.size())) + " refused.");
    return refused.empty() ? Exit::done : Exit::refused;
}

}  // namespace perennial::cli
