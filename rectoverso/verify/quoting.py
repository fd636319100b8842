"""What a quote is read with, and which words in and between quotation marks are spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rectoverso.model.entries import Party
from rectoverso.model.publication import Places
from rectoverso.text.match import Match
from rectoverso.text.quotations import Quotation, attributions
from rectoverso.verify.names import NameIndex
from rectoverso.verify.passages import WordsAt
from rectoverso.verify.reading import Reading


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """What a quote is read with.

    Attributes:
        file: the file it is written in.
        id: its id there.
        readings: articles of the edition at hand.
        names, parties: who may be named.
    """

    places: Places
    file: str
    id: str
    readings: Mapping[str, Reading]
    names: NameIndex
    parties: Mapping[str, Party]

    def at(self, *path: str | int) -> WordsAt:
        """Where a field of the quote is written."""
        return WordsAt(self.places, self.file, ("quotes", self.id, *path))

    def name(self, id: str) -> str:
        """A party's name as the article's readers know it."""
        party = self.parties.get(id)
        return next(iter(party.name.items()))[1] if party else id


@dataclass(frozen=True, slots=True)
class Clauses:
    """The journalist's words inside quotation marks and between them.

    Attributes:
        reading: the article.
        attribution: where the words that the entry gives as naming the speaker stand.
    """

    reading: Reading
    attribution: Match | None

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The clauses of a stretch that say who speaks, in order."""
        found = list(attributions(self.reading.text, start, end, self.reading.language))
        if self.attribution and start <= self.attribution.start and self.attribution.end <= end:
            found.append((self.attribution.start, self.attribution.end))
        return tuple(sorted(found))


def is_spoken(reading: Reading, start: int, end: int) -> bool:
    """Whether words stand in quotation marks and in no clause that names the speaker."""
    quotation = reading.quotation_around(start, end)
    if quotation is None:
        return False
    return not any(
        first <= start and end <= last
        for first, last in attributions(
            reading.text, quotation.start, quotation.end, reading.language
        )
    )


def words_left(reading: Reading, start: int, end: int, taken: Iterable[tuple[int, int]]) -> str:
    """The words of a stretch that lie in none of the taken ones; empty when only marks do."""
    parts = []
    place = start
    for first, last in sorted(taken):
        if last <= place or first >= end:
            continue
        parts.append(reading.text[place : max(first, place)])
        place = last
    parts.append(reading.text[place:end] if place < end else "")
    rest = " ".join(parts)
    return rest.strip() if any(c.isalnum() for c in rest) else ""


def quotations_of(reading: Reading, pieces: tuple[Match, ...]) -> list[Quotation]:
    """The quotations that hold the pieces, in order, each once."""
    found = [reading.quotation_around(piece.start, piece.end) for piece in pieces]
    return sorted({one for one in found if one is not None}, key=lambda one: one.start)
