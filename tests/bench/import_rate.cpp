// Prints how fast a foreign table becomes records: checked (dry run), imported, imported again; with the time of the
// COMMIT, the longest slice at a budget of 8 ms, and the bytes of the database.
//   import_rate [FILE]...   (default: CDNOW and Online Retail; .gz is unpacked first)

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <format>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/app/import_job.h"

namespace {

using namespace perennial;

std::shared_ptr<const std::vector<std::byte>> read_whole(const std::string& path) {
    auto bytes = std::make_shared<std::vector<std::byte>>();
    const std::string command = (path.ends_with(".gz") ? "gzip -dc '" : "cat '") + path + "'";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return bytes;
    std::byte piece[65'536];
    for (std::size_t length = 0; (length = std::fread(piece, 1, sizeof piece, pipe)) > 0;) {
        bytes->insert(bytes->end(), piece, piece + length);
    }
    ::pclose(pipe);
    return bytes;
}

class SliceTime final : public Stopwatch {
public:
    void start() { start_ = std::chrono::steady_clock::now(); }
    double elapsed_ms() const override {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

struct Slices {
    double total_ms = 0, longest_ms = 0;
    std::int64_t count = 0;
};

Slices run(ImportJob& job) {
    Slices slices;
    SliceTime time;
    for (bool ended = false; !ended; ++slices.count) {
        time.start();
        const double committed = job.report().commit_ms;
        ended = job.step(time, 8);
        const double took = time.elapsed_ms();
        slices.total_ms += took;
        slices.longest_ms = std::max(slices.longest_ms, took - (job.report().commit_ms - committed));
    }
    return slices;
}

int import_once(Workspace& workspace, const ImportRequest& request, std::string_view what) {
    ImportJob job(workspace, request);
    const Slices slices = run(job);
    const auto report = job.result();
    if (!report) {
        std::cerr << report.error().message << '\n';
        return 1;
    }
    std::cout << std::format(
        "{:<10} {:>9} rows {:>9.0f} ms {:>9.0f} rows/s   commit {:>6.1f} ms   longest slice {:>5.1f} ms\n",
        what, report->rows, slices.total_ms, static_cast<double>(report->rows) / slices.total_ms * 1e3,
        report->commit_ms, slices.longest_ms);
    for (const auto& [table_id, counts] : report->tables) {
        std::cout << std::format("    {:<12} {:>8} added {:>8} updated {:>8} unchanged {:>8} refused\n",
                                 table(table_id).name, counts.added, counts.updated, counts.unchanged,
                                 counts.refused);
    }
    return 0;
}

int measure(const std::string& path) {
    const auto bytes = read_whole(path);
    std::string name = std::filesystem::path(path).filename().string();
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    auto layout = propose_layout(*bytes, name);
    if (!layout) {
        std::cerr << path << ": " << layout.error().message << '\n';
        return 1;
    }
    const auto file = std::filesystem::temp_directory_path() / "perennial-import-rate.db";
    std::filesystem::remove(file);
    const FixedClock clock(Instant{1'772'366'400'000});
    Random random(1);
    auto workspace = Workspace::open({file.string(), "", false}, {&clock, &random, {}, ""});
    if (!workspace) {
        std::cerr << workspace.error().message << '\n';
        return 1;
    }
    ImportRequest request;
    request.file_name = name;
    request.bytes = bytes;
    request.layout = *std::move(layout);
    std::cout << std::format("{} ({}, {:.1f} MB)\n", name, request.layout.recognised_as,
                             static_cast<double>(bytes->size()) / 1e6);
    request.dry_run = true;
    int failed = import_once(**workspace, request, "check");
    request.dry_run = false;
    failed += import_once(**workspace, request, "import");
    failed += import_once(**workspace, request, "again");
    std::cout << std::format("    database {:.1f} MB\n",
                             static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    workspace->reset();
    std::filesystem::remove(file);
    return failed;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> paths(argv + 1, argv + argc);
    if (paths.empty()) {
        const std::string orders = PERENNIAL_TEST_DATA "/orders/";
        paths = {orders + "CDNOW_master.txt.gz", orders + "online_retail.csv.gz"};
    }
    int failed = 0;
    for (const std::string& path : paths) failed += measure(path);
    return failed == 0 ? 0 : 1;
}
