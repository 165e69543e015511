// Random rules over random data: the SQL of each finds what walking the records finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/app/rules.h"
#include "core/base/text.h"
#include "tests/core/app/app_fixture.h"
#include "tests/support/random_rule.h"
#include "tests/support/rule_walk.h"

namespace perennial {
namespace {

using test::need;
using test::RandomRule;
using test::RuleWalk;
using test::RuleWords;
using test::TestWorkspace;

constexpr std::array<const char*, 12> kTexts{"Łódź", "lodz", "LODZ ", "an",  "Ann",    "Hannah",
                                             "VIP",  "vip",  "Crime", "web", "O'Neil", "佐藤"};
const Day kToday = *Day::parse("2024-03-01");

/// A shop of every kind of record and of holes: values that are not there, deleted records, references to nothing.
class RandomShop {
public:
    explicit RandomShop(std::uint64_t seed) : files_(seed), random_(seed * 7919) { fill(); }
    Workspace& workspace() { return *files_; }

private:
    bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
    Value text() { return one_in(5) ? Value{} : Value{std::string(kTexts[random_.below(kTexts.size())])}; }
    Value number(std::uint64_t bound) {
        return one_in(6) ? Value{} : Value{static_cast<std::int64_t>(random_.below(bound)) - 1};
    }
    std::int32_t some_day() { return kToday.days - 100 + static_cast<std::int32_t>(random_.below(140)); }
    Value day() { return one_in(8) ? Value{} : Value{std::int64_t{some_day()}}; }
    /// Around midnight more often than not.
    Value instant() {
        const auto minutes =
            one_in(2) ? static_cast<int>(random_.below(1440)) : 1380 + static_cast<int>(random_.below(120));
        return Instant::from_day(Day{some_day()}, minutes).ms;
    }
    Value pick(const std::vector<Id>& ids) {
        return ids.empty() || one_in(8) ? Value{} : Value{ids[random_.below(ids.size())]};
    }
    Value choice(std::span<const std::string_view> choices) {
        return one_in(6) ? Value{} : Value{std::string(choices[random_.below(choices.size())])};
    }
    Value currency() { return one_in(9) ? Value{} : Value{std::string(one_in(3) ? "JPY" : "EUR")}; }

    /// A value for every field, by its type.
    FieldValues values(const Table& table) {
        FieldValues made;
        for (std::size_t i = 0; i < table.fields.size(); ++i) {
            const Field& field = table.fields[i];
            Value value = value_for(field);
            if (!absent(value)) made.emplace_back(static_cast<FieldNo>(i), std::move(value));
        }
        return made;
    }
    Value value_for(const Field& field) {
        switch (field.type) {
            case FieldType::integer: return number(6);
            case FieldType::quantity:
                return one_in(6) ? Value{} : Value{static_cast<std::int64_t>(random_.below(8)) * 500};
            case FieldType::yes_no: return one_in(3) ? Value{} : Value{std::int64_t{one_in(2)}};
            case FieldType::day: return day();
            case FieldType::instant: return instant();
            case FieldType::birthday: return birthday();
            case FieldType::money:
                return one_in(6) ? Value{} : Value{(static_cast<std::int64_t>(random_.below(10)) - 1) * 100};
            case FieldType::choice: return choice(field.choices);
            case FieldType::currency: return currency();
            case FieldType::rule: return {};
            case FieldType::address:
                return one_in(4) ? Value{}
                                 : Value{Address{"",
                                                 one_in(3) ? ""
                                                           : std::get<std::string>(Value{
                                                                 std::string(kTexts[random_.below(3)])}),
                                                 one_in(2) ? "an" : "", "", one_in(2) ? "PL" : ""}};
            case FieldType::reference: return pick(ids_[field.target]);
            default: return text();
        }
    }
    Value birthday() {
        if (one_in(4)) return {};
        if (one_in(3)) return std::string("--02-29");
        const std::string day = Day{some_day()}.to_string();
        return one_in(2) ? "--" + day.substr(5)
                         : "1990" + (day.substr(4) == "-02-29" ? "-02-28" : day.substr(4));
    }

