#include <utility>

#include "ui/charts/chart_svg.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {
namespace {

constexpr float kPictureWidth = 720;

/// "revenue-by-year-of-first-order": letters and digits of ASCII, the rest as one hyphen.
std::string file_name(std::string_view title) {
    std::string name;
    for (const char c : title) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter)
            name += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else if (!name.empty() && !name.ends_with('-'))
            name += '-';
    }
    return name;
}

}  // namespace

void Screens::Parts::draw_numbers_screen(Ui& ui, Rect page) {
    if (!numbers) numbers = std::make_unique<NumbersScreen>(app);
    numbers->read_address(route.query);
    numbers->ask(today(), offset_minutes());
    draw_numbers(ui, page, numbers->rows(today(), read_only, running.job != nullptr), numbers->state, queue);
    route.query = numbers->address();
    numbers->read_address(route.query);
}

void Screens::Parts::answer_numbers() {
    if (!numbers) return;
    if (const auto wish = std::exchange(numbers->state.wanted_chart, std::nullopt)) save_chart(*wish);
    if (std::exchange(numbers->state.wants_model, false)) start_model();
    if (!std::exchange(numbers->state.wants_rows_csv, false)) return;
    const auto csv = numbers->rows_csv();
    if (!csv) return refuse(csv.error());
    save_text(numbers->rows_csv_name(), "text/csv", *csv);
}

void Screens::Parts::start_model() {
    auto job = numbers->model_job();
    if (!job || running.job) return;
    const ValueModelJob* fitting = job.get();
    start(std::move(job), [this, fitting] {
        auto model = fitting->result();
        running.job.reset();
        const bool stopped = !model && model.error().code == ErrorCode::cancelled;
        if (stopped) return say("Stopped.", false, false);
        numbers->keep_model(std::move(model));
    });
}

void Screens::Parts::save_chart(const ChartWish& wish) {
    const std::string name = file_name(wish.chart.title);
    if (wish.file == ChartFile::csv) return save_text(name + ".csv", "text/csv", chart_csv(wish.chart));
    // Pictures are for print and mail: always light.
    ChartSvg svg = chart_svg(wish.chart, tokens_for(false, false), kPictureWidth);
    if (wish.file == ChartFile::svg) return save_text(name + ".svg", "image/svg+xml", svg.text);
    platform.save_png(name + ".png", std::move(svg.text));
}

}  // namespace perennial::ui
