#include "ui/views/contact_timeline.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/order_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

struct ChannelLook {
    std::string_view name;
    std::string_view label;
    const char* icon;
};
constexpr std::array<ChannelLook, 9> kChannels{{{"email", "E-mail", icon::kMail},
                                                {"phone", "Call", icon::kPhone},
                                                {"sms", "SMS", icon::kSmartphone},
                                                {"chat", "Chat", icon::kMessageCircle},
                                                {"social", "Social", icon::kUsers},
                                                {"visit", "Visit", icon::kStore},
                                                {"mail", "Letter", icon::kSend},
                                                {"web", "Website", icon::kGlobe},
                                                {"other", "Other", icon::kNotebookPen}}};

const ChannelLook& look_of(std::string_view channel) {
    for (const ChannelLook& look : kChannels) {
        if (look.name == channel) return look;
    }
    return kChannels.back();
}

Day local_day(const TimelineEntry& entry, int offset_minutes) {
    const std::int64_t shift = entry.whole_day ? 0 : std::int64_t{offset_minutes} * 60'000;
    std::int64_t ms = entry.at.ms + shift;
    return Day{static_cast<std::int32_t>((ms < 0 ? ms - 86'399'999 : ms) / 86'400'000)};
}

/// The line at the top: a text field's look with the channels one click away.
void draw_quick_line(Ui& ui, Rect area, ContactState& state) {
    ui.edge(area, ui.tokens().control, 6);
    Rect inside = area.inset(8, 0);
    RightToLeft icons(ui, inside, 4);
    for (const int channel : {5, 0, 1}) {
        const ChannelLook& look = kChannels[static_cast<std::size_t>(channel)];
        const std::string name = "Log " + std::string(channel == 1   ? "a call"
                                                      : channel == 5 ? "a visit"
                                                                     : "an e-mail");
        if (icons.button(name,
                         {.look = ButtonLook::bare, .icon = look.icon, .icon_only = true, .small = true}))
            state.touch.channel = channel;
    }
    const Rect rest = icons.rest();
    if (ui.hit_area(rest, "Write a note, log a call")) state.touch.channel = 8;
    ui.icon(icon::kNotebookPen, {rest.x + 2, rest.y + (rest.h - 16) / 2, 16, 16}, ui.tokens().text_3);
    ui.draw_text({rest.x + 28, rest.y + (rest.h - 20) / 2, rest.w - 28, 20}, "Write a note, log a call…",
                 TextStyle::body, ui.tokens().text_3);
}

/// Returns the height used.
float draw_touch_form(Ui& ui, Rect area, const ContactRows& rows, TouchForm& form, Queue& queue) {
    const float control = control_height(ui);
    const bool tight = area.w < 460;
    const Rect box{area.x, area.y, area.w,
                   (tight ? 300.0F : 238.0F) + (form.when_error.empty() ? 0.0F : 18.0F)};
    ui.begin(Role::group, "Log a touch", box);
    ui.edge(box, ui.tokens().line_strong, 8);
    Rect inside = box.inset(14, 12);
    std::vector<Option> channels;
    for (const ChannelLook& look : kChannels) channels.push_back({std::string(look.label), look.icon, {}});
    Rect first = inside.take_top(control + 20);
    const float channel_width = tight ? first.w : std::min(180.0F, first.w * 0.4F);
    ui.select(first.take_left(channel_width), "Channel", channels, form.channel);
    if (tight) {
        inside.take_top(8);
        first = inside.take_top(control + 20);
    } else {
        first.take_left(12);
    }
    const std::array<Option, 2> directions{Option{.label = "From them", .icon = nullptr, .help = {}},
                                           Option{.label = "From us", .icon = nullptr, .help = {}}};
    const Rect switcher = first.take_left(180);
    ui.segmented({switcher.x, switcher.bottom() - control, switcher.w, control}, "Direction", directions,
                 form.direction);
    first.take_left(12);
    const FieldResult when =
        ui.text_field(first, "When", form.when, {.placeholder = "Now", .error = form.when_error});
    if (when.changed) form.when_error.clear();
    inside.take_top(form.when_error.empty() ? 10 : 28);
    ui.text_field(inside.take_top(104), "What was said", form.text,
                  {.multiline = true, .focus_now = form.failure == "open"});
    if (form.failure == "open") form.failure.clear();
    inside.take_top(12);
    Rect buttons = inside.take_top(control);
    RightToLeft row(ui, buttons);
    const std::string act =
        "Log " + std::string(form.channel >= 0 ? kChannels[static_cast<std::size_t>(form.channel)].label : "");
    if (row.button(act, {.look = ButtonLook::main})) {
        if (auto command = command_of(form, rows.page.id, rows.now, rows.offset_minutes, rows.staff))
            queue.push(*std::move(command));
    }
    if (row.button("Cancel") || ui.shortcut("Escape")) form = {};
    ui.end();
    return box.h;
}

