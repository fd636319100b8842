"""Single choice: one right answer among options that an editor wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import EntryId
from rectoverso.questions.authoring import WrittenOption

KIND = "single-choice"


class Authored(QuestionBase):
    """Two to six options, one of which is right."""

    options: Annotated[dict[EntryId, WrittenOption], Field(min_length=2, max_length=6)]
    ordered: bool = Field(False, description="keep the options in the order written here")
