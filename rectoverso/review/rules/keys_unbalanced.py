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
from rectoverso.review.case import Case
from rectoverso.review.key_places import FEWEST_QUESTIONS, MOST_IN_A_ROW, crowded, key_places
from rectoverso.review.slip import Slip

RULE = "keys-unbalanced"
CODE = Code.Q042


def check_quiz(case: Case) -> Iterable[Slip]:
    """One slip for each version whose keys crowd at one place, or stand there in a row."""
    for version in case.quiz.versions:
        found = key_places(version, case.quiz)
        place = crowded(found)
        if place is not None:
            values = ("@at-one-place", found.counts[place], found.allowed[place])
        elif found.run > MOST_IN_A_ROW and sum(found.counts) >= FEWEST_QUESTIONS:
            values = ("@in-a-row", found.run, MOST_IN_A_ROW)
        else:
            continue
        how, many, allowed = values
        told = {"kind": version.name, "how": how, "found": str(many), "allowed": str(allowed)}
        yield Slip(told, version=version.name)
