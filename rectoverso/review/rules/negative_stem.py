"""A question asks for what is so, not for what is not.

Readers who know the matter pass over the negative and mark the one thing that is right; and to
know what does not belong is not yet to know what does. Where the negative cannot be helped, it
stands in capitals, and this note remains. Haladyna, Downing and Rodriguez 2002, guideline 17; NBME
Item-Writing Guide: negatively phrased lead-in.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review import negatives
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "negative-stem"
CODE = Code.Q034
YIELDS_TO = ("negative-unmarked", "double-negative")


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem that a negative turns around."""
    for language in case.languages:
        found = negatives.in_stem(question, language, case)
        if found:
            at = (found[0].start, found[0].end)
            yield Slip({"found": found[0].words}, ("stem", language), at)
            return
