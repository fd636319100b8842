"""No source gives a wrong option as the answer.

Whoever read that source closely would choose the option and be marked wrong. The rule compares
figures, dates and claims with every fact of the same measure and object. Haladyna, Downing and
Rodriguez 2002, guideline 19: one of the choices is right, and only one.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.refusals import refusals
from rectoverso.review.slip import Slip

RULE = "distractor-asserted"
CODE = Code.Q002


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each wrong option that some source asserts."""
    for option, refusal in refusals(question, case):
        if refusal.code is CODE:
            source = case.context.sources_of(refusal.fact)[0]
            label = case.first(case.edition.sources[source].label)
            yield Slip({"found": case.first(option.text), "source": label}, option.path)
