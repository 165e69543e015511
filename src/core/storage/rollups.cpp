#include "core/storage/rollups.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

// Computing this many contacts in between again costs less than beginning another range.
constexpr std::int64_t kBridge = 4;
// Behind every name there is.
constexpr std::string_view kLastSortKey = "\xF4\x8F\xBF\xBF";

/// What a contact's orders and touches come to.
struct Figures {
    struct Tally {
        std::string currency;
        std::int64_t orders = 0, spent = 0;
    };
    std::vector<Tally> tallies;  ///< Seldom more than one.
    std::string latest_currency;
    std::int64_t orders = 0, purchases = 0;
    std::optional<std::int64_t> first_order, last_order, last_touch;

    Tally& tally(std::string_view currency) {
        const auto found = std::ranges::find(tallies, currency, &Tally::currency);
        return found != tallies.end() ? *found : tallies.emplace_back(Tally{std::string(currency)});
    }
};

/// Rows of one query, ordered by contact, of which each contact takes its own.
class ByContact {
public:
    /// The query's first column is the contact; its parameters are the first and the last contact.
    static Result<ByContact> open(Connection& connection, std::string_view sql, StaleRows::Run run) {
        TRY_ASSIGN(auto statement, connection.prepare(sql));
        statement.bind(1, run.first).bind(2, run.second);
        ByContact rows(std::move(statement));
        TRY(rows.next());
        return rows;
    }
    /// Whether the row that stands ready is the contact's; rows of contacts before it are passed over.
    Result<bool> at(std::int64_t contact) {
        while (ready_ && row_.integer(0) < contact) TRY(next());
        return ready_ && row_.integer(0) == contact;
    }
    Status next() {
        TRY_ASSIGN(ready_, row_.step());
        return {};
    }
    bool ready() const { return ready_; }
    const Statement& row() const { return row_; }

private:
    explicit ByContact(Statement&& statement) : row_(std::move(statement)) {}

    Statement row_;
    bool ready_ = false;
};

constexpr std::string_view kContacts =
    "SELECT row, deleted, name, given_name, family_name, preferred_name, external_id FROM contact "
    "WHERE row BETWEEN ?1 AND ?2 ORDER BY row";
constexpr std::string_view kEmails =
    "SELECT owner, value, key FROM contact_email WHERE owner BETWEEN ?1 AND ?2 AND deleted = 0 "
    "ORDER BY owner, rank IS NULL, rank, key";
constexpr std::string_view kPhones =
    "SELECT owner, value, key FROM contact_phone WHERE owner BETWEEN ?1 AND ?2 AND deleted = 0 "
    "ORDER BY owner, rank IS NULL, rank, key";
constexpr std::string_view kOrders =
    "SELECT contact, placed_on, status, total, currency FROM \"order\" WHERE contact BETWEEN ?1 AND ?2 AND "
    "deleted = 0 "
    "ORDER BY contact, placed_on, row";
constexpr std::string_view kTouches =
    "SELECT contact, max(at) FROM touch WHERE contact BETWEEN ?1 AND ?2 AND deleted = 0 GROUP BY contact "
    "ORDER BY contact";
constexpr std::string_view kWrite =
    "INSERT OR REPLACE INTO contact_rollup (row, shown_name, sort_key, search_text, main_email, main_phone, "
    "orders, "
    "purchases, spent, currency, other_currencies, first_order, last_order, last_touch) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

void bind_optional(Statement& statement, int parameter, const std::optional<std::int64_t>& value) {
    if (value) {
        statement.bind(parameter, *value);
    } else {
        statement.bind_null(parameter);
    }
}

void bind_optional(Statement& statement, int parameter, std::string_view text) {
    if (text.empty()) {
        statement.bind_null(parameter);
    } else {
        statement.bind(parameter, text);
    }
}

struct Sources {
    ByContact contacts, emails, phones, orders, touches;
};

