#include "core/domain/rule_language.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::string_view kCustomPrefix = "custom.";
constexpr std::array<std::string_view, 5> kPartNames{"street", "city", "region", "postal_code", "country"};
constexpr std::array<std::string_view, 5> kPartLabels{"Street", "City", "Region", "Postal code", "Country"};
constexpr std::array<std::string Address::*, 5> kParts{&Address::street, &Address::city, &Address::region,
                                                       &Address::postal_code, &Address::country};

RuleType type_of(FieldType type) {
    switch (type) {
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::currency:
        case FieldType::language:
        case FieldType::reference:
        case FieldType::external_number: return RuleType::text;
        case FieldType::integer: return RuleType::whole;
        case FieldType::quantity: return RuleType::quantity;
        case FieldType::yes_no: return RuleType::yes_no;
        case FieldType::day: return RuleType::day;
        case FieldType::instant: return RuleType::instant;
        case FieldType::birthday: return RuleType::birthday;
        case FieldType::money: return RuleType::money;
        case FieldType::choice: return RuleType::choice;
        case FieldType::rule:
        case FieldType::address: return RuleType::presence;
    }
    return RuleType::text;
}

RuleType type_of(CustomType type) {
    switch (type) {
        case CustomType::text:
        case CustomType::link: return RuleType::text;
        case CustomType::number: return RuleType::decimal;
        case CustomType::money: return RuleType::money;
        case CustomType::date: return RuleType::day;
        case CustomType::choice:
        case CustomType::multi_choice: return RuleType::choice;
        case CustomType::yes_no: return RuleType::yes_no;
    }
    return RuleType::text;
}

/// What a record of the table is called.
std::optional<FieldNo> naming_field(const Table& table) {
    for (const std::string_view name : {"name", "number", "title"}) {
        if (const auto found = find_field(table, name)) return found;
    }
    return std::nullopt;
}

std::optional<FieldNo> reference_to(const Table& table, TableId target) {
    if (table.person_field && target == TableId::contact) return table.person_field;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const Field& field = table.fields[i];
        if (field.type == FieldType::reference && field.target == target) return static_cast<FieldNo>(i);
    }
    return std::nullopt;
}

/// Letters to change, add, leave out or swap with their neighbour to make one text of the other; at most `limit` + 1.
std::size_t edits_between(std::string_view a, std::string_view b, std::size_t limit) {
    std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before.swap(row);
        row.swap(next);
    }
    return std::min(row[b.size()], limit + 1);
}

/// Members that stand for a field of their owner: an e-mail, a tag. Those of a segment are records themselves.
bool are_words(const Table& members, const Table& owner) {
    return members.kind == TableKind::member && members.owner == owner.id &&
           members.fields.front().type == FieldType::text;
}

}  // namespace

KeyedBy keyed_by(const Table& members) {
    if (members.kind != TableKind::member || members.fields.size() != 1) return KeyedBy::normal_form;
    switch (members.fields.front().type) {
        case FieldType::text: return KeyedBy::folded_form;
        case FieldType::long_text: return KeyedBy::definition;
        default: return KeyedBy::normal_form;
    }
}

std::string_view member_word(const Table& members, const Table& owner) {
    std::string_view name = members.name;
    if (name.starts_with(owner.name)) name.remove_prefix(std::min(name.size(), owner.name.size() + 1));
    return name;
}

std::span<const std::string_view> address_part_names() { return kPartNames; }

std::string Address::* address_part(std::string_view name) {
    const auto found = std::ranges::find(kPartNames, name);
    return found == kPartNames.end() ? nullptr : kParts[static_cast<std::size_t>(found - kPartNames.begin())];
}

std::string lower_first(std::string_view label) {
    std::string text(label);
    if (!text.empty()) text.front() = ascii_lower(text.front());
    return text;
}

