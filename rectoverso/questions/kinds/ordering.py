"""Ordering: steps to be put in order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import EntryId
from rectoverso.questions.authoring import WrittenStep

KIND = "ordering"


class Authored(QuestionBase):
    """Three to eight steps, written in the right order."""

    steps: Annotated[dict[EntryId, WrittenStep], Field(min_length=3, max_length=8)]
