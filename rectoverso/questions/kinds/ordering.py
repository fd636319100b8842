"""Ordering: steps to be put in order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import Order, QuestionBase, Step, WrittenQuestion
from rectoverso.model.values import EntryId
from rectoverso.questions.authoring import WrittenStep
from rectoverso.questions.context import Context
from rectoverso.questions.lowering import Lowered, Written, finish

KIND = "ordering"


class Authored(QuestionBase):
    """Three to eight steps, written in the right order."""

    steps: Annotated[dict[EntryId, WrittenStep], Field(min_length=3, max_length=8)]


def lower(written: WrittenQuestion, context: Context) -> Lowered:
    """The steps in their right order."""
    fields = written.fields
    assert isinstance(fields, Authored)
    own = Written(written, context)
    fallback = own.explain()
    steps = tuple(
        Step(id, step.text, step.feedback or fallback) for id, step in fields.steps.items()
    )
    return finish(own, Order(steps))
