// Prints what segments cost on a large shop: counting them for the first time in slices of 8 ms, one edit without and with them,
// and an edit of a rule.
//   segment_times FILE   (a workspace that rule_times has made; the segments are left in it)
// Goal: an edit costs at most some milliseconds more, and no slice more than a frame.

#include <algorithm>
#include <chrono>
#include <format>
#include <iostream>
#include <string>
#include <vector>

#include "core/app/app.h"

namespace {

using namespace perennial;

const Day kToday{20'000};
constexpr double kSliceMs = 8;

constexpr const char* kRules[] = {
    "all of (orders where (status is not \"refunded\") count in last 365 days >= 4, any of (tag is "
    "\"wholesale\", city is "
    "\"lodz\"), none of (source is \"fair\", touches where (direction is \"out\") exists in last 7 days))",
    "tag is \"wholesale\"",
    "city is \"lodz\"",
    "name contains \"an\"",
    "orders where (status is not \"refunded\") count in last 365 days >= 4",
    "orders count >= 7",
    "orders where (status is not \"cancelled\") sum of total >= 500 EUR",
    "orders last before 90 days ago",
    "touches where (direction is \"out\") exists in last 7 days",
    "orders last of channel is \"web\"",
};

class Watch final : public Stopwatch {
public:
    double elapsed_ms() const override {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun_).count();
    }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Works everything in, in slices; prints the sum and the longest.
bool settle(App& app, std::string_view what) {
    const Watch whole;
    double longest = 0;
    int slices = 0;
    for (bool done = false; !done; ++slices) {
        const Watch slice;
        const auto stepped = app.segments().step(slice, kSliceMs);
        if (!stepped) {
            std::cerr << stepped.error().message << '\n';
            return false;
        }
        done = *stepped;
        longest = std::max(longest, slice.elapsed_ms());
    }
    std::cout << std::format("{:<28} {:>8.1f} ms in {} slices, the longest {:.1f} ms\n", what,
                             whole.elapsed_ms(), slices, longest);
    return true;
}

/// The median time of some edits of one kind.
template <class Make> void edits(App& app, std::string_view what, Make make) {
    std::vector<double> times;
    for (int i = 0; i < 21; ++i) {
        const Command command = make(i);
        const Watch watch;
        const auto outcome = app.execute(command);
        if (!outcome) std::cerr << outcome.error().message << '\n';
        times.push_back(watch.elapsed_ms());
    }
    std::ranges::sort(times);
    std::cout << std::format("{:<28} {:>8.2f} ms, at most {:.2f} ms\n", what, times[times.size() / 2],
                             times.back());
}

void edits(App& app, const std::vector<Id>& contacts, std::string_view when) {
    edits(app, std::string("a tag, ") + std::string(when), [&](int i) {
        return Command{TagContacts{{contacts[static_cast<std::size_t>(i)]}, "wholesale", i % 2 == 0}};
    });
    edits(app, std::string("an order, ") + std::string(when), [&](int i) {
        AddRecord add;
        add.table = TableId::order;
        add.values = {{order_field::contact, contacts[static_cast<std::size_t>(i)]},
                      {order_field::placed_on, std::int64_t{kToday.days}},
                      {order_field::status, std::string("paid")},
                      {order_field::currency, std::string("EUR")},
                      {order_field::total, std::int64_t{1000}}};
        return Command{add};
    });
}

bool run(Workspace& workspace) {
    App app(workspace);
    std::vector<RowNo> rows;
    for (std::int64_t row = 1; row <= 1000; row += 10) rows.push_back(RowNo{row});
    const auto contacts = ids_of_rows(workspace, TableId::contact, rows);
    if (!contacts) return false;
    edits(app, *contacts, "without segments");
    Id first;
    for (std::size_t i = 0; i < std::size(kRules); ++i) {
        AddRecord add;
        add.table = TableId::segment;
        add.values = {{segment_field::name, "Segment " + std::to_string(i + 1)},
                      {segment_field::rule, std::string(kRules[i])}};
        const auto outcome = app.execute(add);
        if (!outcome) {
            std::cerr << outcome.error().message << '\n';
            return false;
        }
        if (i == 0) first = outcome->ids.front();
    }
    if (!settle(app, "10 segments counted")) return false;
    edits(app, *contacts, "with 10 segments");
    const Command rule{EditRecord{
        TableId::segment, first, {{segment_field::rule, std::string("orders count >= 2")}}, {}, {}, {}, 0}};
    return app.execute(rule).has_value() && settle(app, "another rule worked in");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "segment_times FILE\n";
        return 2;
    }
    const FixedClock clock(Instant::from_day(kToday));
    Random random(static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()));
    auto workspace = Workspace::open({argv[1], "", false}, {&clock, &random, {}, ""});
    if (!workspace) {
        std::cerr << workspace.error().message << '\n';
        return 1;
    }
    return run(**workspace) ? 0 : 1;
}
