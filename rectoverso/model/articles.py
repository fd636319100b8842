"""Copies of articles, and what verification found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class MatchStatus(StrEnum):
    """How an entry's words stand to the article. The first two count as verified."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELSEWHERE = "elsewhere"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out-of-scope"
    NOT_FOUND = "not-found"

    @property
    def verified(self) -> bool:
        """Whether the words stand there, but for typography."""
        return self in (MatchStatus.EXACT, MatchStatus.TYPOGRAPHIC)


@dataclass(frozen=True, slots=True)
class Article:
    """One copy at hand. ``name`` is only for messages; the digest is its identity."""

    sha256: str
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words were found. Offsets are code points of the copy's text, end exclusive."""

    source: str
    paragraph: int
    start: int
    end: int
    status: MatchStatus


@dataclass(frozen=True, slots=True)
class EntryVerification:
    """What verification found for one entry.

    Attributes:
        kind, id: which entry; kind is a key of ``publication.FILES``.
        status: the worst of its passages.
        passages: one for each evidence, or for each piece of a quote, in order.
        joins: for a quote, what stands between its pieces when shown: an empty text
            between pieces that follow each other, the mark that ends the sentence where only
            an attribution was left out before it, ``[…]`` where more was, or a bridge.
        accepted_on: date in the ledger, ISO 8601, when the ledger vouches for it.
    """

    kind: str
    id: str
    status: MatchStatus
    passages: tuple[Passage, ...] = ()
    joins: tuple[str, ...] = ()
    accepted_on: str | None = None


Verifications = Mapping[tuple[str, str], EntryVerification]
"""Verifications of an edition by (kind, id)."""


@dataclass(frozen=True, slots=True)
class VerifiedEntries:
    """Verifications of all editions by slug."""

    editions: Mapping[str, Verifications] = field(default_factory=dict)
