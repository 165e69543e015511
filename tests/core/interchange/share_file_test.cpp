#include "core/interchange/share_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/interchange/json_element.h"
#include "core/interchange/share_values.h"
#include "tests/support/random_snapshot.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/share_text.h"

namespace perennial {
namespace {

constexpr std::string_view kGoldenFolder = "tests/golden/share/v0";

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

/// Every error of a share file says where.
bool has_place(const Error& error) {
    return error.place && error.place->line > 0 && !error.place->column.empty();
}

/// Which tables, fields and oddities the random snapshots have shown.
struct Coverage {
    std::set<std::pair<TableId, FieldNo>> fields;
    std::set<TableId> history;
    int deleted = 0, members_of_deleted = 0, exceptions = 0, lives_history = 0, absent_history = 0,
        undoes = 0;

    void add(const RecordedSnapshot& snapshot) {
        Id deleted_owner;
        for (const SnapshotRow& row : snapshot.rows) {
            for (const auto& [number, value] : row.values) fields.emplace(row.name.table, number);
            deleted += row.deleted ? 1 : 0;
            exceptions += row.exceptions.empty() ? 0 : 1;
            if (table(row.name.table).kind == TableKind::entity)
                deleted_owner = row.deleted ? row.name.id : Id{};
            if (!row.name.key.empty() && row.name.id == deleted_owner) ++members_of_deleted;
        }
        for (const SnapshotHistory& entry : snapshot.history) {
            history.insert(entry.name.table);
            lives_history += entry.register_no == kLivesRegister ? 1 : 0;
            absent_history += absent(entry.value) ? 1 : 0;
        }
        undoes += static_cast<int>(std::ranges::count_if(
            snapshot.changes, [](const Change& change) { return change.undoes_n > 0; }));
    }
};

Status feed_in_chunks(ShareReader& reader, std::string_view text, Random& random, std::uint64_t most) {
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(text.size(), 1 + random.below(most));
        TRY(reader.feed(text.substr(0, size)));
        text.remove_prefix(size);
    }
    return reader.finish();
}

}  // namespace

TEST_CASE("a snapshot that is written reads back as it was, and writes the same bytes again") {
    Coverage coverage;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const RecordedSnapshot snapshot = random_snapshot(random);
        coverage.add(snapshot);
        const auto text = write_share(snapshot);
        REQUIRE_MESSAGE(text.has_value(), text.error().message);
        const auto read = read_share(*text);
        REQUIRE_MESSAGE(read.has_value(), read.error().message);
        REQUIRE(described(*read) == described(snapshot));
        REQUIRE(write_share(*read).value() == *text);
    }
    std::size_t all_fields = 0;
    for (const Table& entry : catalogue()) all_fields += entry.fields.size();
    CHECK(coverage.fields.size() == all_fields);
    CHECK(coverage.history.size() == kTableCount);
    CHECK(coverage.deleted > 0);
    CHECK(coverage.members_of_deleted > 0);
    CHECK(coverage.exceptions > 0);
    CHECK(coverage.lives_history > 0);
    CHECK(coverage.absent_history > 0);
    CHECK(coverage.undoes > 0);
}

TEST_CASE("a file may come in pieces of any size") {
    for (const std::uint64_t most : {1u, 2u, 7u, 100u, 5000u}) {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            CAPTURE(most);
            CAPTURE(seed);
            Random random(seed);
            const RecordedSnapshot snapshot = random_snapshot(random);
            const std::string text = write_share(snapshot).value();
            RecordingSink sink;
            ShareReader reader(sink, "test.json");
            const auto status = feed_in_chunks(reader, text, random, most);
            REQUIRE_MESSAGE(status.has_value(), status.error().message);
            REQUIRE(described(sink.recorded) == described(snapshot));
        }
    }
}

