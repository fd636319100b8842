"""The line of a problem, with a caret under the exact columns."""

from __future__ import annotations

import unicodedata

from rectoverso.languages.filling import visible
from rectoverso.problems import Span

_TAB = "    "
_CUT = "…"
_LEAD = 24


def excerpt(text: str, span: Span, width: int) -> tuple[str, str, str] | None:
    """A line of a file and what marks the place in it.

    Args:
        text: the whole file.
        span: the place; where it runs over several lines, the first one is shown.
        width: columns that the line may take; a longer one is cut on both sides of the place.

    Returns:
        The gutter with the line's number, the line, and the spaces and carets that belong
        under it; none when the file has no such line.
    """
    lines = text.split("\n")
    if not 1 <= span.line <= len(lines):
        return None
    line = lines[span.line - 1].removesuffix("\r")
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start + 1), max(len(line), start + 1))
    gutter = f"{span.line:>5} | "
    line, start, end = _cut(line, start, end, max(width - len(gutter), 40))
    before, marked = _plain(line[:start]), _plain(line[start:end])
    carets = " " * _columns(before) + "^" * max(_columns(marked), 1)
    return gutter, _plain(line), carets


def _cut(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    if _columns(_plain(line)) <= width:
        return line, start, end
    first = max(0, start - _LEAD)
    # Wide characters take two columns: half as many are sure to fit.
    room = width - 2
    # Signs without a width share a column with another; a few to each are enough for any script.
    last = min(len(line), first + 4 * room)
    while last > first + 1 and _columns(_plain(line[first:last])) > room:
        last -= 1
    shown = line[first:last]
    if last < len(line):
        shown += _CUT
    lead = _CUT if first else ""
    shift = len(lead) - first
    return lead + shown, start + shift, min(end + shift, len(lead) + last - first)


def _plain(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    """Columns of a terminal: two for wide characters, none for combining and invisible ones."""
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
