"""The shipped fonts and the icons' header: what the interface counts on."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import icons_header
from fontTools.ttLib import TTFont

REPOSITORY = Path(icons_header.__file__).parent.parent
LUCIDE = REPOSITORY / "build/deps/npm-sources/node_modules/lucide-static/font/codepoints.json"


class FontsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.names = Path(cls.folder.name) / "icons.txt"
        cls.names.write_text("# a comment\nchevron-down\n\nbuilding-2\n")
        subprocess.run([sys.executable, REPOSITORY / "tools/build_fonts.py", REPOSITORY / "build/deps", cls.names, cls.folder.name],
                       check=True)

    def font(self, name):
        return TTFont(Path(self.folder.name) / f"{name}.ttf")

    def test_digits_are_equally_wide_in_every_weight(self):
        for weight in ("regular", "medium", "semibold"):
            font = self.font(f"inter-{weight}")
            self.assertEqual(len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}), 1)

    def test_the_languages_of_the_first_customers_can_be_written(self):
        for weight in ("regular", "medium", "semibold"):
            covered = self.font(f"inter-{weight}").getBestCmap()
            for text in ("Zażółć gęślą jaźń", "Nguyễn Thị Ánh", "Þórður Ægisson", "Αλέξανδρος", "Съешь ещё", "€ £ ₴ → ↑ ↓ – — … „”"):
                self.assertEqual([character for character in text if ord(character) not in covered], [])

    def test_nothing_that_the_renderer_ignores_is_shipped(self):
        tables = set(self.font("inter-regular").keys())
        self.assertFalse(tables & {"GSUB", "GPOS", "GDEF", "kern", "fpgm", "prep", "cvt "})

    def test_the_icon_font_holds_the_listed_icons_only(self):
        codepoints = json.loads(LUCIDE.read_text())
        self.assertEqual(set(self.font("icons").getBestCmap()), {codepoints["chevron-down"], codepoints["building-2"]})

    def test_the_header_names_each_icon_and_refuses_an_unknown_one(self):
        header = Path(self.folder.name) / "ui/icons.h"
        command = [sys.executable, REPOSITORY / "tools/icons_header.py", self.names, LUCIDE, header]
        subprocess.run(command, check=True)
        self.assertIn('kBuilding2 = "\\xee', header.read_text())
        self.assertIn("kChevronDown", header.read_text())
        command[2] = Path(self.folder.name) / "wrong.txt"
        command[2].write_text("no-such-icon\n")
        finished = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(finished.returncode, 1)
        self.assertIn("no icon called no-such-icon", finished.stderr)


if __name__ == "__main__":
    unittest.main()
