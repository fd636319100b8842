"""``python3 tests`` prepares what the tests need and runs them, passing its arguments on.

Paths among the arguments are relative to the top of the repository. ``--refresh`` writes the
expected output and the generated documentation anew.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main():
    """Run pytest in the environment of the project."""
    if sys.version_info < (3, 11):
        sys.stderr.write("python3 tests: Python 3.11 or newer is needed.\n")
        return 3
    sys.path.insert(0, ROOT)
    # Needs a new Python.
    from rectoverso.system import environment

    os.chdir(ROOT)
    return environment.enter(ROOT, ["-m", "pytest"] + sys.argv[1:], group="tests")


if __name__ == "__main__":
    sys.exit(main())
