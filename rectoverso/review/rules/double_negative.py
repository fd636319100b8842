"""Nobody has to undo two negatives to answer.

A negative stem with a negative option, two negatives in one stem, or a negative statement that is
to be called false: what is tested then is logic under pressure and not the subject. Haladyna,
Downing and Rodriguez 2002, guidelines 17 and 27; Frisbie and Becker 1991 on true-false statements.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review import negatives
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.slip import Slip

RULE = "double-negative"
CODE = Code.Q036


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem with two negatives, or with one and an option with another; and for a
    statement with a negative."""
    for language in case.languages:
        stated = negatives.in_statement(question, language)
        if stated:
            at = (stated[0].start, stated[0].end)
            yield Slip({"found": stated[0].words}, ("stem", language), at)
            return
        turned = negatives.in_stem(question, language, case)
        twice = len(negatives.anywhere(question.stem[language], language)) > 1
        if turned and (twice or _negative_option(question, language)):
            at = (turned[0].start, turned[0].end)
            yield Slip({"found": turned[0].words}, ("stem", language), at)
            return


def _negative_option(question: Question, language: str) -> bool:
    return any(negatives.anywhere(option.text[language], language) for option in options(question))
