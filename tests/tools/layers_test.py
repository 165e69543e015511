"""The layer checker catches what it claims to catch, in fixture trees below layers/."""

import unittest
from pathlib import Path

import check_layers

FIXTURES = Path(__file__).parent / "layers"


class LayersTest(unittest.TestCase):
    def assert_findings(self, tree, *expected):
        """Exactly these findings, each given as (start, a part of the sentence)."""
        found = [str(finding) for finding in check_layers.check(FIXTURES / tree)]
        self.assertEqual(len(found), len(expected), found)
        for line, (start, part) in zip(found, expected):
            self.assertTrue(line.startswith(start), f"{line!r} should start with {start!r}")
            self.assertIn(part, line)

    def test_a_clean_tree_passes(self):
        self.assert_findings("clean")

    def test_a_relative_include_of_an_upper_room_is_caught(self):
        self.assert_findings("upward", ("src/core/domain/contact.h:3: ", '"../../ui/theme.h" leaves its place'))

    def test_an_include_against_the_arrows_is_caught_in_quotes_and_in_angle_brackets(self):
        self.assert_findings(
            "against_arrows",
            ("src/core/domain/contact.cpp:1: ", "core/domain may use core/base, not core/storage"),
            ("src/core/domain/contact.cpp:2: ", "not ui"),
            ("src/platform/native/files.cpp:1: ", "not platform/web"),
            ("src/core/storage/CMakeLists.txt:1: ", "DEPENDS app) goes against the arrows"))

    def test_a_librarys_header_outside_its_room_is_caught(self):
        self.assert_findings("wrong_sqlite3", ("src/core/app/app.cpp:2: ", "<sqlite3.h> is for core/storage only, not for core/app"))
        self.assert_findings("wrong_imgui", ("src/platform/web/canvas.cpp:1: ", "<imgui.h> is for ui only, not for platform/web"))
        self.assert_findings(
            "wrong_emscripten",
            ("src/ui/stage.cpp:1: ", "<emscripten.h> is for platform/web and main_web.cpp only, not for ui"),
            ("src/ui/stage.cpp:2: ", "<emscripten/html5.h>"))

    def test_an_operating_systems_header_outside_the_platform_is_caught(self):
        self.assert_findings("wrong_system", ("src/core/base/clock.cpp:1: ", "belong in platform/, not in core/base"))

    def test_a_cycle_of_includes_is_caught_once_with_its_path(self):
        self.assert_findings("cycle", ("src/core/base/c.h:1: ", "core/base/a.h -> core/base/b.h -> core/base/c.h -> core/base/a.h"))

    def test_javascript_outside_the_browsers_side_is_caught(self):
        self.assert_findings("script", ("src/core/app/rules.js:1: ", "JavaScript belongs in shell/ or src/platform/web"))

    def test_a_file_outside_the_rooms_is_caught(self):
        self.assert_findings("no_room", ("src/helpers/text.h:1: ", "is in no room"))


if __name__ == "__main__":
    unittest.main()
