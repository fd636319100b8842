"""Statements are true about as often as they are false.

A quiz whose statements are nearly all true is passed by whoever marks « true » throughout. No
verdict may belong to more than two thirds of the statements, from five of them on. Ebel and
Frisbie 1991, Essentials of Educational Measurement, on true-false items; the limit is ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rectoverso.problems import Code
from rectoverso.questions.keys import judges_statement, key_ids
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "verdicts-unbalanced"
CODE = Code.Q041

_FEWEST = 5


def check_quiz(case: Case) -> Iterable[Slip]:
    """A slip when one verdict belongs to more than two thirds of the statements."""
    verdicts = Counter(
        key_ids(question)[0] for question in case.quiz.questions if judges_statement(question)
    )
    total = sum(verdicts.values())
    if total < _FEWEST:
        return
    verdict, most = max(sorted(verdicts.items()), key=lambda one: one[1])
    if 3 * most > 2 * total:
        yield Slip({"kind": f"@verdict-{verdict}", "found": str(most), "allowed": str(total)})
