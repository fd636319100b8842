"""True, false or not stated: a statement to be judged by what the sources say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rectoverso.model.questions import QuestionBase
from rectoverso.model.values import Text

KIND = "true-false"


class Authored(QuestionBase):
    """A statement (the ``stem``) that is true, false or not stated in the sources.

    ``not-stated`` is not proved by evidence: it names the words that were searched for and
    carries the initials of the person who looked.
    """

    key: Literal["true", "false", "not-stated"]
    offer_not_stated: bool = Field(True, description="false: only true and false are offered")
    feedback: dict[Literal["true", "false", "not-stated"], Text] = Field(
        default_factory=dict, description="why an answer is right or wrong"
    )
    searched: tuple[str, ...] = Field((), description="words searched for in all sources")
    signed_off: str | None = Field(None, description="initials of the person who looked")
