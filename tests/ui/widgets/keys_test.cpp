#include <doctest/doctest.h>

#include "tests/ui/driver.h"

using namespace perennial::ui;

TEST_CASE("a key matches the shortcut that names it, and only that") {
    struct Case {
        const char* shortcut;
        const char* key;
        Modifiers modifiers;
        bool matches;
    };
    for (const Case& c : {
             Case{"/", "/", {}, true},
             Case{"?", "?", {.shift = true}, true},
             Case{"Ctrl Z", "z", {.ctrl = true}, true},
             Case{"Ctrl Z", "z", {.meta = true}, true},
             Case{"Ctrl Z", "Z", {.ctrl = true, .shift = true}, false},
             Case{"Ctrl Shift Z", "Z", {.ctrl = true, .shift = true}, true},
             Case{"Ctrl Z", "z", {}, false},
             Case{"N", "n", {}, true},
             Case{"N", "n", {.ctrl = true}, false},
             Case{"Del", "Delete", {}, true},
             Case{"Escape", "Escape", {}, true},
             Case{"C", "v", {}, false},
         }) {
        CAPTURE(c.shortcut);
        CAPTURE(c.key);
        int hits = 0;
        Driver driver([&](Ui& ui) { hits += ui.shortcut(c.shortcut) ? 1 : 0; });
        driver.key(c.key, c.modifiers);
        CHECK(hits == (c.matches ? 1 : 0));
    }
}

TEST_CASE("two keys one after the other are one shortcut") {
    int contacts = 0;
    Driver driver([&](Ui& ui) { contacts += ui.shortcut("G C") ? 1 : 0; });
    driver.key("c");
    CHECK(contacts == 0);
    driver.key("g");
    driver.key("c");
    CHECK(contacts == 1);
    driver.key("c");
    CHECK(contacts == 1);
}

TEST_CASE("a key is used once, by the first who wants it") {
    int first = 0;
    int second = 0;
    Driver driver([&](Ui& ui) {
        first += ui.shortcut("/") ? 1 : 0;
        second += ui.shortcut("/") ? 1 : 0;
    });
    driver.key("/");
    CHECK(first == 1);
    CHECK(second == 0);
}

TEST_CASE("keys that come fast are each answered") {
    int hits = 0;
    Driver driver([&](Ui& ui) { hits += ui.shortcut("j") ? 1 : 0; });
    for (int n = 0; n < 5; ++n) driver.stage().push(KeyPressed{.key = "j", .modifiers = {}});
    driver.settle();
    CHECK(hits == 5);
}
