#include "core/app/custom_fields.h"

#include <algorithm>

#include "core/app/commands.h"
#include "core/app/sql.h"
#include "core/storage/row_clock.h"

namespace perennial {
namespace {

/// Whether the definition is gone because the change that made it was undone or taken back: then nobody removed a field.
Result<bool> never_defined(Workspace& workspace, RowNo row, ChangeNo deleted_by) {
    TRY_ASSIGN(const auto made,
               one_integer(workspace.reader(),
                           "SELECT m.change FROM change d JOIN created m ON m.change = d.undoes "
                           "WHERE d.change = ?1 AND m.tbl = ?2 AND ?3 BETWEEN m.first_row AND m.last_row",
                           static_cast<std::int64_t>(deleted_by),
                           static_cast<std::int64_t>(TableId::custom_field), row));
    return made.has_value();
}

}  // namespace

Result<std::vector<CustomField>> custom_fields(Workspace& workspace) {
    return custom_fields(workspace.reader());
}

Result<std::vector<CustomField>> custom_fields(Connection& connection) {
    TRY_ASSIGN(Statement row, query(connection,
                                    "SELECT id, key, label, type, choices, position FROM custom_field "
                                    "WHERE deleted = 0 ORDER BY position IS NULL, position, label, key"));
    std::vector<CustomField> fields;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return fields;
        CustomField field;
        field.id = id_column(row, 0);
        field.key = text_column(row, 1);
        field.label = text_column(row, 2);
        field.type = custom_type(row.text(3)).value_or(CustomType::text);
        field.choices = choices_of_text(row.text(4));
        field.position = row.integer(5);
        fields.push_back(std::move(field));
    }
}

Result<std::vector<CustomFieldUse>> custom_field_uses(Workspace& workspace) {
    TRY_ASSIGN(auto fields, custom_fields(workspace));
    std::vector<CustomFieldUse> uses;
    for (CustomField& field : fields) {
        TRY_ASSIGN(const auto contacts,
                   one_integer(workspace.reader(),
                               "SELECT count(*) FROM contact_custom m JOIN contact c ON c.row = m.owner "
                               "WHERE m.key = ?1 AND m.deleted = 0 AND c.deleted = 0",
                               field.key));
        uses.push_back({std::move(field), contacts.value_or(0)});
    }
    return uses;
}

Result<std::vector<std::string>> removed_custom_keys(Workspace& workspace) {
    TRY_ASSIGN(Statement row,
               query(workspace.reader(),
                     "SELECT row, key, clock FROM custom_field f WHERE deleted = 1 AND NOT EXISTS "
                     "(SELECT 1 FROM custom_field l WHERE l.key = f.key AND l.deleted = 0) ORDER BY key"));
    std::vector<std::string> keys;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return keys;
        TRY_ASSIGN(const RowClock clock, clock_column(row, 2));
        TRY_ASSIGN(const bool undone, never_defined(workspace, row_column(row, 0), clock.at(kLivesRegister)));
        if (!undone) keys.push_back(text_column(row, 1));
    }
}

Result<std::vector<std::string>> undefined_custom_keys(Workspace& workspace) {
    // Steps from key to key through the index: as many look-ups as there are keys.
    TRY_ASSIGN(
        Statement row,
        query(workspace.reader(),
              "WITH RECURSIVE known (key) AS (SELECT min(key) FROM contact_custom UNION ALL "
              "SELECT (SELECT min(m.key) FROM contact_custom m WHERE m.key > known.key) FROM known "
              "WHERE known.key IS NOT NULL) "
              "SELECT key FROM known WHERE key IS NOT NULL "
              "AND NOT EXISTS (SELECT 1 FROM custom_field f WHERE f.key = known.key AND f.deleted = 0) "
              "AND EXISTS (SELECT 1 FROM contact_custom m JOIN contact c ON c.row = m.owner "
              "            WHERE m.key = known.key AND m.deleted = 0 AND c.deleted = 0)"));
    TRY_ASSIGN(const auto removed, removed_custom_keys(workspace));
    std::vector<std::string> keys;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return keys;
        if (std::ranges::find(removed, row.text(0)) == removed.end()) keys.push_back(text_column(row, 0));
    }
}

Result<CustomDefaults> custom_defaults(Workspace& workspace) {
    CustomDefaults defaults;
    TRY_ASSIGN(defaults.currency, shop_currency(workspace));
    TRY_ASSIGN(const auto country,
               one_text(workspace.reader(), "SELECT value FROM setting WHERE id = ?1 AND deleted = 0",
                        setting_id("country")));
    if (country == "US" || country == "PH") defaults.order = DateOrder::month_day_year;
    return defaults;
}

Id custom_field_id(std::string_view key) { return derived_id("custom_field", "", key); }

const CustomField* find_custom_field(const std::vector<CustomField>& fields, std::string_view key) {
    const auto found = std::ranges::find(fields, key, &CustomField::key);
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace perennial
