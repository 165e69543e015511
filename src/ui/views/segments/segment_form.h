// A segment in the making: its name, its rule as a builder and as a text, whichever was worked on last leads; what was typed
// stays until it is saved or discarded.
// Invariant: `text` is the rule of the finished lines, unless a text that is no rule is being typed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/app/command.h"
#include "core/app/segment_pages.h"
#include "ui/views/segments/rule_builder_view.h"

namespace perennial::ui {

struct SegmentForm {
    std::optional<Id> id;  ///< None: a new one.
    std::string name, note;
    int colour = 0;  ///< Of the catalogue's choices; 0: the first.
    bool dynamic = true;
    RuleBuilderState builder;
    BuilderReading reading;  ///< Of the builder as it is.
    std::string text;
    std::optional<RuleMistake> mistake;  ///< Of the text.
    std::string error, failure;          ///< At the name; of saving.
    std::uint64_t based_on = 0;          ///< Revision it was begun at.
    std::uint64_t shuffle = 0;           ///< Which of those who match are shown.
    std::string saved_name, saved_note, saved_text;
    int saved_colour = 0;
    std::string asked;       ///< The rule whose people are shown.
    double changed_at = -1;  ///< When the rule was changed last, by Ui::seconds; negative: it is asked.
};

/// A new one with a rule to begin with. The rule is one of ours.
SegmentForm new_segment_form(std::string name, std::string_view rule, const RuleLanguage& language,
                             std::uint64_t revision);
SegmentForm segment_form(const SegmentPage& page, const RuleLanguage& language, std::uint64_t revision);

/// The builder was changed: the text follows, at the moment `seconds`.
void follow_builder(SegmentForm& form, const RuleLanguage& language, double seconds);
/// The text was typed: the builder follows when it is a rule.
void follow_text(SegmentForm& form, const RuleLanguage& language, double seconds);

bool is_changed(const SegmentForm& form);
/// Why it cannot be saved, "" when it can.
std::string unsavable(const SegmentForm& form);
/// What saves it; none when the name is missing, which the form then says.
std::optional<Command> command_of(SegmentForm& form);
void note_failure(SegmentForm& form, const Error& error);

}  // namespace perennial::ui
