// What a valid record is: each field's own limits from the catalogue, and the invariants that span fields.
// Pure; the only gate: every command that adds or edits a record passes it, typed by hand or imported.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/domain/catalogue.h"

namespace perennial {

/// Cleans a value (trims text, normalises codes) and checks it against its field.
/// Empty text becomes absent. Errors: invalid_input, with a sentence that says what to type instead.
Result<Value> check_value(const Field& field, Value value);

/// One member of a contact as typed: an e-mail, phone, tag, interest or custom value.
struct MemberKey {
    std::string key;    ///< What names it within its owner (normalised or folded).
    std::string value;  ///< What is shown.
};
/// Errors: invalid_input ("Not an e-mail address. Type it as name@example.com."). For contact_custom the key
/// is `name`.
Result<MemberKey> member_key(TableId member_table, std::string_view typed, std::string_view name = {});

/// What names a custom field within its contacts, made from its label: folded, letters and digits, "_" where anything else
/// stands between them. "Shoe size (EU)" gives "shoe_size_eu"; "" when the label has no letter or digit.
std::string custom_field_key(std::string_view label);

/// What to call a contact on screen: name, else given and family name, else preferred name, else e-mail, else
/// phone, else "Customer 1042", else "No name".
std::string display_name(std::string_view name, std::string_view given, std::string_view family,
                         std::string_view preferred, std::string_view main_email, std::string_view main_phone,
                         std::string_view external_id);
/// One or two letters for the avatar: first letters of the first and last word; one letter in scripts without capitals; of a
/// Chinese, Japanese or Korean name the given name's first, or the last of a single word. Never empty ("?").
std::string initials(std::string_view shown_name);

/// What an order adds to "spent to date": nothing when cancelled; when refunded only what is below zero (a
/// credit note); else its total.
std::int64_t counted_amount(std::string_view status, std::int64_t total);
/// Whether it counts as a purchase (of frequency, recency, "customers with two orders"): not cancelled, not
/// refunded.
bool counts_as_purchase(std::string_view status);

}  // namespace perennial
