#!/usr/bin/env python3
"""Makes the fonts that ship: build_fonts.py DEPS ICON_NAMES OUTPUT_FOLDER.

Inter (Regular, Medium, SemiBold) and Lucide, cut down to what the program draws. The renderer reads outlines,
advances and the character map, nothing else: no hinting, no layout features, no kerning. The digits 0 to 9 of
the map are Inter's tabular forms, so that columns of figures line up without a feature to ask for them.
Needs fonttools (build/deps/python).
"""

import logging
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).parent))
import icons_header  # noqa: E402

WEIGHTS = {"regular": "400Regular/Inter_400Regular", "medium": "500Medium/Inter_500Medium",
           "semibold": "600SemiBold/Inter_600SemiBold"}

TEXT_RANGES = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and B
    (0x02BB, 0x02BC), (0x02C6, 0x02C7), (0x02D8, 0x02DD),  # Modifier letters that names use
    (0x0386, 0x03CE),  # Greek
    (0x0400, 0x045F), (0x0490, 0x0493),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese, Welsh
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),  # Punctuation
    (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x2079), (0x2080, 0x2089),  # Fractions, super- and subscripts
    (0x20A0, 0x20C0),  # Currency
    (0x2116, 0x2116), (0x2122, 0x2122),  # Numero, trade mark
    (0x2190, 0x2193), (0x2197, 0x2198),  # Arrows
    (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x00D7, 0x00D7),
    (0x2318, 0x2318), (0x21E7, 0x21E7), (0x2325, 0x2325),  # Keys
    (0x25CF, 0x25CF), (0x2713, 0x2713), (0xFFFD, 0xFFFD),
]


def use_tabular_digits(font):
    """Points the characters 0 to 9 at the glyphs that the feature `tnum` would choose."""
    table = font["GSUB"].table
    replacement = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    replacement.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for cmap in font["cmap"].tables:  # Some share one dictionary: a digit may have been replaced already.
        for digit in range(ord("0"), ord("9") + 1):
            if cmap.cmap.get(digit) in replacement:
                cmap.cmap[digit] = replacement[cmap.cmap[digit]]
    advances = {font["hmtx"][font.getBestCmap()[digit]][0] for digit in range(ord("0"), ord("9") + 1)}
    if len(advances) != 1:
        sys.exit(f"build_fonts: the tabular digits of Inter have different widths: {sorted(advances)}")


def write_subset(font, codepoints, path):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT", "meta"]
    options.name_IDs = [0, 1, 2, 5, 13]  # Copyright, family, style, version, licence
    options.glyph_names = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    font.recalcTimestamp = False  # The same input gives the same bytes.
    font.save(path)


def main():
    deps, icon_names, output = (Path(argument) for argument in sys.argv[1:])
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # It remarks on two spare bytes in Lucide's file.
    output.mkdir(parents=True, exist_ok=True)
    packages = deps / "npm-sources" / "node_modules"
    wanted = {codepoint for first, last in TEXT_RANGES for codepoint in range(first, last + 1)}
    for weight, name in WEIGHTS.items():
        font = TTFont(packages / "@expo-google-fonts" / "inter" / f"{name}.ttf")
        use_tabular_digits(font)
        write_subset(font, wanted & set(font.getBestCmap()), output / f"inter-{weight}.ttf")
    lucide = packages / "lucide-static" / "font"
    icons = icons_header.codepoints_of(icons_header.read_names(icon_names), lucide / "codepoints.json")
    write_subset(TTFont(lucide / "lucide.ttf"), set(icons.values()), output / "icons.ttf")


if __name__ == "__main__":
    main()
