"""Words that the rules look for, from ``languages/<code>/review.yaml``, and words in general.

A listed word or phrase is found where it stands alone: « toujours » is not in another word,
accents count, and a hyphen joins (« never » is not in "never-ending").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rectoverso.languages import language as language_of
from rectoverso.languages.reading import words as words_of
from rectoverso.text.fold import fold
from rectoverso.text.patterns import any_of

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a list where they stand in a text: half-open offsets, and the words."""

    start: int
    end: int
    words: str


def listed(name: str, language: str) -> tuple[str, ...]:
    """The words of a list of ``review.yaml``.

    Raises:
        KeyError: the language has no such list.
    """
    return words_of(language_of(language).review[name], name)


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    alternatives = any_of(fold(one).text for one in listed(name, language))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?:(?<=')|(?![\w-]|'(?!s\b)))", re.IGNORECASE)


def find(name: str, text: str, language: str) -> tuple[Found, ...]:
    """The words of a list in a text, in order, without those inside a phrase of its exceptions.

    Args:
        name: of the list; ``<name>-unless``, where there is one, holds phrases in which a
            listed word means something else.
        text: to look through.
        language: of the text.
    """
    folded = fold(text)
    spared: list[tuple[int, int]] = []
    if f"{name}-unless" in language_of(language).review:
        spared = [one.span() for one in _pattern(f"{name}-unless", language).finditer(folded.text)]
    found = []
    for match in _pattern(name, language).finditer(folded.text):
        if any(start <= match.start() and match.end() <= end for start, end in spared):
            continue
        first, last = folded.original_span(*match.span())
        found.append(Found(first, last, text[first:last]))
    return tuple(found)


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, as written; an apostrophe parts them."""
    return tuple(match.group() for match in _WORD.finditer(fold(text).text))


def count(text: str) -> int:
    """Number of words as a reader counts them: what stands between spaces and holds a letter
    or a digit."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def content_words(text: str, language: str) -> tuple[str, ...]:
    """The words that carry the meaning, in lower case: four letters or more, or with a digit
    or a capital inside, and none of the language's ``plain`` words."""
    plain = _plain(language)
    found = []
    for word in words(text):
        # « L » of « L’Humanité » is an article in capitals, « IBM » is a name.
        name = len(word) > 1 and word.isupper()
        telling = len(word) >= _SHORT or any(char.isdigit() for char in word) or name
        if telling and word.lower() not in plain:
            found.append(word.lower())
    return tuple(dict.fromkeys(found))


@cache
def _plain(language: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in listed("plain", language))


def root(word: str) -> str:
    """A rough root, so that « modèle » is met in « modèles »: the word without the mark of a
    plural; seven letters of a longer one."""
    bare = word[:-1] if len(word) > _SHORT and word[-1] in "sx" else word
    return bare[:7] if len(bare) > 7 else bare


def roots(text: str, language: str) -> frozenset[str]:
    """The rough roots of the content words of a text."""
    return frozenset(root(word) for word in content_words(text, language))
