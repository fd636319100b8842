"""A question is read once and understood.

A long stem measures reading and memory besides the subject, and costs the slow reader the time
for the rest. The rule counts words, so that both languages are held to the same: 45 in a stem or
statement, 30 in one sentence of it. The numbers are ours. Haladyna, Downing and Rodriguez 2002,
guideline 13: minimise the amount of reading in each item.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.languages import language as language_of
from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import asked
from rectoverso.review.slip import Slip
from rectoverso.review.words import count
from rectoverso.text.sentences import sentences

RULE = "stem-too-long"
CODE = Code.Q046

_WORDS = 45
_WORDS_IN_A_SENTENCE = 30


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem or a statement that is too long, or has too long a sentence."""
    part = asked(question)
    for language in case.languages:
        text = part.text[language]
        longest = max(
            (count(text[start:end]) for start, end in sentences(text, language_of(language))),
            default=0,
        )
        for found, allowed in ((count(text), _WORDS), (longest, _WORDS_IN_A_SENTENCE)):
            if found > allowed:
                values = {"found": str(found), "allowed": str(allowed)}
                yield Slip(values, (*part.path, language))
                return
