"""Texts reduced to plain letters: for the order of dictionaries, and for addresses."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_OTHER = re.compile(r"[^a-z0-9]+")


def letters(text: str) -> str:
    """The text in small letters without accents, as dictionaries order words."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def slug(text: str) -> str:
    """The text as a part of an address: ``a`` to ``z``, digits and single hyphens.

    A text in other letters keeps them by number, so that two such texts never share an address.
    """
    plain = _OTHER.sub("-", letters(text).translate(_LIGATURES)).strip("-")
    return plain or "-".join(f"{ord(sign):x}" for sign in text.strip()) or "0"
