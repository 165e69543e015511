// What is done with many rows at once: the bar, the dialogs that ask what and say how many, and the command they end in.
#include <algorithm>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_view.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

using Act = BulkDraft::Act;

std::string how_many(const ListScreenRows& rows, const ListState& state) {
    const ListWords& words = words_of(rows.kind);
    return counted(state.selection.size(), words.one, words.many);
}

/// The foot of a dialog: the act, and Cancel. True when it is to be done.
bool ask_foot(Ui& ui, Rect foot, std::string_view act, bool danger, bool ready, std::string_view why_not,
              ListState& state) {
    RightToLeft buttons(ui, foot);
    const bool done = buttons.button(act, {.look = danger ? ButtonLook::danger : ButtonLook::main,
                                           .disabled = !ready,
                                           .disabled_reason = why_not});
    if (buttons.button("Cancel")) state.bulk = {};
    return done && ready;
}

/// Names as buttons under a field: one click fills it.
void suggestions(Ui& ui, Rect area, std::span<const std::string> names, std::string& text) {
    float x = area.x;
    for (const std::string& name : names) {
        const float width = ui.button_width(name, {.small = true});
        if (x + width > area.right()) break;
        if (ui.button({x, area.y, width, 28}, name, {.small = true})) text = name;
        x += width + 6;
    }
}

void ask_text(Ui& ui, const std::string& title, std::string_view label, std::string_view act,
              std::span<const std::string> names, ListState& state) {
    bool open = true;
    ui.dialog(title, measure::kDialog, names.empty() ? 180 : 220, open, [&](Rect area) {
        const FieldResult typed =
            ui.text_field(area.take_top(60), label, state.bulk.text, {.focus_now = true});
        suggestions(ui, area.take_top(36), names, state.bulk.text);
        const bool ready = !trim(state.bulk.text).empty();
        if (ask_foot(ui, area.take_bottom(control_height(ui)), act, false, ready, "Type it first.", state) ||
            (ready && typed.committed))
            state.bulk.confirmed = true;
    });
    if (!open) state.bulk = {};
}

void ask_edit(Ui& ui, const ListScreenRows& rows, ListState& state) {
    const std::vector<BulkField> fields = bulk_fields(rows.kind, rows.columns);
    BulkDraft& draft = state.bulk;
    draft.field = std::clamp(draft.field, 0, static_cast<int>(fields.size()) - 1);
    bool open = true;
    ui.dialog(phrase("Edit {}", how_many(rows, state)), measure::kDialog, 260, open, [&](Rect area) {
        std::vector<Option> options;
        for (const BulkField& field : fields) options.push_back({field.label, nullptr, {}});
        if (ui.select(area.take_top(60), "Field", options, draft.field)) {
            draft.text.clear();
            draft.choice = 0;
        }
        const BulkField& field = fields[static_cast<std::size_t>(draft.field)];
        const Rect value = area.take_top(76);
        bool entered = false;
        if (!field.choices.empty()) {
            std::vector<Option> choices;
            for (const std::string& choice : field.choices) choices.push_back({choice, nullptr, {}});
            draft.choice = std::clamp(draft.choice, 0, static_cast<int>(choices.size()) - 1);
            ui.select(value, "New value", choices, draft.choice);
            draft.text = field.choices[static_cast<std::size_t>(draft.choice)];
        } else {
            entered = ui.text_field(value, "New value", draft.text,
                                    {.help = "Leave it empty to clear the field.", .error = draft.error})
                          .committed;
        }
        if (ask_foot(ui, area.take_bottom(control_height(ui)), phrase("Change {}", how_many(rows, state)),
                     false, true, {}, state) ||
            entered)
            state.bulk.confirmed = true;
    });
    if (!open) state.bulk = {};
}

void ask_remove(Ui& ui, const ListScreenRows& rows, ListState& state) {
    bool open = true;
    const std::string what = phrase("Delete {}", how_many(rows, state));
    ui.dialog(what, measure::kDialog, 160, open, [&](Rect area) {
        ui.paragraph(area, "They go from every list. One undo brings them back, today or later.",
                     TextStyle::body, ui.tokens().text_2);
        if (ask_foot(ui, area.take_bottom(control_height(ui)), what, true, true, {}, state))
            state.bulk.confirmed = true;
    });
    if (!open) state.bulk = {};
}

}  // namespace