    void fill() {
        auto transaction = files_.begin();
        // One that is only referred to.
        ids_[TableId::contact].push_back(files_.id());
        ids_[TableId::order].push_back(files_.id());
        for (const auto& [table, count] :
             {std::pair{TableId::company, 4}, std::pair{TableId::product, 5}, std::pair{TableId::contact, 24},
              std::pair{TableId::order, 60}, std::pair{TableId::order_line, 90},
              std::pair{TableId::touch, 60}}) {
            for (int i = 0; i < count; ++i) {
                const Id id = files_.id();
                const RowNo row = need(transaction->insert(table, id, values(perennial::table(table))));
                ids_[table].push_back(id);
                if (table == TableId::contact) add_members(*transaction, row);
                if (one_in(7)) need(transaction->set_lives(table, row, false));
            }
        }
        need(transaction->commit());
    }
    void add_members(WriteTransaction& transaction, RowNo contact) {
        for (const TableId table : {TableId::contact_email, TableId::contact_phone, TableId::contact_tag,
                                    TableId::contact_interest}) {
            for (auto left = random_.below(4); left > 0; --left) {
                const std::string shown(squeeze(kTexts[random_.below(kTexts.size())]));
                FieldValues values{{member_field::value, shown}};
                if (perennial::table(table).fields.size() > 1 && !one_in(3))
                    values.emplace_back(member_field::rank, static_cast<std::int64_t>(random_.below(2)));
                const RowNo row = need(transaction.put_member(table, contact, fold(shown), values));
                if (one_in(6)) need(transaction.set_lives(table, row, false));
            }
        }
        const std::array<std::pair<const char*, std::vector<const char*>>, 6> custom{{
            {"hat_size", {"1", "1.5", "2", "10", "many"}},
            {"budget", {"1.00 EUR", "2.00 EUR", "100 JPY", "much"}},
            {"joined", {"2024-02-29", "2024-03-01", "2024-01-31", "soon"}},
            {"genre", {"Crime", "Poetry", "Other"}},
            {"moods", {"Crime", "Crime; Poetry", "Poetry"}},
            {"Reads aloud", {"yes", "no", "maybe"}},
        }};
        for (const auto& [key, shown] : custom) {
            if (one_in(3)) continue;
            need(transaction.put_member(
                TableId::contact_custom, contact, key,
                {{member_field::value, std::string(shown[random_.below(shown.size())])}}));
        }
    }

