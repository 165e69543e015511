#include "ui/router/route.h"

#include <array>
#include <utility>

namespace perennial::ui {
namespace {

constexpr std::array<std::pair<std::string_view, Screen>, 5> kPlaces{{{"contacts", Screen::contacts},
                                                                      {"orders", Screen::orders},
                                                                      {"import", Screen::import},
                                                                      {"imports", Screen::imports},
                                                                      {"settings", Screen::settings}}};

std::string_view name_of(Screen screen) {
    for (const auto& [name, place] : kPlaces) {
        if (place == screen) return name;
    }
    return {};
}

}  // namespace

Route parse_route(std::string_view fragment) {
    if (fragment.starts_with('#')) fragment.remove_prefix(1);
    if (fragment.starts_with('/')) fragment.remove_prefix(1);
    if (fragment.empty()) return {};
    const std::size_t slash = fragment.find('/');
    const std::string_view place = fragment.substr(0, slash);
    if (slash == std::string_view::npos) {
        for (const auto& [name, screen] : kPlaces) {
            if (name == place) return {.screen = screen, .id = {}};
        }
        return {.screen = Screen::not_found, .id = {}};
    }
    const std::optional<Id> id = Id::parse(fragment.substr(slash + 1));
    if (!id) return {.screen = Screen::not_found, .id = {}};
    if (place == "contacts") return {.screen = Screen::contact, .id = *id};
    if (place == "orders") return {.screen = Screen::order, .id = *id};
    return {.screen = Screen::not_found, .id = {}};
}

std::string fragment_of(const Route& route) {
    if (route.screen == Screen::contact) return "#/contacts/" + route.id.to_string();
    if (route.screen == Screen::order) return "#/orders/" + route.id.to_string();
    return "#/" + std::string(name_of(route.screen));
}

}  // namespace perennial::ui
