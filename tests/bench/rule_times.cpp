// Prints how long rules take over a large shop: a nested segment and its parts, compiled and counted, the compiling alone
// beside it.
//   rule_times [CONTACTS] [EVENTS] [FILE]   (default: 100000 1000000; a FILE is kept, and used again when it is there)
// Half of the events are orders, half touches. Goal: at most 40 ms for the nested segment.

#include <ctime>
#include <filesystem>
#include <format>
#include <iostream>
#include <string>

#include "core/app/rules.h"

namespace {

using namespace perennial;

constexpr std::string_view kCities[] = {"Łódź",    "Warszawa", "Kraków", "Gdańsk",  "Poznań",
                                        "Wrocław", "Lublin",   "Berlin", "Dresden", "Praha",
                                        "Brno",    "Wien",     "Graz",   "Zürich"};
constexpr std::string_view kTags[] = {"VIP", "wholesale", "newsletter", "press", "friend", "event"};
constexpr std::string_view kStatuses[] = {"paid",      "delivered", "shipped",
                                          "delivered", "refunded",  "cancelled"};
const Day kToday{20'000};
constexpr std::int64_t kDays = 1500;

struct Made {
    const char* name;
    const char* text;
};
constexpr Made kRules[] = {
    {"nested",
     "all of (orders where (status is not \"refunded\") count in last 365 days >= 4, "
     "any of (tag is \"wholesale\", city is \"lodz\"), "
     "none of (source is \"fair\", touches where (direction is \"out\") exists in last 7 days))"},
    {"nested, rare",
     "all of (tag is \"wholesale\", city is \"lodz\", orders sum of total in last 90 days >= 200 EUR)"},
    {"tag", "tag is \"wholesale\""},
    {"city", "city is \"lodz\""},
    {"name", "name contains \"an\""},
    {"orders in a year", "orders where (status is not \"refunded\") count in last 365 days >= 4"},
    {"orders ever", "orders count >= 7"},
    {"orders at most", "orders count <= 2"},
    {"sum ever", "orders where (status is not \"cancelled\") sum of total >= 500 EUR"},
    {"last order", "orders last before 90 days ago"},
    {"touches lately", "touches where (direction is \"out\") exists in last 7 days"},
    {"touches ever", "touches where (channel is \"phone\") count >= 2"},
    {"last channel", "orders last of channel is \"web\""},
};

bool fill(Workspace& workspace, std::int64_t contacts, std::int64_t events) {
    Random random(2);
    auto begun = workspace.begin({ChangeKind::import, "Made", "made", "", {}});
    if (!begun) return false;
    WriteTransaction& transaction = **begun;
    const auto some = [&](const auto& list) { return std::string(list[random.below(std::size(list))]); };
    std::vector<RowNo> rows;
    for (std::int64_t i = 0; i < contacts; ++i) {
        const auto row = transaction.insert_resolved(
            TableId::contact, workspace.ids().next(),
            {{contact_field::name, "Ann " + std::to_string(random.below(50'000)) + " Hanne"},
             {contact_field::address, Address{"Street 1", some(kCities), "", "00-001", "PL"}},
             {contact_field::source, std::string(i % 9 == 0 ? "fair" : "web")}});
        if (!row) return false;
        rows.push_back(*row);
        for (int tags = 0; tags < 2; ++tags) {
            const std::string tag = some(kTags);
            const std::string key = tag == "VIP" ? "vip" : tag;
            if (!transaction.put_member(TableId::contact_tag, *row, key, {{member_field::value, tag}}))
                return false;
        }
    }
    for (std::int64_t i = 0; i < events; ++i) {
        const auto contact = static_cast<std::int64_t>(rows[random.below(rows.size())]);
        const std::int64_t day = kToday.days - static_cast<std::int64_t>(random.below(kDays));
        const auto made = i % 2 == 0
                              ? transaction.insert_resolved(
                                    TableId::order, workspace.ids().next(),
                                    {{order_field::contact, contact},
                                     {order_field::placed_on, day},
                                     {order_field::status, some(kStatuses)},
                                     {order_field::channel, std::string(i % 3 == 0 ? "web" : "shop")},
                                     {order_field::currency, std::string("EUR")},
                                     {order_field::total, std::int64_t(random.below(20'000))}})
                              : transaction.insert_resolved(
                                    TableId::touch, workspace.ids().next(),
                                    {{touch_field::contact, contact},
                                     {touch_field::at, day * 86'400'000 + 1000},
                                     {touch_field::channel, std::string(i % 3 == 0 ? "phone" : "email")},
                                     {touch_field::direction, std::string(i % 5 == 0 ? "in" : "out")}});
        if (!made) return false;
    }
    return transaction.commit().has_value();
}

/// Of the processor, the best of three, so that what else the machine does counts least.
template <class Ask> double best_ms(Ask ask) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const std::clock_t start = std::clock();
        ask();
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

bool measure(Workspace& workspace, const RuleWorld& world, const Made& made) {
    const Table& people = table(TableId::contact);
    const auto rule = read_rule(made.text, world.language, people);
    if (!rule) {
        std::cerr << made.name << ": " << rule.error().message << '\n';
        return false;
    }
    const RuleClock clock{kToday, 60, {}};
    std::int64_t count = 0;
    const double all =
        best_ms([&] { count = rule_count(workspace, world, people, *rule, clock).value_or(-1); });
    const double compiling = best_ms([&] {
        RuleCompiler compiler(workspace.reader(), world.language, world.segments, clock);
        if (!compiler.select(people, *rule)) count = -1;
    });
    std::cout << std::format("{:<18} {:>8} contacts {:>8.1f} ms   of it compiling {:>8.1f} ms\n", made.name,
                             count, all, compiling)
              << std::flush;
    return count >= 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t contacts = argc > 1 ? std::stoll(argv[1]) : 100'000;
    const std::int64_t events = argc > 2 ? std::stoll(argv[2]) : 1'000'000;
    const bool kept = argc > 3;
    const auto file = kept ? std::filesystem::path(argv[3])
                           : std::filesystem::temp_directory_path() / "perennial-rule-times.db";
    if (!kept) std::filesystem::remove(file);
    const bool there = std::filesystem::exists(file);
    const FixedClock clock(Instant::from_day(kToday));
    Random random(there ? 3 : 1);
    auto workspace = Workspace::open({file.string(), "", false}, {&clock, &random, {}, ""});
    if (!workspace) {
        std::cerr << workspace.error().message << '\n';
        return 1;
    }
    bool done = there || fill(**workspace, contacts, events);
    const auto world = rule_world(**workspace);
    for (const Made& made : kRules) done = done && world && measure(**workspace, *world, made);
    workspace->reset();
    if (!kept) std::filesystem::remove(file);
    return done ? 0 : 1;
}
