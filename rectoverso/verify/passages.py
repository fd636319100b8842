"""Finds the words of an entry in the article it names, or says why they are not there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso.model.articles import MatchStatus
from rectoverso.model.publication import NodePath, Places
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text import match, nearest
from rectoverso.text.match import Match, Status
from rectoverso.verify.reading import Reading

MAX_WORDS = 25
"""Evidence is as short as it can be; so many words at most."""

_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class WordsAt:
    """Where words of an entry are written: the place of any part of them can be told."""

    places: Places
    file: str
    path: NodePath

    @property
    def whole(self) -> Span:
        """The place of all of them."""
        return self.places.value(self.file, *self.path)

    def part(self, start: int, end: int) -> Span:
        """The place of some characters of the words, as far as it can be told."""
        return self.places.within(self.file, *self.path, start=start, end=end)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for words gave: usable matches, or why there are none."""

    matches: tuple[Match, ...]
    status: MatchStatus
    problem: Problem | None = None


def count_words(words: str) -> int:
    """Words as an editor counts them: what holds a letter or a digit between spaces."""
    return len(_WORD.findall(words))


def status_of(found: Match) -> MatchStatus:
    """The status of a match that counts."""
    return MatchStatus.EXACT if found.status is Status.EXACT else MatchStatus.TYPOGRAPHIC


def search(
    words: str,
    reading: Reading,
    others: Mapping[str, Reading],
    at: WordsAt,
    *,
    paragraph: int | None = None,
    allow_segment: bool = False,
) -> Search:
    """Looks for words in an article.

    Args:
        words: exact words; only typography may vary.
        reading: the article that the entry names.
        others: all articles of the edition, to tell when the words stand elsewhere.
        at: where the words are written.
        paragraph: the only one in which they count, when given.
        allow_segment: whether words in a segment count.
    """
    everywhere = tuple(
        found
        for found in match.find(words, reading.text, reading.language)
        if reading.paragraph_at(found.start).end >= found.end
    )
    matches = tuple(
        found
        for found in everywhere
        if paragraph is None or reading.paragraph_at(found.start).number == paragraph
    )
    usable = tuple(
        found
        for found in matches
        if allow_segment or reading.segment_at(found.start, found.end) is None
    )
    if usable:
        return Search(usable, status_of(usable[0]))
    if matches:
        segment = reading.segment_at(matches[0].start, matches[0].end)
        kind = f"@segment-{segment.kind.value}" if segment else ""
        problem = Problem(Code.V004, at.whole, {"kind": kind, "source": reading.id})
        return Search((), MatchStatus.OUT_OF_SCOPE, problem)
    if everywhere:
        return Search((), MatchStatus.NOT_FOUND, _not_found(words, reading, at, everywhere[0]))
    for other in others.values():
        if other.id != reading.id and match.find(words, other.text, other.language):
            return Search((), MatchStatus.ELSEWHERE, _elsewhere(words, reading, other, at))
    cut = match.find_loose(words, reading.text, reading.language)
    if cut:
        return Search((), MatchStatus.NOT_FOUND, _cut(reading, at, cut[0]))
    return Search((), MatchStatus.NOT_FOUND, _not_found(words, reading, at, None))


def ambiguous(found: Search, reading: Reading, at: WordsAt) -> Problem:
    """The problem of words that stand in several places."""
    numbers = ", ".join(str(reading.paragraph_at(one.start).number) for one in found.matches)
    return Problem(Code.V005, at.whole, {"source": reading.id, "found": numbers})


def too_long(words: str, at: WordsAt) -> Problem | None:
    """The problem of evidence that is longer than it may be."""
    count = count_words(words)
    if count <= MAX_WORDS:
        return None
    return Problem(Code.V011, at.whole, {"found": str(count), "allowed": str(MAX_WORDS)})


def _elsewhere(words: str, reading: Reading, other: Reading, at: WordsAt) -> Problem:
    found = match.find(words, other.text, other.language)[0]
    number = other.paragraph_at(found.start).number
    remark = Remark(
        "nearest",
        {
            "source": other.id,
            "paragraph": str(number),
            "words": other.text[found.start : found.end],
        },
    )
    return Problem(Code.V002, at.whole, {"found": other.id, "declared": reading.id}, (remark,))


def _cut(reading: Reading, at: WordsAt, found: Match) -> Problem:
    text = reading.text
    start, end = found.start, found.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    number = reading.paragraph_at(found.start).number
    remark = Remark(
        "nearest",
        {"source": reading.id, "paragraph": str(number), "words": text[start:end]},
    )
    words = text[start:end].split()
    cut = words[0] if start < found.start else words[-1]
    return Problem(Code.V012, at.whole, {"words": cut}, (remark,))


def _not_found(words: str, reading: Reading, at: WordsAt, there: Match | None) -> Problem:
    values = {"source": reading.id}
    if there is not None:
        number = reading.paragraph_at(there.start).number
        text = reading.text[there.start : there.end]
        remark = Remark("nearest", {"source": reading.id, "paragraph": str(number), "words": text})
        return Problem(Code.V001, at.whole, values, (remark,))
    near = nearest.nearest(words, reading.text)
    if near is None:
        return Problem(Code.V001, at.whole, values)
    number = reading.paragraph_at(near.start).number
    steps = nearest.difference(words, near.words)
    remarks = (
        Remark(
            "nearest",
            {
                "source": reading.id,
                "paragraph": str(number),
                "words": " ".join(near.words.split()),
            },
        ),
        Remark("difference", {"difference": shown(steps)}),
    )
    return Problem(Code.V001, _first_wrong(words, steps, at), values, remarks)


def shown(steps: tuple[tuple[str, str], ...]) -> str:
    """A difference on one line: ``[-only here-] {+only there+}`` (the notation of wdiff)."""
    marks = {"delete": "[-{}-]", "insert": "{{+{}+}}", "equal": "{}"}
    return " ".join(marks[operation].format(words) for operation, words in steps)


def _first_wrong(words: str, steps: tuple[tuple[str, str], ...], at: WordsAt) -> Span:
    tokens = list(re.finditer(r"\S+", words))
    index = 0
    for operation, run in steps:
        length = len(run.split())
        if operation == "equal":
            index += length
        elif operation == "delete":
            last = min(index + length, len(tokens)) - 1
            return at.part(tokens[index].start(), tokens[last].end())
    return at.whole
