#!/usr/bin/env python3
"""Runs every tests/**/*_test.py with Python's unittest: run_python_tests.py [PATH_PART].

Files are loaded by path, so folders need no __init__.py. With PATH_PART only files whose path holds it. The last line is
"python: N passed, N failed".
"""

import importlib.util
import sys
import unittest
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def load(path):
    """The tests of one file; its own folder and tools/ are on the import path while it loads."""
    name = path.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path[:0] = [str(path.parent)]
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def main():
    sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tools")]
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    paths = [path for path in sorted((REPOSITORY / "tests").rglob("*_test.py")) if part in path.as_posix()]
    result = unittest.TextTestRunner(verbosity=1).run(unittest.TestSuite(load(path) for path in paths))
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    print(f"python: {result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
