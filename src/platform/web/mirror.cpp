#include "platform/web/mirror.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ui/semantics/diff.h"

extern "C" {
void mirror_start();
void mirror_create(unsigned id, const char* role, unsigned parent, unsigned before);
void mirror_move(unsigned id, unsigned parent, unsigned before);
void mirror_remove(unsigned id);
void mirror_set(unsigned id, const char* role, const char* attribute, const char* text);
void mirror_edit(unsigned id, float x, float y, float w, float h, float px, const char* value);
void mirror_unedit();
void mirror_focus(unsigned id);
}

namespace perennial::web {
namespace {

void apply(const ui::MirrorOperation& operation) {
    using Kind = ui::MirrorOperation::Kind;
    switch (operation.kind) {
        case Kind::create:
            return mirror_create(operation.id, ui::role_name(operation.role), operation.parent,
                                 operation.before_sibling);
        case Kind::move: return mirror_move(operation.id, operation.parent, operation.before_sibling);
        case Kind::remove: return mirror_remove(operation.id);
        case Kind::set:
            return mirror_set(operation.id, ui::role_name(operation.role),
                              std::string(operation.attribute).c_str(), operation.text.c_str());
    }
}

}  // namespace

void Mirror::start() { mirror_start(); }

std::int64_t Mirror::show(ui::Stage& stage) {
    const ui::Tree& tree = stage.tree();
    const std::vector<ui::MirrorOperation> operations = ui::diff(shown_, tree);
    for (const ui::MirrorOperation& operation : operations) apply(operation);
    if (!operations.empty()) shown_ = tree;
    // What waits may be more of the text, or the field's own leaving: it must not be overtaken.
    if (!stage.has_events()) show_editing(stage);
    if (const ui::NodeId wanted = stage.take_focus_request(); wanted != 0) mirror_focus(wanted);
    return static_cast<std::int64_t>(operations.size());
}

void Mirror::show_editing(ui::Stage& stage) {
    const ui::NodeId editing = stage.editing();
    const auto node = std::ranges::find(shown_.nodes, editing, &ui::Node::id);
    if (editing == 0 || node == shown_.nodes.end()) {
        if (editing_ != 0) mirror_unedit();
        editing_ = 0;
        return;
    }
    const ui::Rect& rect = node->edit_rect;
    mirror_edit(editing, rect.x, rect.y, rect.w, rect.h, node->font_px, node->value.c_str());
    editing_ = editing;
}

}  // namespace perennial::web
