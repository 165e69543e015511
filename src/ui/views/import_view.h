// Bringing a file in, in four steps: the file, its columns, a check of every row, done. What will be added, updated and
// refused is known before anything is written.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/app/import_job.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

enum class ImportStep : std::uint8_t { none, columns, check, done };

struct ImportState {
    ImportStep step = ImportStep::none;
    ImportRequest request;
    std::string failure;  ///< Why the file could not be read, with its place.
    std::string failed_file;
    std::optional<ImportReport> checked;  ///< Of the dry run.
    std::optional<ImportReport> done;
    float columns_scroll = 0, side_scroll = 0;
    TableState problems, checked_columns;
    // What the person asked for in this frame; the controller answers.
    enum class Ask : std::uint8_t { none, reread, check, run, save_refused, take_back, close };
    Ask ask = Ask::none;
};

struct ImportRows {
    bool busy = false;  ///< A job is running.
    bool read_only = false;
};

void draw_import(Ui& ui, Rect page, const ImportRows& rows, ImportState& state, Queue& queue);

/// Parts of the check's page.
void draw_checked_columns(Ui& ui, Rect area, const ImportReport& report, ImportState& state);
void draw_problems(Ui& ui, Rect area, const ImportReport& report, ImportState& state);

/// The list of imports, each of which can be taken back as a whole.
struct ImportsState {
    TableState table;
};
void draw_imports(Ui& ui, Rect page, const std::vector<ImportEntry>& imports, Day today, int offset_minutes,
                  bool read_only, ImportsState& state, Queue& queue);

}  // namespace perennial::ui
