"""In each version the key stands now at one place, now at another.

Authors hide the key in the middle, and pupils who know it mark the third option when in doubt. No
place may hold more than its even share of the keys and two more, and no more than four keys in a
row may stand at the same place. Questions with three options or more count, from six of them on.
Haladyna, Downing and Rodriguez 2002, guideline 20: vary the location of the right answer; the
limits are ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.problems import Code
from rectoverso.questions.balance import MOST_IN_A_ROW, balanced, key_places
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "keys-unbalanced"
CODE = Code.Q042


def check_quiz(case: Case) -> Iterable[Slip]:
    """One slip for each version whose keys are out of balance."""
    questions = {question.id: question for question in case.quiz.questions}
    for version in case.quiz.versions:
        found = key_places(version, questions)
        if balanced(found):
            continue
        too_many = max(found.counts) > found.allowed
        values = {
            "how": "@at-one-place" if too_many else "@in-a-row",
            "kind": version.name,
            "found": str(max(found.counts) if too_many else found.run),
            "allowed": str(found.allowed if too_many else MOST_IN_A_ROW),
        }
        yield Slip(values, version=version.name)
