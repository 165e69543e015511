#include "core/storage/capture.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace perennial {
namespace {

bool is_integer(sqlite3_value* value, std::int64_t number) {
    return value != nullptr && sqlite3_value_type(value) == SQLITE_INTEGER &&
           sqlite3_value_int64(value) == number;
}

bool same(sqlite3_value* a, sqlite3_value* b) {
    const int type = sqlite3_value_type(a);
    if (type != sqlite3_value_type(b)) return false;
    if (type == SQLITE_NULL) return true;
    if (type == SQLITE_INTEGER) return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    if (type == SQLITE_FLOAT) return sqlite3_value_double(a) == sqlite3_value_double(b);
    const int size = sqlite3_value_bytes(a);
    if (size != sqlite3_value_bytes(b)) return false;
    return size == 0 ||
           std::memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b), static_cast<std::size_t>(size)) == 0;
}

/// Reals and blobs stand in no field.
bool storable(sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    return type == SQLITE_NULL || type == SQLITE_INTEGER || type == SQLITE_TEXT;
}

StoredValue stored_value(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER: return sqlite3_value_int64(value);
        case SQLITE_TEXT:
            return std::string(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                               static_cast<std::size_t>(sqlite3_value_bytes(value)));
        default: return {};
    }
}

bool is_text(sqlite3_value* value, std::string_view text) {
    if (value == nullptr || sqlite3_value_type(value) != SQLITE_TEXT) return false;
    return text == reinterpret_cast<const char*>(sqlite3_value_text(value));
}

std::span<const std::byte> bytes_of(sqlite3_value* value) {
    const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(value));
    return {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

}  // namespace

/// What SQLite calls. Nothing may be thrown through its frames.
struct Capture::Hooks {
    static void before_write(void* self, sqlite3*, int operation, const char* database, const char* table,
                             sqlite3_int64 old_row, sqlite3_int64 new_row) {
        if (std::strcmp(database, "main") != 0) return;
        auto& capture = *static_cast<Capture*>(self);
        try {
            capture.on_write(operation, table, old_row, new_row);
        } catch (...) {
            capture.problem("there was not enough memory to note it");
        }
    }
    /// Anything but 0 turns the commit into a rollback.
    static int before_commit(void* self) {
        const auto& capture = *static_cast<const Capture*>(self);
        const bool accounted = capture.state_ == State::accounted || capture.state_ == State::restoring;
        return (capture.wrote_ && !accounted) || !capture.problem_.empty() ? 1 : 0;
    }
    static void after_rollback(void* self) { static_cast<Capture*>(self)->end(); }
};

Capture::Capture(Connection& writer, const Layouts& layouts) : writer_(writer) {
    for (const TableLayout& layout : layouts.all()) {
        TableCapture& entry = tables_[static_cast<std::size_t>(layout.table->id)];
        entry.layout = &layout;
        entry.rollup = rollup_source(layout.table->id);
        entry.person = person_link(layout);
    }
    sqlite3_preupdate_hook(writer.handle(), &Hooks::before_write, this);
    sqlite3_commit_hook(writer.handle(), &Hooks::before_commit, this);
    sqlite3_rollback_hook(writer.handle(), &Hooks::after_rollback, this);
}

Capture::~Capture() {
    sqlite3_preupdate_hook(writer_.handle(), nullptr, nullptr);
    sqlite3_commit_hook(writer_.handle(), nullptr, nullptr);
    sqlite3_rollback_hook(writer_.handle(), nullptr, nullptr);
}

void Capture::begin(ChangeNo change, bool revives) {
    end();
    state_ = State::capturing;
    change_ = change;
    revives_ = revives;
}

void Capture::begin_restore() {
    end();
    state_ = State::restoring;
}

void Capture::end() {
    for (TableCapture& table : tables_) table.clear();
    stale_.clear();
    stale_products_.clear();
    touched_people_.clear();
    problem_.clear();
    wrote_ = wrote_registers_ = false;
    owners_of_ = written_ = 0;
    state_ = State::idle;
}

bool Capture::made(TableId table, std::int64_t row) const {
    return tables_[static_cast<std::size_t>(table)].has_made(row);
}

void Capture::problem(std::string what) {
    wrote_ = true;
    if (problem_.empty()) problem_ = std::move(what);
}

// What a table has seen -------------------------------------------------------------------------------------

void Capture::TableCapture::clear() {
    made.clear();
    filled.clear();
    touched.clear();
    touched_at.clear();
    edited_owners.clear();
    owners_known = false;
    next_owner = next_touched = 0;
}

