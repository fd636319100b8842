"""A stem has no words that say nothing.

« Il convient de noter que », “please”, “as we all know”: they are read like the rest and help
nobody to answer. Haladyna, Downing and Rodriguez 2002, guideline 16: avoid window dressing; NBME
Item-Writing Guide: unnecessarily complicated stems.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.keys import judges_statement
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip
from rectoverso.review.words import find

RULE = "wordy-stem"
CODE = Code.Q047


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem that holds an empty phrase."""
    if judges_statement(question) and question.generated:
        return
    for language in case.languages:
        found = find("filler", question.stem[language], language)
        if found:
            at = (found[0].start, found[0].end)
            yield Slip({"found": found[0].words}, ("stem", language), at)
            return
