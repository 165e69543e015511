#include "core/storage/past.h"

#include <vector>

#include "core/storage/product_rollups.h"
#include "core/storage/rollups.h"
#include "core/storage/row_clock.h"
#include "core/storage/stored_value.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

constexpr std::int64_t kOnlyReferredTo = 2;

class Rewinding {
public:
    Rewinding(Connection& connection, const Layouts& layouts) : connection_(connection), layouts_(layouts) {}

    Status run(Instant instant) {
        TRY(read_known(instant));
        TRY(connection_.execute("BEGIN IMMEDIATE"));
        for (const TableLayout& layout : layouts_.all()) TRY(rewind(layout));
        TRY(rebuild_rollups(connection_));
        TRY(rebuild_product_rollups(connection_));
        return connection_.execute("COMMIT");
    }

private:
    struct Former {
        std::int64_t row = 0;
        std::vector<std::pair<RegisterNo, StoredValue>> values;
    };

    Status read_known(Instant instant) {
        TRY_ASSIGN(auto change, connection_.prepare("SELECT change, wall <= ?1 FROM change ORDER BY change"));
        change.bind(1, instant.ms);
        while (true) {
            TRY_ASSIGN(const bool found, change.step());
            if (!found) return {};
            const auto number = static_cast<std::size_t>(change.integer(0));
            if (known_.size() <= number) known_.resize(number + 1);
            known_[number] = change.integer(1) != 0;
        }
    }

    bool known(ChangeNo change) const {
        const auto number = static_cast<std::size_t>(change);
        return number < known_.size() && known_[number];
    }

    Status rewind(const TableLayout& layout) {
        std::vector<Former> formers;
        TRY_ASSIGN(auto row, connection_.prepare(layout.columns_sql + " WHERE deleted <> 2"));
        while (true) {
            TRY_ASSIGN(const bool more, row.step());
            if (!more) break;
            Former former{row.integer(0), {}};
            TRY_ASSIGN(const RowClock clock, clock_column(row, 1 + read_column::clock));
            for (RegisterNo number = 0; number < layout.register_count(); ++number) {
                if (known(clock.at(number))) continue;
                TRY_ASSIGN(auto value, value_then(layout, former.row, number));
                former.values.emplace_back(number, std::move(value));
            }
            if (!former.values.empty()) formers.push_back(std::move(former));
        }
        for (const Former& former : formers) TRY(write(layout, former));
        return {};
    }

    Result<StoredValue> value_then(const TableLayout& layout, std::int64_t row, RegisterNo number) {
        TRY_ASSIGN(auto entry,
                   connection_.prepare("SELECT value, change FROM history WHERE tbl = ?1 AND row = ?2 AND "
                                       "register = ?3 ORDER BY change DESC"));
        entry.bind(1, static_cast<std::int64_t>(layout.table->id)).bind(2, row).bind(3, number);
        while (true) {
            TRY_ASSIGN(const bool found, entry.step());
            if (!found) break;
            if (known(static_cast<ChangeNo>(entry.integer(1)))) return stored_column(entry, 0);
        }
        return number == kLivesRegister ? StoredValue{kOnlyReferredTo} : StoredValue{};
    }

    Status write(const TableLayout& layout, const Former& former) {
        std::string sql = "UPDATE " + layout.name + " SET ";
        for (std::size_t i = 0; i < former.values.size(); ++i) {
            sql += (i == 0 ? "" : ", ") + layout.register_name(former.values[i].first) + " = ?" +
                   std::to_string(i + 2);
        }
        TRY_ASSIGN(auto update, connection_.prepare(sql + " WHERE row = ?1"));
        update.bind(1, former.row);
        for (std::size_t i = 0; i < former.values.size(); ++i)
            bind_stored(update, static_cast<int>(i) + 2, former.values[i].second);
        return update.run();
    }

    Connection& connection_;
    const Layouts& layouts_;
    std::vector<bool> known_;  ///< By the number of the change.
};

}  // namespace

Status write_as_known_at(Workspace& workspace, Instant instant, const std::string& path) {
    {
        TRY_ASSIGN(auto copy, workspace.reader().prepare("VACUUM INTO ?1"));
        TRY(copy.bind(1, path).run());
    }
    TRY_ASSIGN(const auto connection, Connection::open(path, ""));
    return Rewinding(*connection, workspace.parts().layouts).run(instant);
}

}  // namespace perennial
