"""Fills the texts of problems with their values, for whoever shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from string import Formatter

from rectoverso.languages import Language

MISSING = "—"
"""Stands where a message has a placeholder and the problem has no value for it."""


def filled(template: str, values: Mapping[str, str], language: Language) -> str:
    """A template with its ``{placeholders}`` filled.

    A value that begins with ``@`` is a name in the language's ``interface/words.yaml``.
    """
    shown = {name: _shown(value, language) for name, value in values.items()}
    return _Lenient().vformat(template, (), shown)


def visible(text: str) -> str:
    """The text with every control or direction character replaced by U+FFFD."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(sign) else sign for sign in text)


def _shown(value: str, language: Language) -> str:
    words = language.interface.get("words", {})
    if value.startswith("@") and value[1:] in words:
        return language.say(f"words.{value[1:]}")
    one_line = " ".join(part for part in value.splitlines() if part) or value
    return visible(one_line) or MISSING


def _steers(sign: str) -> bool:
    # Soft hyphen and the joiners are of the class Cf as well, and belong to words.
    category = unicodedata.category(sign)
    return category == "Cc" or (category == "Cf" and unicodedata.bidirectional(sign) != "BN")


class _Lenient(Formatter):
    """Fills what has no value with a dash: a message must never fail to be shown."""

    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        return kwargs.get(str(key), MISSING)
