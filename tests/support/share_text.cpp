#include "tests/support/share_text.h"

#include <algorithm>
#include <filesystem>

namespace perennial {
namespace {

std::filesystem::path project_path(std::string_view path) {
    return std::filesystem::path(PERENNIAL_SOURCE_DIR) / path;
}

}  // namespace

Result<std::string> write_share(const RecordedSnapshot& snapshot) {
    ShareWriter writer;
    TRY(snapshot.play(writer));
    return writer.take();
}

Result<RecordedSnapshot> read_share(std::string_view text, std::string_view file_name) {
    RecordingSink sink;
    ShareReader reader(sink, std::string(file_name));
    TRY(reader.feed(text));
    TRY(reader.finish());
    return sink.recorded;
}

std::vector<std::string> json_files(std::string_view folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(project_path(folder))) {
        if (entry.path().extension() == ".json") names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace perennial
