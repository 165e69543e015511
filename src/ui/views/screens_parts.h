// The inside of Screens: everything that outlives a frame. Shared by the files that implement it, by nobody else.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/app/share_job.h"
#include "ui/views/chrome.h"
#include "ui/views/contact_view.h"
#include "ui/views/contacts_view.h"
#include "ui/views/first_run_view.h"
#include "ui/views/import_view.h"
#include "ui/views/orders_view.h"
#include "ui/views/screens.h"
#include "ui/views/settings_view.h"

namespace perennial::ui {

struct TimelineQuery {
    Id contact;
    TimelineFilter filter = TimelineFilter::everything;
    std::int64_t limit = 200;
    bool operator==(const TimelineQuery&) const = default;
};
/// A query without parameters.
struct Whole {
    bool operator==(const Whole&) const = default;
};

/// A job and what to do with its end.
struct RunningJob {
    std::unique_ptr<Job> job;
    std::function<void()> ended;
};

struct Screens::Parts {
    Parts(App& app_in, Platform platform_in);

    App& app;
    Platform platform;
    Route route;
    bool read_only = false;
    std::string author;
    int theme = 0;
    Queue queue;

    // Read models
    ReadModel<ContactListQuery, ContactList> contact_list_model;
    ReadModel<OrderListQuery, OrderList> order_list_model;
    ReadModel<Id, ContactPage> contact_model;
    ReadModel<TimelineQuery, std::vector<TimelineEntry>> timeline_model;
    ReadModel<Id, OrderPage> order_model;
    ReadModel<Whole, std::vector<ImportEntry>> imports_model;
    ReadModel<Whole, WorkspaceSummary> summary_model;
    ReadModel<Whole, UndoState> undo_model;
    PagedRows<ContactRow> contact_page;
    PagedRows<OrderRow> order_page;

    // State of views
    ChromeState chrome;
    ContactsState contacts;
    OrdersState orders;
    ContactState contact;
    OrderState order;
    ImportState import;
    ImportsState imports;
    SettingsState settings;
    std::optional<ContactForm> new_contact;  ///< The draft; kept while the dialog is closed.
    bool new_contact_open = false;
    FirstRunState first_run;
    bool sample_asked = false;  ///< An empty sample workspace was told to fill itself.
    float new_contact_scroll = 0;

    RunningJob running;
    double last_import_commit_ms = 0;

    // screens_draw.cpp
    void draw(Ui& ui, const Surroundings& surroundings);
    void draw_screen(Ui& ui, Rect page, const Surroundings& surroundings);
    void draw_contacts_screen(Ui& ui, Rect page);
    void draw_contact_screen(Ui& ui, Rect page);
    void draw_orders_screen(Ui& ui, Rect page);
    void draw_order_screen(Ui& ui, Rect page);
    void draw_new_contact(Ui& ui);
    void take_keys(Ui& ui);
    ChromeRows chrome_rows(const Surroundings& surroundings, const std::optional<Progress>& job);

    // screens_act.cpp
    bool settle();
    void run(const Command& command);
    void grant(const Wish& wish);
    void bulk_act();
    void go(const Route& to);
    void say(std::string text, bool with_undo, bool failure);
    void refuse(const Error& error);

    // screens_jobs.cpp
    void receive(Result<ReceivedFile> file);
    void answer_import();
    void read_layout(std::optional<ImportKind> kind, std::optional<TextFormat> format);
    void start(std::unique_ptr<Job> job, std::function<void()> ended);
    void start_import(bool dry_run);
    void start_restore(ReceivedFile file);
    void start_export();
    void save_text(std::string_view name, std::string_view media_type, std::string_view text);

    void fill_sample();

    // screens_workspaces.cpp
    std::string name();
    bool first_run_due(const Surroundings& surroundings);
    void draw_first_run_screen(Ui& ui, const ChromeRows& rows);
    void ask_for_sample(const Surroundings& surroundings);
    void show_settings(SettingsPart part);
    void grant_of_workspaces(const SwitchWorkspace& wish);
    void grant_of_workspaces(const AddWorkspace& wish);
    void grant_of_workspaces(const DeleteWorkspace& wish);
    /// Says so when work is running that opening another workspace would end.
    bool may_leave();

    Day today() const { return platform.clock->today(); }
    int offset_minutes() const { return platform.clock->offset_minutes(platform.clock->now()); }
};

}  // namespace perennial::ui
