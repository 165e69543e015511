#include "tests/support/random_snapshot.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace perennial {
namespace {

constexpr std::array<std::string_view, 12> kWords{
    "a",    "Ada Lovelace",       "Łódź",      "\"quoted\"", "back\\slash",          "{\"json\": [1]}",
    "東京", "👩‍👩‍👧", "tab\there", "two\nlines", "\x01\x1F\x7F control", "</script>\u2028"};

class Generator {
public:
    Generator(Random& random, const SnapshotShape& shape) : random_(random), shape_(shape) {}

    RecordedSnapshot make() {
        snapshot_.header = {id(), 1 + below(shape_.changes)};
        make_changes();
        for (const Table& entry : catalogue()) {
            if (entry.kind == TableKind::entity) make_table(entry);
        }
        make_history();
        snapshot_.ended = true;
        return std::move(snapshot_);
    }

private:
    std::int64_t below(std::int64_t bound) {
        return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(bound)));
    }
    bool chance(int percent) { return below(100) < percent; }

    Id id() {
        Id made;
        for (auto& byte : made.bytes) byte = static_cast<std::uint8_t>(below(256));
        made.bytes[0] |= 1;
        return made;
    }

    std::string text(std::size_t most) {
        std::string made;
        do {
            const std::string_view word = kWords[random_.below(kWords.size())];
            if (made.size() + word.size() <= most) made += word;
        } while (made.empty() || chance(40));
        return made;
    }

    std::int64_t number() {
        constexpr std::array kExtremes{std::numeric_limits<std::int64_t>::max(),
                                       std::numeric_limits<std::int64_t>::min(), std::int64_t{0},
                                       std::int64_t{-1}, (std::int64_t{1} << 53) + 1};
        if (chance(20)) return kExtremes[random_.below(kExtremes.size())];
        return below(20'000) - 10'000;
    }

    Instant instant() {
        constexpr std::int64_t kFirst = -62'135'596'800'000;  // 0001-01-01T00:00:00.000Z
        constexpr std::int64_t kLast = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z
        if (chance(10)) return {chance(50) ? kFirst : kLast};
        return {kFirst + below(kLast - kFirst)};
    }

    std::int64_t day() {
        if (chance(10))
            return chance(50) ? Day::from_civil(1, 1, 1)->days : Day::from_civil(9999, 12, 31)->days;
        return below(40'000) - 10'000;
    }

    Address address() {
        Address made;
        for (auto part :
             {&Address::street, &Address::city, &Address::region, &Address::postal_code, &Address::country}) {
            if (chance(50)) made.*part = text(200);
        }
        if (made.empty()) made.city = "Łódź";
        return made;
    }

    std::string rule() {
        const std::string part = R"({"segment":")" + id().to_string() + R"(","inside":true})";
        if (chance(50)) return R"({"rule":)" + part + "}";
        return R"({"rule":{"none":[)" + part +
               R"(,{"field":"name","op":"is","values":["„Łódź“ \\ \""]}]},"as_of":"2026-03-01"})";
    }

    Value value(const Field& field) {
        switch (field.type) {
            case FieldType::integer:
            case FieldType::quantity:
            case FieldType::money: return number();
            case FieldType::yes_no: return below(2);
            case FieldType::day: return day();
            case FieldType::instant: return instant().ms;
            case FieldType::birthday: return std::string(chance(50) ? "--02-29" : "1990-12-31");
            case FieldType::choice: return std::string(field.choices[random_.below(field.choices.size())]);
            case FieldType::currency: return std::string(chance(50) ? "PLN" : "JPY");
            case FieldType::address: return address();
            case FieldType::reference: return id();
            case FieldType::rule: return rule();
            default: return text(field.max_bytes);
        }
    }

    ChangeIndex any_change() { return below(snapshot_.header.change_count); }

    void make_changes() {
        const std::array writers{id(), id()};
        std::map<Id, std::int64_t> last;
        LogicalTime time{-(std::int64_t{1} << 20)};
        for (ChangeIndex i = 0; i < snapshot_.header.change_count; ++i) {
            time.bits += 1 + (chance(50) ? below(5) : below(std::int64_t{1} << 55));
            const Id writer = writers[random_.below(2)];
            Change change{.writer = writer,
                          .n = last[writer] += 1 + below(3),
                          .time = time,
                          .wall = instant(),
                          .kind = static_cast<ChangeKind>(below(5)),
                          .author = {},
                          .label = {},
                          .source = {},
                          .detail = {},
                          .undoes_writer = {},
                          .undoes_n = 0};
            for (auto part : {&Change::author, &Change::label, &Change::source, &Change::detail}) {
                if (chance(60)) change.*part = text(300);
            }
            if (chance(30)) {
                change.undoes_writer = id();
                change.undoes_n = 1 + below(1000);
            }
            snapshot_.changes.push_back(std::move(change));
        }
    }

    void fill(SnapshotRow& row) {
        const Table& description = table(row.name.table);
        row.deleted = chance(20);
        for (FieldNo i = 0; i < description.fields.size(); ++i) {
            if (chance(60)) row.values.emplace_back(i, value(description.fields[i]));
        }
        for (RegisterNo i = 0; i <= description.fields.size(); ++i) {
            const ChangeIndex change = any_change();
            if (chance(15) && change != row.change) row.exceptions.emplace_back(i, change);
        }
    }

    void make_table(const Table& description) {
        std::vector<Id> ids(static_cast<std::size_t>(below(shape_.rows_per_table + 1)));
        for (Id& made : ids) made = id();
        std::ranges::sort(ids);
        for (const Id& made : ids) {
            SnapshotRow row{
                .name = {description.id, made, {}}, .values = {}, .change = any_change(), .exceptions = {}};
            fill(row);
            snapshot_.rows.push_back(row);
            for (const Table& members : catalogue()) {
                if (members.kind == TableKind::member && members.owner == description.id)
                    make_members(members, row);
            }
        }
    }

    void make_members(const Table& members, const SnapshotRow& owner) {
        std::vector<std::string> keys(static_cast<std::size_t>(below(shape_.members_per_list + 1)));
        for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = text(100) + std::to_string(i);
        std::ranges::sort(keys);
        for (const std::string& key : keys) {
            SnapshotRow row{.name = {members.id, owner.name.id, key},
                            .values = {},
                            .change = chance(70) ? owner.change : any_change(),
                            .exceptions = {}};
            fill(row);
            snapshot_.rows.push_back(std::move(row));
        }
    }

    void make_history() {
        std::map<std::tuple<RowName, RegisterNo, ChangeIndex>, Value> entries;
        const auto count = snapshot_.rows.empty() ? 0 : below(shape_.history + 1);
        for (std::int64_t i = 0; i < count; ++i) {
            const RowName& name = snapshot_.rows[random_.below(snapshot_.rows.size())].name;
            const auto fields = table(name.table).fields;
            const auto register_no = static_cast<RegisterNo>(random_.below(fields.size() + 1));
            Value overwritten;
            if (register_no == kLivesRegister) {
                overwritten = below(2);
            } else if (chance(70)) {
                overwritten = value(fields[register_no - 1u]);
            }
            entries.insert_or_assign({name, register_no, any_change()}, std::move(overwritten));
        }
        for (const auto& [place, overwritten] : entries) {
            const auto& [name, register_no, change] = place;
            snapshot_.history.push_back({name, register_no, change, overwritten});
        }
    }

    Random& random_;
    SnapshotShape shape_;
    RecordedSnapshot snapshot_;
};

}  // namespace

RecordedSnapshot random_snapshot(Random& random, const SnapshotShape& shape) {
    return Generator(random, shape).make();
}

}  // namespace perennial
