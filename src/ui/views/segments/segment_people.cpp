#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"
#include "ui/views/segments/segment_parts.h"

namespace perennial::ui {
namespace {

float draw_count(Ui& ui, Rect area, const RuleDraft& draft) {
    const Tokens& t = ui.tokens();
    ui.text({area.x, area.y, area.w, 16}, "People who match now", TextStyle::caption, t.text_2);
    const std::string count = count_text(draft.count);
    const float width = ui.text_width(count, TextStyle::headline);
    ui.text({area.x, area.y + 18, area.w, 40}, count, TextStyle::headline, t.text);
    const double share = draft.of > 0 ? static_cast<double>(draft.count) / static_cast<double>(draft.of) : 0;
    ui.text({area.x + width + 12, area.y + 34, std::max(0.0F, area.w - width - 12), 20},
            phrase("{} of {}", percent_text(share), count_text(draft.of)), TextStyle::body, t.text_2);
    const Rect bar{area.x, area.y + 68, area.w, 6};
    ui.fill(bar, t.pressed, 3);
    if (draft.count > 0)
        ui.fill({bar.x, bar.y, std::max(6.0F, bar.w * static_cast<float>(share)), bar.h}, t.accent, 3);
    return 88;
}

float draw_reach(Ui& ui, Rect area, const SegmentReach& reach) {
    const std::array<std::pair<std::string_view, std::int64_t>, 3> ways{
        {{"By e-mail", reach.email}, {"By post", reach.post}, {"By phone", reach.phone}}};
    const Rect box{area.x, area.y, area.w, 64};
    ui.fill(box, ui.tokens().surface, 8);
    ui.edge(box, ui.tokens().line, 8);
    const float width = box.w / static_cast<float>(ways.size());
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const Rect cell{box.x + width * static_cast<float>(i), box.y, width, box.h};
        if (i > 0) ui.line({cell.x, cell.y}, {cell.x, cell.bottom()}, ui.tokens().line);
        ui.text({cell.x + 12, cell.y + 10, cell.w - 16, 16}, ways[i].first, TextStyle::caption,
                ui.tokens().text_2);
        ui.text({cell.x + 12, cell.y + 32, cell.w - 16, 20}, count_text(ways[i].second), TextStyle::section,
                ui.tokens().text);
    }
    return 64 + 20;
}

float draw_change(Ui& ui, Rect area, const SegmentPage& page) {
    const Rect line{area.x, area.y, area.w, 20};
    ui.heading(line, "Last 30 days", 2, TextStyle::section);
    ui.text(line, phrase("+{} in, {} out", count_text(page.month.entered), count_text(page.month.left)),
            TextStyle::caption, ui.tokens().text_2, Align::right);
    return 36;
}

float draw_some(Ui& ui, Rect area, const RuleDraft& draft, SegmentForm& form, Queue& queue) {
    if (draft.sample.empty()) return 0;
    Rect head{area.x, area.y, area.w, 28};
    ui.heading({head.x, head.y + 4, head.w - 100, 20}, "A few of them", 2, TextStyle::section);
    const ButtonOptions options{.look = ButtonLook::bare, .icon = icon::kShuffle, .small = true};
    if (draft.count > static_cast<std::int64_t>(draft.sample.size()) &&
        ui.button(head.take_right(ui.button_width("Others", options)), "Others", options))
        ++form.shuffle;
    constexpr float kRow = 52;
    float y = area.y + 34;
    ui.begin(Role::list, "A few of them", {area.x, y, area.w, kRow * static_cast<float>(draft.sample.size())});
    for (const SegmentMember& member : draft.sample) {
        const Rect row{area.x, y, area.w, kRow};
        ui.push_id(static_cast<std::uint64_t>(member.row));
        ui.begin(Role::listitem, member.name, row);
        if (ui.hit_area(row, member.name, Role::link))
            queue.push(GoTo{"#/contacts/" + member.id.to_string()});
        ui.last().href = "#/contacts/" + member.id.to_string();
        ui.avatar({row.x, row.y + 10, 32, 32}, initials(member.name), static_cast<std::uint64_t>(member.row));
        ui.draw_text({row.x + 44, row.y + 7, row.w - 44, 20}, member.name, TextStyle::body_medium,
                     ui.tokens().text);
        ui.text({row.x + 44, row.y + 28, row.w - 44, 16}, reasons_text(member), TextStyle::caption,
                ui.tokens().text_2);
        ui.line({row.x, row.bottom()}, {row.right(), row.bottom()}, ui.tokens().line);
        ui.end();
        ui.pop_id();
        y += kRow;
    }
    ui.end();
    return y - area.y;
}

}  // namespace

std::string reasons_text(const SegmentMember& member) {
    std::vector<std::string> texts;
    for (const RuleReason& reason : member.reasons) {
        if (std::ranges::find(texts, reason.text) == texts.end()) texts.push_back(reason.text);
    }
    return joined(texts);
}

void draw_segment_people(Ui& ui, Rect area, const SegmentViewRows& rows, SegmentForm& form,
                         SegmentViewState& state, Queue& queue) {
    ui.fill(area, ui.tokens().sunken);
    if (ui.layout() == Layout::wide) ui.line({area.x, area.y}, {area.x, area.bottom()}, ui.tokens().line);
    const Rect inside = ui.begin_scroll(area, "People", state.side_scroll);
    const Rect column = inside.inset(20, 0);
    float y = inside.y + 16;
    const auto at = [&] { return Rect{column.x, y, column.w, 0}; };
    y += draw_count(ui, at(), rows.draft);
    y += draw_reach(ui, at(), rows.draft.reach);
    if (rows.page != nullptr) y += draw_change(ui, at(), *rows.page);
    y += draw_some(ui, at(), rows.draft, form, queue);
    ui.end_scroll(y - inside.y + 20);
}

}  // namespace perennial::ui
