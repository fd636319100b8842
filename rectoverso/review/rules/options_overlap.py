"""No option holds another.

« 10 à 20 » and « 20 à 30 » both hold 20; « Nvidia » is in « Nvidia et Meta ». If the narrow option
is right, so is the wide one, and two right answers leave the careful reader guessing. Haladyna,
Downing and Rodriguez 2002, guideline 22: keep choices independent; choices should not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from rectoverso.model.questions import Choice, Question
from rectoverso.problems import Code
from rectoverso.questions.giveaway import whole
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, options
from rectoverso.review.quantities import Quantity, quantity
from rectoverso.review.slip import Slip
from rectoverso.review.words import listed
from rectoverso.text.fold import comparable

RULE = "options-overlap"
CODE = Code.Q030
YIELDS_TO = ("distractors-alike", "distractor-asserted", "distractor-in-bound")


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each pair of options of a choose-one question that overlap: as ranges and
    bounds, or because one is the other with something added."""
    response = question.response
    if not isinstance(response, Choice) or response.several:
        return
    for first, second in combinations(options(question), 2):
        for language in case.languages:
            if _overlap(first, second, language, case):
                values = {"found": first.text[language], "other": second.text[language]}
                yield Slip(values, second.path[:-1])
                break


def _overlap(first: Part, second: Part, language: str, case: Case) -> bool:
    one = quantity(first.text[language], language, case.context)
    other = quantity(second.text[language], language, case.context)
    if one is not None and other is not None:
        return one.unit == other.unit and _meet(one, other)
    if one is not None or other is not None:
        return False
    short, long = sorted(
        (comparable(first.text[language]), comparable(second.text[language])), key=len
    )
    return _added(short, long, language)


def _meet(one: Quantity, other: Quantity) -> bool:
    if one.exact and other.exact:
        return False
    (low, high), (least, most) = one.reach, other.reach
    start, end = max(low, least), min(high, most)
    return start < end or (start == end and one.holds(start) and other.holds(start))


def _added(short: str, long: str, language: str) -> bool:
    """Whether the long text is the short one and, or, with or without something else."""
    joiners = (*listed("joiner", language), ",")
    for match in whole(short).finditer(long):
        before, after = long[: match.start()].split(), long[match.end() :].split()
        if before and before[-1] in joiners:
            return True
        if after and (after[0] in joiners or long[match.end() :].startswith(",")):
            return True
    return False
