"""Fills two columns with pieces that stay whole, by their heights alone.

Heights are in millimetres. The same pieces give the same columns; nothing is drawn by lot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_STEP = 0.5
"""Heights of text are counted in these steps, rounded up, when a page is filled."""
_WORTH = 14.0
"""Millimetres of text that are as good as one question answered by the page."""
_BEGUN = 10.0
"""Millimetres of text that one more section must bring to be begun: its title tells nothing."""
_ASKED = 10_000.0
_TALL = 20.0
_CROSSED = 40
"""Steps of unevenness that are as bad as one pair of questions out of order."""
_MIX: Mapping[str, float] = {"shape": 1.0, "section": 0.5, "level": 0.25}
"""How much it counts against a question that one like it is on the page already."""
_APART = 2.0
"""How much it counts against a question that the front says nothing about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is shown whole or not at all.

    Attributes:
        name: of its part in the document.
        height: as measured.
        shows: the entries that it shows, as (kind, id).
    """

    name: str
    height: float
    shows: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """A section: its pieces in order, of which any number from the first on can be shown.

    Attributes:
        id: of the section.
        pieces: in order; the title goes with the first.
        asked: whether the editor asks for it.
    """

    id: str
    pieces: tuple[Piece, ...]
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of pieces from top to bottom, and the space that each piece gets above itself."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    air: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may go on the page.

    Attributes:
        id: of the question.
        height: as measured.
        rank: lower ones go first.
        like: what it has in common with others: ``shape``, ``section``, ``level``.
        apart: how much of its answer the front does not tell, from 0 to 1.
    """

    id: str
    height: float
    rank: int
    like: Mapping[str, Hashable]
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class _State:
    value: float
    shown: tuple[int, ...]


def front(
    texts: Sequence[Text],
    chart: Piece | None,
    quote: Piece | None,
    height: float,
    wanted: Mapping[tuple[str, str], float],
) -> tuple[Columns, Mapping[str, int]] | None:
    """Fills the front with the leading pieces of sections, a chart and a quote.

    Of all ways to show the first so many pieces of each section, the one that tells most is
    taken: text counts by its height, more when it shows what a question asks about, less for
    each section that is begun. (A knapsack with one choice a section, by dynamic programming
    over the height; see Kellerer, Pferschy & Pisinger, Knapsack Problems, 2004, chapter 11.)

    Args:
        texts: sections in the order in which they are read.
        chart: stands at the head of a column; none where there is none.
        quote: stands at the foot of a column; none where there is none.
        height: of each column.
        wanted: how many questions each entry answers, in parts of a question.

    Returns:
        The columns, and how many pieces of each section are shown; none when not even chart
        and quote fit.
    """
    fixed = sum(piece.height for piece in (chart, quote) if piece)
    room = int((2 * height - fixed) / _STEP)
    if room < 0:
        return None
    states: dict[int, _State] = {0: _State(0.0, ())}
    for text in texts:
        states = _with(states, text, room, wanted)
    # The first pieces of equal value win, so that the order of a dictionary never decides.
    for state in sorted(states.values(), key=lambda one: (-one.value, one.shown)):
        named = [
            piece
            for text, count in zip(texts, state.shown, strict=True)
            for piece in text.pieces[:count]
        ]
        placed = _placed(named, chart, quote, height)
        if placed is not None:
            shown = {text.id: count for text, count in zip(texts, state.shown, strict=True)}
            return placed, shown
    return None


