#!/usr/bin/env python3
"""The door: ``python3 build.py`` builds the publication in this folder.

The first start makes ``.venv`` with the pinned packages; every start then hands its arguments
over to ``rectoverso.cli`` in there. An installed ``rectoverso`` is the same program. This file
is written so that a Python too old to run the program can still read it and say so.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
TOO_OLD = (
    "Rectoverso needs Python 3.11 or newer · demande Python 3.11 ou plus récent"
    " (%s: Python %d.%d)\n"
)


def main():
    """Run the program, in its own environment."""
    if sys.version_info < (3, 11):
        sys.stderr.write(TOO_OLD % ((sys.executable,) + tuple(sys.version_info[:2])))
        return 3
    sys.path.insert(0, ROOT)
    # These two need a new Python, and the second one the environment as well.
    from rectoverso.system import environment

    if not environment.ready(ROOT):
        return environment.enter(ROOT, [os.path.abspath(__file__)] + sys.argv[1:])
    from rectoverso import cli

    return cli.main(root=ROOT)


if __name__ == "__main__":
    sys.exit(main())
