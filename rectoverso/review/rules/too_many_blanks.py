"""A text to be completed keeps enough words to be understood.

With more than one gap in five words what is left no longer says what is meant, and the gaps are
guessed from one another. One word in five is what cloze tests take out at most: Taylor 1953, Cloze
procedure; Gronlund, Assessment of Student Achievement.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Fill, Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip
from rectoverso.review.words import count

RULE = "too-many-blanks"
CODE = Code.Q040

_WORDS_A_BLANK = 5


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when there are fewer than five words for each gap, the gap among them."""
    response = question.response
    if not isinstance(response, Fill):
        return
    for language in case.languages:
        words = count(response.text[language])
        if len(response.blanks) > 1 and words < _WORDS_A_BLANK * len(response.blanks):
            values = {"found": str(len(response.blanks)), "allowed": str(words // _WORDS_A_BLANK)}
            yield Slip(values, ("text", language))
            return
