#include "core/interchange/snapshot_order.h"

#include <tuple>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::size_t kShownKeyBytes = 60;

bool is_member(TableId id) { return table(id).kind == TableKind::member; }

}  // namespace

std::string row_in_words(const RowName& name) {
    std::string words(table(name.table).name);
    if (is_member(name.table))
        words.append(" ").append(truncate_utf8(name.key, kShownKeyBytes)).append(" of");
    return words + " " + name.id.to_string();
}

Status SnapshotOrder::header(const SnapshotHeader& header) {
    if (header.business.empty()) return refuse("The workspace has no business id.");
    if (header.change_count < 0) return refuse("\"change_count\" is negative.");
    change_count_ = header.change_count;
    return {};
}

Status SnapshotOrder::change(const Change& change) {
    const bool first = changes_seen_ == 0;
    if (changes_seen_ == change_count_) return refuse("There are more changes than \"change_count\" says.");
    if (change.writer.empty() || change.n < 1) return refuse("A change has no writer or no number.");
    if (!first && std::tie(change.time, change.writer) <= std::tie(last_time_, last_writer_)) {
        return refuse("A change stands out of order: changes are in the order of time, then writer.");
    }
    std::int64_t& last_n = last_n_[change.writer];
    if (change.n <= last_n) return refuse("A writer's changes do not come in the order of their numbers.");
    if (change.undoes_n < 0 || change.undoes_writer.empty() != (change.undoes_n == 0)) {
        return refuse("A change undoes one that has no writer or no number.");
    }
    last_n = change.n;
    last_time_ = change.time;
    last_writer_ = change.writer;
    ++changes_seen_;
    return {};
}

Status SnapshotOrder::changes_end() const {
    if (changes_seen_ == change_count_) return {};
    return refuse("\"change_count\" says " + std::to_string(change_count_) + ", but there are " +
                  std::to_string(changes_seen_) + " changes.");
}

Status SnapshotOrder::row(const SnapshotRow& row) {
    if (row.name.id.empty()) return refuse("A " + std::string(table(row.name.table).name) + " has no id.");
    TRY(is_member(row.name.table) ? member_order(row) : entity_order(row));
    TRY(known(row.change));
    const std::size_t registers = table(row.name.table).fields.size() + 1;
    std::optional<RegisterNo> last;
    for (const auto& [register_no, change] : row.exceptions) {
        TRY(known(change));
        if (register_no >= registers || (last && register_no <= *last)) {
            return refuse("The changes of " + row_in_words(row.name) + " are not in the order of its fields.");
        }
        last = register_no;
    }
    return {};
}

Status SnapshotOrder::entity_order(const SnapshotRow& row) {
    if (!row.name.key.empty()) return refuse(row_in_words(row.name) + " has a key, which only members have.");
    if (last_owner_ && row.name <= *last_owner_) {
        return refuse(row_in_words(row.name) +
                      " stands out of order or twice: tables have a fixed order, records that of their ids.");
    }
    last_owner_ = row.name;
    last_member_.reset();
    return {};
}

Status SnapshotOrder::member_order(const SnapshotRow& row) {
    if (row.name.key.empty()) return refuse("A " + std::string(table(row.name.table).name) + " has no key.");
    if (!last_owner_ || last_owner_->table != table(row.name.table).owner || last_owner_->id != row.name.id) {
        return refuse(row_in_words(row.name) + " does not stand with its owner.");
    }
    // All members here have one owner, so names compare as table, then key.
    if (last_member_ && row.name <= *last_member_) {
        return refuse(row_in_words(row.name) +
                      " stands out of order or twice: members have the order of their keys.");
    }
    last_member_ = row.name;
    return {};
}

Status SnapshotOrder::history(const SnapshotHistory& entry) {
    TRY(known(entry.change));
    if (entry.name.id.empty() || is_member(entry.name.table) == entry.name.key.empty()) {
        return refuse("A history entry does not name its record.");
    }
    if (entry.register_no > table(entry.name.table).fields.size()) {
        return refuse("A history entry of " + row_in_words(entry.name) + " is of no field.");
    }
    HistoryPlace place{entry.name, entry.register_no, entry.change};
    if (last_history_ && place <= *last_history_) {
        return refuse("The history of " + row_in_words(entry.name) +
                      " stands out of order or twice: it has the order of table, id, key, field and change.");
    }
    last_history_ = std::move(place);
    return {};
}

Status SnapshotOrder::known(ChangeIndex change) const {
    if (change >= 0 && change < change_count_) return {};
    return refuse("Change " + std::to_string(change) + " is not in the list of changes.");
}

std::unexpected<Error> SnapshotOrder::refuse(std::string message) const {
    return fail(code_, std::move(message));
}

}  // namespace perennial
