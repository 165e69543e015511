#include "ui/views/contact_form.h"

#include <array>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

/// A field of the form: where its draft lives and what it becomes.
struct FormField {
    std::string_view name;
    std::string_view label;
    std::string ContactForm::* draft;
    std::string_view placeholder;
    std::string_view input_mode;
    bool multiline;
    bool in_short_form;
};

constexpr std::array<FormField, 19> kFields{{
    {"name", "Name", &ContactForm::name, "Agnieszka Wróblewska", "text", false, true},
    {"email", "E-mail", &ContactForm::email, "name@example.com", "email", false, true},
    {"phone", "Phone", &ContactForm::phone, "+48 555 010 384", "tel", false, true},
    {"company", "Company", &ContactForm::company, "", "text", false, true},
    {"tags", "Tags", &ContactForm::tags, "Frequent; Book club", "text", false, true},
    {"notes", "Notes", &ContactForm::notes, "", "text", true, true},
    {"given_name", "Given name", &ContactForm::given_name, "", "text", false, false},
    {"family_name", "Family name", &ContactForm::family_name, "", "text", false, false},
    {"preferred_name", "Preferred name", &ContactForm::preferred_name, "As they like it", "text", false,
     false},
    {"street", "Street", &ContactForm::street, "", "text", false, false},
    {"postal_code", "Postal code", &ContactForm::postal_code, "", "text", false, false},
    {"city", "City", &ContactForm::city, "", "text", false, false},
    {"region", "Region", &ContactForm::region, "", "text", false, false},
    {"country", "Country", &ContactForm::country, "", "text", false, false},
    {"birthday", "Birthday", &ContactForm::birthday, "1990-02-28 or --02-28", "text", false, false},
    {"language", "Language", &ContactForm::language, "pl", "text", false, false},
    {"source", "How they came", &ContactForm::source, "Walk-in, website, a friend", "text", false, false},
    {"interests", "Interests", &ContactForm::interests, "Poetry; Gardening", "text", false, false},
    {"external_id", "Customer number", &ContactForm::external_id, "", "text", false, false},
}};

/// Fields that are one value of the contact's own row.
constexpr std::array<std::pair<std::string_view, FieldNo>, 9> kPlain{{
    {"name", contact_field::name},
    {"given_name", contact_field::given_name},
    {"family_name", contact_field::family_name},
    {"preferred_name", contact_field::preferred_name},
    {"birthday", contact_field::birthday},
    {"language", contact_field::language},
    {"source", contact_field::source},
    {"notes", contact_field::notes},
    {"external_id", contact_field::external_id},
}};

/// Fields that hold several members, parted by semicolons.
constexpr std::array<std::pair<std::string_view, TableId>, 4> kLists{
    {{"email", TableId::contact_email},
     {"phone", TableId::contact_phone},
     {"tags", TableId::contact_tag},
     {"interests", TableId::contact_interest}}};

const FormField& field_named(std::string_view name) {
    for (const FormField& field : kFields) {
        if (field.name == name) return field;
    }
    std::unreachable();
}

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(list, ';')) {
        if (!trim(part).empty()) parts.emplace_back(trim(part));
    }
    return parts;
}

Value address_of(const ContactForm& form) {
    Address address{form.street, form.city, form.region, form.postal_code, form.country};
    if (address.empty()) return {};
    return address;
}

/// The checked value of a plain field, or its error.
Result<Value> plain_value(const ContactForm& form, std::string_view name, FieldNo field) {
    const std::string& typed = form.*field_named(name).draft;
    return check_value(table(TableId::contact).fields[field], typed);
}

void note_result(ContactForm& form, std::string_view name, const std::optional<Error>& error) {
    if (error) {
        form.errors[std::string(name)] = error->message;
    } else {
        form.errors.erase(std::string(name));
    }
}

std::optional<Error> check_list(const ContactForm& form, std::string_view name, TableId member_table) {
    for (const std::string& part : parts_of(form.*field_named(name).draft)) {
        if (auto key = member_key(member_table, part); !key) return key.error();
    }
    return std::nullopt;
}

std::optional<Error> check_address(const ContactForm& form) {
    auto checked = check_value(table(TableId::contact).fields[contact_field::address], address_of(form));
    if (!checked) return checked.error();
    return std::nullopt;
}

