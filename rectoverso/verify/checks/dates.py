"""The date of a fact is the one its evidence gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from rectoverso.model.entries import Carries, OnDate
from rectoverso.model.values import PartialDate
from rectoverso.problems import Code, Problem
from rectoverso.text import match
from rectoverso.text.dates import DateMention
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.figures import carriers
from rectoverso.verify.reading import Reading

CODES = (Code.V030, Code.V038)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports dates that no sentence of the evidence gives, and relative ones left open.

    A date without a year in the article takes it from the article's own date. A relative
    date is resolved by a source that gives the day, or by the editor.
    """
    for id, fact, located in case.facts():
        if fact.on is None:
            continue
        if fact.on.date is not None:
            yield from _plain(case, id, fact.on.date, located)
        if fact.on.words is not None:
            yield from _relative(case, id, fact.on, located)


def _plain(
    case: Case, id: str, date: PartialDate, located: tuple[Located, ...]
) -> Iterator[Problem]:
    mentions = [
        (mention, one.reading)
        for one in carriers(located, Carries.DATE) or located
        for mention in case.dates(one.sentence.text, one.reading.language)
    ]
    if any(gives(mention, date, reading) for mention, reading in mentions):
        return
    words = dict.fromkeys(" ".join(mention.words.split()) for mention, _ in mentions)
    values = {"declared": str(date), "found": ", ".join(words) or "@none"}
    yield Problem(Code.V030, case.span("facts", id, "on"), values)


def gives(mention: DateMention, date: PartialDate, reading: Reading) -> bool:
    """Whether a mention gives a date, or a day within it."""
    said = mention.date
    if said is None:
        return False
    if said.year is not None:
        return date.covers(PartialDate(said.year, said.month, said.day, said.season))
    published = reading.source.published
    last = published.date if published else None
    if last is not None and not _just_before(date, last):
        return False
    return date.covers(PartialDate(date.year, said.month, said.day, said.season))


def _just_before(date: PartialDate, published: PartialDate) -> bool:
    """Whether a date that is told without its year lies in the year before publication."""
    if date.year == published.year:
        return True
    last = published.month or 12
    return date.year == published.year - 1 and (date.month is None or date.month >= last)


def _relative(case: Case, id: str, on: OnDate, located: tuple[Located, ...]) -> Iterator[Problem]:
    assert on.words is not None
    stands = any(match.find(on.words, one.sentence.text, one.reading.language) for one in located)
    span = case.span("facts", id, "on", "words")
    if not stands:
        words = dict.fromkeys(
            mention.words
            for one in located
            for mention in case.dates(one.sentence.text, one.reading.language)
        )
        values = {"declared": on.words, "found": ", ".join(words) or "@none"}
        yield Problem(Code.V030, span, values)
        return
    if on.resolved is None or on.basis is None:
        yield Problem(Code.V038, span, {"words": on.words})
        return
    resolved = case.span("facts", id, "on", "resolved")
    values = {"declared": str(on.resolved), "found": on.words}
    language = located[0].reading.language
    weekday = language.dates.weekdays.get(on.words.strip().lower())
    day = on.resolved
    known = datetime.date(day.year, day.month, day.day) if day.month and day.day else None
    if weekday and known is not None and known.isoweekday() != weekday:
        yield Problem(Code.V030, resolved, values)
        return
    if on.basis == "editor" or on.basis not in case.readings:
        return
    basis = case.readings[on.basis]
    published = basis.source.published
    told = any(gives(mention, day, basis) for mention in basis.dates)
    if not told and not (published and day.covers(published.date)):
        yield Problem(Code.V030, case.span("facts", id, "on", "basis"), values)
