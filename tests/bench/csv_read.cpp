// Prints how fast a CSV file is taken apart, and how fast its rows become values.
//   csv_read [FILE]   (default: the order lines of Online Retail; .gz is unpacked first)

#include <chrono>
#include <cstdio>
#include <format>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/interchange/import_layout.h"

namespace {

using namespace perennial;

std::string read_file(const std::string& path) {
    if (!path.ends_with(".gz")) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    std::string text;
    std::FILE* const pipe = ::popen(("gzip -dc '" + path + "'").c_str(), "r");
    if (pipe == nullptr) return text;
    char piece[65'536];
    for (std::size_t length = 0; (length = std::fread(piece, 1, sizeof piece, pipe)) > 0;)
        text.append(piece, length);
    ::pclose(pipe);
    return text;
}

template <class Function> double seconds(Function function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void print(std::string_view what, std::size_t rows, std::size_t bytes, double took) {
    std::cout << std::format("{:<28} {:>9} rows {:>8.1f} ms {:>12.0f} rows/s {:>8.1f} MB/s\n", what, rows,
                             took * 1e3, static_cast<double>(rows) / took,
                             static_cast<double>(bytes) / took / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string text =
        read_file(argc > 1 ? argv[1] : PERENNIAL_TEST_DATA "/orders/online_retail.csv.gz");
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    Result<ImportLayout> layout;
    print("propose a layout", 0, bytes.size(), seconds([&] { layout = propose_layout(bytes, "bench.csv"); }));
    if (!layout) {
        std::cerr << layout.error().message << '\n';
        return 1;
    }
    for (const bool typed : {false, true}) {
        std::size_t rows = 0, taken = 0;
        std::vector<RowProblem> problems;
        const double took = seconds([&] {
            CsvReader reader(bytes, layout->format);
            if (layout->format.has_header) (void)reader.next();
            for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
                ++rows;
                if (typed)
                    taken +=
                        read_import_row(*layout, **row, Currency::parse("EUR").value_or(Currency{}), problems)
                            .has_value();
            }
        });
        print(typed ? "rows to values" : "cells only", rows, bytes.size(), took);
        if (typed) std::cout << std::format("{} rows taken, {} problems\n", taken, problems.size());
    }
    return 0;
}
