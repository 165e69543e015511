#include <doctest/doctest.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/interchange/share_file.h"
#include "tests/support/share_text.h"

namespace perennial {
namespace {

constexpr std::string_view kJsonMarks = "{}[]\",:-1.e";

/// The text with a few of its parts changed, lost, doubled or replaced by others of it.
std::string mutated(std::string text, Random& random) {
    const std::string original = text;
    for (auto times = 1 + random.below(3); times > 0; --times) {
        const std::size_t at = random.below(text.size());
        const std::size_t size = random.below(std::min<std::size_t>(40, text.size() - at) + 1);
        const std::size_t other = random.below(original.size());
        switch (random.below(5)) {
            case 0: text[at] = static_cast<char>(random.below(256)); break;
            case 1: text.erase(at, std::min(size, text.size() - 1)); break;
            case 2: text.insert(at, std::string(text, at, size)); break;
            case 3: text.replace(at, size, original, other, 1 + random.below(60)); break;
            default: text.insert(at, 1, kJsonMarks[random.below(kJsonMarks.size())]); break;
        }
    }
    return text;
}

Result<RecordedSnapshot> read_in_pieces(std::string_view text, Random& random) {
    RecordingSink sink;
    ShareReader reader(sink, "test.json");
    while (!text.empty()) {
        const std::size_t size = std::min<std::size_t>(text.size(), 1 + random.below(2000));
        TRY(reader.feed(text.substr(0, size)));
        text.remove_prefix(size);
    }
    TRY(reader.finish());
    return sink.recorded;
}

}  // namespace

TEST_CASE(
    "a file mutated at random is refused with its place or is another valid file, in pieces as at once") {
    const std::string original = project_file("tests/golden/share/v0/small_shop.json");
    int refused = 0;
    int valid = 0;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const std::string text = mutated(original, random);
        const auto at_once = read_share(text);
        const auto in_pieces = read_in_pieces(text, random);
        REQUIRE(at_once.has_value() == in_pieces.has_value());
        if (!at_once) {
            ++refused;
            REQUIRE(at_once.error().message == in_pieces.error().message);
            REQUIRE(at_once.error().place == in_pieces.error().place);
            REQUIRE(at_once.error().place.has_value());
            REQUIRE(at_once.error().place->line > 0);
            continue;
        }
        ++valid;
        const auto written = write_share(*at_once);
        REQUIRE_MESSAGE(written.has_value(), written.error().message);
        REQUIRE(described(read_share(*written).value()) == described(*at_once));
    }
    CHECK(refused > 2000);
    CHECK(valid > 40);
}

}  // namespace perennial
