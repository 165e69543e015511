// A contact's timeline: two indexes walked side by side, newest first, so that a page of it costs the same whether the
// contact has ten events or five thousand.
#include <algorithm>

#include "core/app/provenance.h"
#include "core/app/queries.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kShownTitles = 3;

constexpr std::string_view kOrders =
    "SELECT row, placed_on * 86400000 FROM \"order\" WHERE contact = ?1 AND deleted = 0 "
    "ORDER BY placed_on DESC, row DESC";
constexpr std::string_view kTouches =
    "SELECT row, at FROM touch WHERE contact = ?1 AND deleted = 0 ORDER BY at DESC, row DESC";

/// One of the two walks. Its statement stands at the next event, if there is one.
class Walk {
public:
    static Result<Walk> open(Connection& connection, std::string_view sql, RowNo contact, bool wanted) {
        TRY_ASSIGN(Statement statement, query(connection, sql, contact));
        Walk walk(std::move(statement));
        if (wanted) TRY(walk.next());
        return walk;
    }
    Status next() {
        TRY_ASSIGN(ready_, statement_.step());
        return {};
    }
    bool ready() const { return ready_; }
    RowNo row() const { return row_column(statement_, 0); }
    std::int64_t at() const { return statement_.integer(1); }

private:
    explicit Walk(Statement&& statement) : statement_(std::move(statement)) {}

    Statement statement_;
    bool ready_ = false;
};

std::string sentence(std::string_view value) {
    std::string text(value);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// Titles of an order's first lines, and how many lines there are.
Result<std::int64_t> read_titles(Workspace& workspace, RowNo order, std::string& titles) {
    TRY_ASSIGN(Statement lines, query(workspace.reader(),
                                      "SELECT coalesce(l.title, p.name, p.sku) FROM order_line l "
                                      "LEFT JOIN product p ON p.row = l.product "
                                      "WHERE l.\"order\" = ?1 AND l.deleted = 0 ORDER BY l.position, l.row",
                                      order));
    std::int64_t count = 0;
    std::size_t shown = 0;
    while (true) {
        TRY_ASSIGN(const bool found, lines.step());
        if (!found) break;
        ++count;
        if (lines.is_null(0) || shown == kShownTitles) continue;
        titles += (shown == 0 ? "" : ", ") + text_column(lines, 0);
        ++shown;
    }
    if (shown > 0 && count > static_cast<std::int64_t>(shown)) {
        titles += " and " + grouped(count - static_cast<std::int64_t>(shown)) + " more";
    }
    return count;
}

Result<TimelineEntry> order_entry(Workspace& workspace, RowNo row) {
    TRY_ASSIGN(Statement order,
               query(workspace.reader(),
                     "SELECT id, placed_on, number, status, channel, total, currency FROM \"order\" "
                     "WHERE row = ?1",
                     row));
    TRY(order.step());
    TimelineEntry entry;
    entry.kind = TimelineEntry::Kind::order;
    entry.id = id_column(order, 0);
    entry.at = Instant{order.integer(1) * kDayMs};
    entry.status = text_column(order, 3);
    entry.channel = text_column(order, 4);
    entry.total = Money{order.integer(5), currency_column(order, 6)};
    TRY_ASSIGN(const std::int64_t lines, read_titles(workspace, row, entry.text));
    entry.title = order.is_null(2) ? "Order" : "Order " + text_column(order, 2);
    if (lines > 0) entry.title += ", " + grouped(lines) + (lines == 1 ? " item" : " items");
    TRY_ASSIGN(entry.provenance, provenance_of(workspace, TableId::order, row));
    return entry;
}

/// "Call from Aga", "E-mail to Aga", "Visit".
std::string touch_title(std::string_view channel, bool incoming, const std::string& name) {
    if (channel == "visit") return "Visit";
    const std::string what = channel == "phone"   ? "Call"
                             : channel == "email" ? "E-mail"
                             : channel == "sms"   ? "Text message"
                             : channel == "mail"  ? "Letter"
                             : channel == "other" ? "Contact"
                                                  : sentence(channel) + " message";
    return what + (incoming ? " from " : " to ") + name;
}

Result<TimelineEntry> touch_entry(Workspace& workspace, RowNo row, const std::string& name) {
    TRY_ASSIGN(Statement touch,
               query(workspace.reader(),
                     "SELECT id, at, channel, direction, subject, body FROM touch WHERE row = ?1", row));
    TRY(touch.step());
    TimelineEntry entry;
    entry.kind = TimelineEntry::Kind::touch;
    entry.id = id_column(touch, 0);
    entry.at = Instant{touch.integer(1)};
    entry.whole_day = false;
    entry.channel = text_column(touch, 2);
    entry.direction = text_column(touch, 3);
    entry.title = touch_title(entry.channel, entry.direction == "in", name);
    if (!touch.is_null(4)) entry.title += ": " + text_column(touch, 4);
    entry.text = text_column(touch, 5);
    TRY_ASSIGN(entry.provenance, provenance_of(workspace, TableId::touch, row));
    return entry;
}

/// What the person is called in passing.
Result<std::string> short_name(Workspace& workspace, RowNo contact) {
    TRY_ASSIGN(const auto name,
               one_text(workspace.reader(),
                        "SELECT coalesce(preferred_name, given_name) FROM contact WHERE row = ?1", contact));
    if (name) return *name;
    return contact_name(workspace, contact);
}

struct Event {
    bool order = false;
    RowNo row = RowNo::none;
};

/// Rows of the wanted page. An order, which has only a day, stands before (above) what happened on that day.
Result<std::vector<Event>> page_of(Workspace& workspace, RowNo contact, TimelineFilter filter,
                                   std::int64_t offset, std::int64_t limit) {
    Connection& reader = workspace.reader();
    TRY_ASSIGN(Walk orders, Walk::open(reader, kOrders, contact, filter != TimelineFilter::touches));
    TRY_ASSIGN(Walk touches, Walk::open(reader, kTouches, contact, filter != TimelineFilter::orders));
    std::vector<Event> page;
    for (std::int64_t position = 0; position < offset + limit && (orders.ready() || touches.ready());
         ++position) {
        const bool order = orders.ready() && (!touches.ready() || orders.at() + kDayMs > touches.at());
        Walk& next = order ? orders : touches;
        if (position >= offset) page.push_back({order, next.row()});
        TRY(next.next());
    }
    return page;
}

}  // namespace

Result<std::vector<TimelineEntry>> timeline(Workspace& workspace, const Id& contact, TimelineFilter filter,
                                            std::int64_t offset, std::int64_t limit) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::contact, contact));
    if (!row) return fail(ErrorCode::not_found, "There is no contact " + contact.to_string() + ".");
    TRY_ASSIGN(const auto page, page_of(workspace, *row, filter, offset, limit));
    TRY_ASSIGN(const std::string name, short_name(workspace, *row));
    std::vector<TimelineEntry> entries;
    entries.reserve(page.size());
    for (const Event& event : page) {
        TRY_ASSIGN(TimelineEntry entry,
                   event.order ? order_entry(workspace, event.row) : touch_entry(workspace, event.row, name));
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace perennial
