"""What was mended was mended after it had come out, and not later than today."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Correction
from rectoverso.model.publication import NodePath
from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (Code.V046, Code.V047)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports corrections and retractions that are dated too late or too early."""
    today = (case.today.year, case.today.month, case.today.day)
    published = case.edition.head.date
    for file, path, correction in _corrections(case):
        on = correction.on
        values = {"found": str(on), "declared": str(published)}
        place = case.places.value(case.edition.file_of(file), *path, "on")
        if on.sort_key > today:
            yield Problem(Code.V046, place, values)
        elif on.sort_key < published.sort_key and not on.covers(published):
            yield Problem(Code.V047, place, values)


def _corrections(case: Case) -> Iterator[tuple[str, NodePath, Correction]]:
    """Every correction and retraction: name of its file, the way to it, and itself."""
    edition = case.edition
    entries: list[tuple[str, NodePath, tuple[Correction, ...], Correction | None]] = [
        ("edition", (), edition.head.correction, edition.head.retracted),
        *(
            ("facts", ("facts", id), one.correction, one.retracted)
            for id, one in edition.facts.items()
        ),
        *(
            ("quotes", ("quotes", id), one.correction, one.retracted)
            for id, one in edition.quotes.items()
        ),
    ]
    for file, path, corrections, retracted in entries:
        for index, one in enumerate(corrections):
            # A single one may stand without a list.
            item = (index,) if len(corrections) > 1 else ()
            yield file, (*path, "correction", *item), one
        if retracted is not None:
            yield file, (*path, "retracted"), retracted
