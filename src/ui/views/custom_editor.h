// A custom field of a contact on screen: the editor that fits its type, and its value in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/domain/custom_value.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct CustomEdited {
    float height = 0;      ///< Used.
    bool changed = false;  ///< The text is another.
    bool left = false;     ///< A typed field was left: check it.
};
/// Choices are picked, several of them ticked, the rest is typed. `text` is the value as it is kept, or as it was typed so far;
/// "" is none. A value that the definition does not know stays to be seen, and can be taken away.
CustomEdited draw_custom_editor(Ui& ui, Rect area, const CustomField& field, std::string& text,
                                std::string_view error, const CustomDefaults& defaults,
                                bool focus_now = false);

/// What is wrong with it, to stand at its field; "" when nothing is. What can be read is put into the form in which it is kept.
std::string check_custom_text(const CustomField& field, std::string& text, const CustomDefaults& defaults);

/// "Text", "Several choices", as screens call the type.
std::string_view custom_type_words(CustomType type);
/// A value as a page shows it: "€12.50", "1 Mar 2026", "Yes".
std::string custom_value_words(CustomType type, std::string_view value);

}  // namespace perennial::ui
