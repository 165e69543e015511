#include "ui/views/screens.h"

#include <algorithm>

#include "ui/views/screens_parts.h"

namespace perennial::ui {

Screens::Parts::Parts(App& app_in, Platform platform_in)
    : app(app_in),
      platform(std::move(platform_in)),
      author(app.workspace().session().author),
      contact_model(perennial::contact_page),
      timeline_model([](Workspace& workspace, const TimelineQuery& query) {
          return perennial::timeline(workspace, query.contact, query.filter, 0, query.limit + 1);
      }),
      order_model(perennial::order_page),
      company_model(perennial::company_page),
      product_model(perennial::product_page),
      product_index_model(
          [](Workspace& workspace, const Whole&) { return perennial::product_index(workspace); }),
      customer_model([](Workspace& workspace, const std::string& text) {
          return perennial::complete_contacts(workspace, text, 8);
      }),
      staff_model([](Workspace& workspace, const Whole&) { return perennial::staff_names(workspace); }),
      channel_model([](Workspace& workspace, const Whole&) { return perennial::order_channels(workspace); }),
      fields_model([](Workspace& workspace, const Whole&) { return perennial::custom_field_uses(workspace); }),
      defaults_model([](Workspace& workspace, const Whole&) { return perennial::custom_defaults(workspace); }),
      company_choice_model([](Workspace& workspace, const std::string& text) {
          return perennial::complete_companies(workspace, text, 8);
      }),
      imports_model([](Workspace& workspace, const Whole&) { return perennial::import_list(workspace); }),
      summary_model(
          [](Workspace& workspace, const Whole&) { return perennial::workspace_summary(workspace); }),
      undo_model([](Workspace& workspace, const Whole&) { return perennial::undo_state(workspace); }),
      rule_world_model([](Workspace& workspace, const Whole&) { return perennial::rule_world(workspace); }),
      segments_model(perennial::segment_list),
      segment_model(perennial::segment_page),
      segment_log_model([](Workspace& workspace, const SegmentLogQuery& query) {
          return perennial::segment_log(workspace, query.segment, 0, 500);
      }),
      rule_draft_model(perennial::rule_draft),
      lists{ListScreen(ListKind::contacts, app), ListScreen(ListKind::companies, app),
            ListScreen(ListKind::products, app), ListScreen(ListKind::orders, app)},
      people_page(
          [this](std::span<const RowNo> rows) { return perennial::contact_rows(app.workspace(), rows); }),
      orders_page(
          [this](std::span<const RowNo> rows) { return perennial::order_rows(app.workspace(), rows); }),
      members_page([this](std::span<const RowNo> rows) {
          return perennial::segment_members(app.workspace(), segment_shown, rows,
                                            reader_clock(*platform.clock));
      }) {
    platform.files->on_received = [this](std::vector<Result<ReceivedFile>> files) {
        receive(std::move(files));
    };
}

Screens::Screens(App& app, Platform platform) : parts_(std::make_unique<Parts>(app, std::move(platform))) {}
Screens::~Screens() = default;

void Screens::draw(Ui& ui, const Surroundings& surroundings) { parts_->draw(ui, surroundings); }
bool Screens::settle() { return parts_->settle(); }
std::string Screens::fragment() const { return fragment_of(parts_->route); }
void Screens::go(std::string_view fragment) { parts_->go(parse_route(fragment)); }
double Screens::last_import_commit_ms() const { return parts_->last_import_commit_ms; }
int Screens::theme() const { return parts_->theme; }
void Screens::set_theme(int theme) { parts_->theme = theme; }
void Screens::set_read_only(bool read_only) { parts_->read_only = read_only; }
void Screens::tell(std::string text, bool failure) { parts_->say(std::move(text), false, failure); }
std::string Screens::workspace_name() const { return parts_->name(); }
bool Screens::working() const {
    return parts_->running.job != nullptr || parts_->import_preview.working() ||
           parts_->app.segments().pending() || parts_->counting() ||
           std::ranges::any_of(parts_->lists, &ListScreen::reads_ahead);
}

bool Screens::work(const Stopwatch& stopwatch, double budget_ms) {
    RunningJob& running = parts_->running;
    if (!running.job) {
        if (parts_->import_preview.working()) {
            parts_->import_preview.step(stopwatch, budget_ms);
            return true;
        }
        if (parts_->app.segments().pending()) return parts_->work_in_segments(stopwatch, budget_ms);
        if (parts_->counting()) return parts_->numbers->step(stopwatch, budget_ms);
        const auto list = std::ranges::find_if(parts_->lists, &ListScreen::reads_ahead);
        if (list != parts_->lists.end()) list->read_ahead(stopwatch, budget_ms);
        return false;
    }
    if (!running.job->step(stopwatch, budget_ms)) return true;
    const std::function<void()> ended = std::move(running.ended);
    ended();
    return true;
}

}  // namespace perennial::ui
