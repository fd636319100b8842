"""No two options say the same.

Options that differ only in case, spaces, a full stop or rounding fall together: if one is right,
so is the other. Haladyna, Downing and Rodriguez 2002, guidelines 19 and 22.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.distractors import round_alike
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, alternatives
from rectoverso.review.quantities import quantity
from rectoverso.review.slip import Slip
from rectoverso.text.fold import comparable

RULE = "distractors-alike"
CODE = Code.Q004
YIELDS_TO = ("distractor-asserted",)


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each pair of options, right sides or steps that cannot be told apart."""
    for first, second in combinations(alternatives(question), 2):
        for language in case.languages:
            if _same(first, second, language) or _equal(first, second, language, case):
                values = {"found": first.text[language], "other": second.text[language]}
                yield Slip(values, second.path[:-1])
                break


def _same(first: Part, second: Part, language: str) -> bool:
    return comparable(first.text[language]).rstrip(".") == comparable(second.text[language]).rstrip(
        "."
    )


def _equal(first: Part, second: Part, language: str, case: Case) -> bool:
    one = quantity(first.text[language], language, case.context)
    other = quantity(second.text[language], language, case.context)
    if one is None or other is None or not (one.exact and other.exact):
        return False
    same_side = (one.low < 0) == (other.low < 0)
    return one.unit == other.unit and same_side and round_alike(one.low, other.low)
