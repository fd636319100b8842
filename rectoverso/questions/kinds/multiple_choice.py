"""Multiple choice: every right answer among options that an editor wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import EntryId
from rectoverso.questions.authoring import WrittenOption

KIND = "multiple-choice"


class Authored(QuestionBase):
    """Three to eight options, at least one of which is right and one wrong."""

    options: Annotated[dict[EntryId, WrittenOption], Field(min_length=3, max_length=8)]
    ordered: bool = Field(False, description="keep the options in the order written here")
