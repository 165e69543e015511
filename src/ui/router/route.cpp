#include "ui/router/route.h"

#include <array>

namespace perennial::ui {
namespace {

/// A place of its own, or the list and the page of one kind of record.
struct Place {
    std::string_view name;
    Screen list;
    Screen page;
};
constexpr std::array<Place, 9> kPlaces{{{"contacts", Screen::contacts, Screen::contact},
                                        {"companies", Screen::companies, Screen::company},
                                        {"products", Screen::products, Screen::product},
                                        {"orders", Screen::orders, Screen::order},
                                        {"segments", Screen::segments, Screen::segment},
                                        {"numbers", Screen::numbers, Screen::not_found},
                                        {"import", Screen::import, Screen::not_found},
                                        {"imports", Screen::imports, Screen::not_found},
                                        {"settings", Screen::settings, Screen::not_found}}};
constexpr std::string_view kNew = "new", kEdit = "/edit", kFields = "fields";

const Place* find_place(std::string_view name) {
    for (const Place& place : kPlaces) {
        if (place.name == name) return &place;
    }
    return nullptr;
}

Route not_found() { return {.screen = Screen::not_found}; }

/// "orders/new", "orders/new/CONTACT", "orders/ID/edit".
Route order_form_route(std::string_view rest) {
    if (rest == kNew) return {.screen = Screen::new_order};
    const bool is_new = rest.starts_with(kNew);
    if (is_new) rest.remove_prefix(kNew.size() + 1);
    if (!is_new) rest.remove_suffix(kEdit.size());
    const std::optional<Id> id = Id::parse(rest);
    return id ? Route{.screen = is_new ? Screen::new_order : Screen::edit_order, .id = *id} : not_found();
}

}  // namespace

Route parse_route(std::string_view fragment) {
    if (fragment.starts_with('#')) fragment.remove_prefix(1);
    if (fragment.starts_with('/')) fragment.remove_prefix(1);
    const std::size_t question = fragment.find('?');
    const std::string query(question == std::string_view::npos ? "" : fragment.substr(question + 1));
    fragment = fragment.substr(0, question);
    if (fragment.empty()) return {.query = query};
    const std::size_t slash = fragment.find('/');
    const Place* place = find_place(fragment.substr(0, slash));
    if (place == nullptr) return not_found();
    if (slash == std::string_view::npos) return {.screen = place->list, .query = query};
    const std::string_view rest = fragment.substr(slash + 1);
    if (place->list == Screen::settings && rest == kFields) return {.screen = Screen::fields};
    if (place->page == Screen::segment && rest == kNew) return {.screen = Screen::new_segment};
    const bool form = rest == kNew || rest.starts_with("new/") || rest.ends_with(kEdit);
    if (place->page == Screen::order && form) return order_form_route(rest);
    const std::optional<Id> id = Id::parse(rest);
    return id && place->page != Screen::not_found ? Route{.screen = place->page, .id = *id} : not_found();
}

std::string fragment_of(const Route& route) {
    if (route.screen == Screen::new_order)
        return "#/orders/new" + (route.id == Id{} ? "" : "/" + route.id.to_string());
    if (route.screen == Screen::new_segment) return "#/segments/" + std::string(kNew);
    if (route.screen == Screen::fields) return "#/settings/" + std::string(kFields);
    if (route.screen == Screen::edit_order) return "#/orders/" + route.id.to_string() + "/edit";
    for (const Place& place : kPlaces) {
        if (place.list == route.screen)
            return "#/" + std::string(place.name) + (route.query.empty() ? "" : "?" + route.query);
        if (place.page == route.screen && route.screen != Screen::not_found)
            return "#/" + std::string(place.name) + "/" + route.id.to_string();
    }
    return "#/";
}

}  // namespace perennial::ui
