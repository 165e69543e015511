#include "platform/native/cli/console.h"

#include <chrono>
#include <csignal>
#include <ostream>

#include <nlohmann/json.hpp>

namespace perennial::cli {
namespace {

// A signal handler can reach nothing else: the one variable of the program that is not owned by anybody.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interrupt(int) { interrupted = 1; }

/// Interrupts are noted instead of ending the program while this lives.
class InterruptGuard {
public:
    InterruptGuard() : before_(std::signal(SIGINT, note_interrupt)) { interrupted = 0; }
    ~InterruptGuard() { std::signal(SIGINT, before_); }
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
    bool interrupted_now() const { return interrupted != 0; }

private:
    void (*before_)(int);
};

class SliceTime final : public Stopwatch {
public:
    double elapsed_ms() const override {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

constexpr double kBetweenProgress = 100;  // Milliseconds.

}  // namespace

void Console::result(std::string_view json_text, std::string_view text) const {
    const std::string_view chosen = json ? json_text : text;
    out << chosen;
    if (!chosen.ends_with('\n')) out << '\n';
}

void Console::remark(std::string_view text) const { err << text << '\n'; }

void Console::failure(const Failure& failure) const {
    if (json) out << failure_json(failure) << '\n';
    err << "perennial: ";
    const auto& place = failure.error.place;
    if (place && !place->file.empty()) {
        err << place->file << ':';
        if (place->line > 0) err << place->line << ':';
        err << ' ';
    }
    err << failure.error.message << '\n';
}

std::string failure_json(const Failure& failure) {
    nlohmann::ordered_json error;
    error["code"] = failure.usage ? "usage" : std::string(error_code_name(failure.error.code));
    error["message"] = failure.error.message;
    if (const auto& place = failure.error.place) {
        if (!place->file.empty()) error["file"] = place->file;
        if (place->line > 0) error["line"] = place->line;
        if (!place->column.empty()) error["column"] = place->column;
    }
    return nlohmann::ordered_json{{"error", error}}.dump(-1, ' ', false,
                                                         nlohmann::ordered_json::error_handler_t::replace);
}

void run_job(Console& console, Job& job) {
    const InterruptGuard guard;
    bool shown = false;
    for (bool ended = false; !ended;) {
        ended = job.step(SliceTime{}, kBetweenProgress);
        if (guard.interrupted_now() && !ended) job.cancel();
        ended = ended || job.ended();
        if (!console.err_is_terminal || ended) continue;
        const Progress progress = job.progress();
        console.err << '\r' << progress.doing << ' ' << static_cast<int>(progress.fraction * 100) << " %  "
                    << std::flush;
        shown = true;
    }
    if (shown) console.err << "\r\x1b[K" << std::flush;
}

}  // namespace perennial::cli
