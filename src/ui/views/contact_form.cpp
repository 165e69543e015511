#include "ui/views/contact_form.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/custom_editor.h"
#include "ui/views/format.h"
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

constexpr std::array<FormField, 20> kFields{{
    {"name", "Name", &ContactForm::name, "Agnieszka Wróblewska", "text", false, true},
    {"preferred_name", "Preferred name", &ContactForm::preferred_name, "As they like it", "text", false,
     false},
    {"email", "E-mail", &ContactForm::email, "name@example.com", "email", false, true},
    {"phone", "Phone", &ContactForm::phone, "+48 555 010 384", "tel", false, true},
    {"company", "Company", &ContactForm::company, "", "text", false, true},
    {"owner", "Owner", &ContactForm::owner, "Who looks after them", "text", false, false},
    {"tags", "Tags", &ContactForm::tags, "Frequent; Book club", "text", false, true},
    {"notes", "Notes", &ContactForm::notes, "", "text", true, true},
    {"given_name", "Given name", &ContactForm::given_name, "", "text", false, false},
    {"family_name", "Family name", &ContactForm::family_name, "", "text", false, false},
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
constexpr std::array<std::pair<std::string_view, FieldNo>, 10> kPlain{{
    {"name", contact_field::name},
    {"owner", contact_field::owner},
    {"given_name", contact_field::given_name},
    {"family_name", contact_field::family_name},
    {"preferred_name", contact_field::preferred_name},
    {"birthday", contact_field::birthday},
    {"language", contact_field::language},
    {"source", contact_field::source},
    {"notes", contact_field::notes},
    {"external_id", contact_field::external_id},
}};

/// Before the key in the names of custom fields.
constexpr std::string_view kCustom = "custom.";

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

/// "" when nothing is wrong.
void note_result(ContactForm& form, std::string_view name, std::string error) {
    if (error.empty()) {
        form.errors.erase(std::string(name));
    } else {
        form.errors[std::string(name)] = std::move(error);
    }
}

std::string check_list(const ContactForm& form, std::string_view name, TableId member_table) {
    for (const std::string& part : parts_of(form.*field_named(name).draft)) {
        if (auto key = member_key(member_table, part); !key) return key.error().message;
    }
    return {};
}

std::string check_address(const ContactForm& form) {
    auto checked = check_value(table(TableId::contact).fields[contact_field::address], address_of(form));
    return checked ? std::string() : checked.error().message;
}

std::string& custom_text(ContactForm& form, const CustomField& field) { return form.custom[field.key]; }

/// A value that is as it was passes, whatever it is.
std::string check_custom(ContactForm& form, const CustomField& field, const CustomDefaults& defaults) {
    std::string& text = custom_text(form, field);
    const auto before = form.custom_before.find(field.key);
    if (before != form.custom_before.end() && before->second == text) return {};
    return check_custom_text(field, text, defaults);
}

/// The values that differ from those that were there; of a new contact those there are.
std::vector<TypedMember> custom_members(ContactForm& form, std::span<const CustomField> fields) {
    std::vector<TypedMember> members;
    for (const CustomField& field : fields) {
        const std::string& text = custom_text(form, field);
        const auto before = form.custom_before.find(field.key);
        if (text == (before == form.custom_before.end() ? std::string() : before->second)) continue;
        members.push_back({.table = TableId::contact_custom, .value = text, .label = {}, .name = field.key});
    }
    return members;
}

/// Members of the lists, with the labels of those that were there.
std::vector<TypedMember> list_members(const ContactForm& form) {
    std::vector<TypedMember> members;
    for (const auto& [name, member_table] : kLists) {
        for (std::string& part : parts_of(form.*field_named(name).draft)) {
            const auto label = form.labels.find(part);
            members.push_back({.table = member_table,
                               .value = std::move(part),
                               .label = label == form.labels.end() ? std::string() : label->second,
                               .name = {}});
        }
    }
    return members;
}

/// The first wrong field takes the focus.
void focus_first_error(ContactForm& form, std::span<const CustomField> fields) {
    const auto wrong = [&](const std::string& name) { return form.errors.contains(name); };
    for (const FormField& field : kFields) {
        if (wrong(std::string(field.name))) {
            form.focus = field.name;
            return;
        }
    }
    for (const CustomField& field : fields) {
        if (!wrong(std::string(kCustom) + field.key)) continue;
        form.focus = std::string(kCustom) + field.key;
        return;
    }
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
    for (const ContactPage::Member& member : page.members) {
        if (member.table == TableId::contact_custom)
            form.custom[member.key] = member.value;
        else if (!member.label.empty())
            form.labels[member.value] = member.label;
    }
    form.custom_before = form.custom;
    return form;
}

void check_field(ContactForm& form, std::string_view name, const ContactFormRows& rows) {
    for (const auto& [plain, field] : kPlain) {
        if (plain != name) continue;
        const auto checked = plain_value(form, name, field);
        return note_result(form, name, checked ? std::string() : checked.error().message);
    }
    for (const auto& [list, member_table] : kLists) {
        if (list == name) note_result(form, name, check_list(form, name, member_table));
    }
    if (name == "street") note_result(form, name, check_address(form));
    if (!name.starts_with(kCustom)) return;
    const auto field = std::ranges::find(rows.fields, name.substr(kCustom.size()), &CustomField::key);
    if (field != rows.fields.end()) note_result(form, name, check_custom(form, *field, rows.defaults));
}

void note_failure(ContactForm& form, const Error& error) {
    std::string name = error.place ? error.place->column : std::string();
    for (const auto& [list, member_table] : kLists) {
        if (name == table(member_table).nested) name = list;
    }
    if (name == "address") name = "street";
    const bool known =
        name.starts_with(kCustom) || std::ranges::find(kFields, name, &FormField::name) != kFields.end();
    if (known) form.errors[name] = error.message;
    form.failure = known ? "A field cannot be saved so. It is marked below." : error.message;
}

std::optional<Command> command_of(ContactForm& form, const ContactFormRows& rows) {
    form.failure.clear();
    form.errors.clear();
    for (const FormField& field : kFields) check_field(form, field.name, rows);
    for (const CustomField& field : rows.fields) check_field(form, std::string(kCustom) + field.key, rows);
    if (!says_anything(form))
        form.errors["name"] = "Type a name, an e-mail or a phone number, so that you can find them again.";
    if (!form.errors.empty()) {
        form.failure = "A field cannot be read yet. It is marked below.";
        focus_first_error(form, rows.fields);
        return std::nullopt;
    }
    FieldValues values;
    for (const auto& [name, field] : kPlain)
        values.emplace_back(field, plain_value(form, name, field).value_or(Value{}));
    values.emplace_back(contact_field::address, address_of(form));
    std::vector<TypedMember> members = list_members(form);
    std::vector<TypedMember> custom = custom_members(form, rows.fields);
    const std::string company(trim(form.company));
    if (form.id) {
        std::vector<TableId> member_tables;
        for (const auto& list : kLists) member_tables.push_back(list.second);
        return EditRecord{.table = TableId::contact,
                          .id = *form.id,
                          .values = std::move(values),
                          .member_tables = std::move(member_tables),
                          .members = std::move(members),
                          .company_name = company,
                          .based_on = form.based_on,
                          .set_custom = std::move(custom)};
    }
    members.insert(members.end(), custom.begin(), custom.end());
    return AddRecord{.table = TableId::contact,
                     .id = {},
                     .values = std::move(values),
                     .members = std::move(members),
                     .company_name = company};
}

// Drawing -----------------------------------------------------------------------------------------------------

namespace {

class FieldsView {
public:
    FieldsView(Ui& ui, Rect area, ContactForm& form, const ContactFormRows& rows)
        : ui_(ui), area_(area), form_(form), rows_(rows), focus_(std::exchange(form.focus, {})) {
        form_.completing_company = false;
    }

    float draw(bool short_form) {
        for (const FormField& field : kFields) {
            if (field.in_short_form || !short_form) draw_field(field);
            // The shop's own stand behind the last of the most used.
            if (field.name == "notes") draw_custom();
        }
        return used_;
    }

private:
    Rect place(float height) const { return {area_.x, area_.y + used_, area_.w, height}; }

    void draw_field(const FormField& field) {
        const auto error = form_.errors.find(std::string(field.name));
        FieldOptions options{.placeholder = field.placeholder,
                             .input_mode = field.input_mode,
                             .multiline = field.multiline,
                             .focus_now = focus_ == field.name};
        if (error != form_.errors.end()) options.error = error->second;
        if (std::ranges::find(kLists, field.name, [](const auto& list) { return list.first; }) != kLists.end())
            options.help = "Several are parted by ;";
        const float height = ui_.field_height(options, field.multiline ? 84 : control_height(ui_));
        const FieldResult typed = draw_editor(field, place(height), options);
        form_.changed = form_.changed || typed.changed;
        if (typed.left) check_field(form_, field.name, rows_);
        used_ += height + 12;
    }

    FieldResult draw_editor(const FormField& field, Rect where, const FieldOptions& options) {
        std::string& text = form_.*field.draft;
        if (field.name == "owner")
            return ui_.complete_field(where, field.label, text, word_suggestions(rows_.staff, text), options)
                .field;
        if (field.name != "company") return ui_.text_field(where, field.label, text, options);
        std::vector<Suggestion> offered;
        for (const CompanyChoice& choice : rows_.companies)
            offered.push_back({choice.name, counted(choice.people, "person", "people"), icon::kBuilding2});
        const CompleteResult result = ui_.complete_field(where, field.label, text, offered, options);
        form_.completing_company = result.editing;
        return result.field;
    }

    void draw_custom() {
        for (const CustomField& field : rows_.fields) {
            const std::string name = std::string(kCustom) + field.key;
            const auto error = form_.errors.find(name);
            ui_.push_id(name);
            const CustomEdited edited = draw_custom_editor(
                ui_, place(0), field, custom_text(form_, field),
                error == form_.errors.end() ? std::string_view() : std::string_view(error->second),
                rows_.defaults, focus_ == name);
            ui_.pop_id();
            form_.changed = form_.changed || edited.changed;
            if (edited.left) check_field(form_, name, rows_);
            used_ += edited.height + 12;
        }
    }

    Ui& ui_;
    Rect area_;
    ContactForm& form_;
    const ContactFormRows& rows_;
    std::string focus_;
    float used_ = 0;
};

}  // namespace

float draw_contact_form_notes(Ui& ui, Rect area, const ContactForm& form) {
    if (!form.failure.empty()) return note_block(ui, area, Note::danger, form.failure) + 12;
    if (form.kept) return note_block(ui, area, Note::warn, "Draft kept, not saved yet") + 12;
    return 0;
}

float draw_contact_fields(Ui& ui, Rect area, ContactForm& form, const ContactFormRows& rows, bool short_form) {
    return FieldsView(ui, area, form, rows).draw(short_form);
}

}  // namespace perennial::ui
