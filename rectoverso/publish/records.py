"""Writes the ledger and the quiz lock. Explicit commands only: nothing else calls this."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from rectoverso.problems import Code, Problem


def write_records(root: Path, records: Mapping[str, str]) -> tuple[Problem, ...]:
    """Writes committed records of the publication, each whole or not at all.

    Args:
        root: the publication.
        records: text by path relative to it.

    Returns:
        P002 for each that the disk refused.
    """
    problems: list[Problem] = []
    for name, text in records.items():
        path = root / name
        half = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            half.write_text(text, "utf-8", newline="\n")
            half.replace(path)
        except OSError as error:
            detail = error.strerror or type(error).__name__
            problems.append(Problem(Code.P002, None, {"path": name, "detail": detail}))
        finally:
            # Ctrl-C may come between the two. A disk that refuses this as well has been told.
            with suppress(OSError):
                half.unlink(missing_ok=True)
    return tuple(problems)
