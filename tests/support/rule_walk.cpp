#include "tests/support/rule_walk.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/base/text.h"
#include "tests/core/storage/workspace_fixture.h"

namespace perennial::test {
namespace {

using Wide = __int128;

// Days, by looking at one after the other --------------------------------------------------------------------

int month_number(Day day) { return day.civil().year * 12 + day.civil().month; }

/// The same day of the month `months` later, or the last day before it.
Day months_later(Day day, int months) {
    const int wanted = month_number(day) + months;
    Day at = day;
    while (month_number(at) < wanted) ++at.days;
    while (month_number(at) > wanted) --at.days;
    while (month_number(Day{at.days - 1}) == wanted) --at.days;  // The month's first.
    while (at.civil().day < day.civil().day && month_number(Day{at.days + 1}) == wanted) ++at.days;
    return at;
}

Day later(Day day, int count, RuleUnit unit) {
    if (unit == RuleUnit::days) return Day{day.days + count};
    if (unit == RuleUnit::weeks) return Day{day.days + 7 * count};
    return months_later(day, unit == RuleUnit::months ? count : 12 * count);
}

Day meant(const RuleValue& value, Day today) {
    const auto& day = std::get<RuleDay>(value);
    if (day.kind == RuleDay::Kind::absolute) return day.day;
    if (day.kind == RuleDay::Kind::today) return today;
    return later(today, day.kind == RuleDay::Kind::ago ? -day.offset.count : day.offset.count,
                 day.offset.unit);
}

bool day_passes(Day day, const RuleTest& test, Day today) {
    switch (test.op) {
        case RuleOp::in_last: {
            const auto& span = std::get<RuleSpan>(test.values[0]);
            return day <= today && day > later(today, -span.count, span.unit);
        }
        case RuleOp::in_next: {
            const auto& span = std::get<RuleSpan>(test.values[0]);
            return day >= today && day < later(today, span.count, span.unit);
        }
        case RuleOp::before: return day < meant(test.values[0], today);
        case RuleOp::after: return day > meant(test.values[0], today);
        case RuleOp::since: return day >= meant(test.values[0], today);
        case RuleOp::until: return day <= meant(test.values[0], today);
        case RuleOp::between:
            return day >= meant(test.values[0], today) && day <= meant(test.values[1], today);
        default: return day == meant(test.values[0], today);
    }
}

bool birthday_passes(const std::string& text, const RuleTest& test, Day today) {
    const auto birthday = Birthday::parse(text);
    REQUIRE(birthday);
    const auto& span = std::get<RuleSpan>(test.values[0]);
    const bool last = test.op == RuleOp::in_last;
    const Day end = later(today, last ? -span.count : span.count, span.unit);
    for (Day day = today; day != end; day.days += last ? -1 : 1) {
        const auto [year, month, of_month] = day.civil();
        if (month == birthday->month && of_month == birthday->day) return true;
        const bool leap = Day::from_civil(year, 2, 29).has_value();
        if (!leap && birthday->month == 2 && birthday->day == 29 && month == 3 && of_month == 1) return true;
    }
    return false;
}

Day day_of(std::int64_t time, RuleType type, int offset_minutes) {
    if (type == RuleType::day) return Day{static_cast<std::int32_t>(time)};
    std::int64_t ms = time + offset_minutes * std::int64_t{60'000};
    std::int32_t days = 0;
    constexpr std::int64_t kDay = 86'400'000;
    days = static_cast<std::int32_t>(ms / kDay);
    if (ms % kDay < 0) --days;
    return Day{days};
}

// Values ----------------------------------------------------------------------------------------------------

Wide billionths(const Decimal& number) {
    Wide value = number.units;
    for (int scale = number.scale; scale < 9; ++scale) value *= 10;
    return value;
}

/// In billionths of a whole; amounts of the minor unit.
Wide wanted(const RuleValue& value) {
    constexpr Wide kBillion = 1'000'000'000;
    if (const auto* money = std::get_if<Money>(&value)) return money->minor * kBillion;
    return billionths(std::get<Decimal>(value));
}

bool number_passes(Wide value, const RuleTest& test) {
    const Wide first = wanted(test.values.front()), second = wanted(test.values.back());
    switch (test.op) {
        case RuleOp::at_least: return value >= first;
        case RuleOp::at_most: return value <= first;
        case RuleOp::above: return value > first;
        case RuleOp::below: return value < first;
        case RuleOp::between: return value >= first && value <= second;
        default: return value == first;
    }
}

bool text_passes(std::string_view text, const RuleTest& test) {
    const std::string folded = fold(text);
    for (const RuleValue& value : test.values) {
        const std::string part = fold(std::get<std::string>(value));
        switch (test.op) {
            case RuleOp::contains: return folded.find(part) != std::string::npos;
            case RuleOp::starts_with: return folded.substr(0, part.size()) == part;
            case RuleOp::ends_with:
                return folded.size() >= part.size() && folded.substr(folded.size() - part.size()) == part;
            default:
                if (folded == part) return true;
        }
    }
    return false;
}

std::string wanted_currency(const RuleTest& test) {
    return std::string(std::get<Money>(test.values.front()).currency.code());
}

/// The value of a field that the shop defined.
bool custom_passes(const CustomField& field, const std::string& text, const RuleTest& test, Day today) {
    switch (field.type) {
        case CustomType::number: {
            const auto number = parse_decimal(text, DecimalMark::point);
            return number && number_passes(billionths(*number), test);
        }
        case CustomType::money: {
            if (text.size() < 4 || text.substr(text.size() - 3) != wanted_currency(test)) return false;
            const auto amount = parse_decimal(text.substr(0, text.size() - 4), DecimalMark::point);
            const auto digits = std::get<Money>(test.values.front()).currency.minor_digits();
            return amount && number_passes(Wide{*amount->scaled_to(digits)} * 1'000'000'000, test);
        }
        case CustomType::date: {
            const auto day = Day::parse(text);
            return day && day_passes(*day, test, today);
        }
        case CustomType::yes_no: return text == (std::get<bool>(test.values[0]) ? "yes" : "no");
        case CustomType::multi_choice:
            return std::ranges::any_of(parts_of_value(text),
                                       [&](const std::string& part) { return text_passes(part, test); });
        default: return text_passes(text, test);
    }
}

RuleTest without_not(const RuleTest& test, bool& negated) {
    RuleTest plain = test;
    negated = true;
    switch (test.op) {
        case RuleOp::is_not: plain.op = RuleOp::is; break;
        case RuleOp::is_none_of: plain.op = RuleOp::is_one_of; break;
        case RuleOp::does_not_contain: plain.op = RuleOp::contains; break;
        case RuleOp::is_empty: plain.op = RuleOp::is_set; break;
        default: negated = false;
    }
    return plain;
}

bool value_passes(const RuleField& field, const Value& value, const std::string& currency,
                  const RuleTest& test, const RuleWalk::When& when) {
    if (absent(value)) return false;
    if (test.op == RuleOp::is_set) return true;
    const Day today = when.as_of.value_or(when.today);
    if (field.custom) return custom_passes(*field.custom, std::get<std::string>(value), test, today);
    constexpr Wide kBillion = 1'000'000'000;
    switch (field.type) {
        case RuleType::whole: return number_passes(std::get<std::int64_t>(value) * kBillion, test);
        case RuleType::quantity:
            return number_passes(std::get<std::int64_t>(value) * (kBillion / 1000), test);
        case RuleType::money:
            return currency == wanted_currency(test) &&
                   number_passes(std::get<std::int64_t>(value) * kBillion, test);
        case RuleType::day:
        case RuleType::instant:
            return day_passes(day_of(std::get<std::int64_t>(value), field.type, when.offset_minutes), test,
                              today);
        case RuleType::yes_no: return (std::get<std::int64_t>(value) != 0) == std::get<bool>(test.values[0]);
        case RuleType::birthday: return birthday_passes(std::get<std::string>(value), test, today);
        case RuleType::choice:
            return std::ranges::any_of(test.values, [&](const RuleValue& one) {
                return std::get<std::string>(one) == std::get<std::string>(value);
            });
        default: return text_passes(std::get<std::string>(value), test);
    }
}

}  // namespace

// Records ---------------------------------------------------------------------------------------------------

RuleWalk::RuleWalk(Workspace& workspace, const RuleLanguage& language, std::map<std::string, Rule> rules)
    : language_(language), rules_(std::move(rules)) {
    for (const Table& table : catalogue()) {
        if (table.kind == TableKind::member) continue;
        auto statement = need(workspace.reader().prepare("SELECT row FROM \"" + std::string(table.name) +
                                                         "\" WHERE deleted = 0"));
        std::vector<RowNo> rows;
        while (need(statement.step())) rows.push_back(RowNo{statement.integer(0)});
        for (const RowNo row : rows) {
            const Record record = need(workspace.record(table.id, row));
            Kept kept{row, record.id, {}, {}};
            for (const auto& [field, value] : record.values) kept.values[field] = value;
            for (const Table& members : catalogue()) {
                if (members.kind == TableKind::member && members.owner == table.id)
                    kept.members[members.id] = need(workspace.members(members.id, row));
            }
            records_[table.id][record.id] = std::move(kept);
        }
    }
}

std::vector<RowNo> RuleWalk::rows(const Table& subject, const Rule& rule, const When& when) const {
    std::vector<RowNo> found;
    const auto table = records_.find(subject.id);
    if (table == records_.end()) return found;
    for (const auto& [id, kept] : table->second) {
        if (holds_as_of(rule, {&subject, &kept}, when)) found.push_back(kept.row);
    }
    std::ranges::sort(found);
    return found;
}

bool RuleWalk::holds_as_of(const Rule& rule, Spot spot, const When& when) const {
    When asked = when;
    if (rule.as_of) asked.as_of = rule.as_of;
    return holds(rule.root, spot, asked);
}

std::optional<RuleWalk::Spot> RuleWalk::follow(const RuleStep& step, Spot spot) const {
    const auto value = spot.second->values.find(step.field);
    if (value == spot.second->values.end()) return std::nullopt;
    const auto table = records_.find(step.to->id);
    if (table == records_.end()) return std::nullopt;
    const auto record = table->second.find(std::get<Id>(value->second));
    if (record == table->second.end()) return std::nullopt;
    return Spot{step.to, &record->second};
}

std::string RuleWalk::currency_of(Spot spot) const {
    const auto place = language_.currency_of(*spot.first);
    if (!place) return {};
    if (place->in_owner) {
        const auto owner = follow(*language_.owner_step(*spot.first), spot);
        return owner ? currency_of(*owner) : std::string();
    }
    const auto code = spot.second->values.find(place->field);
    return code == spot.second->values.end() ? std::string() : std::get<std::string>(code->second);
}

std::vector<RuleWalk::Seen> RuleWalk::seen(const RuleField& field, Spot spot, bool presence) const {
    for (const RuleStep& step : field.path) {
        const auto next = follow(step, spot);
        if (!next) return {};
        spot = *next;
    }
    if (presence && field.kind == RuleField::Kind::reference) return {{Value{std::int64_t{1}}, {}}};
    std::vector<Seen> values;
    if (field.members) {
        for (const MemberRecord& member : spot.second->members.at(field.members->id)) {
            if (field.custom && member.key != field.custom->key) continue;
            for (const auto& [number, value] : member.values) {
                if (number == 0) values.push_back({value, {}});
            }
            // They come by rank and key.
            if (field.kind == RuleField::Kind::main_member) break;
        }
        return values;
    }
    const auto value = spot.second->values.find(field.field);
    if (value == spot.second->values.end()) return {};
    if (field.part.empty()) return {{value->second, currency_of(spot)}};
    const auto& address = std::get<Address>(value->second);
    const std::string part = address.*address_part(field.part);
    if (part.empty()) return {};
    return {{Value{part}, {}}};
}

// Conditions ------------------------------------------------------------------------------------------------

bool RuleWalk::holds(const RuleNode& node, Spot spot, const When& when) const {
    if (const auto* group = std::get_if<RuleGroup>(&node.what)) return group_holds(*group, spot, when);
    if (const auto* field = std::get_if<RuleFieldTest>(&node.what)) return field_holds(*field, spot, when);
    if (const auto* events = std::get_if<RuleEventTest>(&node.what)) return events_hold(*events, spot, when);
    const auto& membership = std::get<RuleMembership>(node.what);
    return in_segment(membership.segment, spot, when) == membership.inside;
}

bool RuleWalk::in_segment(const std::string& segment, Spot spot, const When& when) const {
    const auto rule = rules_.find(segment);
    if (rule != rules_.end()) return holds_as_of(rule->second, spot, when);
    for (const auto& [id, kept] : records_.at(TableId::segment)) {
        if (kept.values.at(segment_field::name) != Value{segment}) continue;
        for (const MemberRecord& member : kept.members.at(TableId::segment_member)) {
            if (member.key == spot.second->id.to_string()) return true;
        }
    }
    return false;
}

bool RuleWalk::group_holds(const RuleGroup& group, Spot spot, const When& when) const {
    std::size_t passed = 0;
    for (const RuleNode& part : group.parts) passed += holds(part, spot, when) ? 1 : 0;
    if (group.kind == RuleGroup::Kind::all) return passed == group.parts.size();
    return (passed > 0) == (group.kind == RuleGroup::Kind::any);
}

bool RuleWalk::field_holds(const RuleFieldTest& test, Spot spot, const When& when) const {
    const auto field = language_.field(*spot.first, test.field);
    REQUIRE(field);
    bool negated = false;
    const RuleTest plain = without_not(test.test, negated);
    bool passes = false;
    for (const Seen& one : seen(*field, spot, plain.op == RuleOp::is_set))
        passes = passes || value_passes(*field, one.value, one.currency, plain, when);
    return passes != negated;
}

/// A condition on an e-mail, a tag, ...: the table's own fields.
bool RuleWalk::member_holds(const RuleNode& node, const Table& members, const MemberRecord& member,
                            const When& when) const {
    Kept kept{member.row, {}, {}, {}};
    for (const auto& [field, value] : member.values) kept.values[field] = value;
    return holds(node, {&members, &kept}, when);
}

std::vector<RuleWalk::Event> RuleWalk::events_of(const RuleEventTest& test, Spot spot,
                                                 const When& when) const {
    const auto described = language_.events(*spot.first, test.events);
    REQUIRE(described);
    std::vector<Event> events;
    if (described->by_owner_column) {
        for (const MemberRecord& member : spot.second->members.at(described->table->id)) {
            const bool passes = std::ranges::all_of(test.where, [&](const RuleNode& part) {
                return member_holds(part, *described->table, member, when);
            });
            if (passes) events.push_back({{}, &member, {}});
        }
        return events;
    }
    const auto table = records_.find(described->table->id);
    if (table == records_.end()) return events;
    for (const auto& [id, kept] : table->second) {
        const Spot event{described->table, &kept};
        std::optional<Spot> owner;
        if (described->owner) owner = follow(*described->owner, event);
        if ((described->link_in_owner || described->time_in_owner) && !owner) continue;
        const Spot linked = described->link_in_owner ? *owner : event;
        const auto link = linked.second->values.find(described->link);
        if (link == linked.second->values.end() || !(std::get<Id>(link->second) == spot.second->id)) continue;
        Event found{event, nullptr, {}};
        if (described->time) {
            const Spot timed = described->time_in_owner ? *owner : event;
            const auto time = timed.second->values.find(*described->time);
            if (time != timed.second->values.end()) found.time = std::get<std::int64_t>(time->second);
            if (when.as_of &&
                (!found.time || day_of(*found.time, described->time_type, when.offset_minutes) > *when.as_of))
                continue;
        }
        if (test.period &&
            (!found.time || !day_passes(day_of(*found.time, described->time_type, when.offset_minutes),
                                        *test.period, when.as_of.value_or(when.today))))
            continue;
        if (std::ranges::all_of(test.where, [&](const RuleNode& part) { return holds(part, event, when); }))
            events.push_back(found);
    }
    return events;
}

bool RuleWalk::events_hold(const RuleEventTest& test, Spot spot, const When& when) const {
    const std::vector<Event> events = events_of(test, spot, when);
    if (test.figure == RuleFigure::exists) return !events.empty();
    bool negated = false;
    RuleEventTest plain = test;
    plain.test = without_not(*test.test, negated);
    return figure_holds(plain, *language_.events(*spot.first, test.events), events, when) != negated;
}

std::vector<std::int64_t> RuleWalk::numbers_of(const RuleField& field, const RuleTest& test,
                                               const std::vector<Event>& events) const {
    std::vector<std::int64_t> numbers;
    for (const Event& event : events) {
        if (event.member) {
            for (const auto& [number, value] : event.member->values) {
                if (number == field.field) numbers.push_back(std::get<std::int64_t>(value));
            }
            continue;
        }
        for (const Seen& one : seen(field, event.spot, false)) {
            const bool other = !test.values.empty() && field.type == RuleType::money &&
                               one.currency != wanted_currency(test);
            if (!other) numbers.push_back(std::get<std::int64_t>(one.value));
        }
    }
    return numbers;
}

bool RuleWalk::figure_holds(const RuleEventTest& test, const RuleEvents& described,
                            const std::vector<Event>& events, const When& when) const {
    constexpr Wide kBillion = 1'000'000'000;
    const Day today = when.as_of.value_or(when.today);
    const bool edge = test.figure == RuleFigure::first || test.figure == RuleFigure::last;
    if (test.figure == RuleFigure::count)
        return test.test->op == RuleOp::is_set ||
               number_passes(static_cast<Wide>(events.size()) * kBillion, *test.test);

    if (edge) {
        const Event* best = nullptr;
        for (const Event& event : events) {
            if (!event.time) continue;
            const auto key = [](const Event& one) { return std::pair(*one.time, one.spot.second->id); };
            const bool better = !best || (test.figure == RuleFigure::first ? key(event) < key(*best)
                                                                           : key(event) > key(*best));
            if (better) best = &event;
        }
        if (!best) return false;
        if (test.of.empty())
            return test.test->op == RuleOp::is_set ||
                   day_passes(day_of(*best->time, described.time_type, when.offset_minutes), *test.test,
                              today);
        const auto field = language_.field(*described.table, test.of);
        for (const Seen& one : seen(*field, best->spot, test.test->op == RuleOp::is_set))
            return value_passes(*field, one.value, one.currency, *test.test, when);
        return false;
    }

    const auto field = language_.field(*described.table, test.of);
    const std::vector<std::int64_t> numbers = numbers_of(*field, *test.test, events);
    Wide sum = 0;
    for (const std::int64_t number : numbers) sum += number;
    const Wide unit = field->type == RuleType::quantity ? kBillion / 1000 : kBillion;
    if (test.figure == RuleFigure::sum)
        return test.test->op == RuleOp::is_set || number_passes(sum * unit, *test.test);
    if (numbers.empty()) return false;
    if (test.test->op == RuleOp::is_set) return true;
    if (test.figure == RuleFigure::average) {
        // Against n times the value, so that nothing is divided.
        RuleTest times = *test.test;
        const auto count = static_cast<std::int64_t>(numbers.size());
        for (RuleValue& value : times.values) {
            if (auto* money = std::get_if<Money>(&value)) money->minor *= count;
            if (auto* number = std::get_if<Decimal>(&value)) number->units *= count;
        }
        return number_passes(sum * unit, times);
    }
    const std::int64_t number =
        test.figure == RuleFigure::min ? std::ranges::min(numbers) : std::ranges::max(numbers);
    return value_passes(*field, Value{number},
                        test.test->values.empty() || field->type != RuleType::money
                            ? std::string()
                            : wanted_currency(*test.test),
                        *test.test, when);
}

}  // namespace perennial::test
