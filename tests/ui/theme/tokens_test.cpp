#include "ui/theme/tokens.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace perennial::ui;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(Colour colour) {
    const auto channel = [&](unsigned shift) {
        const double value = static_cast<double>(colour.rgba >> shift & 0xFFU) / 255;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(24) + 0.7152 * channel(16) + 0.0722 * channel(8);
}

double contrast(Colour a, Colour b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

TEST_CASE("text keeps a contrast of 4.5 and parts one of 3, in every theme") {
    for (const bool dark : {false, true})
        for (const bool high : {false, true}) {
            CAPTURE(dark);
            CAPTURE(high);
            const Tokens& t = tokens_for(dark, high);
            for (const Colour ground : {t.surface, t.sunken, t.hover, t.pressed, t.selected, t.nav}) {
                CHECK(contrast(t.text, ground) >= 4.5);
                CHECK(contrast(t.text_2, ground) >= 4.5);
                CHECK(contrast(t.text_3, ground) >= 4.5);
            }
            CHECK(contrast(t.on_accent, t.accent) >= 4.5);
            CHECK(contrast(t.on_accent, t.accent_hover) >= 4.5);
            CHECK(contrast(t.on_accent, t.accent_active) >= 4.5);
            CHECK(contrast(t.accent_text, t.accent_soft) >= 4.5);
            CHECK(contrast(t.on_danger, t.danger) >= 4.5);
            CHECK(contrast(t.danger, t.danger_soft) >= 4.5);
            CHECK(contrast(t.warn, t.warn_soft) >= 4.5);
            CHECK(contrast(t.info, t.info_soft) >= 4.5);
            CHECK(contrast(t.warn, t.memo) >= 4.5);
            CHECK(contrast(t.bar_text, t.bar) >= 4.5);
            CHECK(contrast(t.bar_text_2, t.bar) >= 4.5);
            CHECK(contrast(t.bar_accent, t.bar) >= 4.5);
            CHECK(contrast(t.control, t.surface) >= 3);
            CHECK(contrast(t.control, t.selected) >= 3);
            for (const Tokens::Pair& avatar : t.avatar) CHECK(contrast(avatar.ink, avatar.back) >= 4.5);
            for (const Colour chart : t.chart) CHECK(contrast(chart, t.surface) >= 3);
        }
}

TEST_CASE("the ratios that the look promises are the ones the tokens have") {
    const Tokens& light = tokens_for(false, false);
    const Tokens& dark = tokens_for(true, false);
    CHECK(contrast(light.text, light.surface) == doctest::Approx(16.7).epsilon(0.005));
    CHECK(contrast(dark.text, dark.surface) == doctest::Approx(15.3).epsilon(0.005));
    CHECK(contrast(light.accent_text, light.accent_soft) == doctest::Approx(5.7).epsilon(0.01));
    CHECK(contrast(dark.on_danger, dark.danger) == doctest::Approx(7.8).epsilon(0.01));
    CHECK(contrast(light.control, light.selected) == doctest::Approx(3.2).epsilon(0.02));
}

TEST_CASE("high contrast draws edges as text and takes soft fills away") {
    for (const bool dark : {false, true}) {
        const Tokens& t = tokens_for(dark, true);
        CHECK(t.line == t.text);
        CHECK(t.control == t.text);
        CHECK(t.accent_soft == t.surface);
        CHECK(t.sunken == t.surface);
        CHECK(t.dark == dark);
    }
}
