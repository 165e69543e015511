#include "platform/web/page.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/views/people.h"

extern "C" {
void page_attach(void* page);
void repaint_request();
void repaint_wake_in(double ms);
void repaint_work_soon();
void repaint_tick_in(double ms);
double page_now_ms();
void canvas_start();
void canvas_cursor(const char* cursor);
void canvas_colours(unsigned surface, unsigned text, unsigned accent, unsigned selected, int dark);
void input_start();
void address_start();
void address_show(const char* fragment, int replace);
void address_title(const char* title, const char* language);
void leaving_start();
void stats_start();
void tab_start(const char* name);
void tab_lock(int steal);
void tab_saved();
void storage_persist();
int device_requests();
void shell_started();
void shell_rest_needed();
void shell_stopped(const char* message);
}

namespace perennial::web {
namespace {

constexpr double kSliceMs = 8;
constexpr double kJobFrameEveryMs = 100;

ui::FontFiles keep(ui::FontFiles fonts) { return fonts; }

void create_context() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.alpha = false;
    attributes.depth = false;
    attributes.antialias = false;
    attributes.majorVersion = 2;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &attributes);
    emscripten_webgl_make_context_current(context);
}

const char* cursor_name(ui::Cursor cursor) {
    constexpr std::array<const char*, 4> kNames{"default", "pointer", "text", "col-resize"};
    return kNames[static_cast<std::size_t>(cursor)];
}

/// What a person does, as against what the window is like.
bool from_person(const ui::InputEvent& event) {
    return !std::holds_alternative<ui::Resized>(event) && !std::holds_alternative<ui::Preferences>(event);
}

bool in_first_part(ui::Screen screen) {
    return screen == ui::Screen::contacts || screen == ui::Screen::companies ||
           screen == ui::Screen::products || screen == ui::Screen::orders;
}

}  // namespace

void Durations::add(double ms) {
    ring_[count_++ % ring_.size()] = ms;
    longest_ = std::max(longest_, ms);
}

double Durations::percentile(double share) const {
    std::vector<double> sorted(ring_.begin(),
                               ring_.begin() + static_cast<std::ptrdiff_t>(std::min(count_, ring_.size())));
    if (sorted.empty()) return 0;
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(std::floor(share * static_cast<double>(sorted.size() - 1)))];
}

Page::Page(ui::FontFiles fonts, Workspaces& workspaces)
    : workspaces_(workspaces),
      random_(browser_random()),
      store_(storage_name(workspaces.current_key())),
      image_("perennial-image"),
      saver_(image_, store_, clock_),
      stage_(keep(std::move(fonts)), &glyphs_),
      people_(ui::with_person(ui::people_of(recall("people")), recall("author"))) {
    page_attach(this);
    workspaces_.on_change = [this] { refresh(); };
    saver_.on_change = [this](const SaveStatus& status) {
        if (status.state == SaveState::saved && status.generation != last_generation_ && !read_only_) {
            if (last_generation_ != 0) tab_saved();
            if (last_generation_ != 0 && !std::exchange(persist_asked_, true)) storage_persist();
            last_generation_ = status.generation;
            if (screens_) note_workspace(false);
        }
        ask_for_tick();
        refresh();
    };
}

void Page::start() {
    create_context();
    renderer_.create();
    mirror_.start();
    canvas_start();
    input_start();
    leaving_start();
    stats_start();
    tab_start(storage_name(workspaces_.current_key()).c_str());
    tab_lock(0);
}

void Page::lock(bool ours) {
    read_only_ = !ours;
    saver_.set_read_only(read_only_);
    saver_.load([this](Status result) { loaded(result); });
}

void Page::lock_lost() {
    read_only_ = true;
    saver_.set_read_only(true);
    if (screens_) screens_->set_read_only(true);
    refresh();
}

void Page::loaded(const Status& result) {
    const bool unreadable = !result && (result.error().code == ErrorCode::corrupt ||
                                        result.error().code == ErrorCode::unsupported);
    if (unreadable) {
        shell_stopped(result.error().message.c_str());
        return;
    }
    last_generation_ = saver_.status().generation;
    open_workspace();
}

