#include <nlohmann/json.hpp>

#include "core/interchange/share_file.h"
#include "core/interchange/share_values.h"

namespace perennial {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kIdPattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
constexpr std::string_view kDayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view kInstantPattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$";
constexpr std::string_view kBirthdayPattern = "^([0-9]{4}|-)-[0-9]{2}-[0-9]{2}$";

Json reference_to(std::string_view definition) { return {{"$ref", "#/$defs/" + std::string(definition)}}; }

/// `most` bytes of UTF-8 are at most as many characters, which is what a schema can count.
Json text(std::size_t most) { return {{"type", "string"}, {"minLength", 1}, {"maxLength", most}}; }
Json any_text() { return {{"type", "string"}, {"minLength", 1}}; }
Json matching(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json integer_from(std::int64_t least) { return {{"type", "integer"}, {"minimum", least}}; }

Json object_of(Json properties, std::vector<std::string_view> required) {
    Json object{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) object["required"] = required;
    return object;
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json address_schema(std::size_t most) {
    Json parts = Json::object();
    for (const AddressPart& part : address_parts()) parts[std::string(part.name)] = text(most);
    Json address = object_of(std::move(parts), {});
    address["minProperties"] = 1;
    return address;
}

Json value_schema(const Field& field) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::language:
        case FieldType::external_number: return text(field.max_bytes);
        case FieldType::integer: return {{"type", "integer"}};
        case FieldType::quantity: return {{"type", "number"}};
        case FieldType::yes_no: return {{"type", "boolean"}};
        case FieldType::day: return matching(kDayPattern);
        case FieldType::instant: return matching(kInstantPattern);
        case FieldType::birthday: return matching(kBirthdayPattern);
        case FieldType::money: return {{"type", "integer"}};
        case FieldType::choice: return {{"enum", field.choices}};
        case FieldType::currency: return matching("^[A-Z]{3}$");
        case FieldType::address: return address_schema(field.max_bytes);
        case FieldType::reference: return reference_to("id");
        case FieldType::rule: return reference_to("rule");
    }
    return Json::object();
}

Json field_schema(const Field& field) {
    Json schema = value_schema(field);
    schema["title"] = field.label;
    if (field.type == FieldType::money)
        schema["description"] = "In the smallest unit of the order's currency.";
    if (field.type == FieldType::quantity) schema["description"] = "With at most three decimals.";
    if (field.type == FieldType::reference) {
        schema["description"] = "The id of a " + std::string(table(field.target).name) + ".";
    }
    return schema;
}

std::string key_of(std::string_view name) { return std::string(name); }

Json change_index() { return reference_to("change_index"); }

/// What records and members have alike: their changes, whether they live, and their fields.
void add_row_properties(Json& properties, const Table& description) {
    properties[key_of(share_name::change)] = change_index();
    Json exceptions = {{std::string(share_name::deleted), change_index()}};
    for (const Field& field : description.fields) exceptions[key_of(field.name)] = change_index();
    properties[key_of(share_name::changes)] = object_of(std::move(exceptions), {});
    properties[key_of(share_name::deleted)] = {{"type", "boolean"}};
    for (const Field& field : description.fields) properties[key_of(field.name)] = field_schema(field);
}

void add_member_lists(Json& properties, const Table& owner) {
    for (const Table& members : catalogue()) {
        if (members.kind != TableKind::member || members.owner != owner.id) continue;
        properties[key_of(members.nested)] = list_of(reference_to(members.name));
    }
}

bool has_members(const Table& owner) {
    return std::ranges::any_of(catalogue(), [&](const Table& candidate) {
        return candidate.kind == TableKind::member && candidate.owner == owner.id;
    });
}

Json member_schema(const Table& description) {
    Json properties = {{std::string(share_name::key), any_text()}};
    add_row_properties(properties, description);
    return object_of(std::move(properties), {share_name::key});
}

Json record_schema(const Table& description) {
    Json properties = {{std::string(share_name::id), reference_to("id")}};
    add_row_properties(properties, description);
    add_member_lists(properties, description);
    return object_of(std::move(properties), {share_name::id, share_name::change});
}

Json continued_schema(const Table& description) {
    Json properties = {{std::string(share_name::id), reference_to("id")},
                       {std::string(share_name::continued), {{"const", true}}}};
    add_member_lists(properties, description);
    return object_of(std::move(properties), {share_name::id, share_name::continued});
}

std::string continued_name(const Table& description) { return std::string(description.name) + "_continued"; }

Json records_schema(const Table& description) {
    if (!has_members(description)) return list_of(reference_to(description.name));
    return list_of({{"oneOf", {reference_to(description.name), reference_to(continued_name(description))}}});
}

Json header_schema() {
    return object_of({{std::string(share_name::format), {{"const", kShareFormat}}},
                      {std::string(share_name::business), reference_to("id")},
                      {std::string(share_name::change_count), integer_from(0)}},
                     {share_name::format, share_name::business, share_name::change_count});
}

Json time_schema() {
    Json time = object_of(
        {{std::string(share_name::milliseconds),
          {{"type", "integer"},
           {"minimum", -kLatestTime.milliseconds()},
           {"maximum", kLatestTime.milliseconds()}}},
         {std::string(share_name::counter), {{"type", "integer"}, {"minimum", 0}, {"maximum", 65535}}}},
        {share_name::milliseconds, share_name::counter});
    time["description"] = "Hybrid logical time: what orders changes.";
    return time;
}

Json change_schema() {
    Json undoes = object_of({{std::string(share_name::writer), reference_to("id")},
                             {std::string(share_name::n), integer_from(1)}},
                            {share_name::writer, share_name::n});
    Json kinds = Json::array();
    for (const ChangeKind kind :
         {ChangeKind::edit, ChangeKind::import, ChangeKind::undo, ChangeKind::redo, ChangeKind::take_back}) {
        kinds.push_back(change_kind_name(kind));
    }
    return object_of(
        {{std::string(share_name::writer), reference_to("id")},
         {std::string(share_name::n), integer_from(1)},
         {std::string(share_name::time), time_schema()},
         {std::string(share_name::wall), matching(kInstantPattern)},
         {std::string(share_name::kind), {{"enum", std::move(kinds)}}},
         {std::string(share_name::author), any_text()},
         {std::string(share_name::label), any_text()},
         {std::string(share_name::source), any_text()},
         {std::string(share_name::detail), any_text()},
         {std::string(share_name::undoes), std::move(undoes)}},
        {share_name::writer, share_name::n, share_name::time, share_name::wall, share_name::kind});
}

Json rule_parts() { return list_of(reference_to("rule_part")); }

/// A comparison's members; of an event's figure they stand beside others.
Json test_properties() { return {{"op", any_text()}, {"values", Json{{"type", "array"}}}}; }

/// A rule as a tree. Which operators and values belong together, docs/file-format.md says.
Json rule_part_schema() {
    Json kinds = Json::array();
    for (const std::string_view group : {"all", "any", "none"})
        kinds.push_back(object_of({{std::string(group), rule_parts()}}, {group}));
    Json field = test_properties();
    field["field"] = any_text();
    kinds.push_back(object_of(std::move(field), {"field", "op"}));
    Json events = test_properties();
    events["events"] = any_text();
    events["where"] = rule_parts();
    events["figure"] = any_text();
    events["of"] = any_text();
    events["period"] = object_of(test_properties(), {"op", "values"});
    kinds.push_back(object_of(std::move(events), {"events", "figure"}));
    kinds.push_back(object_of({{"segment", any_text()}, {"inside", Json{{"type", "boolean"}}}}, {"segment"}));
    return {{"oneOf", std::move(kinds)}};
}

Json rule_schema() {
    return object_of({{"rule", reference_to("rule_part")}, {"as_of", matching(kDayPattern)}}, {"rule"});
}

/// One table's entries: each field with the type of its value.
Json history_schema(const Table& description) {
    const bool member = description.kind == TableKind::member;
    const std::string_view id_name = member ? share_name::owner : share_name::id;
    Json properties = {{std::string(share_name::table), {{"const", description.name}}},
                       {std::string(id_name), reference_to("id")}};
    if (member) properties[key_of(share_name::key)] = any_text();
    Json names = Json::array({share_name::deleted});
    Json cases = Json::array();
    const auto add_case = [&](std::string_view name, Json value) {
        Json condition{{"properties", {{std::string(share_name::field), {{"const", name}}}}}};
        Json result{{"properties", {{std::string(share_name::value), std::move(value)}}}};
        if (name == share_name::deleted) result["required"] = {share_name::value};
        cases.push_back({{"if", std::move(condition)}, {"then", std::move(result)}});
    };
    add_case(share_name::deleted, {{"type", "boolean"}});
    for (const Field& field : description.fields) {
        names.push_back(field.name);
        add_case(field.name, value_schema(field));
    }
    properties[key_of(share_name::field)] = {{"enum", std::move(names)}};
    properties[key_of(share_name::change)] = change_index();
    properties[key_of(share_name::value)] = true;
    std::vector<std::string_view> required{share_name::table, id_name, share_name::field, share_name::change};
    if (member) required.push_back(share_name::key);
    Json schema = object_of(std::move(properties), std::move(required));
    schema["allOf"] = std::move(cases);
    return schema;
}

std::string history_name(const Table& description) { return std::string(description.name) + "_history"; }

Json definitions() {
    Json definitions = {
        {"id", matching(kIdPattern)}, {"change_index", integer_from(0)}, {"change", change_schema()},
        {"rule", rule_schema()},      {"rule_part", rule_part_schema()},
    };
    definitions["change_index"]["description"] = "A change's place in the list of changes, from 0.";
    for (const Table& description : catalogue()) {
        if (!description.shared) continue;
        const bool member = description.kind == TableKind::member;
        definitions[key_of(description.name)] =
            member ? member_schema(description) : record_schema(description);
        if (has_members(description))
            definitions[continued_name(description)] = continued_schema(description);
        definitions[history_name(description)] = history_schema(description);
    }
    return definitions;
}

}  // namespace

std::string share_schema() {
    Json tables = Json::object();
    Json history = Json::array();
    for (const Table& description : catalogue()) {
        if (!description.shared) continue;
        if (description.kind == TableKind::entity)
            tables[key_of(description.name)] = records_schema(description);
        history.push_back(reference_to(history_name(description)));
    }
    Json document = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                     {"title", "Perennial share file, format " + std::to_string(kShareFormat)}};
    document.update(
        object_of({{std::string(share_name::perennial), header_schema()},
                   {std::string(share_name::changes), list_of(reference_to("change"))},
                   {std::string(share_name::tables), object_of(std::move(tables), {})},
                   {std::string(share_name::history), list_of({{"oneOf", std::move(history)}})}},
                  {share_name::perennial, share_name::changes, share_name::tables, share_name::history}));
    document["$defs"] = definitions();
    return document.dump(2) + "\n";
}

}  // namespace perennial
