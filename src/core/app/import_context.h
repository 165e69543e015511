// What the parts of a running import share: the transaction, the request, and the report in the making.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/app/import_job.h"
#include "core/domain/rules_of_record.h"
#include "core/storage/workspace.h"

namespace perennial {

enum class RowFate : std::uint8_t { unchanged, updated, added };

struct ImportContext {
    Workspace& workspace;
    WriteTransaction& transaction;
    const ImportRequest& request;
    Currency currency;  ///< Of amounts without one of their own.
    ImportReport& report;
    std::array<TableCounts, kTableCount> counts{};
    std::vector<std::int64_t> refused_lines;
    std::optional<Change> last_deletion;  ///< Looked up last; thousands of rows share one.
    ChangeNo last_deletion_no = ChangeNo::none;
    std::optional<MemberKey> everyone;     ///< The tag for everyone.
    std::unordered_set<std::string> tags;  ///< Keys of those met.

    Connection& connection() { return transaction.connection(); }
    TableCounts& count(TableId table) { return counts[static_cast<std::size_t>(table)]; }
    /// Counts a record that this import meets for the first time.
    void count(TableId table, RowFate fate);
    /// It was counted before, and something of it has been written since.
    void recount_as_updated(TableId table, RowFate& fate);

    void note(RowProblem problem);
    /// Counts a tag of the file, and whether anybody has it yet.
    Status note_tag(const std::string& key);
    /// The whole row is refused, for a reason of its own or because a row it belongs to is.
    void refuse_row(std::int64_t line, TableId table);
};

/// What names rows without a number of their own.
class RowIdentities {
public:
    /// Content and occurrence within the file, or what a mended row was when it was refused.
    std::string of(const ImportedRow& row);

private:
    std::unordered_map<std::uint64_t, std::int64_t> occurrences_;  ///< By content.
    std::unordered_set<std::string> mended_;
};

/// What names a row without a number: its content and its occurrence within the file.
std::string row_identity(std::uint64_t content_hash, std::int64_t occurrence);

/// What the policy does to a record that is already here.
enum class Treatment : std::uint8_t { leave, fill, overwrite };
Treatment treatment_of(DuplicatePolicy policy);

/// What is known of a row before it is touched.
struct PresentRow {
    RowNo row = RowNo::none;
    bool deleted = false;
    bool by_hand = false;       ///< It was deleted by somebody's edit, not by an undo or a take-back.
    std::uint64_t present = 0;  ///< Bit i: field i has a value.
    bool has(FieldNo field) const { return (present >> field & 1) != 0; }
};
/// Sees what this import has written.
Result<std::optional<PresentRow>> present_row(ImportContext& context, TableId table, const Id& id);
Result<PresentRow> present_row(ImportContext& context, TableId table, RowNo row);

/// Writes `values` as the treatment says and brings a deleted row back unless it was deleted by hand; returns whether
/// anything was written. A row that stays deleted is left alone.
Result<bool> write_present(ImportContext& context, TableId table, const PresentRow& row,
                           const FieldValues& values, Treatment treatment);

}  // namespace perennial
