"""Names of parties in a text, and capitalised words that no party is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rectoverso.languages import Language
from rectoverso.model.entries import Party
from rectoverso.text.fold import fold
from rectoverso.text.patterns import any_of
from rectoverso.text.sentences import sentences

_TOKEN = re.compile(r"[^\W_](?:[\w.&+]*\w)?(?:-\w[\w.]*\w|-\w)*")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in a text: half-open offsets, the words, the parties that bear it."""

    start: int
    end: int
    words: str
    parties: frozenset[str]


class NameIndex:
    """Finds the names and aliases of parties in any text, the longest first."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        bearers: dict[str, set[str]] = {}
        for id, party in parties.items():
            for form in forms(party):
                bearers.setdefault(fold(form).text, set()).add(id)
        self._bearers = {form: frozenset(ids) for form, ids in bearers.items()}
        alternatives = any_of(self._bearers)
        # A name ends before a hyphen only where what follows is no part of a longer name:
        # « DeepSeek » is not in « DeepSeek-R1 », which is a name of its own.
        self._known: dict[str, tuple[NameMention, ...]] = {}
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w|-\w*\d)")

    def mentions(self, text: str) -> tuple[NameMention, ...]:
        """Every name of a party in a text, in order, none inside another."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> tuple[NameMention, ...]:
        folded = fold(text)
        found = []
        for match in self._pattern.finditer(folded.text):
            start, end = folded.original_span(match.start(), match.end())
            found.append(NameMention(start, end, text[start:end], self._bearers[match.group()]))
        return tuple(found)

    def parties(self, text: str) -> frozenset[str]:
        """The parties whose names stand in a text."""
        return frozenset(id for mention in self.mentions(text) for id in mention.parties)


def forms(party: Party) -> tuple[str, ...]:
    """All names of a party, in all languages, each once."""
    names = [party.name, *party.aliases]
    return tuple(dict.fromkeys(text for name in names for _, text in name.items() if text))


def unknown_names(
    text: str, language: Language, known: tuple[NameMention, ...]
) -> Iterator[tuple[int, int, str]]:
    """Words that look like names and belong to no known one.

    A word looks like a name when it has a capital where the sentence asks for none, a capital
    after its first letter, or a letter beside a digit (« H800 », « o1 »). Months, weekdays
    and the words of ``names.yaml`` that merely take a capital (« Chinese ») do not count.

    Yields:
        Half-open offsets and the words.
    """
    firsts = {_first_word(text, start, end) for start, end in sentences(text, language)}
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if any(mention.start < end and start < mention.end for mention in known):
            continue
        if not _looks_like_a_name(word, start in firsts):
            continue
        if _merely_capital(word, language):
            continue
        yield start, end, word


def _first_word(text: str, start: int, end: int) -> int:
    found = _TOKEN.search(text, start, end)
    return found.start() if found else start


def _looks_like_a_name(word: str, first: bool) -> bool:
    letters = any(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    if not letters or (len(word) == 1 and not digits):
        return False
    if letters and digits:
        return any(c.isupper() for c in word) or word[0].isalpha()
    if any(c.isupper() for c in word[1:]):
        return True
    return word[0].isupper() and not first


def _merely_capital(word: str, language: Language) -> bool:
    plain = fold(word).text
    calendar = (language.dates.months, language.dates.weekdays)
    if any(form in words for form in (plain, plain.lower()) for words in calendar):
        return True
    return plain in language.names.merely_capital
