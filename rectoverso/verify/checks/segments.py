"""Every declared segment stands in its article."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (Code.V024,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports segments whose paragraph or boundary words are not there."""
    for reading in case.readings.values():
        for index in reading.lost_segments:
            segment = reading.source.segments[index]
            values = {"source": reading.id, "paragraph": str(segment.paragraph)}
            yield Problem(Code.V024, case.span("sources", reading.id, "segments", index), values)