def _with(
    states: Mapping[int, _State], text: Text, room: int, wanted: Mapping[tuple[str, str], float]
) -> dict[int, _State]:
    """The states after one more section, each height with the best way to it."""
    new: dict[int, _State] = {}
    for used, state in states.items():
        worth, height = 0.0, 0.0
        seen: set[tuple[str, str]] = set()
        for count in range(len(text.pieces) + 1):
            if count:
                piece = text.pieces[count - 1]
                height += piece.height
                worth += piece.height
                # Summed in order: sums of fractions depend on it.
                worth += _WORTH * sum(wanted.get(one, 0.0) for one in sorted(piece.shows - seen))
                seen |= piece.shows
            if count == 1:
                worth += _ASKED * text.asked - _BEGUN
            total = used + -int(-height // _STEP)
            if total > room:
                break
            found = _State(state.value + worth, (*state.shown, count))
            best = new.get(total)
            if best is None or (-found.value, found.shown) < (-best.value, best.shown):
                new[total] = found
    return new


def _placed(
    pieces: Sequence[Piece], chart: Piece | None, quote: Piece | None, height: float
) -> Columns | None:
    """The pieces in two columns, in order; the most even way with the chart to the right."""
    best: tuple[float, Columns] | None = None
    for chart_left in (False, True) if chart else (False,):
        for quote_left in (False, True) if quote else (False,):
            for cut in range(len(pieces) + 1):
                left = [*pieces[:cut]]
                right = [*pieces[cut:]]
                if chart:
                    (left if chart_left else right).insert(0, chart)
                if quote:
                    (left if quote_left else right).append(quote)
                high = (_height(left), _height(right))
                if max(high) <= height:
                    uneven = abs(high[0] - high[1])
                    if best is None or uneven < best[0] - _STEP:
                        best = uneven, _columns(left, right, height, 2.5)
    return best[1] if best else None


def back(asked: Sequence[Asked], height: float) -> tuple[str, ...]:
    """Chooses questions that fit on the back.

    Lower ranks go first; among equals always the one that is least like those chosen so far and
    that the front answers, a short one before a long one. What does not fit is left out, and the
    next one is tried.

    Args:
        asked: candidates, in an order that decides between equals.
        height: of each column.

    Returns:
        Ids of those chosen, in the order of the candidates.
    """
    chosen: dict[str, float] = {}
    counts: Counter[tuple[str, Hashable]] = Counter()
    for rank in sorted({one.rank for one in asked}):
        left = [one for one in asked if one.rank == rank]
        while left:
            best = min(left, key=lambda one: _cost(one, counts))
            left.remove(best)
            tried = {**chosen, best.id: best.height}
            if _split(list(tried.values()), height) is not None:
                chosen = tried
                counts.update(best.like.items())
    return tuple(one.id for one in asked if one.id in chosen)


def columns(
    order: Iterable[str], chosen: Collection[str], heights: Mapping[str, float], height: float
) -> Columns:
    """The chosen questions of one version in two columns, as near to its order as they fit.

    Args:
        order: ids in the order of the version.
        chosen: those that are shown; they fit, as ``back`` found.
        heights: of questions by id.
        height: of each column.
    """
    pieces = [Piece(id, heights[id]) for id in order if id in chosen]
    left = _split([piece.height for piece in pieces], height) or (True,) * len(pieces)
    return _columns(
        [piece for piece, first in zip(pieces, left, strict=True) if first],
        [piece for piece, first in zip(pieces, left, strict=True) if not first],
        height,
        9.0,
    )


def _cost(one: Asked, counts: Mapping[tuple[str, Hashable], int]) -> float:
    mixed = sum(weight * counts.get((name, one.like.get(name)), 0) for name, weight in _MIX.items())
    return mixed + _APART * one.apart + one.height / _TALL


def _split(heights: Sequence[float], height: float) -> tuple[bool, ...] | None:
    """Which of some pieces go into the first of two columns; none when they do not fit.

    Of all ways the one that keeps most pairs in order, and then the most even one: by dynamic
    programming over the height of the first column and the number of its pieces.
    """
    room = int(height / _STEP)
    steps = [-int(-one // _STEP) for one in heights]
    total = sum(steps)
    # (height and number of pieces of the first column) → pairs out of order, and the way.
    states: dict[tuple[int, int], tuple[int, tuple[bool, ...]]] = {(0, 0): (0, ())}
    for place, step in enumerate(steps):
        new: dict[tuple[int, int], tuple[int, tuple[bool, ...]]] = {}
        for (used, count), (crossed, way) in states.items():
            right = (used, count), (crossed, (*way, False))
            left = (used + step, count + 1), (crossed + place - count, (*way, True))
            for key, state in (right, left):
                if key[0] <= room and (key not in new or state < new[key]):
                    new[key] = state
        states = new
    ways = [
        (crossed * _CROSSED + abs(total - 2 * used), way)
        for (used, _), (crossed, way) in states.items()
        if total - used <= room
    ]
    return min(ways)[1] if ways else None


def _height(pieces: Iterable[Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _columns(left: Sequence[Piece], right: Sequence[Piece], height: float, most: float) -> Columns:
    def air(pieces: Sequence[Piece]) -> float:
        """What is left of a column goes between its pieces, but not without measure."""
        free = height - _height(pieces)
        return round(min(most, max(0.0, free / max(1, len(pieces) - 1))), 2)

    return Columns(
        tuple(piece.name for piece in left),
        tuple(piece.name for piece in right),
        (air(left), air(right)),
    )
