"""Runs the program as a user does, in this process."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rectoverso import cli, scaffold

# 10 March 2025: what is written into records must not depend on the day of the test.
NOW = "1741564800"
TODAY = date(2025, 3, 10)


@dataclass(frozen=True, slots=True)
class Done:
    """Exit code and everything that was printed."""

    code: int
    text: str


def run(*arguments: str, root: Path, language: str = "en") -> Done:
    """Run a command from the publication's folder."""
    if arguments[0] == "build" and "--jobs" not in arguments:
        # A pool of processes would cost each test more than its few pages do.
        arguments += ("--jobs", "1")
    output = io.StringIO()
    with _in(root), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = cli.main(root, ["--language", language, *arguments])
    return Done(code, output.getvalue())


def new_publication(folder: Path) -> Path:
    """The publication that ``new publication`` writes."""
    return scaffold.publication(folder)


@contextlib.contextmanager
def _in(folder: Path) -> Iterator[None]:
    names = ("SOURCE_DATE_EPOCH", "COLUMNS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({"SOURCE_DATE_EPOCH": NOW, "COLUMNS": "100"})
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
