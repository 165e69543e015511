// Prints how long the read models take over a large shop: a page of rows, the page and the timeline of a contact with
// thousands of events. Lists are measured by list_times.
//   query_times [CONTACTS] [ORDERS]   (default: 100000 300000)

#include <chrono>
#include <filesystem>
#include <format>
#include <iostream>
#include <string>

#include "core/app/app.h"
#include "core/app/import_job.h"
#include "core/app/lists.h"

namespace {

using namespace perennial;

constexpr std::string_view kSyllables[] = {"an",  "be",  "cor", "dal", "el", "fio", "gra",
                                           "hen", "ila", "jo",  "ka",  "lu", "mir", "no"};

std::string word(Random& random, int syllables) {
    std::string text;
    for (int i = 0; i < syllables; ++i) text += kSyllables[random.below(std::size(kSyllables))];
    return text;
}

std::string contacts_csv(Random& random, std::int64_t count) {
    std::string csv = "Customer number,Name,E-mail,Phone,City\n";
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string given = word(random, 2), family = word(random, 3);
        csv += std::format("{},{} {},{}.{}{}@example.com,+48 600 {:06},{}\n", i, given, family, given, family,
                           i, i % 1'000'000, word(random, 2));
    }
    return csv;
}

/// Every hundredth order is the first contact's, so that one page is crowded.
std::string orders_csv(Random& random, std::int64_t contacts, std::int64_t count) {
    std::string csv = "Order number,Order date,Customer number,Amount\n";
    for (std::int64_t i = 0; i < count; ++i) {
        const auto contact = i % 100 == 0 ? 0 : random.below(static_cast<std::uint64_t>(contacts));
        const Day day{static_cast<std::int32_t>(16'000 + random.below(4000))};
        csv += std::format("{},{},{},{}.{:02}\n", i, day.to_string(), contact, random.below(200),
                           random.below(100));
    }
    return csv;
}

int import_text(Workspace& workspace, const std::string& text, ImportKind kind) {
    ImportRequest request;
    request.file_name = "made.csv";
    const auto bytes = std::as_bytes(std::span(text));
    request.bytes = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    auto layout = propose_layout(*request.bytes, request.file_name, kind);
    if (!layout) {
        std::cerr << layout.error().message << '\n';
        return 1;
    }
    request.layout = *std::move(layout);
    request.source = "made";
    ImportJob job(workspace, request);
    job.step(Endless{}, 1);
    if (job.result()) return 0;
    std::cerr << job.result().error().message << '\n';
    return 1;
}

/// The best of five, so that what else the machine does counts least.
template <class Ask> void measure(std::string_view what, Ask ask) {
    double best = 1e9;
    std::size_t rows = 0;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        rows = ask();
        best = std::min(
            best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::cout << std::format("{:<44} {:>8} rows {:>9.2f} ms\n", what, rows, best);
}

void measure_rows(Workspace& workspace) {
    const auto middle = [&](ListKind list) {
        auto rows = list_rows(workspace, {list, {}, Day{}, 0})->rows;
        return std::vector(rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2), rows.end());
    };
    const auto contacts = middle(ListKind::contacts), orders = middle(ListKind::orders);
    measure("50 rows of contacts",
            [&] { return contact_rows(workspace, std::span(contacts).first(50))->size(); });
    measure("50 rows of orders", [&] { return order_rows(workspace, std::span(orders).first(50))->size(); });
}

void measure_pages(Workspace& workspace) {
    const Id crowded = derived_id("contact", "made", "0");
    measure("page of a crowded contact",
            [&] { return static_cast<std::size_t>(contact_page(workspace, crowded)->order_count); });
    measure("first 30 of its timeline",
            [&] { return timeline(workspace, crowded, TimelineFilter::everything, 0, 30)->size(); });
    measure("30 of its timeline from 2000",
            [&] { return timeline(workspace, crowded, TimelineFilter::everything, 2000, 30)->size(); });
    measure("the workspace at a glance",
            [&] { return static_cast<std::size_t>(workspace_summary(workspace)->contacts); });
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t contacts = argc > 1 ? std::stoll(argv[1]) : 100'000;
    const std::int64_t orders = argc > 2 ? std::stoll(argv[2]) : 300'000;
    const auto file = std::filesystem::temp_directory_path() / "perennial-query-times.db";
    std::filesystem::remove(file);
    const FixedClock clock(Instant{1'772'366'400'000});
    Random random(1), data(2);
    int failed = 1;
    if (auto workspace = Workspace::open({file.string(), "", false}, {&clock, &random, {}, ""})) {
        failed = import_text(**workspace, contacts_csv(data, contacts), ImportKind::contacts) +
                 import_text(**workspace, orders_csv(data, contacts, orders), ImportKind::orders);
        if (failed == 0) {
            measure_rows(**workspace);
            measure_pages(**workspace);
        }
    }
    std::filesystem::remove(file);
    return failed == 0 ? 0 : 1;
}