bool Capture::TableCapture::has_made(std::int64_t row) const {
    if (made.empty()) return filled.contains(row);
    if (row >= made.back().first) return row <= made.back().second || filled.contains(row);
    const auto after = std::ranges::upper_bound(made, row, {}, &std::pair<std::int64_t, std::int64_t>::first);
    return (after != made.begin() && row <= std::prev(after)->second) || filled.contains(row);
}

void Capture::TableCapture::note_made(std::int64_t row) {
    if (!made.empty() && made.back().second + 1 == row) {
        made.back().second = row;
    } else if (made.empty() || row > made.back().second) {
        made.emplace_back(row, row);
    } else {
        filled.insert(row);
    }
}

// What the hook sees ----------------------------------------------------------------------------------------

sqlite3_value* Capture::old_value(int column) {
    sqlite3_value* value = nullptr;
    sqlite3_preupdate_old(writer_.handle(), column, &value);
    return value;
}

sqlite3_value* Capture::new_value(int column) {
    sqlite3_value* value = nullptr;
    sqlite3_preupdate_new(writer_.handle(), column, &value);
    return value;
}

void Capture::on_write(int operation, std::string_view name, std::int64_t old_row, std::int64_t new_row) {
    if (state_ == State::finishing || state_ == State::restoring) return;
    const Table* described = find_table(name);
    if (described == nullptr || !described->captured) return;
    TableCapture& table = tables_[static_cast<std::size_t>(described->id)];
    if (state_ == State::flipping) return note_stale(table, new_row, true);
    if (state_ != State::capturing) return problem("it came outside of a change");
    if (operation == SQLITE_INSERT) return on_insert(table, new_row);
    if (operation == SQLITE_DELETE) return problem("it removed a row of " + std::string(name));
    if (old_row != new_row) return problem("it renumbered a row of " + std::string(name));
    on_update(table, new_row);
}

bool Capture::clean_insert(const TableCapture& table) {
    const TableLayout& layout = *table.layout;
    sqlite3_value* clock = new_value(layout.clock_column);
    sqlite3_value* deleted = new_value(layout.deleted_column);
    if (is_integer(clock, static_cast<std::int64_t>(change_)))
        return is_integer(deleted, 0) || is_integer(deleted, 1);
    return false;
}

void Capture::on_insert(TableCapture& table, std::int64_t row) {
    const TableLayout& layout = *table.layout;
    if (!clean_insert(table)) {
        const bool stub =
            is_integer(new_value(layout.deleted_column), 2) && is_integer(new_value(layout.clock_column), 0);
        if (!stub) problem("it added a row to " + std::string(layout.table->name) + " with the wrong clock");
        return;
    }
    wrote_ = true;
    table.note_made(row);
    note_stale(table, row, false);
    if (layout.member()) note_owner(table, sqlite3_value_int64(new_value(1)));
}

void Capture::on_update(TableCapture& table, std::int64_t row) {
    const TableLayout& layout = *table.layout;
    wrote_ = true;
    if (!names_unchanged(table)) return problem("it renamed a row of " + std::string(layout.table->name));
    note_stale(table, row, true);
    if (is_integer(old_value(layout.deleted_column), 2)) return on_fill(table, row);
    sqlite3_value* clock = old_value(layout.clock_column);
    if (!same(clock, new_value(layout.clock_column))) {
        return problem("it changed a clock of " + std::string(layout.table->name));
    }
    sqlite3_value* deleted = new_value(layout.deleted_column);
    if (!is_integer(deleted, 0) && !is_integer(deleted, 1))
        return problem("it wrote neither 0 nor 1 to deleted");
    if (is_integer(clock, static_cast<std::int64_t>(change_)))
        return;  // Made by this change: nothing is overwritten.
    compare_registers(table, touch(table, row));
}

void Capture::on_fill(TableCapture& table, std::int64_t row) {
    if (!clean_insert(table))
        return problem("it filled a row of " + std::string(table.layout->table->name) + " wrongly");
    table.filled.insert(row);
}

bool Capture::names_unchanged(const TableCapture& table) {
    for (int column = 1; column <= table.layout->name_columns(); ++column) {
        if (!same(old_value(column), new_value(column))) return false;
    }
    return true;
}

Capture::TouchedRow& Capture::touch(TableCapture& table, std::int64_t row) {
    const auto [found, first] = table.touched_at.try_emplace(row, table.touched.size());
    if (!first) return table.touched[found->second];
    TouchedRow& touched = table.touched.emplace_back();
    touched.row = row;
    if (table.layout->member()) touched.owner = sqlite3_value_int64(old_value(1));
    touched.deleted_before = touched.deleted_now = is_integer(old_value(table.layout->deleted_column), 1);
    sqlite3_value* clock = old_value(table.layout->clock_column);
    if (sqlite3_value_type(clock) == SQLITE_INTEGER) {
        touched.clock = RowClock{static_cast<ChangeNo>(sqlite3_value_int64(clock))};
    } else if (auto decoded = RowClock::decode(bytes_of(clock))) {
        touched.clock = *std::move(decoded);
    } else {
        problem("a clock of " + std::string(table.layout->table->name) + " cannot be read");
    }
    return touched;
}

