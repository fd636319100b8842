"""Reads a printed quiz and its printed key as a person with a pencil would: from paper alone.

Nothing of the program is used: the text of the PDFs, set out as on the page (``pdftotext
-layout``), is cut into questions, options and answers by what a reader goes by: numbers and
letters at the start of a line, the labels of the key.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_FOOT = re.compile(r"page \d+ (?:sur|of) \d+|·\s*Version [A-Z]\s*·|^\s*\S+·[A-Z]·r\d+·p\d+\s*$")
_START = re.compile(r"^ {0,2}(\d{1,2})\s{2,}(?=\S)(.*)$")
_POINTS = re.compile(r"\s{2,}\d+ points?$")
_OPTION = re.compile(r"(?:^|\s{3,})([A-Z])\s{2,}(?=\S)")
_LEFT = re.compile(r"^\s+(\d)\s{2,}(?=\S)")
_ANSWER = re.compile(r"^\s*(?:Bonnes? réponses?|Right answers?)\s?:\s{2,}")
_LABEL = re.compile(
    r"^\s*(?:Pourquoi|Why|Autres réponses|Other answers|Sources?|Barème|Marking guide"
    r"|Exemple de réponse|Model answer|Why not the others)\b"
)
_VERDICT = re.compile(r"^\s+([A-Z]|\d[A-Z]?)\s{2,}(?=\S)(.*)$")


def squeezed(text: str) -> str:
    """A text without spaces and quotation marks, which typesetting and line breaks change."""
    return re.sub(r"[\s«»“”]+", "", text)


@dataclass
class Question:
    """One question as it is printed: its text, its lettered options, its numbered lines."""

    number: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything that is printed of it."""
        return "\n".join(self.lines)

    @property
    def options(self) -> dict[str, str]:
        """Text by letter, of options, of right sides or of steps."""
        found: dict[str, str] = {}
        for letter, text in _cells(self.lines):
            found[letter] = f"{found[letter]} {text}" if letter in found else text
        return found

    @property
    def lefts(self) -> dict[str, str]:
        """Left side by number, of a matching question."""
        found = {}
        for line in self.lines[1:]:
            number = _LEFT.match(line)
            if number:
                found[number[1]] = _OPTION.split(line[number.end() :])[0].strip()
        return found


def _cells(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of letter and text; what a line holds below an option belongs to that option."""
    columns: list[tuple[int, str]] = []
    for line in lines:
        found = list(_OPTION.finditer(line))
        expected = chr(ord(max((letter for _, letter in columns), default="@")) + 1)
        if found and found[0][1] == expected:
            columns = [(one.end(), one[1]) for one in found]
            for one, following in zip(found, [*found[1:], None], strict=True):
                yield one[1], line[one.end() : following.start() if following else None].strip()
        elif columns and line.strip():
            for (start, letter), following in zip(columns, [*columns[1:], None], strict=True):
                text = line[max(0, start - 2) : following[0] - 6 if following else None].strip()
                if text:
                    yield letter, text
        elif not line.strip() and len(columns) > 0:
            columns = [(10**6, letter) for _, letter in columns]


def _pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    text = done.stdout.decode().replace("\f", "\n")
    return [line.rstrip() for line in text.split("\n") if not _FOOT.search(line)]


def questions(path: Path) -> dict[int, Question]:
    """The questions of a printed quiz, or the sections of a printed key, by their numbers."""
    found: dict[int, Question] = {}
    current: Question | None = None
    for line in _pages(path):
        start = _START.match(line)
        if start and int(start[1]) == len(found) + 1 and not re.search(r"\s{3,}\d+\s{3,}", line):
            current = found[int(start[1])] = Question(int(start[1]))
            line = start[2]
        if current is not None:
            current.lines.append(_POINTS.sub("", line))
    return found


def verdicts(section: Question) -> dict[str, str]:
    """What the key marks as right: text by letter, by number, or by both joined (``2C``)."""
    found: dict[str, str] = {}
    last = ""
    for line in section.lines[1:]:
        if _LABEL.match(line):
            break
        verdict = _VERDICT.match(_ANSWER.sub(lambda label: " " * len(label[0]), line))
        if verdict:
            last = verdict[1]
            found[last] = verdict[2]
        elif last and line.strip():
            found[last] += " " + line.strip()
    return found


def glance(path: Path, numbers: Sequence[int]) -> Mapping[int, str]:
    """The answers in short at the head of a key, by number.

    Args:
        path: the key.
        numbers: of the questions, ascending.
    """
    head: list[str] = []
    for line in _pages(path):
        start = _START.match(line)
        if start and int(start[1]) == 1 and not re.search(r"\s{3,}\d+\s{3,}", line):
            break
        head.append(line)
    cells: dict[int, str] = {}
    columns: list[tuple[int, int]] = []
    for line in head:
        wanted = {str(number) for number in numbers if number not in cells}
        found = [
            one
            for one in re.finditer(r"(?:^|\s{2,})(\d{1,2})\s{2,}(?=\S)", line)
            if one[1] in wanted
        ]
        if found and int(found[0][1]) == len(cells) + 1:
            columns = [(int(one[1]), one.end()) for one in found]
            for one, following in zip(found, [*found[1:], None], strict=True):
                end = following.start() if following else None
                cells[int(one[1])] = line[one.end() : end].strip()
        elif columns and line.strip():
            for (number, start), following in zip(columns, [*columns[1:], None], strict=True):
                text = line[max(0, start - 1) : following[1] - 6 if following else None].strip()
                if text:
                    cells[number] += " " + text
    return cells
