"""Options that are one figure or one date, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Bound
from rectoverso.model.values import PartialDate
from rectoverso.questions.context import Context
from rectoverso.review.words import count
from rectoverso.text.cues import bound_of
from rectoverso.text.dates import dates
from rectoverso.text.figures import figures

_BESIDE = 3
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure or a range as an option gives it.

    Attributes:
        low, high: both ends, with their signs; the same for one figure.
        unit: as in facts, or none.
        bound: such as « moins de », or none.
    """

    low: Decimal
    high: Decimal
    unit: str | None
    bound: Bound | None

    @property
    def exact(self) -> bool:
        """Whether it is one figure without a bound, or « about » one."""
        return self.low == self.high and self.bound in (None, Bound.ABOUT)

    def holds(self, value: Decimal) -> bool:
        """Whether it allows a value: « plus de 100 » does not allow 100."""
        low, high = self.reach
        open_end = {Bound.MORE_THAN: low, Bound.LESS_THAN: high}.get(self.bound or Bound.ABOUT)
        return low <= value <= high and value != open_end

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value that it allows, or the limit of these."""
        match self.bound:
            case Bound.MORE_THAN | Bound.AT_LEAST:
                return self.low, _ENDLESS
            case Bound.LESS_THAN | Bound.AT_MOST | Bound.UP_TO:
                # Nothing is counted below zero, but what is counted may be.
                return (Decimal(0) if self.high > 0 else -_ENDLESS), self.high
        return self.low, self.high


def quantity(text: str, language: str, context: Context) -> Quantity | None:
    """The quantity that an option is: one figure or a range, and hardly a word beside it.

    Returns:
        None for a date, a rank, a vague figure, several figures, or a sentence with a figure.
    """
    return _quantity(text, language, tuple(context.unit_words(language).items()))


@lru_cache(maxsize=1024)
def _quantity(
    text: str, language: str, units: tuple[tuple[str, tuple[str, ...]], ...]
) -> Quantity | None:
    reader = language_of(language)
    found = figures(text, reader, dict(units))
    if not 1 <= len(found) <= 2 or any(one.vague or one.ordinal for one in found):
        return None
    if count(text[: found[0].start]) + count(text[found[-1].end :]) > _BESIDE:
        return None
    first, last = found[0], found[-1]
    if len(found) == 2:
        between = text[first.end : last.start].strip().lower()
        ranges = reader.numbers.ranges | frozenset(reader.numbers.between.values())
        if between not in ranges or first.unit != last.unit:
            return None
    low, high = sorted((first.number, last.number))
    bound = bound_of(text, first, reader) if first is last else None
    return Quantity(low, high, first.unit, bound)


def date(text: str, language: str) -> PartialDate | None:
    """The date that an option is, with hardly a word beside it; none without a year."""
    found = dates(text, language_of(language))
    if len(found) != 1 or found[0].date is None or found[0].date.year is None:
        return None
    told = found[0].date
    if count(text[: found[0].start]) + count(text[found[0].end :]) > _BESIDE:
        return None
    assert told.year is not None
    return PartialDate(told.year, told.month, told.day, told.season)
