#include "ui/semantics/tree.h"

namespace perennial::ui {

const char* role_name(Role role) {
    switch (role) {
        case Role::text: return "text";
        case Role::heading: return "heading";
        case Role::button: return "button";
        case Role::link: return "link";
        case Role::textbox: return "textbox";
        case Role::searchbox: return "searchbox";
        case Role::checkbox: return "checkbox";
        case Role::radio: return "radio";
        case Role::radiogroup: return "radiogroup";
        case Role::combobox: return "combobox";
        case Role::listbox: return "listbox";
        case Role::option: return "option";
        case Role::tab: return "tab";
        case Role::tablist: return "tablist";
        case Role::tabpanel: return "tabpanel";
        case Role::menu: return "menu";
        case Role::menuitem: return "menuitem";
        case Role::grid: return "grid";
        case Role::row: return "row";
        case Role::columnheader: return "columnheader";
        case Role::gridcell: return "gridcell";
        case Role::dialog: return "dialog";
        case Role::status: return "status";
        case Role::alert: return "alert";
        case Role::progressbar: return "progressbar";
        case Role::list: return "list";
        case Role::listitem: return "listitem";
        case Role::navigation: return "navigation";
        case Role::banner: return "banner";
        case Role::main: return "main";
        case Role::complementary: return "complementary";
        case Role::contentinfo: return "contentinfo";
        case Role::group: return "group";
        case Role::image: return "image";
        case Role::tooltip: return "tooltip";
    }
    return "text";
}

bool is_field(const Node& node) {
    return node.role == Role::textbox || node.role == Role::searchbox || node.editable;
}

}  // namespace perennial::ui
