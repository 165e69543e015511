// Bringing a foreign table in: check (what would be added, updated, refused), then run, as one transaction that can be
// taken back as a whole. Both are sliced.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/app/job.h"
#include "core/base/money.h"
#include "core/interchange/import_layout.h"
#include "core/storage/workspace.h"

namespace perennial {

enum class DuplicatePolicy : std::uint8_t { fill, update, skip, add };
enum class OnError : std::uint8_t {
    stop,  ///< Any refused row: nothing goes in.
    skip,  ///< Good rows go in, refused ones are listed.
};

struct ImportRequest {
    std::string file_name;
    std::shared_ptr<const std::vector<std::byte>> bytes;
    ImportLayout layout;
    std::string source;
    DuplicatePolicy duplicates = DuplicatePolicy::fill;
    OnError on_error = OnError::skip;
    bool dry_run = false;  ///< Everything but the commit: exact counts.
    std::string
        tag_everyone;  ///< A tag for every person of the file, also for those who are left alone otherwise.
    /// The next file with these headers is proposed with this mapping (import_memory.h). An import that refuses rows is
    /// remembered in any case, so that the mended ones are read as they were.
    bool remember = false;
};

/// Of records, each counted once, however many rows name it; refused ones are rows.
struct TableCounts {
    std::int64_t added = 0, updated = 0, unchanged = 0, refused = 0;
};

/// What became of the cells of one column.
struct ImportedColumn {
    CellCounts cells;
    /// Of a custom field: the type of the field, else "".
    std::string_view custom_type;
};

/// A problem as a person is shown it.
struct ListedProblem {
    std::size_t at = 0;     ///< Among ImportReport::problems; the first of its kind.
    std::int64_t rows = 1;  ///< How many rows it is about.
};

struct ImportReport {
    ChangeNo change = ChangeNo::none;  ///< none: dry run, nothing new, or refused.
    std::vector<std::pair<TableId, TableCounts>> tables;
    std::int64_t rows = 0, rows_refused = 0, rows_unchanged = 0;
    std::int64_t rows_known = 0;  ///< Rows whose person was here before, found by number, e-mail or phone.
    std::int64_t tags = 0, new_tags = 0;  ///< Different ones in the file, and those that nobody here has yet.
    std::vector<ImportedColumn> columns;  ///< Beside layout.columns.
    std::int64_t problem_count = 0;
    std::vector<RowProblem> problems;   ///< At most 10,000 are kept.
    std::vector<ListedProblem> listed;  ///< Each refusal, then each different warning of a column once.
    /// Header and refused rows as they stood (at most 16 MiB), to mend and drop again: each with the reason behind it, and
    /// the name by which it keeps its identity however it is mended.
    std::string refused_csv;
    Currency currency;     ///< Taken for amounts that come without one.
    double commit_ms = 0;  ///< Time of the final COMMIT, by the stopwatch.
};

/// Identity of rows: a contact or order with its own number has derived_id(table, source, number); an order line
/// derived_id("order_line", source, order number + "/" + its occurrence in that order); a row without a number has
/// derived_id(table, source, content hash + occurrence within the file). A second import of the same file adds nothing.
///
/// Contacts are found by their number, then by e-mail, then by phone; the duplicate policy says what happens to one that
/// is already here. Two rules keep different people apart: a number of this source outweighs an e-mail or phone that two
/// people share, and a phone counts only when the names do not contradict. A number alone never links across sources.
///
/// An order goes in whole or not at all: when one of its rows is refused, all of them are (as long as they stand together
/// in the file). Records that were deleted by hand stay deleted, unless the policy is update; what a take-back or an undo
/// removed comes back.
class ImportJob final : public Job {
public:
    ImportJob(Workspace& workspace, ImportRequest request);
    ~ImportJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    /// Of a job that has ended. Errors: those of reading the file; refused (OnError::stop and rows were refused; the
    /// report is then in `report()` all the same); cancelled; storage_failed.
    Result<ImportReport> result() const;
    const ImportReport& report() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
