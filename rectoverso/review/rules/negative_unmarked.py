"""A negative that turns the question around stands in capitals.

« Lequel n’a PAS signé ? » cannot be overlooked; without the capitals every class has pupils who
answer the opposite of what was asked. Haladyna, Downing and Rodriguez 2002, guideline 17: if
negative words are used, they appear capitalised and in bold.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review import negatives
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "negative-unmarked"
CODE = Code.Q035
YIELDS_TO = ("double-negative",)


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem with a negative that is not in capitals, in any language."""
    for language in case.languages:
        found = [one for one in negatives.in_stem(question, language, case) if not one.marked]
        if found:
            at = (found[0].start, found[0].end)
            yield Slip({"found": found[0].words}, ("stem", language), at)
            return
