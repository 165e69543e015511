"""split_module.py: which functions the first part of the program keeps."""

import unittest

import split_module

LIST = """
# A remark.
core/base/*.cpp   # Another.
third_party/sqlite3/*.c
with perennial::setting_id
with fts5Create
without fts5*
"""


class SplitModuleTest(unittest.TestCase):
    def setUp(self):
        self.entries = split_module.parse_list(LIST)
        self.defined = {
            "src/core/base/CMakeFiles/base.dir/text.cpp.o": {"_ZN9perennial4foldEv", "_ZN9perennial6sharedEv"},
            "src/core/base/CMakeFiles/base.dir/deep/text.cpp.o": {"_ZN9perennial4deepEv"},
            "src/core/app/CMakeFiles/app.dir/import_job.cpp.o": {
                "_ZN9perennial6importEv", "_ZN9perennial6sharedEv", "_ZN9perennial10setting_idENSt3__2E",
                "_ZN9perennial11setting_ideEv", "_ZNSt3__26vectorIiE4growEv", "_ZNSt3__26vectorIN9perennial3RowEE4growEv"},
            "third_party/sqlite3/CMakeFiles/sqlite3.dir/__/__/build/deps/npm/sqlite3.c.o": {
                "sqlite3_open", "fts5CreateAux", "fts5Close", "json"},
        }

    def test_what_no_object_of_the_first_part_defines_is_deferred(self):
        self.assertEqual(split_module.deferred_names(self.defined, self.entries), {
            "_ZN9perennial4deepEv", "_ZN9perennial6importEv", "_ZN9perennial11setting_ideEv",
            "_ZNSt3__26vectorIN9perennial3RowEE4growEv", "fts5Close"})

    def test_namesakes_that_got_a_number_go_the_way_of_their_name(self):
        module = ["quoted", "quoted_12", "kept_12", "quoted_x"]
        self.assertEqual(split_module.names_in(module, {"quoted"}), ["quoted", "quoted_12"])

    def test_an_entry_that_fits_nothing_is_named(self):
        self.assertEqual(split_module.unused_entries(self.defined, self.entries), [])
        more = split_module.parse_list("core/gone/*.cpp\nwith perennial::gone\nwithout gone*\n")
        self.assertEqual(split_module.unused_entries(self.defined, more), ["core/gone/*.cpp", "perennial::gone", "gone*"])

    def test_the_names_of_a_module_are_read(self):
        names = bytes([2, 0, 3]) + b"one" + bytes([1, 3]) + b"two"
        section = bytes([4]) + b"name" + bytes([1, len(names)]) + names
        self.assertEqual(split_module.function_names(b"\0asm\1\0\0\0" + bytes([0, len(section)]) + section), ["one", "two"])
        with self.assertRaises(SystemExit):
            split_module.function_names(b"\0asm\1\0\0\0")


if __name__ == "__main__":
    unittest.main()