void Capture::compare_registers(TableCapture& table, TouchedRow& touched) {
    const TableLayout& layout = *table.layout;
    bool field_written = false;
    for (std::size_t i = 0; i < layout.field_columns.size(); ++i) {
        sqlite3_value* before = old_value(layout.field_columns[i]);
        sqlite3_value* after = new_value(layout.field_columns[i]);
        if (same(before, after)) continue;
        field_written = true;
        note_register(touched, register_of(static_cast<FieldNo>(i)), before, after);
    }
    sqlite3_value* before = old_value(layout.deleted_column);
    sqlite3_value* after = new_value(layout.deleted_column);
    const bool deletes = is_integer(after, 1);
    if (!same(before, after)) {
        touched.deleted_written = true;
        touched.revive = false;
        note_register(touched, kLivesRegister, before, after);
    } else if (field_written && deletes) {
        touched.revive = true;
    }
    touched.deleted_now = deletes;
}

void Capture::note_register(TouchedRow& touched, RegisterNo number, sqlite3_value* before,
                            sqlite3_value* after) {
    if (!storable(before) || !storable(after)) return problem("it wrote a value of no field's type");
    const auto known =
        std::ranges::find(touched.overwritten, number, &std::pair<RegisterNo, StoredValue>::first);
    if (known == touched.overwritten.end()) {
        touched.overwritten.emplace_back(number, stored_value(before));
    } else if (known->second == stored_value(after)) {
        touched.overwritten.erase(known);
    }
}

void Capture::note_owner(TableCapture& table, std::int64_t owner) {
    if (made(table.layout->table->owner, owner)) return;
    if (table.edited_owners.empty() || table.edited_owners.back() != owner)
        table.edited_owners.push_back(owner);
}

/// Whether the update of a contact touches what its derived figures are made of: 100,000 that only get another owner or a tag
/// keep theirs.
bool Capture::renames_or_deletes(const TableLayout& layout) {
    constexpr FieldNo kNames[] = {contact_field::name, contact_field::given_name, contact_field::family_name,
                                  contact_field::preferred_name, contact_field::external_id};
    const auto changes = [&](int column) { return !same(old_value(column), new_value(column)); };
    return changes(layout.deleted_column) ||
           std::ranges::any_of(kNames, [&](FieldNo field) { return changes(layout.field_columns[field]); });
}

void Capture::note_touched(const TableCapture& table, std::int64_t row, bool has_old) {
    const auto each = [&](auto add) {
        add(sqlite3_value_int64(new_value(table.person.column)));
        if (has_old) add(sqlite3_value_int64(old_value(table.person.column)));
    };
    touched_people_.note(table.layout->table->id);
    switch (table.person.kind) {
        case PersonLink::Kind::none: return;
        case PersonLink::Kind::itself: return touched_people_.add(row);
        case PersonLink::Kind::column:
            return each([&](std::int64_t contact) { touched_people_.add(contact); });
        case PersonLink::Kind::whole:
            return each([&](std::int64_t whole) { touched_people_.add_whole(table.person.whole, whole); });
    }
}

void Capture::note_stale(const TableCapture& table, std::int64_t row, bool has_old) {
    const TableLayout& layout = *table.layout;
    note_touched(table, row, has_old);
    switch (table.rollup) {
        case RollupSource::none: return;
        case RollupSource::itself:
            if (!has_old || renames_or_deletes(layout)) stale_.add(row);
            return;
        case RollupSource::owner: return stale_.add(sqlite3_value_int64(new_value(1)));
        case RollupSource::person: {
            const int column = layout.field_columns[*layout.table->person_field];
            stale_.add(sqlite3_value_int64(new_value(column)));
            if (has_old) stale_.add(sqlite3_value_int64(old_value(column)));
            // A new order's lines are noted themselves.
            if (has_old && layout.table->id == TableId::order) stale_products_.orders.add(row);
            return;
        }
        case RollupSource::product: {
            const int column = layout.field_columns[order_line_field::product];
            stale_products_.products.add(sqlite3_value_int64(new_value(column)));
            if (has_old) stale_products_.products.add(sqlite3_value_int64(old_value(column)));
            return;
        }
        case RollupSource::currency: {
            const int column = layout.field_columns[setting_field::name];
            const bool was = has_old && is_text(old_value(column), kCurrencySetting);
            if (!was && !is_text(new_value(column), kCurrencySetting)) return;
            stale_.add_all();
            stale_products_.products.add_all();
            return;
        }
    }
}

}  // namespace perennial
