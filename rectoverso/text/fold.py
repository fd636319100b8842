"""Folding: what typography may vary without changing the words.

Folded are apostrophes, double quotation marks with the spaces inside guillemets, kinds and
runs of space, kinds of hyphen, characters without width, and canonical composition (NFC,
Unicode Standard Annex 15). Case, accents, digits, dashes, ellipses and all other punctuation
stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

APOSTROPHES = frozenset("'’ʼ‘‛＇")
QUOTATION_MARKS = frozenset('"“”„‟«»')
HYPHENS = frozenset("-‐‑")
# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
WITHOUT_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each character came from.

    Attributes:
        text: the folded text.
        starts, ends: for each of its characters, the stretch of the original it stands for.
        folded: each change as (offset in the original, original characters, folded ones).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    folded: tuple[tuple[int, str, str], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text stands for.

        Args:
            start, end: half-open offsets into ``text``. An empty stretch stays empty.
        """
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self._length
            return place, place
        return self.starts[start], self.ends[end - 1]

    @property
    def _length(self) -> int:
        return self.ends[-1] if self.ends else 0


def is_space(character: str) -> bool:
    """Whether the character is any kind of white space, no-break spaces included."""
    return character.isspace() or character in "\u00a0\u202f\u2007"


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A base character with its combining marks, so that NFC can be taken piece by piece."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text) and _continues(text[place]):
            continue
        yield start, place
        start = place


def _continues(character: str) -> bool:
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"


def fold(text: str) -> Folded:
    """The text with everything folded that typography may vary.

    Args:
        text: any text; it is not stripped.

    Returns:
        The folded text, and where each of its characters and each change lies in ``text``.
    """
    if not text:
        return Folded("", (), (), ())
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    changes: list[tuple[int, str, str]] = []

    def put(folded: str, start: int, end: int) -> None:
        for character in folded:
            characters.append(character)
            starts.append(start)
            ends.append(end)
        if text[start:end] != folded:
            changes.append((start, text[start:end], folded))

    clusters = list(_clusters(text))
    index = 0
    while index < len(clusters):
        start, end = clusters[index]
        character = text[start]
        if is_space(character) and end == start + 1:
            run = index
            while run < len(clusters) and _skippable(text, clusters[run]):
                run += 1
            after = text[clusters[run][0]] if run < len(clusters) else ""
            inside_guillemets = after == "»" or (start > 0 and text[start - 1] == "«")
            put("" if inside_guillemets else " ", start, clusters[run - 1][1])
            index = run
            continue
        if character in WITHOUT_WIDTH:
            put("" + unicodedata.normalize("NFC", text[start + 1 : end]), start, end)
        elif end == start + 1 and character in APOSTROPHES:
            put("'", start, end)
        elif end == start + 1 and character in QUOTATION_MARKS:
            put('"', start, end)
        elif end == start + 1 and character in HYPHENS:
            put("-", start, end)
        else:
            put(unicodedata.normalize("NFC", text[start:end]), start, end)
        index += 1
    return Folded("".join(characters), tuple(starts), tuple(ends), tuple(changes))


def _skippable(text: str, cluster: tuple[int, int]) -> bool:
    start, end = cluster
    character = text[start]
    return end == start + 1 and (is_space(character) or character in WITHOUT_WIDTH)
