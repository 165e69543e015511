// Read models: plain rows that views and the command line show. Each is a pure function of (workspace, query); the App
// keeps the last answer and rebuilds it only when (revision, query) changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/domain/catalogue.h"
#include "core/domain/custom_value.h"
#include "core/storage/workspace.h"

namespace perennial {

// Rows --------------------------------------------------------------------------------------------------------------

/// Sums in one currency.
struct CurrencySum {
    Currency currency;
    std::int64_t minor = 0;
};
struct ContactRow {
    RowNo row = RowNo::none;
    Id id;
    std::string name, email, phone, company;
    std::vector<std::string> tags;  ///< At most 3, and the count of all.
    std::int64_t tag_count = 0;
    std::int64_t orders = 0;
    Money spent;
    bool more_currencies = false;  ///< There are orders in other currencies, which are not in `spent`.
    std::optional<Day> first_order, last_order;
    std::optional<Instant> last_touch;
};
/// Contents of the given rows, in that order; for what is on screen (tens of rows).
Result<std::vector<ContactRow>> contact_rows(Workspace& workspace, std::span<const RowNo> rows);

/// Ids of the given rows of a table, in that order.
Result<std::vector<Id>> ids_of_rows(Workspace& workspace, TableId table, std::span<const RowNo> rows);

struct OrderRow {
    RowNo row = RowNo::none;
    Id id;
    std::string number, customer, status, channel;
    std::optional<Id> contact;
    Day placed_on;
    Money total;
    std::int64_t lines = 0;
    std::int64_t returned_lines = 0;
};
Result<std::vector<OrderRow>> order_rows(Workspace& workspace, std::span<const RowNo> rows);

// Pages -------------------------------------------------------------------------------------------------------------

struct Provenance {
    std::string text;  ///< "shop-orders-june.csv" or "Typed by Ines".
    ChangeKind kind = ChangeKind::edit;
};

struct TimelineEntry {
    enum class Kind : std::uint8_t { order, touch };
    Kind kind = Kind::order;
    Id id;
    Instant at;  ///< Orders: midnight UTC of their day.
    bool whole_day = true;
    std::string title;  ///< "Order 10482, 3 items" / "Call from Aga".
    std::string text;   ///< Titles of lines / the touch's text.
    std::string channel, direction, status;
    Money total;  ///< Orders.
    Provenance provenance;
};

struct ContactPage {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    std::string shown_name;
    FieldValues values;
    std::string company;
    struct Member {
        TableId table = TableId::contact_email;
        std::string key, value, label;
        std::optional<CustomType> type = {};  ///< Of a defined custom field.
    };
    std::vector<Member> members;  ///< E-mails, phones, tags, interests, custom fields, in this order.
    std::int64_t order_count = 0, touch_count = 0, purchases = 0;
    Money spent;
    bool more_currencies = false;
    std::optional<Day> first_order, last_order;
    std::optional<Instant> last_touch;
    std::optional<std::int64_t> median_gap_days;  ///< Between purchase days; needs three of them.
    Provenance provenance;
};
/// Errors: not_found.
Result<ContactPage> contact_page(Workspace& workspace, const Id& id);
enum class TimelineFilter : std::uint8_t { everything, orders, touches };
/// Newest first, `limit` entries from `offset`.
Result<std::vector<TimelineEntry>> timeline(Workspace& workspace, const Id& contact, TimelineFilter filter,
                                            std::int64_t offset, std::int64_t limit);

struct OrderPage {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    FieldValues values;
    Currency currency;
    std::optional<Id> contact;
    std::string customer;
    struct Line {
        Id id;
        std::string sku, title;
        std::int64_t quantity = 0, returned_quantity = 0;
        std::optional<std::int64_t> unit_price, discount, amount;
    };
    std::vector<Line> lines;
    std::int64_t counted = 0;  ///< Minor units that count as spent.
    Provenance provenance;
};
Result<OrderPage> order_page(Workspace& workspace, const Id& id);

struct ImportEntry {
    ChangeNo change = ChangeNo::none;
    Instant at;
    std::string source, file, author;
    std::int64_t added = 0, updated = 0, unchanged = 0, refused = 0;
    bool taken_back = false;
};
/// Newest first.
Result<std::vector<ImportEntry>> import_list(Workspace& workspace);

struct WorkspaceSummary {
    std::string name;     ///< Setting "name"; "" when it has none.
    Currency currency;    ///< Setting "currency".
    std::string country;  ///< Setting "country": two letters, or as written; "" when it has none.
    std::int64_t contacts = 0, orders = 0, touches = 0;
};
Result<WorkspaceSummary> workspace_summary(Workspace& workspace);

}  // namespace perennial
