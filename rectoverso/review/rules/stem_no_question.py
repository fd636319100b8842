"""A stem asks a question or says what to do.

Whoever covers the options must still know what is asked; a stem that only opens a sentence sends
the reader through all the options to find the question. Haladyna, Downing and Rodriguez 2002,
guidelines 14 and 15; NBME Item-Writing Guide: cover-the-options rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.keys import judges_statement
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip
from rectoverso.review.words import find, listed
from rectoverso.text.fold import fold

RULE = "stem-no-question"
CODE = Code.Q037

_OPENS = re.compile(r"(?:^|[.!?,:;…] ?)[\s«“\"(]*([^\W\d_]+)")


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a stem without a question mark and without an imperative at the start of a
    clause."""
    if judges_statement(question):
        return
    for language in case.languages:
        text = question.stem[language]
        if "?" not in text and not _orders(text, language):
            yield Slip({"found": text}, ("stem", language))
            return


def _orders(text: str, language: str) -> bool:
    for filler in reversed(find("filler", text, language)):
        text = text[: filler.start] + text[filler.end :].lstrip()
    opening = {match.group(1).lower() for match in _OPENS.finditer(fold(text).text)}
    opening -= set(listed("imperative-unless", language))
    imperatives = listed("imperative", language)
    endings = tuple(word[1:] for word in imperatives if word.startswith("-"))
    return any(word in imperatives or (endings and word.endswith(endings)) for word in opening)
