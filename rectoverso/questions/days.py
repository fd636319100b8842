"""Dates as stretches of days: which may be the same, and which is surely before which."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from itertools import pairwise

from rectoverso.model.values import SEASONS, LocalText, PartialDate
from rectoverso.questions.context import Context
from rectoverso.text import amounts


def first_day(date: PartialDate) -> datetime.date:
    """The first day that a date may mean."""
    return datetime.date(*date.sort_key)


def last_day(date: PartialDate) -> datetime.date:
    """The last day that a date may mean. Winter runs into the next year."""
    if date.day is not None:
        return first_day(date)
    year, month = date.year, date.month or 12
    if date.season is not None:
        first, month = SEASONS[date.season]
        year += month < first
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def clash(first: PartialDate, second: PartialDate) -> bool:
    """Whether the two may mean the same day."""
    return first_day(first) <= last_day(second) and first_day(second) <= last_day(first)


def surely_before(first: PartialDate, second: PartialDate) -> bool:
    """Whether the first lies wholly before the second."""
    return last_day(first) < first_day(second)


def in_one_order(dates: Iterable[PartialDate]) -> bool:
    """Whether dates that stand in order can stand in no other."""
    return all(surely_before(first, second) for first, second in pairwise(dates))


def date_text(date: PartialDate, context: Context) -> LocalText:
    """A date in every language of the edition."""
    return context.texts(lambda language: amounts.date(date, language))
