"""Every date in a text of ours is carried by its entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rectoverso.languages import Language
from rectoverso.problems import Code, Problem
from rectoverso.text.dates import DateMention
from rectoverso.text.fold import fold
from rectoverso.verify.carried import Carried, carries_date
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ours import field_of, owned

CODES = (Code.V022,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports dates that no field of the entry and no sentence of its evidence gives, and
    weekdays that are not those of the date they stand with (« mardi 27 janvier »)."""
    for owner in owned(case):
        for text in owner.texts:
            language = case.language_of(text.language)
            for mention in case.dates(text.words, language):
                if carries_date(owner.carried, mention, case) and _is_its_weekday(
                    mention, owner.carried, language
                ):
                    continue
                if mention.relative and owner.numbers_only:
                    continue
                span = case.within(owner.kind, text.path, mention.start, mention.end)
                values = {"found": mention.words, "field": str(field_of(text.path))}
                yield Problem(Code.V022, span, values)


def _is_its_weekday(mention: DateMention, carried: Carried, language: Language) -> bool:
    """Whether a weekday before a date, if there is one, is that day's; without a year, that of
    a carried date of this day and month."""
    said = mention.date
    words = fold(mention.words).text.lower().replace(",", " ").split()
    weekday = next((language.dates.weekdays[w] for w in words if w in language.dates.weekdays), 0)
    if not weekday or said is None or said.day is None or said.month is None:
        return True
    years = (
        {said.year}
        if said.year
        else {one.year for one in carried.dates if (one.month, one.day) == (said.month, said.day)}
    )
    days = [date(year, said.month, said.day) for year in years if year]
    return not days or any(day.isoweekday() == weekday for day in days)
