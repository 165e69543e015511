// The page: the browser's events in, frames out, and the order of things in between.
//
// Start: lock -> image from the store -> workspace -> screens. Then, every frame: read models, draw, render, mirror, queue.
// Jobs are worked between frames. A tab without the lock reads only and follows the one that writes.
// The program comes in two parts (cmake/first_part.txt): the first shows a list or the first run; what people do, and every
// other screen, waits for the later one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/app/app.h"
#include "core/base/random.h"
#include "core/storage/block_image.h"
#include "core/storage/saver.h"
#include "core/storage/workspace.h"
#include "platform/web/browser_device.h"
#include "platform/web/browser_files.h"
#include "platform/web/canvas_glyphs.h"
#include "platform/web/indexed_db_block_store.h"
#include "platform/web/mirror.h"
#include "platform/web/workspaces.h"
#include "ui/renderer/webgl_renderer.h"
#include "ui/stage.h"
#include "ui/views/screens.h"

namespace perennial::web {

/// Durations of the last 240 of something, for p50 and p95.
class Durations {
public:
    void add(double ms);
    double percentile(double share) const;
    /// Since the last forget_longest().
    double longest() const { return longest_; }
    void forget_longest() { longest_ = 0; }

private:
    std::array<double, 240> ring_{};
    std::size_t count_ = 0;
    double longest_ = 0;
};

class Page {
public:
    /// Shows the workspace that is the current one of `workspaces`, which outlives the page.
    Page(ui::FontFiles fonts, Workspaces& workspaces);

    /// Asks for the lock; everything follows from the answer.
    void start();

    // The browser's events
    void event(const ui::InputEvent& event);
    /// The later part of the program has arrived: everything can be drawn and handled from now on.
    void whole();
    void preferences(ui::Preferences preferences);
    void frame(double now_ms);
    void work();
    void tick();
    void route(std::string_view fragment);
    void lock(bool ours);
    void lock_lost();
    void saved_elsewhere();
    void flush();
    void context_lost();
    void context_restored();
    bool unsaved() const;
    double stat(int index) const;
    /// A sentence for the person, now or when the first screen is there.
    void tell(const Error& error);
    /// The longest frame and slice count anew.
    void forget_longest();
    const BlockImage& image() const { return image_; }

private:
    void loaded(const Status& result);
    void open_workspace();
    void close_workspace();
    ui::Platform platform();
    void draw(ui::Ui& ui);
    void show_address();
    void apply_theme();
    /// Something other than an event has changed what is to be seen.
    void refresh();
    void ask_for_frame();
    bool may_draw();
    void received(std::vector<Result<ReceivedFile>> files);
    void ask_for_tick();
    ui::Surroundings surroundings() const;

    // page_workspaces.cpp
    void switch_workspace(const ui::SwitchWorkspace& wish);
    void add_workspace(const ui::AddWorkspace& wish);
    void delete_workspace(const ui::DeleteWorkspace& wish);
    void delete_current(const ui::WorkspaceEntry& entry);
    /// Saves, keeps the entry, opens the page anew with it.
    void leave_for(ui::WorkspaceEntry entry);
    void open_anew(const std::string& key, const std::string& erased);
    ui::WorkspaceEntry current_entry() const;
    void note_workspace(bool opened);
    void note_person(const std::string& author);
    std::string backup_key() const;

    Workspaces& workspaces_;
    BrowserClock clock_;
    Random random_;
    BrowserFiles files_;
    CanvasGlyphs glyphs_;
    IndexedDbBlockStore store_;
    BlockImage image_;
    Saver saver_;
    ui::Stage stage_;
    ui::WebglRenderer renderer_;
    Mirror mirror_;
    ui::Preferences preferences_;

    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<App> app_;
    std::unique_ptr<ui::Screens> screens_;
    std::string fragment_ = "#/contacts";
    bool read_only_ = true;
    bool started_ = false;
    bool persist_asked_ = false;
    bool whole_ = false;                     ///< Both parts of the program are there.
    std::vector<ui::InputEvent> kept_back_;  ///< What people did before that, for whole() to hand on.
    std::vector<std::vector<Result<ReceivedFile>>> kept_files_;       ///< The same of files.
    std::function<void(std::vector<Result<ReceivedFile>>)> receive_;  ///< The screens'.
    bool leaving_ = false;  ///< Being opened anew: nothing more is saved.
    std::vector<std::string> people_;
    std::string untold_;  ///< For the first screen to say.
    std::uint64_t last_generation_ = 0;
    double last_job_frame_ms_ = 0;

    std::int64_t frames_ = 0, mirror_ops_ = 0;
    double first_frame_ms_ = 0, first_query_ms_ = 0, whole_ms_ = 0;
    Durations frame_ms_, mirror_ms_, slice_ms_;
};

}  // namespace perennial::web