void Page::open_workspace() {
    close_workspace();
    const std::string author = recall("author");
    auto opened = Workspace::open(
        {.path = std::string(BlockImage::kFileName), .vfs = image_.vfs_name(), .read_only = read_only_},
        {.clock = &clock_, .random = &random_, .writer = random_id(), .author = author});
    if (!opened) {
        shell_stopped(opened.error().message.c_str());
        return;
    }
    workspace_ = *std::move(opened);
    app_ = std::make_unique<App>(*workspace_);
    screens_ = std::make_unique<ui::Screens>(*app_, platform());
    receive_ = std::move(files_.on_received);
    files_.on_received = [this](std::vector<Result<ReceivedFile>> files) { received(std::move(files)); };
    screens_->set_read_only(read_only_);
    screens_->set_theme(std::atoi(recall("theme").c_str()));
    if (!read_only_ && image_.dirty()) saver_.committed();
    if (!std::exchange(started_, true)) {
        note_workspace(true);
        if (!untold_.empty()) screens_->tell(std::exchange(untold_, {}), true);
        address_start();
        shell_started();
    } else {
        screens_->go(fragment_);
    }
    apply_theme();
    refresh();
}

void Page::close_workspace() {
    screens_.reset();
    app_.reset();
    workspace_.reset();
}

ui::Platform Page::platform() {
    return {.files = &files_,
            .clock = &clock_,
            .committed = [this] { saver_.committed(); },
            .retry_save = [this] { saver_.retry(); },
            .take_over = [] { tab_lock(1); },
            .backup_saved = [this] { remember(backup_key(), std::to_string(clock_.now().ms)); },
            .author_changed = [this](const std::string& author) { note_person(author); },
            .save_png = save_png,
            .switch_workspace = [this](const ui::SwitchWorkspace& wish) { switch_workspace(wish); },
            .add_workspace = [this](const ui::AddWorkspace& wish) { add_workspace(wish); },
            .delete_workspace = [this](const ui::DeleteWorkspace& wish) { delete_workspace(wish); }};
}

void Page::saved_elsewhere() {
    if (!read_only_) return;
    saver_.load([this](Status result) {
        if (result) open_workspace();
    });
}

void Page::event(const ui::InputEvent& event) {
    if (whole_ || !from_person(event)) {
        stage_.push(event);
        ask_for_frame();
        return;
    }
    const auto is_move = [](const ui::InputEvent& each) {
        return std::holds_alternative<ui::PointerMoved>(each);
    };
    if (!kept_back_.empty() && is_move(kept_back_.back()) && is_move(event)) kept_back_.pop_back();
    kept_back_.push_back(event);
}

void Page::received(std::vector<Result<ReceivedFile>> files) {
    if (!whole_) {
        kept_files_.push_back(std::move(files));
        return;
    }
    receive_(std::move(files));
    refresh();
}

void Page::whole() {
    whole_ = true;
    whole_ms_ = page_now_ms();
    for (const ui::InputEvent& event : std::exchange(kept_back_, {})) stage_.push(event);
    for (auto& files : std::exchange(kept_files_, {})) receive_(std::move(files));
    refresh();
}

/// Asks for the later part of the program when nothing can be drawn without it, or the first frame has been.
bool Page::may_draw() {
    if (!screens_) return false;
    const bool possible = whole_ || in_first_part(ui::parse_route(fragment_).screen);
    if (!whole_ && (!possible || frames_ > 0)) shell_rest_needed();
    return possible;
}

void Page::preferences(ui::Preferences preferences) {
    preferences_ = std::move(preferences);
    apply_theme();
}

void Page::apply_theme() {
    ui::Preferences shown = preferences_;
    const int theme = screens_ ? screens_->theme() : 0;
    if (theme != 0) shown.dark = theme == 2;
    const ui::Tokens& tokens = ui::tokens_for(shown.dark, shown.high_contrast);
    canvas_colours(tokens.surface.rgba, tokens.text.rgba, tokens.accent.rgba, tokens.selected.rgba,
                   shown.dark ? 1 : 0);
    event(shown);
}

void Page::route(std::string_view fragment) {
    fragment_ = fragment;
    if (!screens_) return;
    screens_->go(fragment);
    refresh();
}

void Page::show_address() {
    const std::string wanted = screens_->fragment();
    if (wanted != fragment_) address_show(wanted.c_str(), fragment_.size() <= 2 ? 1 : 0);
    fragment_ = wanted;
    address_title(stage_.tree().title.c_str(), stage_.tree().language.c_str());
}

