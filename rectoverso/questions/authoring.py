"""Parts of written questions that several kinds share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rectoverso.model.values import Authored, LanguageCode, Name, Text

Variants = Annotated[tuple[str, ...], Field(min_length=1)]
"""Answers that count; the key shows the first."""


class WrittenOption(Authored):
    """An option, under an id of the editor's that stays the same when its text is mended."""

    text: Name = Field(description="a bare string where language does not matter")
    right: bool = False
    feedback: Text | None = Field(
        None, description="why it is right or wrong; needed for a wrong option"
    )


class WrittenBlank(Authored):
    """A gap of a text: what counts as right, by language; the key shows the first."""

    accepted: dict[LanguageCode, Variants]
    feedback: Text | None = None


class WrittenPair(Authored):
    """Left side and its partner."""

    left: Name
    right: Name
    feedback: Text | None = None


class WrittenStep(Authored):
    """One thing to be put in order."""

    text: Name
    feedback: Text | None = None


class WrittenCriterion(Authored):
    """One line of a marking guide."""

    points: Annotated[int, Field(ge=1, le=20)]
    text: Text


class WrittenFinding(Authored):
    """Words that stand in a source without bearing on the statement."""

    words: str = Field(min_length=1)
    because: Text = Field(description="why they state nothing here; shown in the private key")
