// Prints how long the sample shop takes: thinking it up, writing it in slices of 8 ms (with the longest of them, the last set
// apart), and the bytes of the workspace.
//   sample_shop [SEED]

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <iostream>

#include "core/app/sample.h"
#include "core/app/sample_shop.h"

namespace {

using namespace perennial;

class SliceTime final : public Stopwatch {
public:
    void start() { start_ = std::chrono::steady_clock::now(); }
    double elapsed_ms() const override {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

int furnish(Workspace& workspace, SampleRequest request) {
    SampleJob job(workspace, request);
    SliceTime time;
    double total = 0, longest = 0, last = 0;
    for (bool ended = false; !ended;) {
        time.start();
        ended = job.step(time, 8);
        longest = std::max(longest, last);
        last = time.elapsed_ms();
        total += last;
    }
    const auto report = job.result();
    if (!report) {
        std::cerr << report.error().message << '\n';
        return 1;
    }
    std::cout << std::format(
        "written    {:>8.1f} ms   longest slice {:>5.1f} ms   the last, with the commit {:>5.1f} ms\n", total,
        longest, last);
    std::cout << std::format(
        "    {} companies, {} products, {} contacts, {} orders with {} lines, {} touches\n", report->companies,
        report->products, report->contacts, report->orders, report->order_lines, report->touches);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const SampleRequest request{.seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1,
                                .today = *Day::parse("2026-03-01")};
    SliceTime time;
    const std::size_t orders = make_sample_shop(request.seed, request.today).orders.size();
    std::cout << std::format("thought up {:>8.1f} ms   {} orders\n", time.elapsed_ms(), orders);

    const auto file = std::filesystem::temp_directory_path() / "perennial-sample-shop.db";
    std::filesystem::remove(file);
    const FixedClock clock(Instant::from_day(request.today, 12 * 60));
    Random random(1);
    auto workspace = Workspace::open({file.string(), "", false}, {&clock, &random, {}, ""});
    if (!workspace) {
        std::cerr << workspace.error().message << '\n';
        return 1;
    }
    const int failed = furnish(**workspace, request);
    workspace->reset();
    std::cout << std::format("workspace  {:>8} bytes\n", std::filesystem::file_size(file));
    std::filesystem::remove(file);
    return failed;
}
