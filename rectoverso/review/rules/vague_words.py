"""No option hangs on a word that everyone takes differently.

« Souvent », “several” and the like mean one thing to the author and another to the reader, so
that two readers who know the same answer differently. In the key they also sound like the careful
answer. NBME Item-Writing Guide: vague frequency terms; Haladyna, Downing and Rodriguez 2002,
guideline 14.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.slip import Slip
from rectoverso.review.words import find

RULE = "vague-words"
CODE = Code.Q033


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each option that holds a vague word. A statement to be judged may have the
    vague word of its source."""
    for option in options(question):
        for language in case.languages:
            found = find("vague", option.text[language], language)
            if found:
                values = {"found": found[0].words, "other": option.text[language]}
                yield Slip(values, (*option.path, language), (found[0].start, found[0].end))
                break
