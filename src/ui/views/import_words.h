// What an import's check and its end are called on screen: the counts of the core put into words. Draws nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/app/import_batch.h"
#include "core/app/import_job.h"

namespace perennial::ui {

enum class Tone : std::uint8_t { good, attention, bad, quiet };

/// What becomes of a column's cells: "23,543 good, 142 empty", "1 row cannot be read", "14 tags, 3 are new".
struct ColumnFinding {
    std::string text;
    Tone tone = Tone::good;
};
ColumnFinding finding_of(const ColumnMapping& column, const ImportedColumn& found, const ImportReport& report,
                         const TextFormat& format);

/// "23,570" "to add".
struct Figure {
    std::int64_t count = 0;
    std::string label;
    Tone tone = Tone::quiet;
};
/// What will be added, updated, refused; the first is what matters most.
std::vector<Figure> figures_of(const ImportReport& report, ImportKind kind);

/// "112 rows are of somebody who is here".
std::string known_words(const ImportReport& report);
/// "3 rows refused, 61 warnings. The rest is not held up by them."
std::string problem_words(const ImportReport& report, OnError on_error);
/// "Import 23,682 rows".
std::string import_words(const ImportReport& report);
/// Whether there is anything that Import would bring in: no row is good, or some are refused and then nothing goes in.
bool can_import(const ImportReport& report, OnError on_error);

/// Nothing was added or updated; what was said of the columns may be remembered all the same.
bool brought_nothing(const ImportReport& report);
/// "69,659 orders and 23,570 customers added", "3 contacts added, 2 updated", "Nothing new in this file".
std::string done_words(const ImportReport& report, ImportKind kind);
/// The sentence, with line and column behind it when it has a place.
std::string error_words(const Error& error);
/// What became of a file of several, as an icon and in a line.
const char* fate_icon(FileFate fate);
std::string fate_words(const FileInBatch& file);

}  // namespace perennial::ui
