"""« Not stated » is told by a person who looked: what the articles do have of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectoverso.model.entries import SegmentKind
from rectoverso.problems import Code, Problem
from rectoverso.text import match
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.reading import Reading

CODES = (Code.Q019, Code.Q020)
NEEDS = Needs.ARTICLES

_NOT_THE_ARTICLE = frozenset(
    {
        SegmentKind.ADVERTISEMENT,
        SegmentKind.COMMENT,
        SegmentKind.CREDIT,
        SegmentKind.INTERFACE,
        SegmentKind.LINKS,
    }
)


def check(case: Case) -> Iterator[Problem]:
    """Q019 for each word that was searched for and stands in an article, once a source, unless
    the question says why it states nothing; Q020 for such an excuse that excuses nothing.

    Case does not count, inflection does: who searches for « financé » lists « financée » too.
    """
    file = case.edition.file_of("questions")
    for question in case.edition.questions:
        searched: tuple[str, ...] = getattr(question.fields, "searched", ())
        aside = {
            found.words.casefold(): place
            for place, found in enumerate(getattr(question.fields, "found_but_unrelated", ()))
        }
        own = ("questions", question.index)
        found_somewhere: set[str] = set()
        for place, words in enumerate(searched):
            for source, paragraphs in _found(words, case.readings).items():
                found_somewhere.add(words.casefold())
                if words.casefold() not in aside:
                    span = case.places.value(file, *own, "searched", place)
                    values = {"words": words, "source": source, "paragraph": paragraphs}
                    yield Problem(Code.Q019, span, {**values, "entry": question.id})
        if set(case.edition.sources) <= set(case.readings):
            for words, place in aside.items():
                if words not in found_somewhere:
                    span = case.places.value(file, *own, "found_but_unrelated", place, "words")
                    yield Problem(Code.Q020, span, {"words": words, "entry": question.id})


def _found(words: str, readings: Mapping[str, Reading]) -> dict[str, str]:
    """Source → the paragraphs in which the words stand, as a list for people."""
    found: dict[str, str] = {}
    for id, reading in readings.items():
        paragraphs = dict.fromkeys(
            str(reading.paragraph_at(place.start).number)
            for place in match.find(_lower(words), _lower(reading.text), reading.language)
            if not _aside(place.start, place.end, reading)
        )
        if paragraphs:
            found[id] = ", ".join(paragraphs)
    return found


def _lower(text: str) -> str:
    """In lower case, character for character: « İ » alone would become two."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _aside(start: int, end: int, reading: Reading) -> bool:
    segment = reading.segment_at(start, end)
    return segment is not None and segment.kind in _NOT_THE_ARTICLE
