"""Folding: what typography may vary without changing the words.

Folded are apostrophes, double quotation marks with the spaces inside guillemets, kinds and
runs of space, kinds of hyphen, characters without width, and canonical composition (NFC,
Unicode Standard Annex 15). Case, accents, digits, dashes, ellipses and all other punctuation
stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = frozenset("'’ʼ‘‛＇")
QUOTATION_MARKS = frozenset('"“”„‟«»')
HYPHENS = frozenset("-‐‑")
# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
WITHOUT_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

# Runs that nothing folds: Latin letters, digits and punctuation below the combining marks, and
# single spaces between them. A character before anything above is left out, since it may be
# the base of such a mark.
_ABOVE = "\u0300-\U0010ffff"
_LETTER = rf"[^\x00-\x20\x7f-\xa0\xab\xad\xbb\u02bc'\"\-{_ABOVE}]"
_PLAIN = re.compile(rf"{_LETTER}(?:{_LETTER}| (?={_LETTER}))*(?![{_ABOVE}])")


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

    place, length = 0, len(text)
    while place < length:
        plain = _PLAIN.match(text, place)
        if plain is not None:
            characters.append(plain.group())
            starts.extend(range(place, plain.end()))
            ends.extend(range(place + 1, plain.end() + 1))
            place = plain.end()
            continue
        start, end = place, place + 1
        while end < length and _continues(text[end]):
            end += 1
        character = text[start]
        if is_space(character) and end == start + 1:
            while end < length and _skippable(text, end):
                end += 1
            after = text[end] if end < length else ""
            inside_guillemets = after == "»" or (start > 0 and text[start - 1] == "«")
            put("" if inside_guillemets else " ", start, end)
        elif character in WITHOUT_WIDTH:
            put(unicodedata.normalize("NFC", text[start + 1 : end]), start, end)
        elif end == start + 1 and character in APOSTROPHES:
            put("'", start, end)
        elif end == start + 1 and character in QUOTATION_MARKS:
            put('"', start, end)
        elif end == start + 1 and character in HYPHENS:
            put("-", start, end)
        else:
            put(unicodedata.normalize("NFC", text[start:end]), start, end)
        place = end
    return Folded("".join(characters), tuple(starts), tuple(ends), tuple(changes))


def _skippable(text: str, place: int) -> bool:
    """Whether a space or a character without width stands there, without combining marks."""
    if place + 1 < len(text) and _continues(text[place + 1]):
        return False
    return is_space(text[place]) or text[place] in WITHOUT_WIDTH


def comparable(text: str) -> str:
    """A text as texts are compared: folded, in lower case, with single spaces."""
    return " ".join(fold(text).text.casefold().split())