    TestWorkspace files_;
    Random random_;
    std::map<TableId, std::vector<Id>> ids_;
};

std::vector<CustomField> custom_definitions() {
    const std::vector<std::string> genres{"Crime", "Poetry"};
    return {{{}, "hat_size", "Hat size", CustomType::number, {}, 1},
            {{}, "budget", "Budget", CustomType::money, {}, 2},
            {{}, "joined", "Joined", CustomType::date, {}, 3},
            {{}, "genre", "Genre", CustomType::choice, genres, 4},
            {{}, "moods", "Moods", CustomType::multi_choice, genres, 5},
            {{}, "Reads aloud", "Reads aloud", CustomType::yes_no, {}, 6}};
}

RuleWords words() {
    return {{"Łódź", "lodz", "an", "Ann", "O'Neil", "VIP", "z", "佐藤", "crime"},
            {*Currency::parse("EUR"), *Currency::parse("JPY")},
            Day{kToday.days - 100},
            Day{kToday.days + 40},
            6};
}

/// Everything the language has must have been asked about.
void check_coverage(const std::map<std::string, int>& made) {
    for (int op = 0; op <= static_cast<int>(RuleOp::is_set); ++op) {
        const std::string name = "op " + std::string(rule_op_name(static_cast<RuleOp>(op)));
        CAPTURE(name);
        CHECK(made.contains(name));
    }
    for (const char* what : {"figure count",   "figure exists",
                             "figure sum of",  "figure average of",
                             "figure min of",  "figure max of",
                             "figure first",   "figure first of",
                             "figure last",    "figure last of",
                             "group all",      "group any",
                             "group none",     "group empty",
                             "unit days",      "unit weeks",
                             "unit months",    "unit years",
                             "as of",          "period",
                             "where",          "path",
                             "in segment",     "not in segment",
                             "events orders",  "events order_lines",
                             "events touches", "events emails",
                             "events tags",    "events contacts"}) {
        CAPTURE(what);
        CHECK(made.contains(what));
    }
    for (int type = 0; type <= static_cast<int>(RuleType::presence); ++type) {
        CAPTURE(type);
        CHECK(made.contains("type " + std::to_string(type)));
    }
    for (int kind = 0; kind <= static_cast<int>(RuleField::Kind::defined); ++kind) {
        CAPTURE(kind);
        CHECK(made.contains("kind " + std::to_string(kind)));
    }
}

/// Asked about some rows alone, the rule finds those among them.
void check_narrowed(Workspace& workspace, const RuleWorld& world, const Table& subject, const Rule& rule,
                    const RuleClock& clock, const std::vector<RowNo>& expected) {
    constexpr std::int64_t kFirst = 3, kLast = 9;
    const auto among = [&](std::string rows, auto kept) {
        RuleCompiler compiler(workspace.reader(), world.language, world.segments, clock);
        compiler.narrow(subject, std::move(rows));
        Statement found =
            need(workspace.reader().prepare(need(compiler.select(subject, rule)) + " ORDER BY 1"));
        std::vector<RowNo> narrowed, wanted;
        while (need(found.step())) narrowed.push_back(RowNo{found.integer(0)});
        std::ranges::copy_if(expected, std::back_inserter(wanted), kept);
        REQUIRE(narrowed == wanted);
    };
    among(" BETWEEN 3 AND 9", [&](RowNo row) {
        return static_cast<std::int64_t>(row) >= kFirst && static_cast<std::int64_t>(row) <= kLast;
    });
    among(" = 4", [](RowNo row) { return row == RowNo{4}; });
}

TEST_CASE("random rules on random data find what walking the records finds") {
    constexpr std::array<const char*, 6> kSubjects{"contact", "contact", "contact",
                                                   "order",   "company", "product"};
    std::map<std::string, int> made;
    int some_found = 0, none_found = 0, all_found = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        RandomShop shop(seed);
        Workspace& workspace = shop.workspace();
        RuleLanguage language(catalogue(), custom_definitions(), {"First", "Second"});
        const std::map<std::string, Rule> rules{
            {"First", *read_rule("orders count >= 2 and tag is set", language, table(TableId::contact))},
            {"Second",
             *read_rule("not in segment \"First\" as of 2024-02-10", language, table(TableId::contact))}};
        std::vector<RuleSegment> segments;
        for (const auto& [name, rule] : rules) segments.push_back({name, rule_text(rule)});
        const RuleWorld world{language, segments};
        const RuleWalk walk(workspace, language, rules);
        for (std::uint64_t number = 1; number <= 250; ++number) {
            const std::uint64_t rule_seed = seed * 1'000'000 + number;
            RandomRule random(language, words(), rule_seed);
            const Table& subject = *language.subject(kSubjects[number % kSubjects.size()]);
            const Rule rule = random.rule(subject);
            const RuleClock clock{kToday, number % 3 == 0 ? -300 : 60,
                                  number % 7 == 0 ? std::optional(Day{kToday.days - 1}) : std::nullopt};
            CAPTURE(rule_seed);
            CAPTURE(rule_line(rule));
            CAPTURE(subject.name);
            const auto expected = walk.rows(subject, rule, {clock.today, clock.offset_minutes, clock.as_of});
            const auto found = rule_rows(workspace, world, subject, rule, clock);
            REQUIRE_MESSAGE(found.has_value(), (found ? std::string() : found.error().message));
            REQUIRE(*found == expected);
            check_narrowed(workspace, world, subject, rule, clock, expected);
            const auto all = need(living_count(workspace, subject));
            ++(expected.empty() ? none_found : std::ssize(expected) == all ? all_found : some_found);
            for (const auto& [what, count] : random.made()) made[what] += count;
        }
    }
    check_coverage(made);
    MESSAGE("some " << some_found << ", none " << none_found << ", all " << all_found);
    CHECK(some_found > 300);
}

}  // namespace
}  // namespace perennial
