"""Pagefind, the program that makes the index of the website's search: is it there, does it run.

It comes as a package that holds the program of one kind of machine, and there is none for some.
"""

from __future__ import annotations

import importlib.util
import subprocess
from functools import cache
from pathlib import Path

COMMAND = "python3 -m pip install pagefind-bin"
"""What installs it, where there is one."""

_PACKAGE = "pagefind_bin"
_NAMES = ("pagefind", "pagefind.exe")
# Seconds; it says its version in a hundredth of one.
_PATIENCE = 20


@cache
def program() -> Path | None:
    """The program of the installed package; none if it is not there or does not run here.

    One that lies elsewhere on the machine is not taken: another version makes other bytes.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return None
    for name in _NAMES:
        path = Path(found.origin).with_name(name)
        if path.is_file() and _runs(path):
            return path
    return None


def _runs(path: Path) -> bool:
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
