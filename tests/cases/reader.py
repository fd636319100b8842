r"""Reads case files: a title, an input, what is expected.

A case starts at a line ``# title``; the lines after it are the input, and the lines that start
with ``= `` are expected. Characters that cannot be seen are written ``\u202f`` or ``\n``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(n))")


@dataclass(frozen=True)
class Case:
    """One case, with the place where it stands in its file."""

    file: str
    line: int
    title: str
    given: tuple[str, ...]
    expected: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {self.title}"


def cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    found: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            found.append(Case(path.name, number, line[2:], (), ()))
        elif line.strip():
            last = found.pop()
            text = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)) if m.group(1) else "\n", line)
            if text.startswith("= "):
                last = Case(
                    last.file, last.line, last.title, last.given, (*last.expected, text[2:])
                )
            else:
                last = Case(last.file, last.line, last.title, (*last.given, text), last.expected)
            found.append(last)
    return found
