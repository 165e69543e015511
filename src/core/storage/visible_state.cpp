// The visible state as text, now or right after any past change.
#include <algorithm>
#include <unordered_set>

#include "core/storage/records.h"
#include "core/storage/row_clock.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

struct PastRow {
    bool lives = false;
    std::vector<StoredValue> values;  ///< By field.
};

class StateText {
public:
    StateText(Connection& connection, const Layouts& layouts, ChangeNo upto)
        : connection_(connection), layouts_(layouts), upto_(upto) {}

    Result<std::string> run() {
        for (const TableLayout& layout : layouts_.all()) TRY(add_table(layout));
        return std::move(text_);
    }

private:
    Status add_table(const TableLayout& layout) {
        std::vector<std::string> lines;
        TRY_ASSIGN(auto row, connection_.prepare(layout.columns_sql + " WHERE deleted <> 2 ORDER BY row"));
        for (;;) {
            TRY_ASSIGN(const bool more, row.step());
            if (!more) break;
            TRY_ASSIGN(const auto line, line_of(layout, row));
            if (line) lines.push_back(*line);
        }
        std::ranges::sort(lines);
        for (const std::string& line : lines) (text_ += line) += '\n';
        return {};
    }

    /// Nothing when the row did not live, or its owner did not.
    Result<std::optional<std::string>> line_of(const TableLayout& layout, const Statement& row) {
        TRY_ASSIGN(const PastRow past, past_row(layout, row));
        if (!past.lives) return std::nullopt;
        std::string line(layout.table->name);
        if (layout.member()) {
            const std::int64_t owner = row.integer(1 + read_column::owner);
            if (!living(layout.table->owner).contains(owner)) return std::nullopt;
            TRY_ASSIGN(const Id id, id_of(connection_, layouts_[layout.table->owner], owner));
            line += " " + id.to_string() + " " + escaped(row.text(1 + read_column::key));
        } else {
            living(layout.table->id).insert(row.integer(0));
            line += " " + id_column(row, 1 + read_column::id).to_string();
        }
        TRY(add_fields(layout, past, line));
        return line;
    }

    Status add_fields(const TableLayout& layout, const PastRow& past, std::string& line) {
        for (std::size_t i = 0; i < past.values.size(); ++i) {
            const Field& field = layout.table->fields[i];
            if (std::holds_alternative<std::monostate>(past.values[i])) continue;
            (line += " ").append(field.name) += '=';
            if (const auto* text = std::get_if<std::string>(&past.values[i])) {
                line += escaped(*text);
            } else if (field.type == FieldType::reference) {
                TRY_ASSIGN(const Id id, id_of(connection_, layouts_[field.target],
                                              std::get<std::int64_t>(past.values[i])));
                line += id.to_string();
            } else {
                line += std::to_string(std::get<std::int64_t>(past.values[i]));
            }
        }
        return {};
    }

    Result<PastRow> past_row(const TableLayout& layout, const Statement& row) {
        TRY_ASSIGN(const RowClock clock, clock_column(row, 1 + read_column::clock));
        PastRow past;
        TRY_ASSIGN(const auto deleted, register_value(layout, row, clock, kLivesRegister));
        past.lives = deleted == StoredValue{std::int64_t{0}};
        for (RegisterNo number = 1; past.lives && number < layout.register_count(); ++number) {
            TRY_ASSIGN(auto value, register_value(layout, row, clock, number));
            past.values.push_back(std::move(value).value_or(StoredValue{}));
        }
        return past;
    }

    /// The latest value not after `upto_`; nothing when the register did not exist then.
    Result<std::optional<StoredValue>> register_value(const TableLayout& layout, const Statement& row,
                                                      const RowClock& clock, RegisterNo number) {
        if (upto_ == ChangeNo::none || clock.at(number) <= upto_) {
            const int column = number == kLivesRegister
                                   ? read_column::deleted
                                   : read_column::field(layout, static_cast<FieldNo>(number - 1));
            return stored_column(row, 1 + column);
        }
        TRY_ASSIGN(auto entry,
                   connection_.prepare("SELECT value FROM history WHERE tbl = ?1 AND row = ?2 AND "
                                       "register = ?3 AND change <= ?4 ORDER BY change DESC LIMIT 1"));
        entry.bind(1, static_cast<std::int64_t>(layout.table->id)).bind(2, row.integer(0)).bind(3, number);
        TRY_ASSIGN(const bool found, entry.bind(4, static_cast<std::int64_t>(upto_)).step());
        if (!found) return std::nullopt;
        return stored_column(entry, 0);
    }

    std::unordered_set<std::int64_t>& living(TableId table) {
        return living_[static_cast<std::size_t>(table)];
    }

    /// In quotes, on one line.
    static std::string escaped(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') out += '\\';
            if (c == '\n') {
                out += "\\n";
            } else {
                out += c;
            }
        }
        return out + "\"";
    }

    Connection& connection_;
    const Layouts& layouts_;
    ChangeNo upto_;
    std::string text_;
    std::array<std::unordered_set<std::int64_t>, kTableCount> living_;
};

}  // namespace

Result<std::string> visible_state(Workspace& workspace, ChangeNo upto) {
    return StateText(workspace.reader(), workspace.parts().layouts, upto).run();
}

}  // namespace perennial
