"""``python3 tests`` prepares what the tests need and runs them on all processors.

Its arguments are passed on to pytest: ``python3 tests -k quiz``, ``-n 0`` for one process.

Paths among the arguments are relative to the top of the repository. ``--refresh`` writes the
expected output and the generated documentation anew.
"""

import os
import shutil
import subprocess
import sys

# A worker that has no tests left takes some from another; until then files stay together, and
# with them what is built once a file.
SPREAD = ["--numprocesses", "auto", "--dist", "worksteal"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main():
    """Run pytest in the environment of the project."""
    if sys.version_info < (3, 11):
        sys.stderr.write("python3 tests: Python 3.11 or newer is needed.\n")
        return 3
    sys.path.insert(0, ROOT)
    _install_page_checks(os.path.join(ROOT, "tests", "npm"))
    # Needs a new Python.
    from rectoverso.system import environment

    os.chdir(ROOT)
    return environment.enter(ROOT, ["-m", "pytest"] + SPREAD + sys.argv[1:], group="tests")


def _install_page_checks(folder):
    """What pages are held against comes from npm, once; tests tell where it is missing."""
    npm = shutil.which("npm")
    lock = os.path.join(folder, "package-lock.json")
    installed = os.path.join(folder, "node_modules", ".package-lock.json")
    if npm and not (
        os.path.exists(installed) and os.path.getmtime(installed) >= os.path.getmtime(lock)
    ):
        subprocess.call([npm, "ci", "--prefix", folder, "--silent"])


if __name__ == "__main__":
    sys.exit(main())
