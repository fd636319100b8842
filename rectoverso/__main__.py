"""``python -m rectoverso`` is the same program as ``rectoverso``."""

from __future__ import annotations

import sys

from rectoverso import cli

if __name__ == "__main__":
    sys.exit(cli.main())
