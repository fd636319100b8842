"""What editors say of the e-mail: the publication once, an edition where it differs.

And what stands in a built message until somebody sends it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rectoverso.model.values import Authored, LanguageCode, Name, Text

UNSUBSCRIBE = "https://unsubscribe.invalid/"
"""Stands in a letter for the address for leaving the list. No message ever reaches a domain
below ``.invalid`` (RFC 2606)."""
LETTER = "X-Rectoverso-Letter"
"""Header of a built message: edition/language/revision, and ``/retraction`` of one taken back."""
RETRACTION = "retraction"
"""Ends that header in the letter of a retracted edition, which is another letter than before."""


class EmailForm(StrEnum):
    """How much of an edition its e-mail holds.

    A digest holds the essentials, the beginning of each section and its charts, and leads to
    the page for the rest; the whole also holds every section, quote and comparison.
    """

    DIGEST = "digest"
    WHOLE = "whole"


class Listmonk(Authored):
    """``listmonk`` under ``email``: the numbers that a campaign takes from your installation."""

    lists: dict[LanguageCode, tuple[Annotated[int, Field(ge=1)], ...]] = Field(
        default_factory=dict,
        description="numbers of the lists that get a letter, by its language: {fr: [3], en: [4]}",
    )
    template: int | None = Field(
        None, ge=1, description="number of the template that holds the content and nothing else"
    )


class PublicationEmail(Authored):
    """``email`` in ``publication.yaml``: what holds for the e-mail of every edition."""

    form: EmailForm = EmailForm.DIGEST
    postal: Name | None = Field(
        None, description="postal address at the foot, which many laws ask of bulk mail"
    )
    listmonk: Listmonk = Field(Listmonk(), description="for the campaign that listmonk imports")


class EditionEmail(Authored):
    """``email`` in ``edition.yaml``: where an edition differs from the publication."""

    form: EmailForm | None = None
    revision: int = Field(
        1, ge=1, description="raise it to send a letter again to people who have had it"
    )
    subject: Text | None = Field(
        None, description="default: the title; calls such as figure() are allowed"
    )
    preheader: Text | None = Field(
        None,
        description="what a mailbox shows after the subject; default: the lede; calls are allowed",
    )