std::string plural_words(const Table& table) {
    std::string text(table.plural);
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::vector<std::string> near_names(std::string_view typed, std::span<const std::string> names,
                                    std::size_t most) {
    struct Near {
        std::size_t distance;
        const std::string* name;
    };
    const std::string wanted = fold(typed);
    std::vector<Near> near;
    for (const std::string& name : names) {
        const std::string folded = fold(name);
        const std::size_t allowed = (std::min(wanted.size(), folded.size()) + 2) / 3;
        const bool part =
            wanted.size() > 2 && (folded.find(wanted) != folded.npos || wanted.find(folded) != wanted.npos);
        const std::size_t distance = part ? 0 : edits_between(wanted, folded, allowed);
        if (distance <= allowed) near.push_back({distance, &name});
    }
    std::ranges::stable_sort(near, {}, &Near::distance);
    std::vector<std::string> best;
    for (const Near& one : near) {
        if (best.size() < most) best.push_back(*one.name);
    }
    return best;
}

RuleLanguage::RuleLanguage(std::span<const Table> tables, std::vector<CustomField> custom,
                           std::vector<std::string> segments)
    : tables_(tables), custom_(std::move(custom)), segments_(std::move(segments)) {}

const Table* RuleLanguage::subject(std::string_view name) const {
    const auto found = std::ranges::find(tables_, name, &Table::name);
    return found == tables_.end() ? nullptr : &*found;
}

std::optional<RuleStep> RuleLanguage::owner_step(const Table& table_) const {
    if (table_.kind == TableKind::member || table_.owner == table_.id) return std::nullopt;
    const auto field = reference_to(table_, table_.owner);
    if (!field) return std::nullopt;
    return RuleStep{&table_, *field, &table(table_.owner)};
}

std::optional<RuleLanguage::CurrencyPlace> RuleLanguage::currency_of(const Table& table_) const {
    if (table_.currency_field) return CurrencyPlace{false, *table_.currency_field};
    const auto step = owner_step(table_);
    if (step && step->to->currency_field) return CurrencyPlace{true, *step->to->currency_field};
    return std::nullopt;
}

// Fields ----------------------------------------------------------------------------------------------------

RuleField RuleLanguage::reference(const Table& subject, FieldNo number) const {
    const Field& description = subject.fields[number];
    RuleField field;
    field.kind = RuleField::Kind::reference;
    field.name = description.name;
    field.label = description.label;
    field.table = &table(description.target);
    field.path = {{&subject, number, field.table}};
    const auto naming = naming_field(*field.table);
    field.type = naming ? RuleType::text : RuleType::presence;
    field.field = naming.value_or(0);
    return field;
}

std::optional<RuleField> RuleLanguage::plain_field(const Table& subject, FieldNo number) const {
    const Field& description = subject.fields[number];
    if (description.type == FieldType::reference) return reference(subject, number);
    RuleField field;
    field.name = description.name;
    field.label = description.label;
    field.type = type_of(description.type);
    field.table = &subject;
    field.field = number;
    field.choices.assign(description.choices.begin(), description.choices.end());
    return field;
}

std::optional<RuleField> RuleLanguage::member_field(const Table& subject, std::string_view name) const {
    for (const Table& members : tables_) {
        if (!are_words(members, subject) || member_word(members, subject) != name) continue;
        RuleField field;
        field.kind = find_field(members, "rank") ? RuleField::Kind::main_member : RuleField::Kind::any_member;
        field.name = name;
        field.label = members.label;
        field.table = &subject;
        field.members = &members;
        return field;
    }
    return std::nullopt;
}

std::optional<RuleField> RuleLanguage::defined_field(const Table& subject, std::string_view key) const {
    const auto members = std::ranges::find_if(tables_, [&](const Table& one) {
        return one.kind == TableKind::member && one.owner == subject.id &&
               keyed_by(one) == KeyedBy::definition;
    });
    const auto definition = std::ranges::find(custom_, key, &CustomField::key);
    if (members == tables_.end() || definition == custom_.end()) return std::nullopt;
    RuleField field;
    field.kind = RuleField::Kind::defined;
    field.name = std::string(kCustomPrefix) + definition->key;
    field.label = definition->label;
    field.type = type_of(definition->type);
    field.table = &subject;
    field.members = &*members;
    field.custom = &*definition;
    field.choices = definition->choices;
    return field;
}

std::optional<RuleField> RuleLanguage::field_here(const Table& subject, std::string_view name) const {
    if (name.starts_with(kCustomPrefix)) return defined_field(subject, name.substr(kCustomPrefix.size()));
    if (const auto number = find_field(subject, name)) return plain_field(subject, *number);
    if (auto members = member_field(subject, name)) return members;
    for (std::size_t i = 0; i < subject.fields.size(); ++i) {
        if (subject.fields[i].type != FieldType::address) continue;
        const auto part = std::ranges::find(kPartNames, name);
        if (part == kPartNames.end()) break;
        RuleField field;
        field.kind = RuleField::Kind::address_part;
        field.name = name;
        field.label = kPartLabels[static_cast<std::size_t>(part - kPartNames.begin())];
        field.table = &subject;
        field.field = static_cast<FieldNo>(i);
        field.part = *part;
        return field;
    }
    return defined_field(subject, name);
}

std::optional<RuleField> RuleLanguage::field(const Table& subject, std::string_view name) const {
    constexpr std::size_t kLongestPath = 4;
    std::vector<RuleStep> path;
    std::string before, labels;
    const Table* here = &subject;
    while (path.size() < kLongestPath) {
        const std::size_t dot = name.find('.');
        const auto number = dot == name.npos || name.starts_with(kCustomPrefix)
                                ? std::nullopt
                                : find_field(*here, name.substr(0, dot));
        if (!number || here->fields[*number].type != FieldType::reference) break;
        const Table& next = table(here->fields[*number].target);
        path.push_back({here, *number, &next});
        before += std::string(name.substr(0, dot + 1));
        labels += (labels.empty() ? std::string(here->fields[*number].label)
                                  : lower_first(here->fields[*number].label)) +
                  ": ";
        here = &next;
        name.remove_prefix(dot + 1);
    }
    auto found = field_here(*here, name);
    if (!found) return std::nullopt;
    found->path.insert(found->path.begin(), path.begin(), path.end());
    found->name = before + found->name;
    if (!labels.empty()) found->label = labels + lower_first(found->label);
    return found;
}

std::vector<std::string> RuleLanguage::field_names(const Table& subject) const {
    std::vector<std::string> names;
    for (const Field& field : subject.fields) {
        if (field.type == FieldType::address) {
            for (const std::string_view part : kPartNames) names.emplace_back(part);
        }
        names.emplace_back(field.name);
    }
    for (const Table& members : tables_) {
        if (are_words(members, subject)) names.emplace_back(member_word(members, subject));
        if (members.owner != subject.id || keyed_by(members) != KeyedBy::definition) continue;
        for (const CustomField& field : custom_) names.push_back(std::string(kCustomPrefix) + field.key);
    }
    return names;
}

// Events ----------------------------------------------------------------------------------------------------

std::optional<RuleEvents> RuleLanguage::events(const Table& subject, std::string_view plural) const {
    const auto found = std::ranges::find(tables_, plural, &Table::plural);
    if (found == tables_.end() || keyed_by(*found) == KeyedBy::definition) return std::nullopt;
    RuleEvents events;
    events.table = &*found;
    if (found->kind == TableKind::member) {
        if (found->owner != subject.id) return std::nullopt;
        events.by_owner_column = true;
        return events;
    }
    const auto owner = owner_step(*found);
    if (const auto own = reference_to(*found, subject.id)) {
        events.link = *own;
    } else if (const auto owners = owner ? reference_to(*owner->to, subject.id) : std::nullopt) {
        events.link = *owners;
        events.link_in_owner = true;
    } else {
        return std::nullopt;
    }
    events.time = found->time_field;
    if (!events.time && owner && owner->to->time_field) {
        events.time = owner->to->time_field;
        events.time_in_owner = true;
    }
    if (events.time)
        events.time_type = type_of((events.time_in_owner ? owner->to : &*found)->fields[*events.time].type);
    events.owner = owner;
    return events;
}

std::vector<std::string> RuleLanguage::event_names(const Table& subject) const {
    std::vector<std::string> names;
    for (const Table& one : tables_) {
        if (events(subject, one.plural)) names.emplace_back(one.plural);
    }
    return names;
}

std::optional<RuleField> RuleLanguage::own_field(const RuleEvents& events, std::string_view name) const {
    const auto number = find_field(*events.table, name);
    if (!number) return std::nullopt;
    const FieldType type = events.table->fields[*number].type;
    if (type == FieldType::reference || type == FieldType::address) return std::nullopt;
    return plain_field(*events.table, *number);
}

}  // namespace perennial
