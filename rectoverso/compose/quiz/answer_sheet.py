"""Where everything stands on the answer sheet of a version, in millimetres.

The drawing and the file for scanners read the same places. They depend on the questions, their
orders and the paper, and on nothing else: neither on the language nor on a font.

Places are measured from the centre of the upper left corner mark, x to the right and y down,
so that a scanner that has found the four marks needs no edge of the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rectoverso.compose.quiz.marking import rows
from rectoverso.model.questions import Fill, Open, Placed, Question, Quiz, Version

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of the papers (ISO 216; ANSI/ASME Y14.1)."""
INSET = 12.0
"""Centres of the corner marks from the edges of the paper: where every printer still prints."""
MARK = 5.0
"""Side of a corner mark, a black square."""
RADIUS = 2.3
PITCH = 6.6
"""From bubble to bubble. With the radius it leaves white around each for a careless pencil."""
ROW = 6.8
"""Height of a row of bubbles."""
BOX_ROW = 9.8
BOX = 8.2
"""Height of a box to write in, and of the row that it stands in."""
LINE = 8.0
"""From line to line of an open answer."""
NUMBER = 7.5
LABEL = 5.0
"""Widths of the number of a question, and of the label of its row."""
SYMBOL = 17.0
"""Side of the QR code with its quiet zone, as on the other sheets."""

_EDGE = 6.0
_COLUMNS = 2
_GUTTER = 6.0
_GAPS = (1.8, 1.2, 0.6)
"""Between questions: the first that needs no more pages than the others."""
_HEAD = 54.0
_LATER_HEAD = 40.0
_FOOT = 0.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """A circle to fill: what it stands for, and its centre."""

    sign: str
    option: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle: upper left corner and size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet.

    Attributes:
        label: number of a left side or gap, letter of a step; empty where there is one row.
        part: id of the left side or step, else empty.
        x: left edge of the row, where the number of the question stands.
        y: middle of the row.
        bubbles: from left to right; none where the answer is written.
        box: to write in, or none.
        ruled: number of lines in the box, 0 for a box of one line.
    """

    label: str
    part: str
    x: float
    y: float
    bubbles: tuple[Bubble, ...] = ()
    box: Box | None = None
    ruled: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A question on the sheet: number, id, shape, and its rows from top to bottom."""

    number: int
    question: str
    shape: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number, and what stands on it in the order of the questions."""

    number: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same on every page of a paper.

    Attributes:
        paper: ``a4`` or ``letter``.
        width, height: of the paper.
        marks: centres of the corner marks: upper left, upper right, lower left, lower right.
        symbol: the QR code with its quiet zone.
        fields: boxes for name, class and date, by name; on every page.
    """

    paper: str
    width: float
    height: float
    marks: tuple[tuple[float, float], ...]
    symbol: Box
    fields: dict[str, Box]


def frame(paper: str) -> Frame:
    """The frame of a paper.

    Raises:
        KeyError: no such paper.
    """
    width, height = SIZES[paper]
    across, down = width - 2 * INSET, height - 2 * INSET
    inner = across - 2 * _EDGE
    top, tall, gap = 26.0, 9.0, 4.0
    name, other = inner * 0.5, (inner - 2 * gap - inner * 0.5) / 2
    return Frame(
        paper,
        width,
        height,
        ((0, 0), (across, 0), (0, down), (across, down)),
        Box(across - _EDGE - SYMBOL, 0, SYMBOL, SYMBOL),
        {
            "name": Box(_EDGE, top, name, tall),
            "class": Box(_EDGE + name + gap, top, other, tall),
            "date": Box(_EDGE + name + other + 2 * gap, top, other, tall),
        },
    )


def pages(quiz: Quiz, version: Version, paper: str) -> tuple[Page, ...]:
    """The answer sheet of a version.

    Bubbles and short boxes fill two columns in the order of the questions. What is written at
    length comes after them over the whole width: half a page's width is no line to write on.

    Raises:
        KeyError: no such paper.
    """
    asked = [(placed, quiz.question(placed.question)) for placed in version.placed]
    return min((_filled(asked, frame(paper), gap) for gap in _GAPS), key=len)


