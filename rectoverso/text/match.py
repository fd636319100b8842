"""Finds the exact words of an entry in an article. Nothing fuzzy is ever accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rectoverso.languages import Language
from rectoverso.text.boundaries import cuts
from rectoverso.text.fold import Folded, fold

# Part of every ledger entry: a change here asks for a new look at what was accepted.
VERSION = "1"


class Status(StrEnum):
    """How the words stand in the text."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the words stand.

    Attributes:
        start, end: half-open offsets into the text.
        status: exact, or equal after folding.
        folded: what differs, as (offset in the text, characters there, characters in the words).
    """

    start: int
    end: int
    status: Status
    folded: tuple[tuple[int, str, str], ...]


_folded = lru_cache(maxsize=256)(fold)


def find(words: str, text: str, language: Language) -> tuple[Match, ...]:
    """Every place where the words stand, in order.

    Args:
        words: what is looked for; white space around it does not count.
        text: where; usually a paragraph or an article.
        language: the text's language, for elisions and clitics.

    Returns:
        Matches after folding that neither begin nor end inside a word or a number. None when
        the words are empty.
    """
    return tuple(
        _match(words, text, needle, hay, place)
        for needle, hay, place in _places(words, text)
        if not cuts(hay.text, place, language)
        and not cuts(hay.text, place + len(needle.text), language)
    )


def find_loose(words: str, text: str, language: Language) -> tuple[Match, ...]:
    """As ``find``, but also inside words and numbers.

    It serves only to tell "cut inside a word" from "not found", never to accept anything.
    """
    return tuple(
        _match(words, text, needle, hay, place) for needle, hay, place in _places(words, text)
    )


def _places(words: str, text: str) -> Iterator[tuple[Folded, Folded, int]]:
    needle = fold(words.strip())
    hay = _folded(text)
    if not needle.text.strip():
        return
    place = hay.text.find(needle.text)
    while place >= 0:
        yield needle, hay, place
        place = hay.text.find(needle.text, place + 1)


def _match(words: str, text: str, needle: Folded, hay: Folded, place: int) -> Match:
    bare = words.strip()
    start, end = hay.original_span(place, place + len(needle.text))
    if text[start:end] == bare:
        return Match(start, end, Status.EXACT, ())
    differences = []
    there = here = 0
    there = start
    for index in range(len(needle.text)):
        last = index == len(needle.text) - 1
        there_end = end if last else hay.starts[place + index + 1]
        here_end = len(bare) if last else needle.starts[index + 1]
        if there_end > there or here_end > here:
            found, wanted = text[there:there_end], bare[here:here_end]
            if found != wanted:
                differences.append((there, found, wanted))
        there, here = max(there, there_end), max(here, here_end)
    return Match(start, end, Status.TYPOGRAPHIC, tuple(differences))
