"""Words of one family: what two texts share though neither repeats the other."""

from __future__ import annotations

import re
import unicodedata

from rectoverso.languages import language as language_of
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context
from rectoverso.text.fold import fold

_STEM = 5
"""Two words that begin with so many equal letters are of one family: « Bourse », « boursière »."""


def families(text: str, language: str) -> frozenset[str]:
    """The families of a text's words, by the letters that they begin with; short words and
    those that carry no sense of their own are left out."""
    plain = unicodedata.normalize("NFKD", fold(text).text.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))
    bare = language_of(language).asking.bare
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM and word not in bare)


def alike(first: LocalText, second: LocalText, context: Context) -> bool:
    """Whether two texts share a family of words in some language."""
    return any(
        families(first[language], language) & families(second[language], language)
        for language in context.languages
    )