void draw_mark(Ui& ui, Point centre, const TimelineEntry& entry) {
    const bool order = entry.kind == TimelineEntry::Kind::order;
    const Tokens::Pair& pair = ui.tokens().avatar[order                                                  ? 0
                                                  : entry.channel == "visit"                             ? 1
                                                  : entry.channel == "email" || entry.channel == "phone" ? 2
                                                                                                         : 6];
    ui.circle(centre, 14, pair.back);
    ui.icon(order ? icon::kShoppingBag : look_of(entry.channel).icon, {centre.x - 7, centre.y - 7, 14, 14},
            pair.ink, 14);
}

/// Returns the height used.
float draw_entry(Ui& ui, Rect area, const TimelineEntry& entry, const ContactRows& rows) {
    const std::string when = entry.whole_day ? day_text(local_day(entry, rows.offset_minutes), rows.today)
                                             : moment_text(entry.at, rows.today, rows.offset_minutes);
    ui.push_id(std::hash<Id>{}(entry.id));
    ui.begin(Role::listitem, entry.title, area);
    draw_mark(ui, {area.x + 14, area.y + 16}, entry);
    Rect text{area.x + 40, area.y, area.w - 40, 20};
    const float when_width = ui.text_width(when, TextStyle::caption);
    ui.text({text.right() - when_width - 1, text.y + 2, when_width + 1, 16}, when, TextStyle::caption,
            ui.tokens().text_3);
    const Rect title{text.x, text.y, text.w - when_width - 16, 20};
    std::string shown = entry.title;
    if (entry.kind == TimelineEntry::Kind::order) {
        shown += ", " + money_text(entry.total);
        ui.link(title, shown, "#/orders/" + entry.id.to_string(), TextStyle::body_medium, ui.tokens().text);
    } else {
        ui.text(title, shown, TextStyle::body_medium, ui.tokens().text);
    }
    float y = area.y + 20;
    if (!entry.text.empty())
        y += ui.paragraph({text.x, y, text.w, 80}, entry.text, TextStyle::body, ui.tokens().text_2, 4);
    ui.icon(icon::kCornerDownRight, {text.x, y + 4, 12, 12}, ui.tokens().text_3, 12);
    std::string origin = entry.provenance.text;
    if (!entry.status.empty()) origin += (origin.empty() ? "" : " · ") + status_tag(entry.status).text;
    ui.text({text.x + 18, y + 2, text.w - 18, 16}, origin, TextStyle::caption, ui.tokens().text_3);
    ui.end();
    ui.pop_id();
    return y + 20 - area.y;
}

float draw_period(Ui& ui, Rect area, std::string_view period) {
    const float width = ui.text_width(period, TextStyle::caption_medium);
    ui.heading({area.x, area.y, width + 2, 16}, period, 3, TextStyle::caption_medium);
    ui.line({area.x + width + 12, area.y + 8}, {area.right(), area.y + 8}, ui.tokens().line);
    return 28;
}

