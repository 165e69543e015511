#include "platform/native/cli/input.h"

#include <filesystem>
#include <istream>
#include <iterator>

#include "platform/native/file_io.h"

namespace perennial::cli {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 30;

std::vector<std::byte> read_stream(std::istream& stream) {
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string_view Input::text() const { return {reinterpret_cast<const char*>(bytes->data()), bytes->size()}; }

Attempt<Input> read_input(Console& console, const std::string& path) {
    if (path == "-") {
        return Input{"standard input",
                     std::make_shared<const std::vector<std::byte>>(read_stream(console.in))};
    }
    TRY_ASSIGN(auto bytes, read_file(path, kMaxBytes));
    return Input{std::filesystem::path(path).filename().string(),
                 std::make_shared<const std::vector<std::byte>>(std::move(bytes))};
}

}  // namespace perennial::cli
