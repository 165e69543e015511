#include "core/domain/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

namespace perennial {
namespace {

bool is_snake_case(std::string_view name) {
    return !name.empty() && name.front() != '_' && name.back() != '_' &&
           std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

TEST_CASE("every table is described once, in the order of its number") {
    REQUIRE(catalogue().size() == kTableCount);
    std::set<std::string_view> names;
    std::set<std::string_view> plurals;
    for (std::size_t i = 0; i < kTableCount; ++i) {
        const Table& entry = catalogue()[i];
        CAPTURE(entry.name);
        CHECK(static_cast<std::size_t>(entry.id) == i);
        CHECK(&table(entry.id) == &entry);
        CHECK(find_table(entry.name) == &entry);
        CHECK(is_snake_case(entry.name));
        CHECK(is_snake_case(entry.plural));
        CHECK_FALSE(entry.label.empty());
        CHECK_FALSE(entry.fields.empty());
        names.insert(entry.name);
        plurals.insert(entry.plural);
    }
    CHECK(names.size() == kTableCount);
    CHECK(plurals.size() == kTableCount);
    CHECK(find_table("orders") == nullptr);
    CHECK(find_table("") == nullptr);
}

TEST_CASE("a table's field names are unique, spelt alike and found by name") {
    for (const Table& entry : catalogue()) {
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < entry.fields.size(); ++i) {
            const Field& field = entry.fields[i];
            CAPTURE(entry.name);
            CAPTURE(field.name);
            CHECK(is_snake_case(field.name));
            CHECK(field.name != "id");
            CHECK_FALSE(field.label.empty());
            CHECK(std::isupper(static_cast<unsigned char>(field.label.front())) != 0);
            CHECK(field.max_bytes > 0);
            CHECK(find_field(entry, field.name) == static_cast<FieldNo>(i));
            CHECK((field.type == FieldType::choice) == !field.choices.empty());
            names.insert(field.name);
        }
        CHECK(names.size() == entry.fields.size());
        CHECK_FALSE(find_field(entry, "no_such_field"));
    }
}

TEST_CASE("members belong to an owner under a list name, and have a value") {
    std::set<std::string_view> lists;
    int members = 0;
    for (const Table& entry : catalogue()) {
        CAPTURE(entry.name);
        CHECK((entry.kind == TableKind::member) == !entry.nested.empty());
        if (entry.kind != TableKind::member) continue;
        ++members;
        lists.insert(entry.nested);
        CHECK(find_field(entry, "value") == member_field::value);
        CHECK(entry.fields[member_field::value].required);
        for (const Field& owners : table(entry.owner).fields) CHECK(owners.name != entry.nested);
    }
    CHECK(members == 6);
    CHECK(lists.size() == 6);
}

TEST_CASE("the fields that mean person, time and currency have the types for it") {
    for (const Table& entry : catalogue()) {
        CAPTURE(entry.name);
        if (entry.person_field) {
            const Field& person = entry.fields[*entry.person_field];
            CHECK(person.type == FieldType::reference);
            CHECK(person.target == TableId::contact);
        }
        if (entry.time_field) {
            const FieldType type = entry.fields[*entry.time_field].type;
            CHECK((type == FieldType::day || type == FieldType::instant));
        }
        if (entry.currency_field) CHECK(entry.fields[*entry.currency_field].type == FieldType::currency);
        if (entry.erasure == Erasure::clear_person) {
            REQUIRE(entry.person_field);
            CHECK_FALSE(entry.fields[*entry.person_field].required);
        }
    }
}

TEST_CASE("money has a currency in its own row or in its owner's") {
    for (const Table& entry : catalogue()) {
        if (std::ranges::none_of(entry.fields, [](const Field& f) { return f.type == FieldType::money; }))
            continue;
        CAPTURE(entry.name);
        CHECK((entry.currency_field || table(entry.owner).currency_field));
    }
}

TEST_CASE("field numbers in code are those of the descriptions, which never move") {
    struct Case {
        TableId table;
        std::vector<std::pair<std::string_view, FieldNo>> fields;
    };
    namespace c = contact_field;
    namespace o = order_field;
    namespace l = order_line_field;
    namespace t = touch_field;
    namespace m = member_field;
    const std::vector<std::pair<std::string_view, FieldNo>> labelled{
        {"value", m::value}, {"label", m::label}, {"rank", m::rank}};
    const std::vector<std::pair<std::string_view, FieldNo>> only_value{{"value", m::value}};
    const Case cases[] = {
        {TableId::contact,
         {{"name", c::name},
          {"given_name", c::given_name},
          {"family_name", c::family_name},
          {"preferred_name", c::preferred_name},
          {"company", c::company},
          {"address", c::address},
          {"birthday", c::birthday},
          {"language", c::language},
          {"source", c::source},
          {"notes", c::notes},
          {"external_id", c::external_id},
          {"owner", c::owner},
          {"referred_by", c::referred_by}}},
        {TableId::contact_email, labelled},
        {TableId::contact_phone, labelled},
        {TableId::contact_tag, only_value},
        {TableId::contact_interest, only_value},
        {TableId::contact_custom, only_value},
        {TableId::company,
         {{"name", company_field::name},
          {"email", company_field::email},
          {"phone", company_field::phone},
          {"website", company_field::website},
          {"address", company_field::address},
          {"notes", company_field::notes},
          {"external_id", company_field::external_id}}},
        {TableId::product,
         {{"sku", product_field::sku},
          {"name", product_field::name},
          {"category", product_field::category},
          {"price", product_field::price},
          {"currency", product_field::currency},
          {"notes", product_field::notes},
          {"retired", product_field::retired}}},
        {TableId::order,
         {{"contact", o::contact},
          {"number", o::number},
          {"placed_on", o::placed_on},
          {"status", o::status},
          {"channel", o::channel},
          {"currency", o::currency},
          {"discount", o::discount},
          {"shipping", o::shipping},
          {"total", o::total},
          {"note", o::note},
          {"staff", o::staff}}},
        {TableId::order_line,
         {{"order", l::order},
          {"product", l::product},
          {"title", l::title},
          {"quantity", l::quantity},
          {"unit_price", l::unit_price},
          {"discount", l::discount},
          {"returned_quantity", l::returned_quantity},
          {"position", l::position}}},
        {TableId::touch,
         {{"contact", t::contact},
          {"at", t::at},
          {"channel", t::channel},
          {"direction", t::direction},
          {"subject", t::subject},
          {"body", t::body},
          {"staff", t::staff},
          {"proactive", t::proactive}}},
        {TableId::setting, {{"name", setting_field::name}, {"value", setting_field::value}}},
        {TableId::custom_field,
         {{"key", custom_field_field::key},
          {"label", custom_field_field::label},
          {"type", custom_field_field::type},
          {"choices", custom_field_field::choices},
          {"position", custom_field_field::position}}},
        {TableId::view,
         {{"list", view_field::list},
          {"name", view_field::name},
          {"definition", view_field::definition},
          {"position", view_field::position}}},
        {TableId::survey,
         {{"name", survey_field::name}, {"kind", survey_field::kind}, {"question", survey_field::question}}},
        {TableId::response,
         {{"survey", response_field::survey},
          {"contact", response_field::contact},
          {"at", response_field::at},
          {"kind", response_field::kind},
          {"score", response_field::score},
          {"comment", response_field::comment},
          {"touch", response_field::touch},
          {"order", response_field::order}}},
        {TableId::expense,
         {{"day", expense_field::day},
          {"channel", expense_field::channel},
          {"amount", expense_field::amount},
          {"currency", expense_field::currency},
          {"what", expense_field::what},
          {"kind", expense_field::kind}}},
        {TableId::segment,
         {{"name", segment_field::name},
          {"kind", segment_field::kind},
          {"rule", segment_field::rule},
          {"note", segment_field::note},
          {"colour", segment_field::colour},
          {"pinned", segment_field::pinned}}},
        {TableId::segment_member, {{"value", member_field::value}}},
    };
    CHECK(std::size(cases) == kTableCount);
    for (const Case& entry : cases) {
        const Table& described = table(entry.table);
        CAPTURE(described.name);
        CHECK(described.fields.size() == entry.fields.size());
        for (const auto& [name, number] : entry.fields) {
            CAPTURE(name);
            CHECK(find_field(described, name) == number);
        }
    }
}

}  // namespace
}  // namespace perennial