void draw_list_bulk_bar(Ui& ui, Rect area, const ListScreenRows& rows, ListState& state) {
    const ListWords& words = words_of(rows.kind);
    const bool people = rows.kind == ListKind::contacts;
    const auto all = static_cast<std::int64_t>(rows.list.rows.size());
    const std::string count = phrase("{} selected", count_text(state.selection.size()));
    const std::string every = phrase("Select all {}", count_text(all));
    const float count_width = ui.text_width(count, TextStyle::body_semibold);
    const bool offers_all = state.selection.size() < all;
    const auto width_of = [&](std::string_view label, const char* icon) {
        return ui.button_width(label, {.look = ButtonLook::bar, .icon = icon}) + 4;
    };
    float width =
        count_width + 18 + 16 + 40 + width_of("Delete", icon::kTrash2) + width_of("Edit", icon::kPencil);
    if (people)
        width += width_of("Tag", icon::kTag) + width_of("Untag", icon::kTag) +
                 width_of("Assign", icon::kUserRound);
    if (offers_all) width += ui.button_width(every, {.look = ButtonLook::bar}) + 4;
    width = std::min(width, area.w - 32);
    const Rect bar{area.x + (area.w - width) / 2, area.bottom() - 60, width, 44};
    ui.lift(bar, 10);
    ui.fill(bar, ui.tokens().bar, 10);
    ui.begin(Role::group, phrase("Selected {}", words.many), bar);
    Rect inside = bar.inset(8, 6);
    ui.text({inside.x + 8, inside.y + 6, count_width + 2, 20}, count, TextStyle::body_semibold,
            ui.tokens().bar_text);
    inside.take_left(count_width + 18);
    RightToLeft buttons(ui, inside, 4);
    const auto act = [&](std::string_view label, const char* icon, Act what) {
        if (buttons.button(label, {.look = ButtonLook::bar,
                                   .icon = icon,
                                   .disabled = rows.read_only,
                                   .disabled_reason = kOnlyReading}))
            state.bulk = {.act = what};
    };
    if (buttons.button("Clear selection", {.look = ButtonLook::bar, .icon = icon::kX, .icon_only = true}))
        state.selection.clear();
    act("Delete", icon::kTrash2, Act::remove);
    act("Edit", icon::kPencil, Act::edit);
    if (people) {
        act("Assign", icon::kUserRound, Act::assign);
        act("Untag", icon::kTag, Act::untag);
        act("Tag", icon::kTag, Act::tag);
    }
    if (offers_all && buttons.button(every, {.look = ButtonLook::bar})) {
        for (const RowNo row : rows.list.rows) state.selection.set(row, true);
    }
    ui.end();
}

void draw_list_dialogs(Ui& ui, const ListScreenRows& rows, ListState& state, Queue& queue) {
    draw_naming_dialog(ui, rows, state, queue);
    if (state.bulk.act == Act::none || state.bulk.confirmed) return;
    const std::string count = how_many(rows, state);
    switch (state.bulk.act) {
        case Act::tag: return ask_text(ui, phrase("Tag {}", count), "Tag", "Add tag", {}, state);
        case Act::untag:
            return ask_text(ui, phrase("Take a tag from {}", count), "Tag", "Remove tag", {}, state);
        case Act::assign:
            return ask_text(ui, phrase("Assign {}", count), "Owner", "Assign", rows.staff, state);
        case Act::edit: return ask_edit(ui, rows, state);
        case Act::remove: return ask_remove(ui, rows, state);
        case Act::none: return;
    }
}

std::vector<BulkField> bulk_fields(ListKind kind, std::span<const ListColumn> columns) {
    std::vector<BulkField> fields;
    const auto add = [&](TableId table_id, std::initializer_list<FieldNo> numbers) {
        for (const FieldNo number : numbers) {
            const Field& field = table(table_id).fields[number];
            BulkField out{.label = std::string(field.label), .field = number};
            for (const std::string_view choice : field.choices) out.choices.emplace_back(choice);
            if (field.type == FieldType::yes_no) {
                out.kind = ColumnKind::yes_no;
                out.choices = {"yes", "no"};
            }
            fields.push_back(std::move(out));
        }
    };
    switch (kind) {
        case ListKind::contacts:
            add(TableId::contact, {contact_field::owner, contact_field::language, contact_field::source});
            break;
        case ListKind::companies:
            add(TableId::company, {company_field::website, company_field::notes});
            break;
        case ListKind::products:
            add(TableId::product, {product_field::category, product_field::retired});
            break;
        case ListKind::orders:
            add(TableId::order, {order_field::status, order_field::channel, order_field::staff});
            break;
    }
    constexpr std::string_view kCustom = "custom.";
    for (const ListColumn& column : columns) {
        if (column.name.starts_with(kCustom))
            fields.push_back({.label = column.label,
                              .field = {},
                              .key = column.name.substr(kCustom.size()),
                              .kind = column.kind,
                              .choices = column.choices});
    }
    return fields;
}

Command bulk_command(const ListScreenRows& rows, const BulkDraft& draft, std::vector<RowNo> chosen) {
    const TableId table_id = table_of(rows.kind);
    const std::string text(trim(draft.text));
    switch (draft.act) {
        case Act::tag: return TagContacts{.ids = {}, .tag = text, .on = true, .rows = std::move(chosen)};
        case Act::untag: return TagContacts{.ids = {}, .tag = text, .on = false, .rows = std::move(chosen)};
        case Act::assign:
            return EditMany{.table = table_id,
                            .ids = {},
                            .values = {{contact_field::owner, Value(text)}},
                            .set_custom = {},
                            .rows = std::move(chosen)};
        case Act::edit: {
            const std::vector<BulkField> fields = bulk_fields(rows.kind, rows.columns);
            const BulkField& field = fields[static_cast<std::size_t>(draft.field)];
            EditMany edit{
                .table = table_id, .ids = {}, .values = {}, .set_custom = {}, .rows = std::move(chosen)};
            if (!field.field) {
                edit.set_custom = {TypedMember{
                    .table = TableId::contact_custom, .value = text, .label = {}, .name = field.key}};
            } else {
                const Value typed =
                    field.kind == ColumnKind::yes_no ? Value(std::int64_t{text == "yes"}) : Value(text);
                edit.values = {{*field.field, text.empty() ? Value() : typed}};
            }
            return edit;
        }
        default: return DeleteRecords{table_id, {}, std::move(chosen)};
    }
}

}  // namespace perennial::ui
