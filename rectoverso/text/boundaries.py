"""Where words and numbers may be cut: no match begins or ends inside one."""

from __future__ import annotations

import re
import unicodedata

from rectoverso.languages import Language

_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})*$")
_GROUP_AFTER = re.compile(r"\d{3}(?!\d)")
_WORD_BEFORE = re.compile(r"[\w'-]*\w$")
_WORD_AFTER = re.compile(r"\w[\w'-]*")
# Marks that join letters or digits when no space stands beside them.
_JOINING_DIGITS = frozenset(".,'/:")
_JOINING_LETTERS = frozenset("&@-")


def is_word_character(character: str) -> bool:
    """Letters, digits, underscore, combining marks."""
    return character.isalnum() or character == "_" or unicodedata.combining(character) != 0


def cuts(text: str, place: int, language: Language) -> bool:
    """Whether the place just before ``text[place]`` lies inside a word or a number.

    Args:
        text: folded text.
        place: 0 to the length of the text.
        language: whose elisions and clitics are boundaries.
    """
    if place <= 0 or place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    if is_word_character(before) and is_word_character(after):
        return True
    if before.isdigit() and after == " " and _GROUP_AFTER.match(text, place + 1):
        return _GROUP_BEFORE.search(text, 0, place) is not None
    if (
        before == " "
        and place > 1
        and text[place - 2].isdigit()
        and _GROUP_AFTER.match(text, place)
    ):
        return _GROUP_BEFORE.search(text, 0, place - 1) is not None
    if is_word_character(before) and place + 1 < len(text) and is_word_character(text[place + 1]):
        return _joins(text, place, place, language)
    if is_word_character(after) and place > 1 and is_word_character(text[place - 2]):
        return _joins(text, place - 1, place, language)
    return after.isdigit() and before in "-−" and (place == 1 or text[place - 2] in ' ("')


def _joins(text: str, mark_at: int, place: int, language: Language) -> bool:
    """Whether the mark between two word characters makes one word of them, cut at ``place``."""
    mark, left, right = text[mark_at], text[mark_at - 1], text[mark_at + 1]
    if mark in _JOINING_LETTERS:
        return True
    if left.isdigit() and right.isdigit():
        return mark in _JOINING_DIGITS
    if mark == "'":
        return _apostrophe(text, mark_at, place, language)
    # A stop or comma before a digit belongs to a number such as « v3.5 »; a stop between
    # letters, to an address or an acronym.
    return mark == "." and (
        (left.isalpha() and right.islower()) or (left.isalpha() and right.isdigit())
    )


def _apostrophe(text: str, mark_at: int, place: int, language: Language) -> bool:
    speech = language.speech
    head = _WORD_BEFORE.search(text, 0, mark_at)
    tail = _WORD_AFTER.match(text, mark_at + 1)
    left = head.group().lower() if head else ""
    right = tail.group().lower() if tail else ""
    last_left = left.rsplit("'", 1)[-1].rsplit("-", 1)[-1]
    if f"{last_left}'{right}" in speech.joined:
        return True
    if place == mark_at:
        return right not in speech.clitics
    return last_left not in speech.elisions
