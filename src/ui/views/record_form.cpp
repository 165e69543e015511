#include "ui/views/record_form.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr std::array<std::string_view, 5> kAddressParts{"Street", "City", "Region", "Postal code", "Country"};

std::array<std::string*, 5> parts_of(Address& address) {
    return {&address.street, &address.city, &address.region, &address.postal_code, &address.country};
}

/// The text's line of this number, "" when it has fewer.
std::string line_at(std::string_view text, std::size_t number) {
    const auto lines = split(text, '\n');
    return number < lines.size() ? std::string(lines[number]) : std::string();
}

std::string address_text(Address address) {
    std::string text;
    for (std::string* part : parts_of(address)) text += *part + '\n';
    text.pop_back();
    return text;
}

bool hidden(const RecordForm& form, FieldNo field) {
    return form.table == TableId::product && field == product_field::currency;
}

/// What a field's text means. Errors: as check_value's.
Result<Value> value_of(const RecordForm& form, const Field& field, std::string_view typed) {
    const std::string text(trim(typed));
    if (text.empty()) return Value();
    if (field.type == FieldType::yes_no) return Value(std::int64_t{text == "yes"});
    if (field.type == FieldType::money) {
        const auto minor = typed_number(text, form.currency.minor_digits());
        if (!minor)
            return fail(ErrorCode::invalid_input, "Not an amount. Type it as 12.50, or leave it empty.");
        return Value(*minor);
    }
    if (field.type == FieldType::address) {
        Address address;
        const auto parts = parts_of(address);
        for (std::size_t i = 0; i < parts.size(); ++i) *parts[i] = std::string(trim(line_at(typed, i)));
        return address.empty() ? Result<Value>(Value()) : check_value(field, Value(address));
    }
    return check_value(field, Value(text));
}

/// The five texts of an address, two in a row where they are short; returns the height used.
float draw_address(Ui& ui, Rect area, std::string& text) {
    std::array<std::string, 5> parts;
    bool changed = false;
    const float height = ui.field_height({}) + 12;
    Rect rest = area;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = line_at(text, i);
        Rect place = i == 0 ? rest.take_top(height) : Rect{rest.x, rest.y, (rest.w - 12) / 2, height};
        if (i % 2 == 0 && i > 0) {
            place.x += place.w + 12;
            rest.take_top(height);
        }
        changed = ui.text_field(place, kAddressParts[i], parts[i]).changed || changed;
    }
    if (changed) text = parts[0] + '\n' + parts[1] + '\n' + parts[2] + '\n' + parts[3] + '\n' + parts[4];
    return rest.y - area.y;
}

float draw_field(Ui& ui, Rect area, RecordForm& form, FieldNo number, bool first) {
    const Field& field = table(form.table).fields[number];
    std::string& text = form.texts[number];
    if (field.type == FieldType::address) return draw_address(ui, area, text);
    if (field.type == FieldType::yes_no) {
        bool on = text == "yes";
        if (ui.checkbox({area.x, area.y, area.w, 28}, field.label, on)) text = on ? "yes" : "no";
        return 40;
    }
    const auto found = form.errors.find(number);
    const std::string error = found == form.errors.end() ? std::string() : found->second;
    const bool money = field.type == FieldType::money;
    const std::string label = money && !form.currency.empty()
                                  ? phrase("{} in {}", field.label, form.currency.code())
                                  : std::string(field.label);
    FieldOptions options{.error = error,
                         .multiline = field.type == FieldType::long_text,
                         .required = field.required,
                         .focus_now = first};
    if (money) options.input_mode = "decimal";
    const float height = options.multiline ? 96 : ui.field_height(options);
    const FieldResult typed = ui.text_field({area.x, area.y, area.w, height}, label, text, options);
    if (typed.changed) form.errors.erase(number);
    if (typed.left || typed.committed) {
        if (auto value = value_of(form, field, text); !value) form.errors[number] = value.error().message;
    }
    return height + 12;
}

}  // namespace

RecordForm new_record_form(TableId table_id, const Currency& currency, std::uint64_t revision) {
    RecordForm form;
    form.table = table_id;
    form.based_on = revision;
    form.currency = currency;
    form.texts.resize(table(table_id).fields.size());
    return form;
}

