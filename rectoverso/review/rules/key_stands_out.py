"""The key must not be clearly longer than every wrong answer (Haladyna, Downing and Rodriguez
2002, guideline 24: keep the length of choices about equal; NBME: longest answer is correct)."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Choice, Question
from rectoverso.problems import Code, Problem
from rectoverso.review.case import Case

RULE = "key-stands-out"

_TIMES_AS_LONG = 1.5
_CHARACTERS_MORE = 15


def check(question: Question, case: Case) -> Iterable[Problem]:
    """Q015 when, in some language, the one right option is half as long again as the longest
    wrong one, and by more than a word or two.

    Options in a fixed order (true, false, not stated; figures) have the length they have.
    """
    response = question.response
    if not isinstance(response, Choice) or response.several or response.ordered:
        return
    for language in case.languages:
        right = max((option.text[language] for option in response.options if option.right), key=len)
        wrong = max(len(option.text[language]) for option in response.options if not option.right)
        if len(right) > wrong * _TIMES_AS_LONG and len(right) > wrong + _CHARACTERS_MORE:
            key = next(option.id for option in response.options if option.right)
            values = {"found": right, "entry": question.id}
            yield Problem(Code.Q015, case.span(question, "options", key), values)
            return