ui::Surroundings Page::surroundings() const {
    std::vector<ui::WorkspaceEntry> workspaces = workspaces_.entries();
    std::ranges::replace_if(workspaces, &ui::WorkspaceEntry::current, current_entry());
    std::vector<std::string> people = people_;
    std::ranges::sort(people);
    return {.save = saver_.status(),
            .requests_since_opening = device_requests(),
            .last_backup_ms = std::atoll(recall(backup_key()).c_str()),
            .image_bytes = image_.size(),
            .workspaces = std::move(workspaces),
            .people = std::move(people)};
}

void Page::draw(ui::Ui& ui) {
    screens_->draw(ui, surroundings());
    if (first_query_ms_ == 0) first_query_ms_ = page_now_ms();
}

void Page::frame(double) {
    if (!may_draw()) return;
    const double now_ms = page_now_ms();
    if (stage_.frame_due(now_ms / 1000)) {
        const int theme = screens_->theme();
        stage_.frame(now_ms / 1000, [this](ui::Ui& ui) { draw(ui); });
        renderer_.render(stage_);
        const double drawn_ms = page_now_ms();
        mirror_ops_ = mirror_.show(stage_);
        mirror_ms_.add(page_now_ms() - drawn_ms);
        canvas_cursor(cursor_name(stage_.cursor()));
        if (const std::string to = stage_.take_followed(); !to.empty()) {
            screens_->go(to);
            stage_.wake(now_ms / 1000);
        }
        if (whole_ && screens_->settle()) stage_.wake(now_ms / 1000);
        if (screens_->theme() != theme) {
            remember("theme", std::to_string(screens_->theme()));
            apply_theme();
        }
        show_address();
        ++frames_;
        frame_ms_.add(page_now_ms() - now_ms);
        if (first_frame_ms_ == 0) first_frame_ms_ = page_now_ms();
    }
    if (whole_ && screens_->working()) repaint_work_soon();
    ask_for_frame();
}

void Page::refresh() {
    stage_.wake(page_now_ms() / 1000);
    ask_for_frame();
}

void Page::ask_for_frame() {
    if (!may_draw()) return;
    const double now = page_now_ms() / 1000;
    if (stage_.frame_due(now)) {
        repaint_request();
        return;
    }
    const double next = stage_.next_frame_at();
    repaint_wake_in(std::isfinite(next) ? std::max(0.0, (next - now) * 1000) : -1);
}

void Page::work() {
    if (!screens_ || !whole_ || !screens_->working()) return;
    const BrowserStopwatch stopwatch;
    const bool changed = screens_->work(stopwatch, kSliceMs);
    slice_ms_.add(stopwatch.elapsed_ms());
    const double now_ms = page_now_ms();
    const bool ended = !screens_->working();
    if (changed && (ended || now_ms - last_job_frame_ms_ > kJobFrameEveryMs)) {
        last_job_frame_ms_ = now_ms;
        refresh();
    }
    if (!ended) repaint_work_soon();
}

void Page::tick() {
    saver_.tick();
    ask_for_tick();
}

void Page::ask_for_tick() {
    const std::int64_t at = saver_.tick();
    if (at > 0) repaint_tick_in(static_cast<double>(std::max<std::int64_t>(50, at - clock_.now().ms)));
}

void Page::flush() {
    if (workspace_ && !read_only_ && !leaving_) saver_.flush([](Status) {});
}

void Page::context_lost() { renderer_.forget(); }

void Page::context_restored() {
    renderer_.create();
    refresh();
}

bool Page::unsaved() const {
    const SaveState state = saver_.status().state;
    return !leaving_ && (state == SaveState::saving || state == SaveState::not_saved);
}

void Page::forget_longest() {
    frame_ms_.forget_longest();
    slice_ms_.forget_longest();
}

double Page::stat(int index) const {
    const SaveStatus& save = saver_.status();
    const std::array<double, 16> figures{static_cast<double>(frames_),
                                         frame_ms_.percentile(0.5),
                                         frame_ms_.percentile(0.95),
                                         static_cast<double>(mirror_ops_),
                                         mirror_ms_.percentile(0.95),
                                         first_frame_ms_,
                                         first_query_ms_,
                                         static_cast<double>(save.generation),
                                         static_cast<double>(save.last_bytes),
                                         static_cast<double>(save.last_duration_ms),
                                         screens_ ? screens_->last_import_commit_ms() : 0,
                                         slice_ms_.longest(),
                                         static_cast<double>(save.state),
                                         static_cast<double>(image_.size()),
                                         frame_ms_.longest(),
                                         whole_ms_};
    return figures[static_cast<std::size_t>(index)];
}

}  // namespace perennial::web
