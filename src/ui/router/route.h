// The address's fragment and what it means: "#/contacts/0197..." is one contact's page, "#/contacts?text=anna" the list as
// somebody set it up. Every screen has an address, so that back, forward, reload and a copied link work.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"

namespace perennial::ui {

enum class Screen : std::uint8_t {
    contacts,
    contact,
    companies,
    company,
    products,
    product,
    orders,
    order,
    new_order,
    edit_order,
    segments,
    segment,
    new_segment,
    numbers,
    import,
    imports,
    settings,
    fields,  ///< Of contacts, under the settings.
    not_found
};

struct Route {
    Screen screen = Screen::contacts;
    Id id = {};  ///< Of the record whose page it is; of a new order, of its customer when one is known.
    std::string query = {};  ///< What stands behind the question mark: see view_to_text of lists.h.
    bool operator==(const Route&) const = default;
};

/// "" and "#/" are the contacts. Anything unknown is not_found.
Route parse_route(std::string_view fragment);
std::string fragment_of(const Route& route);

}  // namespace perennial::ui
