#include "ui/views/custom_editor.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/app/list_values.h"
#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr std::string_view kNotSet = "Not set";

/// A picker of `values`, called `words`; the first entry takes the value away.
CustomEdited pick(Ui& ui, Rect area, std::string_view label, std::span<const std::string> values,
                  std::span<const std::string> words, std::string& text, std::string_view error) {
    std::vector<Option> options{{std::string(kNotSet), nullptr, {}}};
    for (const std::string& word : words) options.push_back({word, nullptr, {}});
    const auto known = std::ranges::find(values, text);
    const FieldOptions field{.placeholder = text.empty() ? kNotSet : std::string_view(text), .error = error};
    int chosen = known == values.end() ? -1 : 1 + static_cast<int>(known - values.begin());
    const float height = ui.field_height(field);
    CustomEdited edited{.height = height};
    if (ui.select({area.x, area.y, area.w, height}, label, options, chosen, field)) {
        text = chosen == 0 ? std::string() : values[static_cast<std::size_t>(chosen) - 1];
        edited.changed = edited.left = true;
    }
    return edited;
}

/// A box for each choice, and for each part of the value that is none.
CustomEdited tick(Ui& ui, Rect area, const CustomField& field, std::string& text) {
    const float row = ui.touch() ? 44 : 28;
    const std::vector<std::string> ticked = parts_of_value(text);
    std::vector<std::string> offered = field.choices;
    for (const std::string& part : ticked) {
        if (std::ranges::find(offered, part) == offered.end()) offered.push_back(part);
    }
    const float height = 20 + row * static_cast<float>(offered.size());
    CustomEdited edited{.height = height};
    ui.begin(Role::group, field.label, {area.x, area.y, area.w, height});
    ui.draw_text({area.x, area.y, area.w, 16}, field.label, TextStyle::caption_medium, ui.tokens().text_2);
    std::string value;
    float y = area.y + 20;
    for (const std::string& choice : offered) {
        bool on = std::ranges::find(ticked, choice) != ticked.end();
        edited.changed = ui.checkbox({area.x, y, area.w, row}, choice, on) || edited.changed;
        if (on) value += (value.empty() ? "" : "; ") + choice;
        y += row;
    }
    ui.end();
    if (edited.changed) text = value;
    edited.left = edited.changed;
    return edited;
}

std::string example_of(CustomType type, const CustomDefaults& defaults) {
    switch (type) {
        case CustomType::number: return "12.5";
        case CustomType::money:
            return phrase("12.50 {}", defaults.currency.empty() ? "EUR" : defaults.currency.code());
        case CustomType::date: return "2026-03-01";
        case CustomType::link: return "https://example.com";
        default: return {};
    }
}

CustomEdited type(Ui& ui, Rect area, const CustomField& field, std::string& text, std::string_view error,
                  const CustomDefaults& defaults, bool focus_now) {
    const std::string example = example_of(field.type, defaults);
    const bool figure = field.type == CustomType::number || field.type == CustomType::money;
    FieldOptions options{.placeholder = example,
                         .error = error,
                         .multiline = text.find('\n') != std::string::npos,
                         .focus_now = focus_now};
    if (figure) options.input_mode = "decimal";
    if (field.type == CustomType::link) options.input_mode = "url";
    const float height = ui.field_height(options, options.multiline ? 84 : control_height(ui));
    const FieldResult typed = ui.text_field({area.x, area.y, area.w, height}, field.label, text, options);
    return {.height = height, .changed = typed.changed, .left = typed.left};
}

/// A sentence that begins with the field's name, as it stands at the field itself.
std::string without_label(const CustomField& field, std::string message) {
    const std::string label = field.label + ": ";
    if (message.starts_with(label)) message.erase(0, label.size());
    if (!message.empty()) message[0] = ascii_upper(message[0]);
    return message;
}

}  // namespace

CustomEdited draw_custom_editor(Ui& ui, Rect area, const CustomField& field, std::string& text,
                                std::string_view error, const CustomDefaults& defaults, bool focus_now) {
    switch (field.type) {
        case CustomType::choice:
            return pick(ui, area, field.label, field.choices, field.choices, text, error);
        case CustomType::yes_no: {
            const std::array<std::string, 2> kept{"yes", "no"}, shown{"Yes", "No"};
            return pick(ui, area, field.label, kept, shown, text, error);
        }
        case CustomType::multi_choice: return tick(ui, area, field, text);
        default: return type(ui, area, field, text, error, defaults, focus_now);
    }
}

std::string check_custom_text(const CustomField& field, std::string& text, const CustomDefaults& defaults) {
    auto value = check_custom_value(field, text, defaults);
    if (!value) return without_label(field, std::move(value).error().message);
    text = *std::move(value);
    return {};
}

std::string_view custom_type_words(CustomType type) {
    switch (type) {
        case CustomType::text: return "Text";
        case CustomType::number: return "Number";
        case CustomType::money: return "Money";
        case CustomType::date: return "Date";
        case CustomType::choice: return "Choice";
        case CustomType::multi_choice: return "Several choices";
        case CustomType::yes_no: return "Yes or no";
        case CustomType::link: return "Link";
    }
    return {};
}

std::string custom_value_words(CustomType type, std::string_view value) {
    if (type == CustomType::yes_no) return value == "yes" ? "Yes" : value == "no" ? "No" : std::string(value);
    if (type == CustomType::money) {
        if (const auto amount = read_custom(ColumnKind::money, value))
            return money_text({amount->number, amount->currency});
    }
    if (type == CustomType::date) {
        if (const auto day = Day::parse(value)) return full_day_text(*day);
    }
    return std::string(value);
}

}  // namespace perennial::ui
