// The open workspace of one run: clock, random numbers and writer as the switches pin them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/app/app.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/storage/workspace.h"
#include "platform/native/cli/arguments.h"
#include "platform/native/cli/outcome.h"
#include "platform/native/system_clock.h"

namespace perennial::cli {

/// The computer's clock, or one that was set.
class SettableClock final : public Clock {
public:
    Instant now() const override { return set_ ? *set_ : system_.now(); }
    int offset_minutes(Instant instant) const override {
        return set_ ? offset_minutes_ : system_.offset_minutes(instant);
    }
    void set(Instant now, int offset_minutes) {
        set_ = now;
        offset_minutes_ = offset_minutes;
    }
    /// Forgets what was set.
    void release() { set_.reset(); }
    bool is_set() const { return set_.has_value(); }

private:
    SystemClock system_;
    std::optional<Instant> set_;
    int offset_minutes_ = 0;
};

class Session {
public:
    enum class Mode : std::uint8_t { make, write, read };
    /// Errors: not_found (no such file), refused (it is there already, for Mode::make), and Workspace::open's.
    static Attempt<std::unique_ptr<Session>> open(const GlobalOptions& options, Mode mode);
    /// For reading, as the workspace was known at an earlier instant, which is also what the clock shows. `text`: the switch's
    /// value; without one as it is. Errors: usage, and those of open.
    static Attempt<std::unique_ptr<Session>> open_known_at(const GlobalOptions& options,
                                                           const std::optional<std::string>& text);
    ~Session();

    /// Works in who came into segments and who left, after changes were made. Without it the next run does.
    Attempt<void> settle_segments();

    Workspace& workspace() { return *workspace_; }
    App& app() { return *app_; }
    SettableClock& clock() { return clock_; }

private:
    explicit Session(const GlobalOptions& options);
    Attempt<void> start(const GlobalOptions& options, Mode mode);
    Attempt<std::uint64_t> seed(const GlobalOptions& options) const;

    SettableClock clock_;
    Random random_{0};
    Id writer_;
    std::unique_ptr<Workspace> workspace_;
    std::unique_ptr<App> app_;
    std::string temporary_;  ///< A file to remove at the end.
};

}  // namespace perennial::cli
