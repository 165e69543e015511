"""build_dist.py: what is served is complete, compressed, and made again only when it changed."""

import gzip
import shutil
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

import brotli
import build_dist
import size_report


class DistTest(unittest.TestCase):
    def setUp(self):
        self.repository = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.repository)
        self.build = self.repository / "build/web"
        self.dist = self.build / "dist"
        for path, text in (("shell/index.html", "<!doctype html>" * 50), ("shell/style/page.css", "a{color:red}" * 50),
                           ("shell/.hidden", "no"), ("LICENSE", "MIT " * 50), ("third_party/NOTICES.md", "notices " * 50),
                           ("build/web/whole/perennial.mjs", "export default 1;" * 50), ("build/web/perennial.wasm", "wasm" * 500),
                           ("build/web/perennial-later.wasm", "later" * 500),
                           ("build/web/fonts/text.ttf", "x")):
            file = self.repository / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def assemble(self):
        fonts = mock.patch.object(build_dist, "ensure_fonts", lambda repository, build: build / "fonts")
        arguments = mock.patch.object(sys, "argv", ["build_dist.py", str(self.repository), str(self.build)])
        licences = mock.patch.object(build_dist, "LICENCES", {"Ourselves": "LICENSE"})
        with fonts, arguments, licences:
            build_dist.main()
        return sorted(path.relative_to(self.dist).as_posix() for path in self.dist.rglob("*") if path.is_file())

    def test_every_file_is_there_with_siblings_that_unpack_to_it(self):
        files = self.assemble()
        for name in ("index.html", "style/page.css", "perennial.mjs", "perennial.wasm", "perennial-later.wasm", "LICENSE.txt",
                     "NOTICES.txt"):
            data = (self.dist / name).read_bytes()
            self.assertEqual(brotli.decompress((self.dist / f"{name}.br").read_bytes()), data)
            self.assertEqual(gzip.decompress((self.dist / f"{name}.gz").read_bytes()), data)
        self.assertIn("assets/fonts/text.ttf", files)
        self.assertNotIn("assets/fonts/text.ttf.br", files)  # It would be larger.
        self.assertNotIn(".hidden", files)

    def test_the_notices_hold_every_licence_text(self):
        self.assemble()
        text = (self.dist / "NOTICES.txt").read_text()
        self.assertTrue(text.startswith("notices "))
        self.assertIn("Ourselves", text)
        self.assertTrue(text.endswith("MIT " * 50))

    def test_only_what_changed_is_written_again(self):
        self.assemble()
        times = {path: path.stat().st_mtime_ns for path in self.dist.rglob("*") if path.is_file()}
        self.assemble()
        self.assertEqual(times, {path: path.stat().st_mtime_ns for path in self.dist.rglob("*") if path.is_file()})
        (self.repository / "shell/index.html").write_text("<!doctype html><title>new</title>" * 9)
        self.assemble()
        written = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
        self.assertEqual(written, {f"index.html{suffix}" for suffix in ("", ".br", ".gz")})

    def test_what_no_longer_belongs_is_removed(self):
        self.assemble()
        shutil.rmtree(self.repository / "shell/style")
        files = self.assemble()
        self.assertFalse([name for name in files if name.startswith("style")])
        self.assertFalse((self.dist / "style").exists())

    def test_a_file_lost_from_the_folder_comes_back(self):
        files = self.assemble()
        (self.dist / "perennial.wasm").unlink()
        self.assertEqual(self.assemble(), files)

    def test_the_size_report_counts_the_smallest_form_of_each_file(self):
        self.assemble()
        rows = {name: sizes for name, *sizes in size_report.rows_of(self.dist)}
        self.assertEqual(rows["assets/fonts/text.ttf"], [1, 1, 1])
        self.assertEqual(rows["perennial.wasm"], [2000, (self.dist / "perennial.wasm.gz").stat().st_size,
                                                  (self.dist / "perennial.wasm.br").stat().st_size])
        self.assertNotIn("LICENSE.txt", rows)

    def test_the_size_report_sums_what_comes_after_the_first_frame_apart(self):
        self.assemble()
        with mock.patch.object(sys, "argv", ["size_report.py", str(self.dist)]), redirect_stdout(StringIO()) as printed:
            size_report.main()
        sums = {line[:-33].strip(): line.split()[-3] for line in printed.getvalue().splitlines()}
        self.assertEqual(sums["after it"], "2,500")
        everything = sum(int(sums[name].replace(",", "")) for name in ("up to the first frame", "after it"))
        self.assertEqual(everything, sum(row[1] for row in size_report.rows_of(self.dist)))


if __name__ == "__main__":
    unittest.main()