RecordForm edit_record_form(TableId table_id, const Id& id, const FieldValues& values,
                            const Currency& currency, std::uint64_t revision) {
    RecordForm form = new_record_form(table_id, currency, revision);
    form.id = id;
    for (const auto& [number, value] : values) {
        const Field& field = table(table_id).fields[number];
        std::string& text = form.texts[number];
        if (const auto* address = std::get_if<Address>(&value)) text = address_text(*address);
        if (const auto* written = std::get_if<std::string>(&value)) text = *written;
        if (const auto* amount = std::get_if<std::int64_t>(&value))
            text = field.type == FieldType::yes_no ? (*amount != 0 ? "yes" : "no")
                                                   : amount_text({*amount, currency});
    }
    return form;
}

std::optional<Command> command_of(RecordForm& form) {
    form.failure.clear();
    form.errors.clear();
    FieldValues values;
    const auto fields = table(form.table).fields;
    bool any = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto number = static_cast<FieldNo>(i);
        if (hidden(form, number)) continue;
        auto value = value_of(form, fields[i], form.texts[i]);
        if (!value) {
            form.errors[number] = value.error().message;
            continue;
        }
        if (absent(*value) && fields[i].required)
            form.errors[number] = phrase("Type the {} first.", fold_case(fields[i].label));
        any = any || !absent(*value);
        if (form.id || !absent(*value)) values.emplace_back(number, *std::move(value));
    }
    if (!any && form.errors.empty()) form.errors[0] = "Type something first.";
    if (!form.errors.empty()) return std::nullopt;
    if (form.table == TableId::product && !form.currency.empty())
        values.emplace_back(product_field::currency, Value(std::string(form.currency.code())));
    if (!form.id)
        return AddRecord{
            .table = form.table, .id = {}, .values = std::move(values), .members = {}, .company_name = {}};
    return EditRecord{.table = form.table,
                      .id = *form.id,
                      .values = std::move(values),
                      .member_tables = {},
                      .members = {},
                      .company_name = {},
                      .based_on = form.based_on};
}

void draw_record_form(Ui& ui, RecordForm& form, Queue& queue) {
    const std::string what = fold_case(table(form.table).label);
    const std::string title = form.id ? phrase("Edit {}", what) : phrase("New {}", what);
    ui.dialog(title, measure::kDialog, std::min(620.0F, ui.screen().h - 32), form.open, [&](Rect area) {
        Rect foot = area.take_bottom(control_height(ui));
        area.take_bottom(12);
        if (!form.failure.empty()) {
            note_bar(ui, area.take_top(44), Note::danger, "", form.failure, "");
            area.take_top(8);
        }
        const Rect inside = ui.begin_scroll(area, title, form.scroll);
        float y = inside.y + 2;
        for (std::size_t i = 0; i < form.texts.size(); ++i) {
            const auto number = static_cast<FieldNo>(i);
            if (!hidden(form, number))
                y += draw_field(ui, {inside.x + 2, y, inside.w - 14, 200}, form, number, y == inside.y + 2);
        }
        ui.end_scroll(y - inside.y + 8);
        RightToLeft buttons(ui, foot);
        const bool save = buttons.button(form.id ? std::string("Save") : phrase("Add {}", what),
                                         {.look = ButtonLook::main});
        if (buttons.button("Cancel")) form.open = false;
        if (!save && !ui.shortcut("Ctrl Enter")) return;
        if (auto command = command_of(form)) queue.push(*std::move(command));
    });
}

std::string field_words(const Field& field, const Value& value, const Currency& currency) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (field.type == FieldType::money) return money_text({*number, currency});
        return field.type == FieldType::yes_no ? (*number != 0 ? "Yes" : "No") : count_text(*number);
    }
    if (const auto* address = std::get_if<Address>(&value)) {
        Address copy = *address;
        std::string text;
        for (const std::string* part : parts_of(copy)) {
            if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
        }
        return text;
    }
    return {};
}

}  // namespace perennial::ui
