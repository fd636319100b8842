"""Fill-in: a text with gaps."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import EntryId, Text
from rectoverso.questions.authoring import WrittenBlank

KIND = "fill-in"


class Authored(QuestionBase):
    """A text with gaps written ``{gap}``, and for each what counts as right."""

    text: Text = Field(description="the text; {name} stands for the gap of that name")
    blanks: Annotated[dict[EntryId, WrittenBlank], Field(min_length=1, max_length=6)]
