"""Words that a language has borrowed: pages say so, for whoever listens to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rectoverso.model.entries import Term


def borrowed_words(terms: Iterable[Term]) -> dict[str, dict[str, str]]:
    """The borrowed terms of a glossary.

    Returns:
        Language of the reader → word → language that the word is from; codes.
    """
    found: dict[str, dict[str, str]] = {}
    for term in terms:
        for reader, origin in sorted(term.borrowed_from.items()):
            if written := term.term.get(reader):
                found.setdefault(reader, {})[written] = origin
    return found


@cache
def borrowed_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words whole, also in the plural and with a capital at its beginning.

    The name of the group is ``w`` and the place of the word among ``words``.

    Args:
        words: at least one, the longest first.
    """
    written = "|".join(f"(?P<w{place}>{_written(word)})" for place, word in enumerate(words))
    return re.compile(rf"(?<![\w-])(?:{written})s?(?![\w-])")


def _written(word: str) -> str:
    capital, rest = word[0].upper(), word[1:]
    begins = re.escape(word[0]) if capital == word[0] else f"[{re.escape(word[0] + capital)}]"
    return begins + r"\s".join(re.escape(part) for part in rest.split(" "))
