"""Short answer: a few words, with the variants that count."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import LanguageCode, Text

KIND = "short-answer"


class Authored(QuestionBase):
    """A few words; the first accepted variant is shown in the key."""

    accepted: dict[LanguageCode, Annotated[tuple[str, ...], Field(min_length=1)]]
    feedback: Text | None = None
