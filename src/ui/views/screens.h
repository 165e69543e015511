// The interface's controller: which screen is shown, the drafts and lists that outlive a frame, the queue of commands and
// the running job. Views get plain rows and their state and push commands; only this class talks to the App.
//
// One frame: the platform pushes events into Stage -> Stage::frame(draw) -> settle(), which drains the queue: one command,
// one transaction, one outcome, one toast. Jobs run between frames by work().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/app/app.h"
#include "core/app/files.h"
#include "core/app/job.h"
#include "core/base/clock.h"
#include "core/storage/saver.h"
#include "ui/router/route.h"
#include "ui/views/workspaces.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// What the platform knows and the screen shows.
struct Surroundings {
    SaveStatus save;
    std::int64_t requests_since_opening = 0;
    std::int64_t last_backup_ms = 0;  ///< When a share file was last saved from this device; 0: never.
    std::uint64_t image_bytes = 0;
    std::vector<WorkspaceEntry> workspaces;  ///< Of this page, the current one included; by name.
    std::vector<std::string> people;         ///< Names used on this device, by name.
};

/// What the platform does for the screens.
struct Platform {
    Files* files = nullptr;
    const Clock* clock = nullptr;
    std::function<void()> committed;  ///< A transaction was committed: save.
    std::function<void()> retry_save;
    std::function<void()> take_over;                  ///< This tab wants to be the one that writes.
    std::function<void()> backup_saved;               ///< A share file was handed to the person now.
    std::function<void(std::string)> author_changed;  ///< Keep it on this device.
    /// Makes a PNG of an SVG, twice its size for sharpness, and hands it over.
    std::function<void(std::string name, std::string svg)> save_png;
    // What comes of these is told by Screens::tell, or by the page being opened anew.
    std::function<void(const SwitchWorkspace&)> switch_workspace;
    std::function<void(const AddWorkspace&)> add_workspace;
    std::function<void(const DeleteWorkspace&)> delete_workspace;
};

class Screens {
public:
    Screens(App& app, Platform platform);
    ~Screens();
    Screens(const Screens&) = delete;
    Screens& operator=(const Screens&) = delete;

    void draw(Ui& ui, const Surroundings& surroundings);
    /// After a frame: runs queued commands. True when something was executed, so that a frame is due.
    bool settle();

    /// The address to show; changes when a person goes somewhere.
    std::string fragment() const;
    /// The address was changed from outside (back, forward, a link).
    void go(std::string_view fragment);

    /// A job that wants to be stepped.
    bool working() const;
    /// One slice; true when the screen has something new to show.
    bool work(const Stopwatch& stopwatch, double budget_ms);
    /// Of the last import that went in, for the benchmark; 0: none yet.
    double last_import_commit_ms() const;
    /// 0 as the system, 1 light, 2 dark.
    int theme() const;
    void set_theme(int theme);
    /// Setting "name" of the workspace; "" when it has none.
    std::string workspace_name() const;
    /// A sentence from the platform, as a toast.
    void tell(std::string text, bool failure);
    /// A tab that does not write: commands are refused with a sentence.
    void set_read_only(bool read_only);

    struct Parts;

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial::ui
