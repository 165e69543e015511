// segment: how many people a rule finds, who they are, and the SQL that finds them.
#include "core/app/rules.h"
#include "core/app/words.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/rule_arguments.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {

Attempt<Exit> run_segment(Run& run) {
    const Table& people = table(TableId::contact);
    TRY_ASSIGN(const auto session, Session::open_known_at(run.options, run.arguments.value("--known-at")));
    Workspace& workspace = session->workspace();
    TRY_ASSIGN(const RuleClock clock, rule_clock(*session, run.arguments.value("--as-of")));
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    TRY_ASSIGN(const Rule rule, rule_named(world, people, run.arguments.words[0]));
    TRY_ASSIGN(const auto rows, rule_rows(workspace, world, people, rule, clock));
    TRY_ASSIGN(const std::int64_t all, living_count(workspace, people));

    const auto count = static_cast<std::int64_t>(rows.size());
    const std::string sentence = rule_sentence(rule, world.language, people);
    Json json{{"count", count}, {"of", all}};
    std::string text = grouped(count) + " of " + grouped(all) + " contacts. " + sentence + "\n";
    if (run.arguments.has("--ids")) {
        TRY_ASSIGN(const auto ids, ids_of_rows(workspace, TableId::contact, rows));
        Json& list = json["ids"] = Json::array();
        for (const Id& id : ids) {
            list.push_back(id.to_string());
            text += id.to_string() + "\n";
        }
    }
    if (run.arguments.has("--sql")) {
        TRY_ASSIGN(const std::string sql, rule_select(workspace, world, people, rule, clock));
        json["sql"] = sql;
        text += sql + ";\n";
    }
    json["sentence"] = sentence;
    run.console.result(dump(json), text);
    return Exit::done;
}

}  // namespace perennial::cli
