"""A written question was read by a second person, where the publication asks for that.

Whoever wrote the question knows what was meant, and reads that; only somebody else finds out what
it says. The publication asks with ``require_review``; the second reader's initials stand under
``reviewed``. Haladyna, Downing and Rodriguez 2002, guideline 11: edit and proof items; NBME
Item-Writing Guide: review by a second writer.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.slip import Slip

RULE = "no-second-reader"
CODE = Code.Q049


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a written question without initials. Generated ones lean on entries that are
    read, and their words are ours."""
    if not case.publication.head.require_review or question.generated:
        return
    written = next(one for one in case.edition.questions if one.id == question.id)
    if not written.fields.reviewed:
        yield Slip()
