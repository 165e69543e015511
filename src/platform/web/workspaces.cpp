#include "platform/web/workspaces.h"

#include <emscripten.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "platform/web/browser_device.h"

extern "C" {
void workspaces_start(void* list);
void workspaces_load(void* list, int request);
void workspaces_put(void* list, int request, const char* key, const char* name, int sample, double bytes,
                    double opened_ms);
void workspaces_erase(void* list, int request, const char* key, double patience_ms);
void workspaces_only_here(void* list, int request, const char* key);
}

namespace perennial::web {
namespace {

// How long a tab that is opened anew waits for itself to be gone.
constexpr double kPatienceMs = 3000;

constexpr std::string_view kShown = "workspace", kErased = "erased";

Workspaces& list_at(void* pointer) { return *static_cast<Workspaces*>(pointer); }

Status explained(int code, const std::string& reason) {
    if (code == 0) return {};
    if (code == 2)
        return fail(ErrorCode::conflict, "It is open in another tab. Close that tab, then delete it.");
    return fail(ErrorCode::storage_failed,
                "The browser could not keep the list of workspaces (" + reason + "). Try again.");
}

}  // namespace

int Workspaces::remember(OnDone done) {
    pending_.emplace(++last_request_, std::move(done));
    return last_request_;
}

void Workspaces::answer(int request, Status result) {
    const auto found = pending_.extract(request);
    if (!found.empty()) found.mapped()(std::move(result));
}

void Workspaces::start(OnDone done) {
    workspaces_start(this);
    const auto choose = [this, done = std::move(done)](Status erased) {
        load([this, done, erased = std::move(erased)](const Status& listed) {
            const std::string named = recall_in_tab(kShown);
            // Without a list, what the tab was told is all that is known.
            current_ = !listed && !named.empty() ? named : ui::workspace_to_open(entries_, named);
            settle();
            done(erased);
        });
    };
    const std::string erased = recall_in_tab(kErased);
    if (erased.empty()) return choose({});
    remember_in_tab(kErased, "");
    workspaces_erase(this, remember(choose), erased.c_str(), kPatienceMs);
}

void Workspaces::load(OnDone done) {
    workspaces_load(this, remember([this, done = std::move(done)](Status result) {
                        if (result) entries_ = std::exchange(incoming_, {});
                        settle();
                        done(std::move(result));
                    }));
}

/// The current one is marked, and listed even when nothing is known of it.
void Workspaces::settle() {
    const auto is_current = [this](const ui::WorkspaceEntry& entry) { return entry.key == current_; };
    if (!current_.empty() && std::ranges::none_of(entries_, is_current))
        entries_.push_back({.key = current_, .name = {}});
    for (ui::WorkspaceEntry& entry : entries_) entry.current = entry.key == current_;
    std::ranges::sort(entries_, {}, [](const ui::WorkspaceEntry& entry) {
        return std::tuple(entry.sample, ui::workspace_title(entry), entry.key);
    });
    if (on_change) on_change();
}

const ui::WorkspaceEntry& Workspaces::current() const { return *ui::current_workspace(entries_); }

void Workspaces::put(const ui::WorkspaceEntry& entry, OnDone done) {
    const auto known = std::ranges::find(entries_, entry.key, &ui::WorkspaceEntry::key);
    if (known != entries_.end()) {
        *known = entry;
        settle();
    }
    workspaces_put(this, remember(std::move(done)), entry.key.c_str(), entry.name.c_str(),
                   entry.sample ? 1 : 0, static_cast<double>(entry.bytes),
                   static_cast<double>(entry.last_opened_ms));
}

void Workspaces::erase(const std::string& key, OnDone done) {
    const auto erased = [this, key, done = std::move(done)](const Status& result) {
        if (result) std::erase_if(entries_, [&](const auto& entry) { return entry.key == key; });
        settle();
        done(result);
    };
    workspaces_erase(this, remember(erased), key.c_str(), 0);
}

void Workspaces::only_here(OnDone done) {
    workspaces_only_here(this, remember(std::move(done)), current_.c_str());
}

void Workspaces::at_next_start(const std::string& key, const std::string& erased) const {
    remember_in_tab(kShown, key);
    remember_in_tab(kErased, erased);
}

}  // namespace perennial::web

extern "C" {

EMSCRIPTEN_KEEPALIVE void workspaces_entry(void* list, const char* key, const char* name, int sample,
                                           double bytes, double opened_ms) {
    perennial::web::list_at(list).receive({.key = key,
                                           .name = name,
                                           .sample = sample != 0,
                                           .bytes = static_cast<std::uint64_t>(bytes),
                                           .last_opened_ms = static_cast<std::int64_t>(opened_ms)});
}

EMSCRIPTEN_KEEPALIVE void workspaces_answer(void* list, int request, int code, const char* reason) {
    perennial::web::list_at(list).answer(request, perennial::web::explained(code, reason));
}

EMSCRIPTEN_KEEPALIVE void workspaces_changed(void* list) {
    perennial::web::list_at(list).load([](const perennial::Status&) {});
}
}
