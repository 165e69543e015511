// How fast the share file is written and read: a shop of 100,000 contacts with members, and 200,000 orders with lines.
// Usage: share_file [CONTACTS]. Prints MB/s; the sink that reads only counts.

#include <chrono>
#include <cstdlib>
#include <format>
#include <iostream>
#include <string>

#include "core/base/random.h"
#include "core/interchange/share_file.h"

namespace perennial {
namespace {

class CountingSink final : public SnapshotSink {
public:
    Status header(const SnapshotHeader&) override { return {}; }
    Status change(const Change&) override { return {}; }
    Status row(const SnapshotRow&) override {
        ++rows;
        return {};
    }
    Status history(const SnapshotHistory&) override { return {}; }
    Status end() override { return {}; }
    std::int64_t rows = 0;
};

/// Ids in rising order.
Id id_of(TableId table, std::int64_t number) {
    Id id;
    id.bytes[0] = static_cast<std::uint8_t>(table) + 1;
    for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

SnapshotRow row_of(RowName name, FieldValues values) {
    return {.name = std::move(name), .values = std::move(values), .exceptions = {}};
}

Status write_contact(SnapshotSink& sink, std::int64_t i) {
    const Id id = id_of(TableId::contact, i);
    const std::string number = std::to_string(i);
    const std::string email = "person." + number + "@example.com";
    using member_field::rank, member_field::value;
    TRY(sink.row(
        row_of({TableId::contact, id, {}},
               {{contact_field::name, "Agnieszka Wróblewska " + number},
                {contact_field::address, Address{"ul. Piotrkowska " + number, "Łódź", "", "90-001", "PL"}},
                {contact_field::notes, "Prefers \"green\" tea, pays by card.\nCame in through the fair."},
                {contact_field::external_id, number}})));
    TRY(sink.row(row_of({TableId::contact_email, id, email}, {{value, email}, {rank, std::int64_t{0}}})));
    TRY(sink.row(row_of({TableId::contact_phone, id, "+48" + number}, {{value, "+48 " + number}})));
    return sink.row(row_of({TableId::contact_tag, id, "vip"}, {{value, "VIP"}}));
}

Status write_order(SnapshotSink& sink, std::int64_t i) {
    namespace order = order_field;
    return sink.row(row_of({TableId::order, id_of(TableId::order, i), {}},
                           {{order::contact, id_of(TableId::contact, i / 2)},
                            {order::number, std::to_string(i)},
                            {order::placed_on, 20'000 + i % 500},
                            {order::status, "paid"},
                            {order::currency, "PLN"},
                            {order::total, i * 7 % 100'000}}));
}

Status write_line(SnapshotSink& sink, std::int64_t i) {
    namespace line = order_line_field;
    return sink.row(row_of({TableId::order_line, id_of(TableId::order_line, i), {}},
                           {{line::order, id_of(TableId::order, i)},
                            {line::title, "Green tea, 100 g"},
                            {line::quantity, 500 + i % 7 * 500},
                            {line::unit_price, i % 9'000}}));
}

Status write_shop(SnapshotSink& sink, std::int64_t contacts) {
    TRY(sink.header({id_of(TableId::setting, 1), 1}));
    Change import;
    import.writer = id_of(TableId::setting, 2);
    import.n = 1;
    import.kind = ChangeKind::import;
    TRY(sink.change(import));
    for (std::int64_t i = 1; i <= contacts; ++i) TRY(write_contact(sink, i));
    for (std::int64_t i = 1; i <= 2 * contacts; ++i) TRY(write_order(sink, i));
    for (std::int64_t i = 1; i <= 2 * contacts; ++i) TRY(write_line(sink, i));
    return sink.end();
}

double milliseconds_of(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void report(std::string_view what, double ms, std::size_t bytes) {
    std::cout << std::format("{:<28} {:8.1f} ms {:8.1f} MB/s\n", what, ms,
                             static_cast<double>(bytes) / 1000 / ms);
}

int run(std::int64_t contacts) {
    Status status;
    CountingSink nothing;
    const double making = milliseconds_of([&] { status = write_shop(nothing, contacts); });
    ShareWriter writer;
    const double writing = milliseconds_of([&] { status = write_shop(writer, contacts); });
    const std::string text = writer.take();
    if (!status) {
        std::cerr << status.error().message << '\n';
        return EXIT_FAILURE;
    }
    std::cout << std::format("{} contacts, {} rows, {:.1f} MB\n", contacts, nothing.rows,
                             static_cast<double>(text.size()) / 1'000'000);
    report("making the rows alone", making, text.size());
    report("writing, rows included", writing, text.size());
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    CountingSink counting;
    const double reading = milliseconds_of([&] {
        ShareReader reader(counting, "bench.json");
        for (std::size_t at = 0; status && at < text.size(); at += kPiece) {
            status = reader.feed(std::string_view(text).substr(at, kPiece));
        }
        if (status) status = reader.finish();
    });
    report("reading in 64 KiB pieces", reading, text.size());
    if (!status) std::cerr << status.error().message << '\n';
    return status && counting.rows == nothing.rows ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace perennial

int main(int count, char** arguments) {
    constexpr std::int64_t kContacts = 100'000;
    return perennial::run(count > 1 ? std::strtoll(arguments[1], nullptr, 10) : kContacts);
}
