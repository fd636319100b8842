"""Straight quotation marks and apostrophes become typographic ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rectoverso.text.patterns import any_of

STAND_IN = "\ufffc"
"""Stands for what stays as it is: an address, code, words of another language."""

# Feet and inches, minutes and seconds: no quotation marks, whatever is open around them.
_MEASURED = re.compile(r"(?<=\d)(?:'[ \u00a0\u202f\u2007\u2009\u200a]?\d{1,2}(?:\"|'')|'')(?!\w)")
# « the '90s », unless it is a number between two marks.
_YEAR = r"\d\d(?:s\b|(?![\w']))"


def elided_marks(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words that begin with an apostrophe.

    Args:
        words: those of the language, as ``'tis``; years of two digits always are such words.
    """
    return re.compile(rf"(?<!\w)(?:(?:{any_of(words)})(?![\w'])|'{_YEAR})")


def with_marks(text: str, quotes: tuple[str, str], elided: re.Pattern[str]) -> str:
    """Typographic marks in the place of straight ones, where it is plain which are meant.

    Args:
        text: a line, with ``STAND_IN`` for what stays as it is.
        quotes: the marks that open and close a quotation.
        elided: see ``elided_marks``.

    Returns:
        A text of the same length.
    """
    single, double = "'" in text, '"' in text
    if not single and not double:
        return text
    characters = list(text)
    measured = {place for found in _MEASURED.finditer(text) for place in range(*found.span())}
    if double:
        _set_double(text, characters, measured, quotes)
    if single:
        _set_single(text, characters, measured, elided)
    return "".join(characters)


def _places(text: str, mark: str, but: set[int]) -> list[int]:
    return [place for place, character in enumerate(text) if character == mark and place not in but]


def _around(text: str, place: int) -> tuple[str, str]:
    """The characters beside a place; spaces, where the text ends."""
    return text[place - 1] if place else " ", text[place + 1 : place + 2] or " "


def _set_double(
    text: str, characters: list[str], measured: set[int], quotes: tuple[str, str]
) -> None:
    opening, closing = quotes
    places = _places(text, '"', measured)
    is_open = False
    for place in places:
        before, after = _around(text, place)
        if not is_open and (place == places[-1] or (before.isdigit() and not after.isalnum())):
            continue
        characters[place] = closing if is_open else opening
        is_open = not is_open


def _set_single(
    text: str, characters: list[str], measured: set[int], elided: re.Pattern[str]
) -> None:
    eliding = {
        place
        for found in elided.finditer(text)
        for place in range(*found.span())
        if text[place] == "'"
    }
    for place in eliding - measured:
        characters[place] = "’"
    places = _places(text, "'", measured | eliding)
    # A straight mark before a letter opens a quotation, unless none closes after it: then it
    # elides.
    last_closing = max((place for place in places if _may_close(text, place)), default=-1)
    is_open = False
    for place in places:
        before, after = _around(text, place)
        if before.isdigit() and not after.isalnum() and not is_open:
            # Feet, or minutes of an arc.
            continue
        inside = _of_a_word(after)
        if _of_a_word(before) or (inside and last_closing <= place):
            characters[place] = "’"
            is_open = is_open and inside
        elif inside:
            characters[place] = "‘"
            is_open = True
        elif not before.isspace():
            characters[place] = "’"
            is_open = False


def _may_close(text: str, place: int) -> bool:
    before, after = _around(text, place)
    return (_of_a_word(before) or before in ".,!?") and not (_of_a_word(after) or after == "_")


def _of_a_word(character: str) -> bool:
    """Whether a character is a letter, a digit, an accent by itself, or stands for words."""
    return (
        character.isalnum()
        or character == STAND_IN
        or unicodedata.category(character).startswith("M")
    )
