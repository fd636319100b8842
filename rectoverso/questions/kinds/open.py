"""Open question: some lines of the pupil's own, marked with a guide."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Criterion, Open, QuestionBase, WrittenQuestion
from rectoverso.model.values import Text
from rectoverso.problems import Code
from rectoverso.questions.authoring import WrittenCriterion
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish

KIND = "open"


class Authored(QuestionBase):
    """Lines to write on, a marking guide whose points add up, and a model answer."""

    lines: Annotated[int, Field(ge=1, le=30)] = 6
    guide: Annotated[tuple[WrittenCriterion, ...], Field(min_length=1)]
    model_answer: Text


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The lines and the guide; Q001 when the guide's points are not the question's."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    problems = []
    if sum(line.points for line in fields.guide) != fields.points:
        problems.append(own.problem(Code.Q001, "guide", entry=fields.id))
    guide = tuple(Criterion(line.points, line.text) for line in fields.guide)
    return finish(
        own,
        Open(fields.lines, guide, fields.model_answer),
        problems,
        unproved=True,
        contested_is_fine=True,
    )
