"""Figures and dates among the options ascend (Haladyna, Downing and Rodriguez 2002, guideline
20: place choices in logical or numerical order; NBME: numeric options in order)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise

from rectoverso.languages import language as language_of
from rectoverso.model.questions import Choice, Question
from rectoverso.problems import Code, Problem
from rectoverso.review.case import Case
from rectoverso.text.dates import dates
from rectoverso.text.figures import figures

RULE = "options-unsorted"


def check(question: Question, case: Case) -> Iterable[Problem]:
    """Q016 when every option is one figure or one date and they are shuffled, or ordered in
    another way."""
    response = question.response
    if not isinstance(response, Choice):
        return
    language = case.languages[0]
    units = {
        name: unit.words.get(language, ()) for name, unit in case.publication.head.units.items()
    }
    places = [_place(option.text[language], language, units) for option in response.options]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return
    ascending = all(first <= second for first, second in pairwise(known))
    if not (ascending and response.ordered):
        yield Problem(Code.Q016, case.span(question, "options"), {"entry": question.id})


def _place(
    text: str, language: str, units: Mapping[str, tuple[str, ...]]
) -> tuple[Decimal, ...] | None:
    """Where an option belongs in order; none when it is neither a figure nor a date."""
    reader = language_of(language)
    told = dates(text, reader)
    if len(told) == 1 and told[0].date is not None and told[0].words.strip() == text.strip():
        date = told[0].date
        return tuple(Decimal(part or 0) for part in (date.year, date.month, date.day))
    found = figures(text, reader, units)
    if len(found) == 1 and found[0].words.strip() == text.strip():
        return (found[0].number,)
    return None