bool says_anything(const ContactForm& form) {
    for (const std::string_view name :
         {"name", "given_name", "family_name", "email", "phone", "company", "external_id"}) {
        if (!trim(form.*field_named(name).draft).empty()) return true;
    }
    return false;
}

std::string joined(const ContactPage& page, TableId member_table) {
    std::string text;
    for (const ContactPage::Member& member : page.members) {
        if (member.table == member_table) text += (text.empty() ? "" : "; ") + member.value;
    }
    return text;
}

}  // namespace

ContactForm new_contact_form(std::uint64_t revision) {
    ContactForm form;
    form.based_on = revision;
    return form;
}

ContactForm edit_contact_form(const ContactPage& page, std::uint64_t revision) {
    ContactForm form;
    form.id = page.id;
    form.based_on = revision;
    for (const auto& [field, value] : page.values) {
        for (const auto& [name, number] : kPlain) {
            if (number == field && std::holds_alternative<std::string>(value)) {
                form.*field_named(name).draft = std::get<std::string>(value);
            }
        }
        if (const auto* address = std::get_if<Address>(&value)) {
            form.street = address->street;
            form.city = address->city;
            form.region = address->region;
            form.postal_code = address->postal_code;
            form.country = address->country;
        }
    }
    for (const auto& [name, member_table] : kLists)
        form.*field_named(name).draft = joined(page, member_table);
    form.company = page.company;
    return form;
}

void check_field(ContactForm& form, std::string_view name) {
    for (const auto& [plain, field] : kPlain) {
        if (plain != name) continue;
        const auto checked = plain_value(form, name, field);
        note_result(form, name, checked ? std::nullopt : std::optional(checked.error()));
        return;
    }
    for (const auto& [list, member_table] : kLists) {
        if (list == name) note_result(form, name, check_list(form, name, member_table));
    }
    if (name == "street") note_result(form, name, check_address(form));
}

std::optional<Command> command_of(ContactForm& form) {
    for (const FormField& field : kFields) check_field(form, field.name);
    if (!says_anything(form))
        form.errors["name"] = "Type a name, an e-mail or a phone number, so that you can find them again.";
    if (!form.errors.empty()) return std::nullopt;

    FieldValues values;
    for (const auto& [name, field] : kPlain)
        values.emplace_back(field, plain_value(form, name, field).value_or(Value{}));
    values.emplace_back(contact_field::address, address_of(form));
    std::vector<TypedMember> members;
    std::vector<TableId> member_tables;
    for (const auto& [name, member_table] : kLists) {
        member_tables.push_back(member_table);
        for (std::string& part : parts_of(form.*field_named(name).draft)) {
            members.push_back({.table = member_table, .value = std::move(part), .label = {}, .name = {}});
        }
    }
    const std::string company(trim(form.company));
    if (form.id) {
        return EditRecord{.table = TableId::contact,
                          .id = *form.id,
                          .values = std::move(values),
                          .member_tables = std::move(member_tables),
                          .members = std::move(members),
                          .company_name = company,
                          .based_on = form.based_on};
    }
    return AddRecord{.table = TableId::contact,
                     .id = {},
                     .values = std::move(values),
                     .members = std::move(members),
                     .company_name = company};
}

float draw_contact_fields(Ui& ui, Rect area, ContactForm& form, bool short_form) {
    float y = area.y;
    for (const FormField& field : kFields) {
        if (short_form && !field.in_short_form) continue;
        const auto error = form.errors.find(std::string(field.name));
        FieldOptions options{
            .placeholder = field.placeholder, .input_mode = field.input_mode, .multiline = field.multiline};
        if (error != form.errors.end()) options.error = error->second;
        if (field.name == "email" || field.name == "phone" || field.name == "tags" ||
            field.name == "interests") {
            options.help = "Several are parted by ;";
        }
        options.focus_now = field.name == "name" && std::exchange(form.focus_first, false);
        const float control = field.multiline ? 84 : control_height(ui);
        const float height = ui.field_height(options, control);
        const FieldResult typed =
            ui.text_field({area.x, y, area.w, height}, field.label, form.*field.draft, options);
        if (typed.left) check_field(form, field.name);
        y += height + 12;
    }
    return y - area.y;
}

}  // namespace perennial::ui
