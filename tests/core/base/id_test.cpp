#include "core/base/id.h"

#include <doctest/doctest.h>

#include <set>
#include <unordered_set>

namespace perennial {
namespace {

std::int64_t milliseconds_of(const Id& id) {
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return ms;
}

TEST_CASE("an id reads back from its text in any case") {
    const auto id = Id::parse("0197F3C2-89ab-7CDE-8f01-23456789abcd");
    REQUIRE(id);
    CHECK(id->to_string() == "0197f3c2-89ab-7cde-8f01-23456789abcd");
    CHECK(Id::parse(id->to_string()) == id);
    CHECK(Id::from_bytes(std::as_bytes(std::span(id->bytes))) == *id);
    CHECK_FALSE(id->empty());
    CHECK(Id{}.empty());
}

TEST_CASE("what is not 36 characters of an id is refused") {
    for (const std::string_view text :
         {"", "0197f3c2-89ab-7cde-8f01-23456789abc", "0197f3c2-89ab-7cde-8f01-23456789abcde",
          "0197f3c289ab7cde8f0123456789abcd", "0197f3c2-89ab-7cde-8f01-23456789abcg",
          "0197f3c2089ab-7cde-8f01-23456789abcd", "{197f3c2-89ab-7cde-8f01-23456789abc}"}) {
        CAPTURE(text);
        CHECK_FALSE(Id::parse(text));
    }
}

TEST_CASE("ids are ordered as their texts are") {
    const Id low = *Id::parse("00000000-0000-0000-0000-0000000000ff");
    const Id high = *Id::parse("80000000-0000-0000-0000-000000000000");
    CHECK(low < high);
    CHECK(low.to_string() < high.to_string());
}

TEST_CASE("new ids are UUIDs of version 7 that carry the clock's milliseconds") {
    FixedClock clock(*Instant::parse("2026-03-01T12:00:00Z"));
    Random random(1);
    IdSource source(clock, random);
    const Id id = source.next();
    CHECK((id.bytes[6] >> 4) == 7);
    CHECK((id.bytes[8] >> 6) == 2);
    CHECK(milliseconds_of(id) == clock.now().ms);
}

TEST_CASE("ids made within one millisecond stay in order and never repeat") {
    FixedClock clock(Instant{1'772'366'400'000});
    Random random(5);
    IdSource source(clock, random);
    Id last = source.next();
    for (int i = 0; i < 200'000; ++i) {
        const Id next = source.next();
        REQUIRE(last < next);
        last = next;
    }
    CHECK(milliseconds_of(last) == clock.now().ms);
}

TEST_CASE("ids keep their order when the clock goes back, and follow it when it goes on") {
    FixedClock clock(Instant{1'772'366'400'000});
    Random random(5);
    IdSource source(clock, random);
    const Id before = source.next();
    clock.advance_ms(-3'600'000);
    const Id after = source.next();
    CHECK(before < after);
    CHECK(milliseconds_of(after) == 1'772'366'400'000);
    clock.advance_ms(3'600'001);
    const Id later = source.next();
    CHECK(after < later);
    CHECK(milliseconds_of(later) == clock.now().ms);
}

TEST_CASE("a clock that stands at or before 1970 still gives ids") {
    for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{-1}}) {
        CAPTURE(ms);
        FixedClock clock(Instant{ms});
        Random random(9);
        IdSource source(clock, random);
        const Id first = source.next();
        CHECK_FALSE(first.empty());
        CHECK(first < source.next());
    }
}

TEST_CASE("two sources with different seeds do not meet in the same millisecond") {
    FixedClock clock(Instant{1'772'366'400'000});
    Random one(1);
    Random two(2);
    IdSource first(clock, one);
    IdSource second(clock, two);
    std::set<Id> seen;
    for (int i = 0; i < 10'000; ++i) {
        seen.insert(first.next());
        seen.insert(second.next());
    }
    CHECK(seen.size() == 20'000);
}

TEST_CASE("derived ids are the same on every machine, for ever") {
    // Golden values: changing them would make every imported row a new one.
    struct Case {
        std::string_view kind, source, number, id;
    };
    for (const Case& c : {Case{"contact", "shop.csv", "1042", "64eb8169-1133-819e-b532-ce4b987adbcb"},
                          Case{"order", "shop.csv", "1042", "b18b5dc8-6240-8b81-805a-d5af178e50a2"},
                          Case{"contact", "", "", "5375e144-ab39-8caf-bbcd-46e594d5f702"},
                          Case{"contact", "łódź.csv", "№ 7", "a481f191-e5ad-8853-9151-85a768389639"}}) {
        CAPTURE(c.number);
        CHECK(derived_id(c.kind, c.source, c.number).to_string() == c.id);
    }
}

TEST_CASE("derived ids are UUIDs of version 8, and apart wherever their parts are") {
    const Id id = derived_id("contact", "shop", "1");
    CHECK((id.bytes[6] >> 4) == 8);
    CHECK((id.bytes[8] >> 6) == 2);
    CHECK(id == derived_id("contact", "shop", "1"));
    for (const Id& other : {derived_id("order", "shop", "1"), derived_id("contact", "shop1", ""),
                            derived_id("contact", "sho", "p1"), derived_id("contacts", "hop", "1"),
                            derived_id("contact", "shop", "2"), derived_id("contact", "shop", "1 ")}) {
        CHECK(other != id);
    }
}

TEST_CASE("ids hash well enough for large tables") {
    std::unordered_set<std::size_t> hashes;
    for (int i = 0; i < 50'000; ++i) hashes.insert(std::hash<Id>{}(derived_id("t", "s", std::to_string(i))));
    CHECK(hashes.size() > 49'990);
}

}  // namespace
}  // namespace perennial
