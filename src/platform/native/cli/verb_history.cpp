// history, undo, redo.
#include <map>

#include "core/app/provenance.h"
#include "core/app/records.h"
#include "core/app/words.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

Json lives_json(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? Json(*number != 0) : Json(nullptr);
}

Json change_json(const FieldChange& entry, const Change& change, Currency currency) {
    Json json{{"field", entry.field}};
    json["before"] =
        entry.description ? value_json(*entry.description, entry.before, currency) : lives_json(entry.before);
    json["after"] =
        entry.description ? value_json(*entry.description, entry.after, currency) : lives_json(entry.after);
    json["at"] = change.wall.to_string();
    json["by"] = change.author;
    json["kind"] = change_kind_name(change.kind);
    json["change"] = static_cast<std::int64_t>(entry.change);
    json["label"] = change.label;
    if (!change.source.empty()) json["source"] = change.source;
    return json;
}

std::string value_words(const FieldChange& entry, const Value& value, Currency currency) {
    if (!entry.description) return lives_json(value) == Json(true) ? "deleted" : "lives";
    return absent(value) ? "nothing" : "\"" + value_text(*entry.description, value, currency) + "\"";
}

std::string change_text(const FieldChange& entry, const Change& change, Currency currency) {
    return change.wall.to_string() + "  " + entry.field + ": " + value_words(entry, entry.before, currency) +
           " -> " + value_words(entry, entry.after, currency) + "  (" + change.label +
           (change.author.empty() ? "" : ", " + change.author) + ")\n";
}

template <class Step> Attempt<Exit> repeat(Run& run, std::string_view name) {
    std::int64_t times = 1;
    if (!run.arguments.words.empty()) {
        TRY_ASSIGN(times, whole_number("N", run.arguments.words.front(), 1));
    }
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    Json steps = Json::array();
    std::string text;
    for (std::int64_t i = 0; i < times; ++i) {
        const Result<Outcome> outcome = session->app().execute(Step{});
        if (!outcome && steps.empty()) return std::unexpected(Failure(outcome.error()));
        if (!outcome) {
            // What was done stays done; that there was less than asked for is no failure.
            run.console.remark(outcome.error().message);
            break;
        }
        TRY(session->settle_segments());
        steps.push_back(
            {{"message", outcome->message}, {"rows", outcome->affected}, {"notes", outcome->notes}});
        text += outcome->message + "\n";
        for (const std::string& note : outcome->notes) text += "  " + note + "\n";
    }
    run.console.result(dump(Json{{name, steps}}), text);
    return Exit::done;
}

}  // namespace

Attempt<Exit> run_history(Run& run) {
    TRY_ASSIGN(const TableId table_id, table_named(run.arguments.words[0]));
    TRY_ASSIGN(const Id id, id_from(run.arguments.words[1]));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    Workspace& workspace = session->workspace();
    TRY_ASSIGN(const auto row, workspace.find(table_id, id));
    if (!row) {
        return fail(ErrorCode::not_found,
                    "There is no " + singular_words(table(table_id)) + " " + id.to_string() + ".");
    }
    TRY_ASSIGN(const Record record, workspace.record(table_id, *row));
    TRY_ASSIGN(const Currency currency, currency_of_record(workspace, table_id, record.values));
    TRY_ASSIGN(const auto entries, record_history(workspace, table_id, *row));
    Json list = Json::array();
    std::string text;
    for (const FieldChange& entry : entries) {
        TRY_ASSIGN(const Change change, workspace.change(entry.change));
        list.push_back(change_json(entry, change, currency));
        text += change_text(entry, change, currency);
    }
    run.console.result(dump(list), text);
    return Exit::done;
}

Attempt<Exit> run_undo(Run& run) { return repeat<Undo>(run, "undone"); }
Attempt<Exit> run_redo(Run& run) { return repeat<Redo>(run, "redone"); }

}  // namespace perennial::cli