TEST_CASE("what a writer gives piece by piece is the same as all at once") {
    const RecordedSnapshot shop = sample_snapshot();
    ShareWriter writer;
    std::string pieces;
    REQUIRE(writer.header(shop.header));
    for (const Change& change : shop.changes) {
        REQUIRE(writer.change(change));
        pieces += writer.take();
    }
    for (const SnapshotRow& row : shop.rows) {
        REQUIRE(writer.row(row));
        pieces += writer.take();
    }
    for (const SnapshotHistory& entry : shop.history) REQUIRE(writer.history(entry));
    REQUIRE(writer.end());
    pieces += writer.take();
    CHECK(pieces == write_share(shop).value());
}

TEST_CASE("every golden file still reads, and writes itself") {
    const auto names = json_files(kGoldenFolder);
    REQUIRE(names.size() >= 3);
    for (const std::string& name : names) {
        CAPTURE(name);
        const std::string text = project_file(std::string(kGoldenFolder) + "/" + name);
        const auto read = read_share(text, name);
        REQUIRE_MESSAGE(read.has_value(), read.error().message);
        CHECK(write_share(*read).value() == text);
    }
}

TEST_CASE("the golden shop means what was written into it by hand") {
    const std::string text = project_file(std::string(kGoldenFolder) + "/small_shop.json");
    CHECK(described(read_share(text).value()) == described(sample_snapshot()));
    CHECK(write_share(sample_snapshot()).value() == text);
}

TEST_CASE("a file cut off at any byte is refused with its place, and nothing is said to have ended") {
    const std::string text = write_share(sample_snapshot()).value();
    // The last byte is a line end, without which the document is complete.
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        CAPTURE(size);
        RecordingSink sink;
        ShareReader reader(sink, "cut.json");
        auto status = reader.feed(std::string_view(text).substr(0, size));
        if (status) status = reader.finish();
        REQUIRE_FALSE(status.has_value());
        REQUIRE(status.error().code == ErrorCode::malformed);
        REQUIRE(has_place(status.error()));
        REQUIRE_FALSE(sink.recorded.ended);
    }
}

TEST_CASE("a file with any one byte changed is refused with its place, or is another valid file") {
    const std::string original = write_share(sample_snapshot()).value();
    int refused = 0;
    int valid = 0;
    for (std::size_t at = 0; at < original.size(); ++at) {
        for (const unsigned mask : {0x01u, 0x10u, 0x20u, 0x80u, 0xFFu}) {
            CAPTURE(at);
            CAPTURE(mask);
            std::string text = original;
            text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ mask);
            const auto read = read_share(text);
            if (!read) {
                ++refused;
                REQUIRE(has_place(read.error()));
                continue;
            }
            ++valid;
            const auto written = write_share(*read);
            REQUIRE_MESSAGE(written.has_value(), written.error().message);
            REQUIRE(described(read_share(*written).value()) == described(*read));
        }
    }
    CHECK(refused > 1000);
    CHECK(valid > 100);
}

TEST_CASE(
    "white space, the order of fields and what says nothing are free, a byte order mark may stand first") {
    const std::string text =
        "\xEF\xBB\xBF { \"perennial\" : {\r\n \"change_count\": 1, \"format\": 0, \"business\": "
        "\"0197f3c2-0000-7000-8000-0000000000b0\" } ,\n\"changes\": [ { \"kind\": \"edit\", \"wall\": "
        "\"2026-03-01T12:00:00.000Z\", \"time\": {\"counter\":0,\"ms\":5}, \"n\": 1, \"writer\": "
        "\"0197f3c2-0000-7000-8000-0000000000a1\" } ] , \"tables\" : { \"contact\" : [ { \"tags\": [ { "
        "\"value\": "
        "\"VIP\", \"key\": \"vip\" } ], \"changes\": {\"name\": 0}, \"notes\": \"n\", \"name\": "
        "\"\\u0141\\u00f3d\\u017a\", \"change\": "
        "0, \"id\": "
        "\"0197f3c2-0000-7000-8000-000000000001\" } ] } , \"history\" : [ ] } \n\n";
    const auto read = read_share(text);
    REQUIRE_MESSAGE(read.has_value(), read.error().message);
    REQUIRE(read->rows.size() == 2);
    CHECK(read->rows[0].values == FieldValues{{contact_field::name, "Łódź"}, {contact_field::notes, "n"}});
    CHECK(read->rows[0].exceptions.empty());
    CHECK(read->rows[1].name == RowName{TableId::contact_tag, sample_id(1), "vip"});
}

