// Bringing files in, in four steps: the files, their columns, the import, done. What will be added, updated and refused is
// worked out while the columns are matched, and known before anything is written. Files that came together follow each
// other.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/app/import_batch.h"
#include "core/app/import_preview.h"
#include "ui/views/import_words.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

enum class ImportStep : std::uint8_t { file, columns, import, done };

struct ImportState {
    ImportStep step = ImportStep::file;
    ImportBatch batch;
    float columns_scroll = 0, side_scroll = 0, files_scroll = 0;
    TableState problems;
    int tab = 0;                 ///< Where the parts share the room: columns, problems, options.
    double checking_since = -1;  ///< In Ui::seconds(); negative: the check is done.
    // What the person asked for in this frame; the controller answers.
    enum class Ask : std::uint8_t { none, reread, run, save_refused, leave_out, close };
    Ask ask = Ask::none;
    std::size_t asked_file = 0;  ///< Whose refused rows; counts from 0.
};

struct ImportRows {
    const ImportPreview& preview;
    std::optional<Progress> importing;  ///< Of the import that runs.
    bool busy = false;                  ///< A job is running.
    bool read_only = false;
};

void draw_import(Ui& ui, Rect page, const ImportRows& rows, ImportState& state, Queue& queue);

/// Of the bar with figures and buttons; on a narrow screen the figures stand above the buttons.
float import_foot_height(const Ui& ui);

// Parts of the page ------------------------------------------------------------------------------------------------------

/// Each column of the file in hand: first values, where it goes, and what becomes of its cells.
void draw_import_columns(Ui& ui, Rect area, const ImportRows& rows, ImportState& state);
/// How high the columns are when all are in view.
float import_columns_height(Ui& ui, float width, const ImportState& state);
/// What cannot be read or is left out, with what to do about it.
void draw_import_problems(Ui& ui, Rect area, const ImportReport& report, ImportState& state);
/// The file, how it is read, and what happens to people who are here already.
void draw_import_side(Ui& ui, Rect side, const ImportRows& rows, ImportState& state);
/// The end: what each file brought.
void draw_import_done(Ui& ui, Rect page, ImportState& state, Queue& queue);

/// The list of imports, each of which can be taken back as a whole.
struct ImportsState {
    TableState table;
};
void draw_imports(Ui& ui, Rect page, const std::vector<ImportEntry>& imports, Day today, int offset_minutes,
                  bool read_only, ImportsState& state, Queue& queue);

}  // namespace perennial::ui
