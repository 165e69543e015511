// The inside of Screens: everything that outlives a frame. Shared by the files that implement it, by nobody else.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/app/share_job.h"
#include "ui/views/chrome.h"
#include "ui/views/contact_view.h"
#include "ui/views/fields_view.h"
#include "ui/views/first_run_view.h"
#include "ui/views/import_view.h"
#include "ui/views/lists/list_screen.h"
#include "ui/views/numbers/numbers_screen.h"
#include "ui/views/order_form.h"
#include "ui/views/order_view.h"
#include "ui/views/record_pages.h"
#include "ui/views/screens.h"
#include "ui/views/segments/segment_view.h"
#include "ui/views/settings_view.h"

namespace perennial::ui {

struct TimelineQuery {
    Id contact;
    TimelineFilter filter = TimelineFilter::everything;
    std::int64_t limit = 200;
    bool operator==(const TimelineQuery&) const = default;
};
/// The newest entries of a segment's log; `derived` as in SegmentPageQuery.
struct SegmentLogQuery {
    Id segment;
    std::uint64_t derived = 0;
    bool operator==(const SegmentLogQuery&) const = default;
};
/// How many people the lines of rules find, by their text, as long as nothing changes.
struct LinePeople {
    std::uint64_t revision = 0;
    Day today = Day::kFirst;
    std::map<std::string, std::int64_t> counts;
};
/// A job and what to do with its end.
struct RunningJob {
    std::unique_ptr<Job> job;
    std::function<void()> ended;
};

/// Why something has to wait.
inline constexpr const char* kBusy = "Wait for the running work, or stop it.";

/// A screen whose rows could not be had: says why, and where to go.
void draw_trouble(Ui& ui, Rect page, const Error& error);

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
    ReadModel<Id, ContactPage> contact_model;
    ReadModel<TimelineQuery, std::vector<TimelineEntry>> timeline_model;
    ReadModel<Id, OrderPage> order_model;
    ReadModel<Id, CompanyPage> company_model;
    ReadModel<Id, ProductPage> product_model;
    ReadModel<Whole, ProductIndex> product_index_model;
    ReadModel<std::string, std::vector<ContactChoice>> customer_model;
    ReadModel<Whole, std::vector<KnownWord>> staff_model;
    ReadModel<Whole, std::vector<KnownWord>> channel_model;
    ReadModel<Whole, std::vector<CustomFieldUse>> fields_model;
    ReadModel<Whole, CustomDefaults> defaults_model;
    ReadModel<std::string, std::vector<CompanyChoice>> company_choice_model;
    ReadModel<Whole, std::vector<ImportEntry>> imports_model;
    ReadModel<Whole, WorkspaceSummary> summary_model;
    ReadModel<Whole, UndoState> undo_model;
    ReadModel<Whole, RuleWorld> rule_world_model;
    ReadModel<SegmentListQuery, SegmentList> segments_model;
    ReadModel<SegmentPageQuery, SegmentPage> segment_model;
    ReadModel<SegmentLogQuery, std::vector<SegmentLogEntry>> segment_log_model;
    ReadModel<RuleDraftQuery, RuleDraft> rule_draft_model;
    LinePeople line_people;
    std::array<ListScreen, 4> lists;    ///< By ListKind.
    PagedRows<ContactRow> people_page;  ///< Of the company or product on screen.
    PagedRows<OrderRow> orders_page;
    PagedRows<SegmentMember> members_page;  ///< Of the segment on screen.

    // State of views
    ChromeState chrome;
    ContactState contact;
    OrderState order;
    RecordPageState record;                ///< Of the company or product on screen.
    std::optional<RecordForm> new_record;  ///< A company or product; the draft is kept while its dialog is closed.
    /// The order being typed: kept while its screen is left.
    std::optional<OrderForm> order_draft;
    ImportState import;
    ImportPreview import_preview;
    ImportsState imports;
    SettingsState settings;
    FieldsState fields;
    TableState segments;
    SegmentViewState segment;                  ///< Of the one on screen.
    Id segment_shown;                          ///< Whose `segment` is; none: a new one.
    std::map<Id, SegmentForm> segment_drafts;  ///< By segment; that of a new one without an id.
    std::map<Id, ContactForm> contact_drafts;  ///< Of contacts whose pages were left while being edited.
    std::optional<ContactForm> new_contact;    ///< The draft; kept while the dialog is closed.
    bool new_contact_open = false;
    FirstRunState first_run;
    bool sample_asked = false;  ///< An empty sample workspace was told to fill itself.
    float new_contact_scroll = 0;
    std::unique_ptr<NumbersScreen> numbers;  ///< Made when it is first looked at.

