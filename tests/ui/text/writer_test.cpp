#include <doctest/doctest.h>

#include <algorithm>

#include <string>
#include <vector>

#include "ui/stage.h"
#include "ui/stage_parts.h"

using namespace perennial::ui;

namespace {

// Draws nothing, but remembers what it was asked for.
class Recorder final : public GlyphRasterizer {
public:
    GlyphPicture rasterize(std::string_view text, float px, FontWeight) override {
        asked.emplace_back(text);
        GlyphPicture picture;
        picture.width = 8;
        picture.height = 10;
        picture.offset_y = -9;
        picture.advance = px * static_cast<float>(text.size()) / 2;
        picture.rgba.assign(8 * 10 * 4, 200);
        return picture;
    }
    std::vector<std::string> asked;
};

struct Screen {
    Recorder recorder;
    Stage stage{FontFiles{}, &recorder};
    double now = 0;
    void draw(std::string_view text, float ratio = 1) {
        stage.push(Resized{.width = 800, .height = 600, .pixel_ratio = ratio});
        stage.frame(++now,
                    [&](Ui& ui) { ui.draw_text({0, 0, 700, 20}, text, TextStyle::body, ui.tokens().text); });
    }
};

}  // namespace

TEST_CASE("a missing character is asked for once, a joining run as a whole") {
    Screen shown;
    shown.draw("結ليلى حدّاد結");
    shown.draw("結ليلى حدّاد結");
    const auto times = [&](std::string_view text) { return std::ranges::count(shown.recorder.asked, text); };
    CHECK(times("結") == 1);
    CHECK(times("ليلى حدّاد") == 1);
    CHECK(times("ل") == 0);
}

TEST_CASE("another pixel ratio asks again, at its own size") {
    Screen shown;
    shown.draw("ليلى");
    shown.draw("ليلى", 2);
    CHECK(std::ranges::count(shown.recorder.asked, "ليلى") == 2);
}

TEST_CASE("runs beyond the cache's room make way for new ones") {
    Screen shown;
    for (int n = 0; n < 700; ++n) shown.draw("ل" + std::to_string(n) + "ل");
    shown.recorder.asked.clear();
    shown.draw("ل699ل");
    CHECK(shown.recorder.asked.empty());
    shown.draw("ل0ل");
    CHECK(shown.recorder.asked.size() == 1);
}
