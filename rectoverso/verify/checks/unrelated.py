"""Words declared unrelated stand in the sentence of the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.text import match
from rectoverso.verify.case import Case, Needs

CODES = (Code.V039,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports dismissals of words that are not there (any more)."""
    for (kind, _), located in case.evidence.items():
        for one in located:
            if not one.status.verified:
                continue
            for index, unrelated in enumerate(one.evidence.unrelated):
                if match.find(unrelated.words, one.sentence.text, one.reading.language):
                    continue
                span = case.places.value(
                    case.edition.file_of(kind), *one.path, "unrelated", index, "words"
                )
                yield Problem(Code.V039, span, {"words": unrelated.words})