    RunningJob running;
    double last_import_commit_ms = 0;

    // screens_draw.cpp
    void draw(Ui& ui, const Surroundings& surroundings);
    void draw_screen(Ui& ui, Rect page, const Surroundings& surroundings);
    void draw_list_screen(Ui& ui, Rect page, ListKind kind);
    void draw_contact_screen(Ui& ui, Rect page);
    void draw_order_screen(Ui& ui, Rect page);
    void draw_new_record(Ui& ui);

    // screens_records.cpp
    void draw_company_screen(Ui& ui, Rect page);
    void draw_product_screen(Ui& ui, Rect page);
    void draw_order_form_screen(Ui& ui, Rect page);
    void show_record(const Id& id, std::span<const RowNo> people, std::span<const RowNo> orders);
    void keep_record_form();
    Status begin_order_form();
    OrderFormRows order_form_rows();
    std::vector<std::string> staff();
    Currency currency();
    /// What a command that came from one of these screens' forms leads to. `failure`: none, it went through.
    void after_form(const Command& command, const std::optional<Error>& failure, const Outcome* outcome);
    void draw_new_contact(Ui& ui);
    void show_contact(const Id& id);
    /// A draft that is being left stays, unless nothing was typed.
    void keep_contact_draft();
    /// What contacts' forms need besides their draft; valid until the next revision.
    struct ContactFormData {
        std::vector<CustomField> fields;
        CustomDefaults defaults;
        std::vector<std::string> staff;
        std::vector<CompanyChoice> companies;
        ContactFormRows rows() const { return {fields, defaults, staff, companies}; }
    };
    ContactFormData contact_form_data(const ContactForm* form);
    void draw_fields_screen(Ui& ui, Rect page);
    void take_keys(Ui& ui);
    ChromeRows chrome_rows(const Surroundings& surroundings, const std::optional<Progress>& job);

    // screens_segments.cpp
    void draw_segments_screen(Ui& ui, Rect page);
    void draw_segment_screen(Ui& ui, Rect page);
    Instant segment_now() const;
    SegmentForm& segment_in_hand(const SegmentPage* page, const RuleLanguage& language);
    std::optional<std::int64_t> people_of(const SegmentForm& form, std::uint64_t id, bool& asked);
    void open_new_segment(const OpenNewSegment& wish);
    void discard_segment();
    void after_segment(const Command& command, const std::optional<Error>& failure,
                       const std::optional<Id>& made);

    // screens_act.cpp
    bool settle();
    void run(const Command& command);
    /// What a command leads to that has been carried out, or refused.
    void answer(const Command& command, const Result<Outcome>& outcome);
    void grant(const Wish& wish);
    void bulk_act(ListScreen& list);
    void export_list(ListKind kind);
    ListScreen& list_of(ListKind kind) { return lists[static_cast<std::size_t>(kind)]; }
    /// The list that searching narrows: the one on screen, or the one its record is from.
    ListKind searched_list() const;
    void go(const Route& to);
    void say(std::string text, bool with_undo, bool failure);
    void refuse(const Error& error);

    // screens_import.cpp
    void receive(std::vector<Result<ReceivedFile>> files);
    void draw_import_screen(Ui& ui, Rect page);
    void answer_import();
    void show_next_file();
    void reread_file();
    void keep_preview();
    void save_refused(std::size_t index);
    void start_import();

    // screens_numbers.cpp
    void draw_numbers_screen(Ui& ui, Rect page);
    /// Hands over what was asked for on the screen.
    void answer_numbers();
    void save_chart(const ChartWish& wish);
    void start_model();
    bool counting() const { return numbers && numbers->working(); }

    // screens_jobs.cpp
    void start(std::unique_ptr<Job> job, std::function<void()> ended);
    void start_command(const Command& command);
    void start_restore(ReceivedFile file);
    void start_export();
    void save_text(std::string_view name, std::string_view media_type, std::string_view text);

    void fill_sample();
    /// Works in who came into segments and who left; true when something came of it.
    bool work_in_segments(const Stopwatch& stopwatch, double budget_ms);

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
