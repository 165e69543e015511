#include "ui/views/segments/segment_form.h"

#include <algorithm>

#include "core/base/text.h"
#include "ui/views/segments/segments_view.h"

namespace perennial::ui {
namespace {

const Table& people() { return table(TableId::contact); }

void take_rule(SegmentForm& form, const Rule& rule, const RuleLanguage& language) {
    form.builder.builder = RuleBuilder(rule, language, people());
    form.reading = form.builder.builder.read(language, people());
}

/// The rule as one of ours is written; everyone when it has become none (a segment that it names is gone).
void begin(SegmentForm& form, std::string_view text, const RuleLanguage& language) {
    if (const auto rule = read_rule(text, language, people())) {
        take_rule(form, *rule, language);
        form.text = rule_text(form.reading.rule);
    } else {
        form.text = text;
        form.mistake = rule.error();
        form.reading = form.builder.builder.read(language, people());
    }
    form.saved_text = form.asked = form.text;
    form.saved_name = form.name;
    form.saved_note = form.note;
    form.saved_colour = form.colour;
}

}  // namespace

SegmentForm new_segment_form(std::string name, std::string_view rule, const RuleLanguage& language,
                             std::uint64_t revision) {
    SegmentForm form;
    form.name = std::move(name);
    form.based_on = revision;
    begin(form, rule, language);
    return form;
}

SegmentForm segment_form(const SegmentPage& page, const RuleLanguage& language, std::uint64_t revision) {
    SegmentForm form;
    form.id = page.id;
    form.name = page.name;
    form.note = page.note;
    form.colour = segment_colour(page.colour);
    form.dynamic = page.dynamic;
    form.based_on = revision;
    begin(form, page.rule, language);
    return form;
}

void follow_builder(SegmentForm& form, const RuleLanguage& language, double seconds) {
    form.reading = form.builder.builder.read(language, people());
    form.text = rule_text(form.reading.rule);
    form.mistake.reset();
    form.changed_at = seconds;
}

void follow_text(SegmentForm& form, const RuleLanguage& language, double seconds) {
    const auto rule = read_rule(form.text, language, people());
    form.mistake = rule ? std::nullopt : std::optional(rule.error());
    if (!rule) return;
    take_rule(form, *rule, language);
    form.changed_at = seconds;
}

bool is_changed(const SegmentForm& form) {
    return !form.id || form.name != form.saved_name || form.note != form.saved_note ||
           form.colour != form.saved_colour || form.text != form.saved_text || !form.reading.problems.empty();
}

std::string unsavable(const SegmentForm& form) {
    if (form.mistake) return "The rule cannot be read yet.";
    return form.reading.problems.empty() ? "" : "A line of the rule is not finished.";
}

std::optional<Command> command_of(SegmentForm& form) {
    form.error.clear();
    form.failure.clear();
    if (trim(form.name).empty()) {
        form.error = "Give it a name, such as Regulars going quiet.";
        return std::nullopt;
    }
    const auto choices = table(TableId::segment).fields[segment_field::colour].choices;
    FieldValues values{
        {segment_field::name, Value(std::string(trim(form.name)))},
        {segment_field::note, form.note.empty() ? Value() : Value(form.note)},
        {segment_field::colour, Value(std::string(choices[static_cast<std::size_t>(form.colour)]))}};
    if (form.dynamic) values.push_back({segment_field::rule, Value(form.text)});
    if (!form.id)
        return AddRecord{.table = TableId::segment,
                         .id = {},
                         .values = std::move(values),
                         .members = {},
                         .company_name = {}};
    return EditRecord{.table = TableId::segment,
                      .id = *form.id,
                      .values = std::move(values),
                      .member_tables = {},
                      .members = {},
                      .company_name = {},
                      .based_on = form.based_on};
}

void note_failure(SegmentForm& form, const Error& error) {
    const bool at_name = error.place && error.place->column == "name";
    (at_name ? form.error : form.failure) = error.message;
}

}  // namespace perennial::ui
