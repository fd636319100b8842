"""Open question: some lines of the pupil's own, marked with a guide."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import Text
from rectoverso.questions.authoring import WrittenCriterion

KIND = "open"


class Authored(QuestionBase):
    """Lines to write on, a marking guide whose points add up, and a model answer."""

    lines: Annotated[int, Field(ge=1, le=30)] = 6
    guide: Annotated[tuple[WrittenCriterion, ...], Field(min_length=1)]
    model_answer: Text
