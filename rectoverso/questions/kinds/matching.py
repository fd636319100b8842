"""Matching: left sides to be joined to their partners."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import EntryId
from rectoverso.questions.authoring import WrittenOption, WrittenPair

KIND = "matching"


class Authored(QuestionBase):
    """Three to eight pairs, and right sides that belong to none."""

    pairs: Annotated[dict[EntryId, WrittenPair], Field(min_length=3, max_length=8)]
    extra: Annotated[dict[EntryId, WrittenOption], Field(max_length=3)] = Field(
        default_factory=dict, description="right sides without a partner"
    )
