"""A comparison holds facts of one measure."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (Code.C010,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports comparisons whose facts have several measures, or none: those by their ids."""
    for id, comparison in case.edition.comparisons.items():
        measures = dict.fromkeys(
            case.edition.facts[fact].measure or f"({fact})"
            for fact in comparison.facts
            if fact in case.edition.facts
        )
        if len(measures) > 1 or any(name.startswith("(") for name in measures):
            span = case.span("comparisons", id, "facts")
            yield Problem(Code.C010, span, {"found": ", ".join(measures)})
