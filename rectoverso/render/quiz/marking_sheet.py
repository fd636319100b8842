"""How the answers of all versions are laid out so that one page marks any paper.

A row is a number of the paper, a column a version. Up to four versions stand side by side on
upright paper, five or six on paper turned on its side; more are divided over pages of equal
width. Rows and letters shrink as far as they can be read at arm's length, and no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rectoverso.compose.quiz.answer_sheet import SIZES

_SIDE = 16.0
_ABOVE_AND_BELOW = 34.0
_HEAD = 36.0
_NUMBER = 11.0
_POINTS = 9.0
_PADDING = 4.0
_LOWEST_ROW = 3.9
_HIGHEST_ROW = 7.6
_SMALLEST, _LARGEST = 7.0, 10.5
_UPRIGHT, _TURNED = 4, 6
_MM_PER_POINT = 25.4 / 72
_LINE = 1.2
_CHARACTER = 0.53
"""Mean width of a figure, letter or space of the sans serif face, in ems."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a paper.

    Attributes:
        groups: names of the versions of each page.
        turned: whether the paper is turned on its side.
        row: height of a row, in millimetres.
        answer: width of the column of a version's answers, in millimetres.
        size: of the letters, in points.
        characters: how long an answer may be to stand there.
        fitting: how many rows a page can hold.
    """

    groups: tuple[tuple[str, ...], ...]
    turned: bool
    row: float
    answer: float
    size: float
    characters: int
    fitting: int


def grid(versions: Sequence[str], questions: int, paper: str, longest: int) -> Grid:
    """The layout for some versions.

    Args:
        versions: their names.
        questions: how many each has.
        paper: ``a4`` or ``letter``.
        longest: length of the longest answer in letters and numbers (``1B, 2A, 3C``), which
            has to stand there whatever happens.
    """
    choices = [_grid(versions, questions, paper, longest, _UPRIGHT)]
    if len(versions) > _UPRIGHT:
        choices.insert(0, _grid(versions, questions, paper, longest, _TURNED))
    return next((one for one in choices if questions <= one.fitting), choices[-1])


def _grid(versions: Sequence[str], questions: int, paper: str, longest: int, most: int) -> Grid:
    groups = _groups(versions, most)
    columns = max(len(group) for group in groups)
    turned = columns > _UPRIGHT
    width, height = sorted(SIZES[paper], reverse=turned)
    room = height - _ABOVE_AND_BELOW - _HEAD
    # One row more for the sum of the points.
    row = min(_HIGHEST_ROW, max(_LOWEST_ROW, room / (questions + 1)))
    answer = (width - 2 * _SIDE - _NUMBER) / columns - _POINTS
    size = min(
        _LARGEST,
        (row - 0.7) / _LINE / _MM_PER_POINT,
        (answer - _PADDING) / max(1, longest) / _CHARACTER / _MM_PER_POINT,
    )
    size = max(_SMALLEST, size)
    characters = int((answer - _PADDING) / (size * _MM_PER_POINT * _CHARACTER))
    return Grid(groups, turned, row, answer, size, characters, int(room / _LOWEST_ROW) - 1)


def _groups(names: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """Names in order, in as few groups as can be, and these as even as can be."""
    count = -(-len(names) // most)
    size, larger = divmod(len(names), count)
    groups, start = [], 0
    for at in range(count):
        end = start + size + (at < larger)
        groups.append(tuple(names[start:end]))
        start = end
    return tuple(groups)