TEST_CASE("the first error is final") {
    RecordingSink sink;
    ShareReader reader(sink, "test.json");
    const auto first = reader.feed("[");
    REQUIRE_FALSE(first.has_value());
    const auto second = reader.feed(write_share(sample_snapshot()).value());
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().message == first.error().message);
    CHECK(reader.finish().error().place == first.error().place);
    CHECK(sink.recorded.changes.empty());
}

TEST_CASE("a sink's refusal is passed on with the place of what it refused") {
    struct Refusing final : SnapshotSink {
        Status header(const SnapshotHeader&) override { return {}; }
        Status change(const Change&) override { return {}; }
        Status row(const SnapshotRow& row) override {
            if (row.name.table != TableId::company) return {};
            return fail(ErrorCode::refused, "Not here.");
        }
        Status history(const SnapshotHistory&) override { return {}; }
        Status end() override { return {}; }
    };
    const std::string text = write_share(sample_snapshot()).value();
    const auto before = text.substr(0, text.find("{\"id\":\"0197f3c2-0000-7000-8000-000000000003\""));
    Refusing sink;
    ShareReader reader(sink, "shop.json");
    const auto status = reader.feed(text);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == ErrorCode::refused);
    CHECK(status.error().place == Place{"shop.json", 1 + std::ranges::count(before, '\n'), "1"});
}

TEST_CASE("a file beyond the limits is too large") {
    const std::string text = write_share(sample_snapshot()).value();
    const auto size = static_cast<std::int64_t>(text.size());
    struct Case {
        std::string_view what;
        ShareLimits limits;
        bool fits;
    };
    // 1 header, 4 changes, 8 records, 4 history entries.
    for (const auto& c : {Case{"just enough", {size, 17}, true}, Case{"one byte more", {size - 1, 17}, false},
                          Case{"one piece more", {size, 16}, false}}) {
        CAPTURE(c.what);
        RecordingSink sink;
        ShareReader reader(sink, "test.json", c.limits);
        const auto status = reader.feed(text);
        CHECK(status.has_value() == c.fits);
        if (!status) CHECK(status.error().code == ErrorCode::too_large);
    }
}

TEST_CASE("a share file is recognised by its beginning") {
    struct Case {
        std::string_view beginning;
        bool is;
    };
    for (const auto& c :
         {Case{"{\"perennial\":{\"format\":0", true}, Case{"\xEF\xBB\xBF\n { \t\"perennial\"", true},
          Case{"{\"perennial", false}, Case{"", false}, Case{"{", false}, Case{"{\"contacts\":[]}", false},
          Case{"name,\"perennial\"", false}, Case{"[{\"perennial\"", false}}) {
        CAPTURE(c.beginning);
        CHECK(looks_like_share_file(bytes_of(c.beginning)) == c.is);
    }
}

TEST_CASE("no field of the catalogue has a name that the file uses for itself") {
    for (const Table& entry : catalogue()) {
        std::set<std::string_view> names{share_name::change, share_name::changes, share_name::deleted};
        if (entry.kind == TableKind::member) {
            names.insert(share_name::key);
        } else {
            names.insert({share_name::id, share_name::continued});
        }
        for (const Field& field : entry.fields) CHECK_MESSAGE(names.insert(field.name).second, field.name);
        for (const Table& members : catalogue()) {
            if (members.kind != TableKind::member || members.owner != entry.id) continue;
            CHECK_MESSAGE(names.insert(members.nested).second, members.nested);
        }
        CHECK(names.size() <= kMaxJsonKeys);
    }
}

}  // namespace perennial
