// Keys that mean something on the whole screen: "/", "Ctrl Z", "G T" (one after the other).
#include <string>

#include "core/base/text.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

struct Chord {
    Modifiers modifiers;
    std::vector<std::string_view> keys;
};

Chord parse(std::string_view text) {
    Chord chord;
    for (const std::string_view word : split(text, ' ')) {
        if (word == "Ctrl")
            chord.modifiers.ctrl = true;
        else if (word == "Shift")
            chord.modifiers.shift = true;
        else if (word == "Alt")
            chord.modifiers.alt = true;
        else if (word == "Del")
            chord.keys.emplace_back("Delete");
        else if (word == "Esc")
            chord.keys.emplace_back("Escape");
        else if (word == "Space")
            chord.keys.emplace_back(" ");
        else if (!word.empty())
            chord.keys.push_back(word);
    }
    return chord;
}

bool is_letter(std::string_view key) {
    return key.size() == 1 && ((key[0] >= 'a' && key[0] <= 'z') || (key[0] >= 'A' && key[0] <= 'Z'));
}

// Command counts as Ctrl. Shift is part of how signs such as "?" are typed, so it is compared for letters and named keys.
bool matches(const Chord& chord, const KeyPressed& key) {
    if (!equals_ignoring_case(chord.keys.back(), key.key)) return false;
    const bool sign = key.key.size() == 1 && !is_letter(key.key);
    return chord.modifiers.ctrl == (key.modifiers.ctrl || key.modifiers.meta) &&
           chord.modifiers.alt == key.modifiers.alt && (sign || chord.modifiers.shift == key.modifiers.shift);
}

}  // namespace

bool UiFrame::shortcut(std::string_view keys) {
    if (!key_is_free()) return false;
    const Chord chord = parse(keys);
    if (chord.keys.empty() || chord.keys.size() > 2 || !matches(chord, *signals().key)) return false;
    const bool sequence = chord.keys.size() == 2;
    if (sequence && !equals_ignoring_case(chord.keys.front(), signals().prefix)) return false;
    signals().key.reset();
    return true;
}

}  // namespace perennial::ui
