// Tabs of saved views, and the dialog that names one.
#include <algorithm>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_view.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

const SavedView* shown_view(const ListScreenRows& rows, const ListState& state) {
    if (!state.tab) return nullptr;
    const auto found = std::ranges::find(rows.views, *state.tab, &SavedView::id);
    return found == rows.views.end() ? nullptr : &*found;
}

/// Shows one of rows.views, or all for nullptr.
void open_view(const SavedView* view, ListState& state) {
    const std::string text = state.view.text;
    state.tab = view != nullptr ? std::optional(view->id) : std::nullopt;
    state.view = view != nullptr ? view->view : ListView{};
    if (view == nullptr) state.view.text = text;
    state.table.scroll_y = 0;
    state.selection.clear();
}

/// What tabs take side by side.
float tabs_width(const Ui& ui, std::span<const Option> options, std::span<const std::string> counts) {
    constexpr float kAround = 28, kBeforeCount = 6;
    float width = 0;
    for (std::size_t i = 0; i < options.size(); ++i) {
        width += ui.text_width(options[i].label, TextStyle::body_medium) + kAround;
        if (i < counts.size() && !counts[i].empty())
            width += ui.text_width(counts[i], TextStyle::caption) + kBeforeCount;
    }
    return width;
}

/// Tabs, or where they have no room a list to choose from.
void draw_views(Ui& ui, Rect area, const ListScreenRows& rows, const SavedView* shown, ListState& state) {
    constexpr float kWidest = 280;
    std::vector<Option> options{{std::string(words_of(rows.kind).all), nullptr, {}}};
    std::vector<std::string> counts;
    for (const SavedView& view : rows.views) options.push_back({view.name, nullptr, {}});
    for (const auto& count : rows.view_counts) counts.push_back(count ? count_text(*count) : std::string());
    int chosen = shown != nullptr ? 1 + static_cast<int>(shown - rows.views.data()) : 0;
    bool changed = false;
    if (!narrow(ui) && tabs_width(ui, options, counts) <= area.w) {
        changed = ui.tabs({area.x - 24, area.y, area.w + 24, area.h}, "Views", options, chosen, counts);
    } else {
        const float height = control_height(ui);
        changed = ui.select({area.x, area.y + (area.h - height) / 2, std::min(area.w, kWidest), height},
                            "View", options, chosen, {.show_label = false});
    }
    if (changed) open_view(chosen == 0 ? nullptr : &rows.views[static_cast<std::size_t>(chosen - 1)], state);
}

bool is_as_at_first(const ListView& view) {
    return view.filters.empty() && view.sorts.empty() && view.columns.empty();
}

}  // namespace

void draw_list_tabs(Ui& ui, Rect& page, const ListScreenRows& rows, ListState& state, Queue& queue) {
    constexpr float kHeight = 38, kTouchHeight = 52, kKeepChanges = 130;
    const SavedView* shown = shown_view(rows, state);
    if (shown == nullptr) state.tab.reset();
    const bool changed = shown != nullptr ? !(shown->view == state.view) : !is_as_at_first(state.view);
    if (narrow(ui) && rows.views.empty() && !changed) return;
    const Rect area = page.take_top(ui.touch() || narrow(ui) ? kTouchHeight : kHeight);
    RightToLeft right(ui, area.inset(margin_of(ui), 0));
    const ButtonOptions look{.look = ButtonLook::bare,
                             .icon = icon::kPlus,
                             .disabled = rows.read_only,
                             .disabled_reason = kOnlyReading,
                             .small = true};
    Rect views = right.rest();
    if (changed)
        views.take_right(ui.button_width("Save view", look) + 8 + (shown != nullptr ? kKeepChanges : 0));
    draw_views(ui, views, rows, shown, state);
    ui.line({area.x, area.bottom() - 1}, {area.right(), area.bottom() - 1}, ui.tokens().line);
    if (!changed) return;
    if (right.button("Save view", look)) state.naming = {.open = true, .renames = false, .name = {}};
    if (shown != nullptr && right.button("Keep changes", {.disabled = rows.read_only, .small = true}))
        queue.push(SaveView{.id = shown->id, .list = rows.kind, .name = shown->name, .view = state.view});
}

void draw_naming_dialog(Ui& ui, const ListScreenRows& rows, ListState& state, Queue& queue) {
    auto& naming = state.naming;
    const SavedView* shown = shown_view(rows, state);
    if (!naming.open) return;
    if (naming.renames && shown == nullptr) {
        naming.open = false;
        return;
    }
    ui.dialog(naming.renames ? phrase("Rename “{}”", shown->name) : std::string("Save this view"),
              measure::kDialog, 190, naming.open, [&](Rect area) {
                  const FieldResult typed = ui.text_field(
                      {area.x, area.y, area.w, 72}, "Name", naming.name,
                      {.help = "Filters, order and columns are kept under this name.", .focus_now = true});
                  RightToLeft buttons(ui, area.take_bottom(control_height(ui)));
                  const bool ready = !naming.name.empty();
                  const bool save = buttons.button(
                      naming.renames ? "Rename" : "Save",
                      {.look = ButtonLook::main, .disabled = !ready, .disabled_reason = "Type a name first."});
                  if (buttons.button("Cancel")) naming.open = false;
                  if (!ready || (!save && !typed.committed)) return;
                  queue.push(SaveView{.id = naming.renames ? std::optional(shown->id) : std::nullopt,
                                      .list = rows.kind,
                                      .name = naming.name,
                                      .view = naming.renames ? shown->view : state.view});
                  naming.open = false;
              });
}

}  // namespace perennial::ui
