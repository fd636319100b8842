"""Figures and dates among the options ascend, and no version shuffles them.

Out of order they make the reader look for the order first, which is not what is asked.
Haladyna, Downing and Rodriguez 2002, guideline 21; NBME Item-Writing Guide: numeric options in
order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from rectoverso.model.questions import Choice, Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.quantities import date, quantity
from rectoverso.review.slip import Slip

RULE = "options-unsorted"
CODE = Code.Q016


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when every option is one figure or every one a date, and they do not ascend or are
    shuffled. Figures among dates have no order."""
    response = question.response
    offered = options(question)
    if not isinstance(response, Choice) or not offered:
        return
    language = case.languages[0]
    places = [_place(option.text[language], language, case) for option in offered]
    known = [place for place in places if place is not None]
    if len(known) < len(places) or len({sort for sort, _ in known}) > 1:
        return
    ascending = all(first <= second for first, second in pairwise(known))
    if not (ascending and response.ordered):
        yield Slip({}, ("options",))


def _place(text: str, language: str, case: Case) -> tuple[str, tuple[Decimal, ...]] | None:
    """Whether an option is a date or a figure, and where it belongs among those of its sort; none
    when it is neither."""
    told = date(text, language)
    if told is not None:
        return "date", tuple(map(Decimal, told.sort_key))
    found = quantity(text, language, case.context)
    return ("figure", found.reach) if found is not None else None