Result<Sources> open_sources(Connection& connection, StaleRows::Run run) {
    TRY_ASSIGN(auto contacts, ByContact::open(connection, kContacts, run));
    TRY_ASSIGN(auto emails, ByContact::open(connection, kEmails, run));
    TRY_ASSIGN(auto phones, ByContact::open(connection, kPhones, run));
    TRY_ASSIGN(auto orders, ByContact::open(connection, kOrders, run));
    TRY_ASSIGN(auto touches, ByContact::open(connection, kTouches, run));
    return Sources{std::move(contacts), std::move(emails), std::move(phones), std::move(orders),
                   std::move(touches)};
}

Result<Figures> take_figures(std::int64_t contact, ByContact& orders, ByContact& touches) {
    Figures figures;
    for (;;) {
        TRY_ASSIGN(const bool more, orders.at(contact));
        if (!more) break;
        const Statement& row = orders.row();
        const std::string_view status = row.text(2);
        ++figures.orders;
        figures.latest_currency = row.text(4);
        Figures::Tally& tally = figures.tally(figures.latest_currency);
        ++tally.orders;
        tally.spent += counted_amount(status, row.integer(3));
        if (counts_as_purchase(status)) {
            ++figures.purchases;
            figures.last_order = row.integer(1);
            if (!figures.first_order) figures.first_order = figures.last_order;
        }
        TRY(orders.next());
    }
    TRY_ASSIGN(const bool touched, touches.at(contact));
    if (touched) figures.last_touch = touches.row().integer(1);
    return figures;
}

/// Passes over a contact's e-mails or phones: the first becomes `main`, all go into the text to search in.
Status take_members(std::int64_t contact, ByContact& members, bool digits_only, std::string& main,
                    std::string& search) {
    for (;;) {
        TRY_ASSIGN(const bool more, members.at(contact));
        if (!more) return {};
        if (main.empty()) main = members.row().text(1);
        search += '\n';
        if (digits_only) {
            for (const char c : members.row().text(2)) {
                if (c >= '0' && c <= '9') search += c;
            }
        } else {
            search += fold(members.row().text(1));
        }
        TRY(members.next());
    }
}

void bind_figures(Statement& write, const Figures& figures, std::string_view shop_currency) {
    const std::string currency(shop_currency.empty() ? std::string_view(figures.latest_currency)
                                                     : shop_currency);
    std::int64_t spent = 0, others = 0;
    for (const Figures::Tally& tally : figures.tallies) {
        if (tally.currency == currency) {
            spent = tally.spent;
        } else {
            others += tally.orders;
        }
    }
    write.bind(7, figures.orders).bind(8, figures.purchases).bind(9, spent);
    write.bind(10, currency).bind(11, others);
    bind_optional(write, 12, figures.first_order);
    bind_optional(write, 13, figures.last_order);
    bind_optional(write, 14, figures.last_touch);
}

Status write_contact(Sources& sources, Statement& write, std::string_view shop_currency) {
    const Statement& row = sources.contacts.row();
    const std::int64_t contact = row.integer(0);
    std::string search, email, phone;
    for (int column = 2; column <= 5; ++column) {
        if (row.is_null(column)) continue;
        if (!search.empty()) search += '\n';
        search += fold(row.text(column));
    }
    TRY(take_members(contact, sources.emails, false, email, search));
    TRY(take_members(contact, sources.phones, true, phone, search));
    if (!row.is_null(6)) (search += '\n') += fold(row.text(6));
    TRY_ASSIGN(const Figures figures, take_figures(contact, sources.orders, sources.touches));

    const std::string shown =
        display_name(row.text(2), row.text(3), row.text(4), row.text(5), email, phone, row.text(6));
    write.bind(1, contact).bind(2, shown);
    write.bind(3, search.empty() ? std::string(kLastSortKey) : sort_key(shown));
    write.bind(4, search);
    bind_optional(write, 5, email);
    bind_optional(write, 6, phone);
    bind_figures(write, figures, shop_currency);
    return write.run();
}

