"""Wrong dates: as exact as the right one, near it, told by no source for the same matter.

They come from elsewhere in the edition first, since what they are wrong about can then be said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from rectoverso.model.entries import Fact
from rectoverso.model.questions import Option, Reference
from rectoverso.model.values import PartialDate
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.days import clash, date_text, first_day
from rectoverso.questions.distractors import WANTED

_DAYS = (-3, 4, -7, 7, 10, -10, -14, 14, 21, -21, -28, -35, -42)
_MONTHS = (-1, 1, -2, 2, -3, -4, -6)
_YEARS = (-1, -2, 1, -3, -4)
# « L’hiver 2022 » may be the one in which 2022 began.
_SEASONS = ("spring", "summer", "autumn")


def dates(question: str, fact: Fact, context: Context) -> tuple[Option, ...]:
    """Wrong dates for a question whose key is the date of a fact.

    They are as exact as the key, and not later than the edition.

    Args:
        question: id of the question; it decides which of many candidates are taken.
        fact: with a known date.
        context: the edition.

    Returns:
        As many as are wanted, in no order; those of the lock where it holds the question;
        fewer where there are not enough.
    """
    key = _key(fact)
    if question in context.fixed:
        return dates_of((id for id in context.fixed[question] if id != str(key)), fact, context)
    told = _told(key, context)
    # Nearby dates only: a question about a week in January is no question beside 2019.
    near = {str(date): date for date in (*told, *_near(key)) if _within(date, key)}
    own = shuffled((id for id, date in near.items() if date in told), question)
    order = (*own, *shuffled((id for id in near if id not in own), question))
    chosen: list[PartialDate] = []
    for date in map(near.__getitem__, order):
        if _fits(date, fact, context) and not any(clash(date, other) for other in chosen):
            chosen.append(date)
    return tuple(_option(date, key, told.get(date), context) for date in chosen[:WANTED])


def dates_of(ids: Iterable[str], fact: Fact, context: Context) -> tuple[Option, ...]:
    """The wrong dates with these ids, without those that a source asserts by now.

    Args:
        ids: of options, as the lock holds them; what is no date is left out.
        fact: with a known date.
        context: the edition.
    """
    key = _key(fact)
    told = _told(key, context)
    return tuple(
        _option(date, key, told.get(date), context)
        for date in map(parsed, ids)
        if date is not None and _fits(date, fact, context)
    )


def _key(fact: Fact) -> PartialDate:
    assert fact.on is not None
    assert fact.on.known is not None
    return fact.on.known


def _fits(date: PartialDate, fact: Fact, context: Context) -> bool:
    """Whether no source tells the date for the fact's matter, and the edition is not older."""
    asserted = [rival.on.known for rival in context.rivals(fact) if rival.on and rival.on.known]
    last = first_day(context.edition.head.date)
    return first_day(date) <= last and not any(clash(date, one) for one in (*asserted, _key(fact)))


def parsed(id: str) -> PartialDate | None:
    """The date that an id of an option means; none when it means none."""
    try:
        return PartialDate.parse(id)
    except ValueError:
        return None


def _told(key: PartialDate, context: Context) -> dict[PartialDate, tuple[str, Fact]]:
    """Dates that the edition tells as exactly. Of several facts of one day the first is told of:
    editors put the main one first."""
    return {
        other.on.known: (id, other)
        for id, other in reversed(context.facts())
        if other.on and other.on.known and _precision(other.on.known) == _precision(key)
    }


def _precision(date: PartialDate) -> str:
    if date.season:
        return "season"
    return "day" if date.day else "month" if date.month else "year"


def _near(date: PartialDate) -> Iterator[PartialDate]:
    if date.season:
        for years in (-1, 1, -2):
            yield PartialDate(date.year + years, season=date.season)
        for season in _SEASONS:
            yield PartialDate(date.year, season=season)
    elif date.day:
        for shift in _DAYS:
            day = first_day(date) + datetime.timedelta(days=shift)
            yield PartialDate(day.year, day.month, day.day)
    elif date.month:
        for shift in _MONTHS:
            months = date.year * 12 + date.month - 1 + shift
            yield PartialDate(months // 12, months % 12 + 1)
    else:
        for shift in _YEARS:
            yield PartialDate(date.year + shift)


def _within(date: PartialDate, key: PartialDate) -> bool:
    def months(one: PartialDate) -> int:
        return one.sort_key[0] * 12 + one.sort_key[1]

    return abs(months(date) - months(key)) <= (60 if not key.month else 14 if not key.day else 2)


def _option(
    date: PartialDate, key: PartialDate, told: tuple[str, Fact] | None, context: Context
) -> Option:
    text = date_text(date, context)
    if told is not None and context.complete(told[1].says):
        reason = context.say("quiz.date-elsewhere", says=told[1].says)
        return Option(str(date), text, False, reason, Reference("facts", told[0]))
    name = "quiz.too-early" if first_day(date) < first_day(key) else "quiz.too-late"
    return Option(str(date), text, False, context.say(name, right=date_text(key, context)))