def _filled(asked: Sequence[tuple[Placed, Question]], frame: Frame, gap: float) -> tuple[Page, ...]:
    sheet = _Sheet(frame, gap)
    short = [one for one in asked if not isinstance(one[1].response, Open)]
    sheet.columns([_short(placed, question, sheet.column, gap) for placed, question in short])
    for placed, question in asked:
        if isinstance(question.response, Open):
            sheet.wide(placed, question, question.response.lines)
    return sheet.done()


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry that has no place yet: its lines start at 0, 0; with the gap after it."""

    entry: Entry
    height: float
    gap: float


def _short(placed: Placed, question: Question, width: float, gap: float) -> _Item:
    lines: list[Line] = []
    y = 0.0
    first = NUMBER + LABEL + RADIUS
    fitting = int((width - first - RADIUS) / PITCH) + 1
    for row in rows(question, placed.order):
        for start in range(0, len(row.marks), fitting):
            bubbles = tuple(
                Bubble(mark.sign, mark.option, first + at * PITCH, y + ROW / 2)
                for at, mark in enumerate(row.marks[start : start + fitting])
            )
            label = row.label if start == 0 else ""
            lines.append(Line(label, row.part, 0, y + ROW / 2, bubbles))
            y += ROW
    if not lines:
        response = question.response
        gaps = len(response.blanks) if isinstance(response, Fill) else 1
        for number in range(1, gaps + 1):
            box = Box(NUMBER + LABEL, y + (BOX_ROW - BOX) / 2, width - NUMBER - LABEL, BOX)
            label = str(number) if gaps > 1 else ""
            lines.append(Line(label, "", 0, y + BOX_ROW / 2, box=box))
            y += BOX_ROW
    entry = Entry(placed.number, question.id, question.shape, tuple(lines))
    return _Item(entry, y + gap, gap)


class _Sheet:
    """Fills pages from top to bottom."""

    def __init__(self, frame: Frame, gap: float) -> None:
        self._gap = gap
        across, down = frame.marks[3]
        self._inner = across - 2 * _EDGE
        self._bottom = down - _FOOT
        self._filled: list[list[Entry]] = [[]]
        self._y = _HEAD

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self._inner - (_COLUMNS - 1) * _GUTTER) / _COLUMNS

    def columns(self, items: Sequence[_Item]) -> None:
        """Sets items in columns, the last ones as even as they get."""
        left = list(items)
        while left:
            room = self._bottom - self._y
            taken = _as_many(left, room)
            now, left = left[:taken], left[taken:]
            if not left:
                room = _lowest(now, room)
            self._y = max(self._set(now, room), self._y)
            if left:
                self._next_page()

    def wide(self, placed: Placed, question: Question, ruled: int) -> None:
        """Sets a ruled box over the whole width; one that no page can hold gets what there is."""
        if self._y + ruled * LINE > self._bottom and self._filled[-1]:
            self._next_page()
        fitting = min(ruled, int((self._bottom - self._y) / LINE))
        box = Box(_EDGE + NUMBER, self._y, self._inner - NUMBER, fitting * LINE)
        line = Line("", "", _EDGE, self._y + LINE / 2, box=box, ruled=fitting)
        self._filled[-1].append(Entry(placed.number, question.id, question.shape, (line,)))
        self._y += fitting * LINE + 2 * self._gap

    def done(self) -> tuple[Page, ...]:
        """All pages."""
        return tuple(
            Page(number, tuple(entries))
            for number, entries in enumerate(self._filled, 1)
            if entries
        )

    def _next_page(self) -> None:
        self._filled.append([])
        self._y = _LATER_HEAD

    def _set(self, items: Sequence[_Item], room: float) -> float:
        """Sets items that fit into the columns, and returns how far down they reach."""
        column, y, reached = 0, self._y, self._y
        for item in items:
            if y + item.height - item.gap > self._y + room + _ROUNDING and y > self._y:
                column, y = column + 1, self._y
            x = _EDGE + column * (self.column + _GUTTER)
            self._filled[-1].append(_moved(item.entry, x, y))
            y += item.height
            reached = max(reached, y)
        return reached


_ROUNDING = 1e-6


def _columns_needed(items: Sequence[_Item], room: float) -> int:
    columns, y = 1, 0.0
    for item in items:
        if y + item.height - item.gap > room + _ROUNDING and y > 0:
            columns, y = columns + 1, 0.0
        y += item.height
    return columns


def _as_many(items: Sequence[_Item], room: float) -> int:
    """How many items fit into the columns of a page; at least one."""
    fitting = (n for n in range(len(items), 1, -1) if _columns_needed(items[:n], room) <= _COLUMNS)
    return next(fitting, 1)


def _lowest(items: Sequence[_Item], room: float) -> float:
    """The least height of columns that hold the items."""
    return min(
        (
            height
            for height in _heights(items)
            if height <= room and _columns_needed(items, height) <= _COLUMNS
        ),
        default=room,
    )


def _heights(items: Sequence[_Item]) -> Iterator[float]:
    for start in range(len(items)):
        total = 0.0
        for item in items[start:]:
            total += item.height
            yield total - item.gap


def _moved(entry: Entry, x: float, y: float) -> Entry:
    return replace(
        entry,
        lines=tuple(
            replace(
                line,
                x=line.x + x,
                y=line.y + y,
                bubbles=tuple(
                    replace(bubble, x=bubble.x + x, y=bubble.y + y) for bubble in line.bubbles
                ),
                box=replace(line.box, x=line.box.x + x, y=line.box.y + y) if line.box else None,
            )
            for line in entry.lines
        ),
    )