/// Computes and writes the figures of one range of contacts, in one pass over each table.
Status update_range(Connection& connection, StaleRows::Run run, std::string_view shop_currency) {
    TRY_ASSIGN(auto sources, open_sources(connection, run));
    TRY_ASSIGN(auto write, connection.prepare(kWrite));
    TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM contact_rollup WHERE row = ?1"));
    while (sources.contacts.ready()) {
        const bool lives = sources.contacts.row().integer(1) == 0;
        if (lives) {
            TRY(write_contact(sources, write, shop_currency));
        } else {
            TRY(remove.bind(1, sources.contacts.row().integer(0)).run());
        }
        TRY(sources.contacts.next());
    }
    return {};
}

}  // namespace

Result<std::string> shop_currency(Connection& connection) {
    TRY_ASSIGN(auto statement, connection.prepare("SELECT value FROM setting WHERE name = ?1 AND deleted = 0 "
                                                  "AND value IS NOT NULL ORDER BY id LIMIT 1"));
    statement.bind(1, kCurrencySetting);
    TRY_ASSIGN(const bool found, statement.step());
    return found ? std::string(statement.text(0)) : std::string();
}

RollupSource rollup_source(TableId table) {
    switch (table) {
        case TableId::contact: return RollupSource::itself;
        case TableId::contact_email:
        case TableId::contact_phone: return RollupSource::owner;
        case TableId::order:
        case TableId::touch: return RollupSource::person;
        case TableId::setting: return RollupSource::currency;
        case TableId::order_line: return RollupSource::product;
        default: return RollupSource::none;
    }
}

// StaleRows ---------------------------------------------------------------------------------------------

void StaleRows::add(std::int64_t row) {
    if (row <= 0) return;  // An order without a contact.
    if (!runs_.empty()) {
        Run& last = runs_.back();
        if (row >= last.first && row <= last.second) return;
        if (row == last.second + 1) {
            last.second = row;
            return;
        }
    }
    runs_.emplace_back(row, row);
    tidy_ = false;
}

void StaleRows::add_range(std::int64_t first, std::int64_t last) {
    if (first > last) return;
    runs_.emplace_back(first, last);
    tidy_ = false;
}

std::int64_t StaleRows::size() const {
    std::int64_t rows = 0;
    for (const Run& run : runs_) rows += run.second - run.first + 1;
    return rows;
}

void StaleRows::clear() {
    runs_.clear();
    tidy_ = true;
    all_ = false;
}

void StaleRows::tidy() {
    if (tidy_) return;
    std::ranges::sort(runs_);
    std::vector<Run> joined;
    for (const Run& run : runs_) {
        if (!joined.empty() && run.first - joined.back().second <= kBridge) {
            joined.back().second = std::max(joined.back().second, run.second);
        } else {
            joined.push_back(run);
        }
    }
    runs_ = std::move(joined);
    tidy_ = true;
}

std::vector<StaleRows::Run> StaleRows::take(std::int64_t at_most) {
    tidy();
    std::vector<Run> taken;
    while (!runs_.empty() && at_most > 0) {
        Run& last = runs_.back();  // From the back, so that nothing has to be moved.
        const std::int64_t count = std::min(last.second - last.first + 1, at_most);
        taken.emplace_back(last.second - count + 1, last.second);
        last.second -= count;
        at_most -= count;
        if (last.second < last.first) runs_.pop_back();
    }
    std::ranges::reverse(taken);
    return taken;
}

// Upkeep ----------------------------------------------------------------------------------------------------

Result<bool> update_rollups(Connection& connection, StaleRows& stale, std::int64_t at_most) {
    if (stale.all()) {
        TRY_ASSIGN(const std::int64_t last, connection.integer("SELECT coalesce(max(row), 0) FROM contact"));
        stale.clear();
        stale.add_range(1, last);
    }
    if (stale.empty()) return true;
    TRY_ASSIGN(const std::string currency, shop_currency(connection));
    for (const StaleRows::Run& run : stale.take(at_most)) TRY(update_range(connection, run, currency));
    return stale.empty();
}

Status rebuild_rollups(Connection& connection) {
    TRY(connection.execute("DELETE FROM contact_rollup"));
    StaleRows everybody;
    everybody.add_all();
    TRY(update_rollups(connection, everybody, std::numeric_limits<std::int64_t>::max()));
    return {};
}

}  // namespace perennial
