"""A text to be completed does not begin with a gap.

Who meets the gap first has to read to the end and come back before there is anything to answer;
a gap near the end is read as a question. Gronlund, Assessment of Student Achievement: place the
blanks near the end of the statement; Haladyna, Downing and Rodriguez 2002, guideline 15.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Fill, Question
from rectoverso.problems import Code
from rectoverso.questions.wording import GAP
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "blank-at-start"
CODE = Code.Q039

_BEFORE = " \u00a0\u202f«“\"'(—–-"


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when the text of a fill-in, or the sentence that is shown, opens with a gap."""
    response, material = question.response, question.material
    for language in case.languages:
        if isinstance(response, Fill):
            opening = response.text[language].lstrip(_BEFORE)
            if any(opening.startswith(f"{{{blank.id}}}") for blank in response.blanks):
                yield Slip({}, ("text", language))
                return
        elif material is not None and material[language].lstrip(_BEFORE).startswith(GAP):
            yield Slip({}, ("stem",))
            return
