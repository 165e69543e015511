// Prints how long lists take over a large shop: every sort, a filter of every column, searches and pages of cells, each of
// the four lists, asked for the first time after a change, after reading ahead, and again; where one statement can do the same, SQLite's own
// ORDER BY or WHERE beside it. Then what is done with many rows at once. Milliseconds of processor time.
//   list_times [CONTACTS] [LINES] [FILE]   (default: 100000 1000000; a FILE is kept, and used again when it is there)

#include <ctime>
#include <filesystem>
#include <format>
#include <iostream>
#include <string>

#include "core/app/app.h"
#include "core/app/import_job.h"
#include "core/app/list_reader.h"

namespace {

using namespace perennial;

constexpr std::string_view kSyllables[] = {"an",  "be",  "cor", "dal", "el", "fio", "gra",
                                           "hen", "ila", "jo",  "ka",  "lu", "mir", "nó"};
constexpr std::string_view kTags[] = {"VIP", "wholesale", "newsletter", "press", "friend", "event"};
constexpr std::int64_t kLinesOfOrder = 3;
constexpr std::int64_t kProducts = 2000;

std::string word(Random& random, int syllables) {
    std::string text;
    for (int i = 0; i < syllables; ++i) text += kSyllables[random.below(std::size(kSyllables))];
    return text;
}

std::string contacts_csv(Random& random, std::int64_t count) {
    std::string csv =
        "Customer number,Name,E-mail,Phone,City,Postal code,Country,Company,Tags,Source,Hat size\n";
    for (std::int64_t i = 0; i < count; ++i) {
        const std::string given = word(random, 2), family = word(random, 3);
        const std::string company = i % 3 == 0 ? word(random, 2) + " " + word(random, 1) : "";
        csv += std::format("{},{} {},{}.{}{}@example.com,+48 600 {:06},{},{:05},PL,{},{};{},shop,{}\n", i,
                           given, family, given, family, i, i % 1'000'000, word(random, 2),
                           random.below(99'999), company, kTags[random.below(std::size(kTags))],
                           kTags[random.below(std::size(kTags))], 50 + random.below(15));
    }
    return csv;
}

std::string lines_csv(Random& random, std::int64_t contacts, std::int64_t count) {
    std::string csv =
        "Order number,Order date,Customer number,SKU,Product,Quantity,Unit price,Sales channel\n";
    for (std::int64_t order = 0; order * kLinesOfOrder < count; ++order) {
        const auto contact = random.below(static_cast<std::uint64_t>(contacts));
        const Day day{static_cast<std::int32_t>(16'000 + random.below(4000))};
        for (std::int64_t line = 0; line < kLinesOfOrder; ++line) {
            const auto product = random.below(kProducts);
            csv += std::format("{},{},{},P{},Thing {},{},{}.{:02},{}\n", order, day.to_string(), contact,
                               product, product, 1 + random.below(4), 1 + random.below(60), random.below(100),
                               order % 3 == 0 ? "web" : "shop");
        }
    }
    return csv;
}

bool import_text(Workspace& workspace, const std::string& text, ImportKind kind) {
    ImportRequest request;
    request.file_name = "made.csv";
    const auto bytes = std::as_bytes(std::span(text));
    request.bytes = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    auto layout = propose_layout(*request.bytes, request.file_name, kind);
    if (layout) {
        request.layout = *std::move(layout);
        request.source = "made";
        ImportJob job(workspace, request);
        job.step(Endless{}, 1);
        if (job.result()) return true;
        layout = std::unexpected(job.result().error());
    }
    std::cerr << layout.error().message << '\n';
    return false;
}

bool fill(Workspace& workspace, std::int64_t contacts, std::int64_t lines) {
    Random data(2);
    App app(workspace);
    AddRecord hat;
    hat.table = TableId::custom_field;
    hat.values = {{custom_field_field::key, std::string("Hat size")},
                  {custom_field_field::label, std::string("Hat size")},
                  {custom_field_field::type, std::string("number")}};
    return app.execute(SetSetting{"currency", "EUR"}) && app.execute(hat) &&
           import_text(workspace, contacts_csv(data, contacts), ImportKind::contacts) &&
           import_text(workspace, lines_csv(data, contacts, lines), ImportKind::orders);
}

double processor_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

struct Measured {
    std::size_t rows = 0;
    double ms = 1e9;
};

/// The best of three, so that what else the machine does counts least.
template <class Ask> Measured measured(Ask ask) {
    Measured best;
    for (int i = 0; i < 3; ++i) {
        const double start = processor_ms();
        best.rows = ask();
        best.ms = std::min(best.ms, processor_ms() - start);
    }
    return best;
}

void show(std::string_view what, const Measured& first, std::optional<double> ahead_ms = std::nullopt,
          std::optional<double> again_ms = std::nullopt, std::optional<double> peer_ms = std::nullopt) {
    std::cout << std::format("{:<46} {:>8} rows {:>8.1f} ms", what, first.rows, first.ms);
    if (ahead_ms) std::cout << std::format("   read ahead {:>6.1f} ms", *ahead_ms);
    if (again_ms) std::cout << std::format("   again {:>6.1f} ms", *again_ms);
    if (peer_ms) std::cout << std::format("   SQL {:>8.1f} ms", *peer_ms);
    std::cout << std::endl;
}

ListQuery query_of(ListKind list, std::string_view view) {
    return {list, view_from_text(view).value_or(ListView{}), Day{20'000}, 60};
}

/// Processor time of `ask` by a reader that shows the list as at first and has read ahead, the best of three.
template <class Ask> double after_reading_ahead(Workspace& workspace, ListKind list, Ask ask) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        ListReader reader(workspace, list);
        (void)reader.rows(query_of(list, ""));
        while (!reader.read_ahead({}, 4096).value_or(true)) continue;
        const double start = processor_ms();
        ask(reader);
        best = std::min(best, processor_ms() - start);
    }
    return best;
}

/// Asked by a reader that knows nothing yet, by one that has read ahead, and by one that was asked before.
void show_view(Workspace& workspace, const std::string& what, ListKind list, std::string_view view,
               std::optional<double> peer_ms = std::nullopt) {
    const auto ask = [&](ListReader& reader) {
        const auto rows = reader.rows(query_of(list, view));
        if (!rows) std::cerr << rows.error().message << '\n';
        return rows ? rows->rows.size() : 0;
    };
    const Measured first = measured([&] {
        ListReader reader(workspace, list);
        return ask(reader);
    });
    ListReader reader(workspace, list);
    ask(reader);
    show(what, first, after_reading_ahead(workspace, list, ask), measured([&] { return ask(reader); }).ms,
         peer_ms);
}

std::string_view filter_for(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::text:
        case ColumnKind::link: return "contains:an";
        case ColumnKind::number:
        case ColumnKind::quantity:
        case ColumnKind::money: return "at_least:10";
        case ColumnKind::day:
        case ColumnKind::instant: return "in_last_days:365";
        case ColumnKind::yes_no: return "is:yes";
        case ColumnKind::choice: return "is:placed";
        case ColumnKind::many: return "is:VIP";
    }
    return "is_set";
}

/// As a program would that leaves sorting to the database.
std::optional<double> peer_sort(Workspace& workspace, ListKind list, std::string_view column) {
    struct Peer {
        ListKind list;
        std::string_view column, sql;
    };
    static constexpr Peer kPeers[] = {
        {ListKind::contacts, "name", "SELECT row FROM contact_rollup ORDER BY sort_key, row"},
        {ListKind::contacts, "email",
         "SELECT row FROM contact_rollup NOT INDEXED ORDER BY main_email, sort_key, row"},
        {ListKind::contacts, "city",
         "SELECT row FROM contact WHERE deleted = 0 ORDER BY lower(address ->> 'city'), row"},
        {ListKind::contacts, "spent",
         "SELECT row FROM contact_rollup NOT INDEXED ORDER BY spent DESC, sort_key, row"},
        {ListKind::contacts, "last_order",
         "SELECT row FROM contact_rollup NOT INDEXED ORDER BY last_order DESC, sort_key, row"},
        {ListKind::orders, "total",
         "SELECT row FROM \"order\" NOT INDEXED WHERE deleted = 0 ORDER BY total DESC, placed_on DESC, row"},
        {ListKind::orders, "placed_on",
         "SELECT row FROM \"order\" NOT INDEXED WHERE deleted = 0 ORDER BY placed_on DESC, row DESC"},
        {ListKind::orders, "lines",
         "SELECT o.row FROM \"order\" o WHERE deleted = 0 ORDER BY (SELECT count(*) FROM order_line l WHERE "
         "l.\"order\" = o.row AND l.deleted = 0), placed_on DESC, row"},
        {ListKind::products, "sold",
         "SELECT product FROM order_line WHERE product IS NOT NULL AND deleted = 0 GROUP BY product "
         "ORDER BY sum(quantity)"},
    };
    for (const Peer& peer : kPeers) {
        if (peer.list != list || peer.column != column) continue;
        return measured([&] {
                   auto statement = workspace.reader().prepare(peer.sql);
                   std::size_t rows = 0;
                   while (statement && statement->step().value_or(false)) ++rows;
                   return rows;
               })
            .ms;
    }
    return std::nullopt;
}

void measure_list(Workspace& workspace, ListKind list) {
    const std::string name(table(table_of(list)).plural);
    const auto columns = list_columns(workspace, list).value_or(std::vector<ListColumn>{});
    show_view(workspace, name + " as at first", list, "");
    for (const ListColumn& column : columns) {
        ListView view;
        view.sorts = {{column.name, true}};
        show_view(workspace, name + " by " + column.name, list, view_to_text(view),
                  peer_sort(workspace, list, column.name));
    }
    for (const ListColumn& column : columns) {
        ListView view;
        view.filters = {{column.name, FilterOp::is_set, {}}};
        std::string text = view_to_text(view);
        text.replace(text.find("is_set"), 6, filter_for(column.kind));
        show_view(workspace, name + " with " + text.substr(7), list, text);
    }
    for (const char* text : {"text=a", "text=fio%20mir", "text=123"})
        show_view(workspace, name + " with " + text, list, text);
    std::vector<std::string> names;
    for (const ListColumn& column : columns) names.push_back(column.name);
    const auto rows = list_rows(workspace, query_of(list, ""));
    const std::size_t middle = rows->rows.size() / 2, count = std::min<std::size_t>(50, middle);
    show(
        std::format("cells of {} {}, every column", count, name), measured([&] {
            return list_cells(workspace, list, names, std::span(rows->rows).subspan(middle, count), 60)->size();
        }));
}

void measure_commands(Workspace& workspace, std::int64_t contacts) {
    App app(workspace);
    const auto list = list_rows(workspace, query_of(ListKind::contacts, ""));
    for (const std::size_t count : {std::size_t{10'000}, static_cast<std::size_t>(contacts)}) {
        const auto ids = ids_of_rows(workspace, TableId::contact,
                                     std::span(list->rows).first(std::min(count, list->rows.size())));
        const auto once = [&](std::string_view what, const Command& command) {
            const double start = processor_ms();
            const auto outcome = app.execute(command);
            show(what, {outcome ? static_cast<std::size_t>(outcome->affected) : 0, processor_ms() - start});
        };
        once("tag contacts", TagContacts{*ids, "sale", true});
        once("undo it", Undo{});
        once("set an owner",
             EditMany{TableId::contact, *ids, {{contact_field::owner, std::string("Ines")}}, {}});
        once("undo it", Undo{});
        once("delete contacts", DeleteRecords{TableId::contact, *ids});
        once("undo it", Undo{});
    }
    show("contacts as CSV",
         measured([&] { return list_csv(workspace, query_of(ListKind::contacts, ""))->size(); }));
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t contacts = argc > 1 ? std::stoll(argv[1]) : 100'000;
    const std::int64_t lines = argc > 2 ? std::stoll(argv[2]) : 1'000'000;
    const bool kept = argc > 3;
    const auto file = kept ? std::filesystem::path(argv[3])
                           : std::filesystem::temp_directory_path() / "perennial-list-times.db";
    if (!kept) std::filesystem::remove(file);
    const bool there = std::filesystem::exists(file);
    const FixedClock clock(Instant{1'772'366'400'000});
    Random random(there ? 3 : 1);
    auto workspace = Workspace::open({file.string(), "", false}, {&clock, &random, {}, ""});
    if (!workspace) {
        std::cerr << workspace.error().message << '\n';
        return 1;
    }
    const bool filled = there || fill(**workspace, contacts, lines);
    if (filled) {
        for (const ListKind list :
             {ListKind::contacts, ListKind::companies, ListKind::products, ListKind::orders})
            measure_list(**workspace, list);
        if (!kept) measure_commands(**workspace, contacts);
    }
    workspace->reset();
    if (!kept) std::filesystem::remove(file);
    return filled ? 0 : 1;
}
