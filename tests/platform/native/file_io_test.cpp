#include "platform/native/file_io.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/temporary_folder.h"

using namespace perennial;

namespace {

std::string text_of(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void put(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

long files_in(const std::string& folder) {
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace

TEST_CASE("a file is read as it is, up to the limit") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/a.csv";
    for (const std::string& text : {std::string(), std::string("a\0b\r\n", 5), std::string(200'000, 'x')}) {
        CAPTURE(text.size());
        put(path, text);
        const auto read = read_file(path, text.size());
        REQUIRE(read);
        CHECK(text_of(*read) == text);
        if (text.empty()) continue;
        const auto refused = read_file(path, text.size() - 1);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::too_large);
        CHECK(refused.error().place->file == path);
    }
}

TEST_CASE("what cannot be read says which file and why") {
    const TemporaryFolder folder;
    const auto missing = read_file(folder.path() + "/none.csv", 100);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(missing.error().message.find("none.csv") != std::string::npos);
    const auto directory = read_file(folder.path(), 1'000'000);
    REQUIRE_FALSE(directory);
    CHECK(directory.error().code == ErrorCode::storage_failed);
}

TEST_CASE("a finished file replaces the old one, an unfinished one leaves no trace") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/share.json";
    put(path, "old");
    {
        auto target = FileTarget::open(path);
        REQUIRE(target);
        REQUIRE((*target)->write(std::string(150'000, 'n')));
        REQUIRE((*target)->write("end"));
        SUBCASE("finished") {
            REQUIRE((*target)->finish());
            CHECK_FALSE((*target)->finish());
            CHECK(text_of(*read_file(path, 1'000'000)) == std::string(150'000, 'n') + "end");
        }
        SUBCASE("dropped") {}
        SUBCASE("dropped while the old one is read") { CHECK(text_of(*read_file(path, 10)) == "old"); }
    }
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file keeps its permissions when it is replaced") {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/private.json";
    put(path, "old");
    using std::filesystem::perms;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write);
    const std::string text = "new";
    REQUIRE(write_file(path, std::as_bytes(std::span(text))));
    CHECK(std::filesystem::status(path).permissions() == (perms::owner_read | perms::owner_write));
    CHECK(text_of(*read_file(path, 10)) == "new");
}

TEST_CASE("a folder that is not there is named") {
    const TemporaryFolder folder;
    const auto target = FileTarget::open(folder.path() + "/none/share.json");
    REQUIRE_FALSE(target);
    CHECK(target.error().code == ErrorCode::not_found);
    CHECK(target.error().message.find("none/share.json") != std::string::npos);
}
