"""A wrong option does not agree with a bound that a source sets.

Where a source says « fewer than 6 million », 5 million is not wrong. Haladyna, Downing and
Rodriguez 2002, guideline 19: one of the choices is right, and only one.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.refusals import refusals
from rectoverso.review.slip import Slip

RULE = "distractor-in-bound"
CODE = Code.Q003


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each wrong option that satisfies an asserted bound or range."""
    for option, refusal in refusals(question, case):
        if refusal.code is CODE:
            says = case.first(refusal.fact.says)
            yield Slip({"found": case.first(option.text), "entry": says}, option.path)
