// Segments: the list, the one on screen, and the drafts of those that are being worked on.
#include <utility>

#include "ui/views/screens_parts.h"
#include "ui/views/segments/segments_view.h"

namespace perennial::ui {
namespace {

constexpr double kPause = 0.25;  // Seconds without a change, after which people are counted again.

const Table& people() { return table(TableId::contact); }

}  // namespace

/// The present by the hour, so that what is asked of it is not asked anew in every frame.
Instant Screens::Parts::segment_now() const {
    constexpr std::int64_t kHourMs = 3'600'000;
    const std::int64_t now = platform.clock->now().ms;
    return Instant{now - now % kHourMs + kHourMs};
}

void Screens::Parts::draw_segments_screen(Ui& ui, Rect page) {
    const SegmentListQuery query{reader_clock(*platform.clock), segment_now(), app.segments().revision()};
    const auto& list = segments_model.get(app.workspace(), query);
    if (!list) return draw_trouble(ui, page, list.error());
    draw_segments(ui, page, {*list, segment_drafts.contains(Id{}), read_only}, segments, queue);
}

/// The draft of the segment on screen: the one that was left, else begun anew. One that has not been touched follows the
/// segment.
SegmentForm& Screens::Parts::segment_in_hand(const SegmentPage* page, const RuleLanguage& language) {
    const Id id = page != nullptr ? page->id : Id{};
    auto found = segment_drafts.find(id);
    const std::uint64_t revision = app.workspace().revision();
    const bool stale = found != segment_drafts.end() && page != nullptr && !is_changed(found->second) &&
                       found->second.based_on != revision;
    if (stale) {
        segment_drafts.erase(found);
        found = segment_drafts.end();
    }
    if (found == segment_drafts.end()) {
        SegmentForm form = page != nullptr ? segment_form(*page, language, revision)
                                           : new_segment_form("", "all of ()", language, revision);
        found = segment_drafts.emplace(id, std::move(form)).first;
    }
    return found->second;
}

/// What is known; one that is not is counted, one in a frame.
std::optional<std::int64_t> Screens::Parts::people_of(const SegmentForm& form, std::uint64_t id, bool& asked) {
    const auto node = form.reading.finished.find(id);
    if (node == form.reading.finished.end()) return std::nullopt;
    const auto* group = std::get_if<RuleGroup>(&node->second.what);
    if (group != nullptr && group->parts.empty()) return std::nullopt;
    if (line_people.revision != app.workspace().revision() || line_people.today != today())
        line_people = {app.workspace().revision(), today(), {}};
    const std::string text = rule_line(node->second);
    if (const auto known = line_people.counts.find(text); known != line_people.counts.end())
        return known->second;
    if (asked || form.changed_at >= 0) return std::nullopt;
    asked = true;
    const auto count =
        rule_line_people(app.workspace(), {.text = {}, .node = node->second}, reader_clock(*platform.clock));
    if (count) line_people.counts[text] = *count;
    return count ? std::optional(*count) : std::nullopt;
}

void Screens::Parts::draw_segment_screen(Ui& ui, Rect page) {
    const bool is_new = route.screen == Screen::new_segment;
    const Id id = is_new ? Id{} : route.id;
    const auto& world = rule_world_model.get(app.workspace(), {});
    if (!world) return draw_trouble(ui, page, world.error());
    const RuleClock clock = reader_clock(*platform.clock);
    const SegmentPage* shown = nullptr;
    std::vector<SegmentLogEntry> log;
    if (!is_new) {
        const auto& found =
            segment_model.get(app.workspace(), {id, clock, segment_now(), app.segments().revision()});
        if (!found) return draw_trouble(ui, page, found.error());
        shown = &*found;
        if (const auto& entries = segment_log_model.get(app.workspace(), {id, app.segments().revision()}))
            log = *entries;
    }
    if (std::exchange(segment_shown, id) != id) segment = {};
    if (shown != nullptr && members_page.rows().data() != shown->members.data())
        members_page.reset(shown->members);
    SegmentForm& form = segment_in_hand(shown, world->language);
    if (form.changed_at >= 0 && ui.seconds() - form.changed_at >= kPause) {
        form.asked = form.text;
        form.changed_at = -1;
    }
    if (form.changed_at >= 0) ui.wake(kPause);
    const auto& draft = rule_draft_model.get(
        app.workspace(), {.rule = form.asked, .segment = form.id, .clock = clock, .shuffle = form.shuffle});
    if (!draft) return draw_trouble(ui, page, draft.error());
    bool asked = false;
    const std::string code(currency().code());
    const SegmentViewRows rows{
        .page = shown,
        .draft = *draft,
        .members = members_page,
        .log = log,
        .people = [&](std::uint64_t node) { return people_of(form, node, asked); },
        .words = [&](const RuleNode& node) { return rule_words(node, world->language, people()); },
        .currency = code,
        .today = today(),
        .now = platform.clock->now(),
        .offset_minutes = offset_minutes(),
        .read_only = read_only};
    const SegmentEdited edited = draw_segment(ui, page, rows, form, segment, queue);
    if (edited == SegmentEdited::builder) follow_builder(form, world->language, ui.seconds());
    if (edited == SegmentEdited::text) follow_text(form, world->language, ui.seconds());
    if (edited != SegmentEdited::nothing) ui.wake(0);
    if (asked) ui.wake(0);
}

void Screens::Parts::open_new_segment(const OpenNewSegment& wish) {
    if (!wish.goes_on) {
        segment_drafts.erase(Id{});
        const auto& world = rule_world_model.get(app.workspace(), {});
        if (!world) return refuse(world.error());
        const std::string rule = wish.rule.empty() ? std::string("all of ()") : wish.rule;
        segment_drafts.emplace(
            Id{}, new_segment_form(wish.name, rule, world->language, app.workspace().revision()));
    }
    go({.screen = Screen::new_segment});
}

void Screens::Parts::discard_segment() {
    segment_drafts.erase(route.screen == Screen::new_segment ? Id{} : route.id);
    if (route.screen == Screen::new_segment) go({.screen = Screen::segments});
}

void Screens::Parts::after_segment(const Command& command, const std::optional<Error>& failure,
                                   const std::optional<Id>& made) {
    const auto* add = std::get_if<AddRecord>(&command);
    const auto* edit = std::get_if<EditRecord>(&command);
    const bool adds = add != nullptr && add->table == TableId::segment;
    const bool edits = edit != nullptr && edit->table == TableId::segment;
    if (!adds && !edits) return;
    const auto draft = segment_drafts.find(adds ? Id{} : edit->id);
    if (draft == segment_drafts.end()) return;
    if (failure) return note_failure(draft->second, *failure);
    segment_drafts.erase(draft);
    if (adds && made) go({.screen = Screen::segment, .id = *made});
}

}  // namespace perennial::ui
