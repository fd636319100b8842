"""The right answer is not clearly longer than every wrong one.

Authors take care that the key is beyond dispute, and so it grows; the pupil who knows this
chooses the longest answer without having read the question. The rule speaks up when the key is
half as long again as the longest wrong option, and by more than 15 characters. Haladyna, Downing
and Rodriguez 2002, guidelines 24 and 28d; NBME Item-Writing Guide: long correct answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Choice, Question
from rectoverso.problems import Code
from rectoverso.questions.choosing import stands_out
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.slip import Slip

RULE = "key-stands-out"
CODE = Code.Q015


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when, in some language, the one right option stands out by its length.

    Names have the length they have, and so do figures and dates, which keep their order.
    """
    response = question.response
    offered = options(question)
    if not isinstance(response, Choice) or response.several or response.ordered or not offered:
        return
    if all(case.is_name(option.text) for option in offered):
        return
    key = next(option for option in offered if option.right)
    for language in case.languages:
        wrong = [option.text[language] for option in offered if not option.right]
        if stands_out(key.text[language], wrong):
            yield Slip({"found": key.text[language]}, key.path[:-1])
            return
