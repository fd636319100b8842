"""No absolute word gives a wrong answer away.

Hardly anything holds always, never or for all, and pupils know it: an option with such a word is
struck out unread, and a statement with one is called false. The rule looks at wrong options, where
no right one has such a word, and at statements that are not true. Haladyna, Downing and Rodriguez
2002, guideline 28a (specific determiners); NBME Item-Writing Guide: absolute terms.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.keys import judges_statement, key_ids
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, asked, options
from rectoverso.review.slip import Slip
from rectoverso.review.words import find

RULE = "absolute-words"
CODE = Code.Q032
YIELDS_TO = ("all-or-none-of-the-above",)


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each wrong option, or for a statement, that holds an absolute word."""
    if judges_statement(question):
        if key_ids(question) != ("true",):
            yield from _slips(asked(question), case)
        return
    offered = options(question)
    if any(_words(option, case) for option in offered if option.right):
        return
    for option in offered:
        if not option.right:
            yield from _slips(option, case)


def _words(part: Part, case: Case) -> bool:
    return any(find("absolute", part.text[language], language) for language in case.languages)


def _slips(part: Part, case: Case) -> Iterable[Slip]:
    for language in case.languages:
        for found in find("absolute", part.text[language], language):
            values = {"found": found.words, "other": part.text[language]}
            yield Slip(values, (*part.path, language), (found.start, found.end))
            return
