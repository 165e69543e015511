"""A folder, the built command line, and short ways to run it; for the tests of this folder."""

import gzip
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("PERENNIAL_PROGRAM", REPOSITORY / "build" / "native" / "perennial"))
DATA = REPOSITORY / "tests" / "data"

WRITER = "0197f3c2-0000-7000-8000-000000000001"
PINNED = ["--now", "2026-03-01T12:00:00Z", "--writer", WRITER, "--author", "Ines", "--seed", "7"]


class CommandLineTest(unittest.TestCase):
    """Every test has an empty folder as its current one."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="perennial-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_program(self, *words, stdin=None):
        return subprocess.run([str(PROGRAM), *map(str, words)], cwd=self.folder, input=stdin, capture_output=True, check=False)

    def run_text(self, *words, code=0, stdin=None):
        """Standard output; the exit code must be `code`."""
        done = self.run_program(*words, stdin=stdin)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout[:2000]!r}\n{done.stderr[:2000]!r}")
        return done.stdout.decode()

    def run_json(self, *words, code=0, stdin=None):
        """Exactly one JSON document."""
        return json.loads(self.run_text("--json", *words, code=code, stdin=stdin))

    def write(self, name, text):
        data = text if isinstance(text, bytes) else text.encode()
        (self.folder / name).write_bytes(data)
        return name

    def unpack(self, name):
        """A .gz file of tests/data, unpacked into the folder."""
        path = DATA / name
        target = self.folder / path.name.removesuffix(".gz")
        with gzip.open(path, "rb") as packed, open(target, "wb") as out:
            shutil.copyfileobj(packed, out)
        return target.name

    def apply(self, *edits, code=0, options=()):
        lines = "".join(json.dumps(edit) + "\n" for edit in edits)
        return self.run_json(*options, "apply", "-", code=code, stdin=lines.encode())

    def records(self, table, *words):
        return self.run_json("list", table, "--format", "json", *words)