void draw_entries(Ui& ui, Rect area, const ContactRows& rows, ContactState& state) {
    const Rect inside = ui.begin_scroll(area, "Timeline", state.timeline_scroll);
    const float width = inside.w - 12;
    float y = inside.y + 8;
    std::string period;
    for (std::size_t i = 0; i < rows.entries.size(); ++i) {
        const TimelineEntry& entry = rows.entries[i];
        const std::string here = period_text(local_day(entry, rows.offset_minutes), rows.today);
        const bool first_of_period = here != period;
        if (first_of_period) y += draw_period(ui, {inside.x, y, width, 16}, here);
        period = here;
        const float height = draw_entry(ui, {inside.x, y, width, 62}, entry, rows);
        const bool last =
            i + 1 == rows.entries.size() ||
            period_text(local_day(rows.entries[i + 1], rows.offset_minutes), rows.today) != period;
        if (!last) ui.line({inside.x + 14, y + 34}, {inside.x + 14, y + height + 8}, ui.tokens().line_strong);
        y += height + (last ? 16 : 12);
    }
    if (rows.more) {
        const float button = ui.button_width("Show older");
        if (ui.button({inside.x + (width - button) / 2, y, button, control_height(ui)}, "Show older"))
            state.shown += 200;
        y += control_height(ui) + 8;
    }
    ui.end_scroll(y - inside.y + 24);
}

}  // namespace

void draw_timeline(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    const std::array<Option, 3> filters{Option{.label = "Everything", .icon = nullptr, .help = {}},
                                        Option{.label = "Orders", .icon = nullptr, .help = {}},
                                        Option{.label = "Touches", .icon = nullptr, .help = {}}};
    area.take_top(14);
    ui.segmented(area.take_top(control_height(ui)), "Show", filters, state.filter);
    area.take_top(8);
    if (state.touch.channel >= 0) {
        area.take_top(draw_touch_form(ui, area, rows, state.touch, queue));
    } else if (!rows.read_only && !rows.page.deleted) {
        draw_quick_line(ui, area.take_top(40), state);
    }
    area.take_top(8);
    if (rows.entries.empty()) {
        ui.paragraph({area.x, area.y + 24, area.w, 60},
                     "Nothing yet. Orders appear here when you import them; calls, visits and letters when "
                     "you log them.",
                     TextStyle::body, ui.tokens().text_3);
        return;
    }
    draw_entries(ui, area, rows, state);
}

std::optional<Command> command_of(TouchForm& form, const Id& contact, Instant now, int offset_minutes,
                                  std::string_view staff) {
    Instant at = now;
    if (!trim(form.when).empty()) {
        const auto parsed = parse_loose_instant(trim(form.when), DateOrder::day_month_year, offset_minutes);
        if (!parsed) {
            form.when_error = "Not a time. Type it as 2026-06-12 14:30, or leave it empty for now.";
            return std::nullopt;
        }
        if (parsed->ms > now.ms) {
            form.when_error = "That is still to come. A touch is logged when it has happened.";
            return std::nullopt;
        }
        at = *parsed;
    }
    form.when_error.clear();
    AddRecord add{.table = TableId::touch, .id = {}, .values = {}, .members = {}, .company_name = {}};
    add.values = {{touch_field::contact, contact},
                  {touch_field::at, at.ms},
                  {touch_field::channel,
                   std::string(kChannels[static_cast<std::size_t>(std::max(form.channel, 0))].name)},
                  {touch_field::direction, std::string(form.direction == 0 ? "in" : "out")}};
    if (!trim(form.text).empty()) add.values.emplace_back(touch_field::body, form.text);
    if (!staff.empty()) add.values.emplace_back(touch_field::staff, std::string(staff));
    return add;
}

}  // namespace perennial::ui
