"""How long a question takes: reading it, and answering.

Reading: the words that stand there, at the language's silent reading speed (``language.yaml``,
Brysbaert 2019). Answering: so many seconds by the form of the answer, times a factor by the level.
Those numbers are ours. They start from what books on test writing allow at secondary school (Nitko
and Brookhart, Educational Assessment of Students: half a minute for a true-false item, a minute for
a multiple-choice item, reading included; half a minute for each pair), and are meant to tell a quiz
of twenty minutes from one of forty, no more.
"""

from __future__ import annotations

from collections.abc import Mapping

from rectoverso.languages import Language
from rectoverso.model.questions import (
    Choice,
    Fill,
    Level,
    Match,
    Number,
    Open,
    Order,
    Question,
    Response,
    Short,
)
from rectoverso.questions.keys import judges_statement
from rectoverso.review import texts
from rectoverso.review.words import count

_FACTORS: Mapping[Level, float] = {
    Level.REMEMBER: 1,
    Level.UNDERSTAND: 1.25,
    Level.APPLY: 1.5,
    Level.ANALYSE: 1.75,
}
_JUDGING = 12
_CHOOSING = 15
_EACH_OPTION = 5
_WRITING = 20
_EACH_PAIR = 12
_EACH_STEP = 10
_OPENING = 60
_EACH_LINE = 30


def seconds(question: Question, language: Language) -> int:
    """Estimated seconds that a pupil takes for a question, reading included."""
    words = sum(count(text) for text in texts.parts(question, language.code))
    reading = words * 60 / language.words_per_minute
    answering = _JUDGING if judges_statement(question) else _answering(question.response)
    return round(reading + answering * _FACTORS[question.level])


def _answering(response: Response) -> int:
    match response:
        case Choice(options=options, several=True):
            return _CHOOSING + _EACH_OPTION * len(options)
        case Choice():
            return _CHOOSING
        case Fill(blanks=blanks):
            return _WRITING * len(blanks)
        case Number() | Short():
            return _WRITING
        case Match(pairs=pairs):
            return _EACH_PAIR * len(pairs)
        case Order(steps=steps):
            return _EACH_STEP * len(steps)
        case Open(lines=lines):
            return _OPENING + _EACH_LINE * lines
