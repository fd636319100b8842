"""The differences in a comparison are declared, and are what the fields say."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Comparison, DifferenceKind
from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.comparisons import kind_of, pairs, same_value

CODES = (Code.C002, Code.C003, Code.C013)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports differences of the wrong kind or not declared, and dates that are still open.

    An agreement need not be declared.
    """
    for id, comparison in case.edition.comparisons.items():
        opened = set()
        for index, fact_id in enumerate(comparison.facts):
            fact = case.edition.facts.get(fact_id)
            if fact is not None and fact.on is not None and fact.on.known is None:
                opened.add(fact_id)
                span = case.span("comparisons", id, "facts", index)
                yield Problem(Code.C013, span, {"entry": fact_id})
        yield from _pairs(case, id, comparison, opened)


def _pairs(case: Case, id: str, comparison: Comparison, opened: set[str]) -> Iterator[Problem]:
    declared = {
        frozenset(difference.between): (index, difference.kind)
        for index, difference in enumerate(comparison.differences)
    }
    for one, other in pairs(case.edition, comparison.facts):
        a, b = case.edition.facts[one], case.edition.facts[other]
        measure = case.edition.measures.get(a.measure or "")
        if measure is None or a.measure != b.measure or opened & {one, other}:
            continue
        kind = kind_of(a, b, measure)
        same = same_value(a, b, measure)
        known = declared.get(frozenset((one, other)))
        if known is None:
            if not same:
                values = {"found": f"{one}, {other}", "kind": kind.value}
                yield Problem(Code.C003, case.key_span("comparisons", id), values)
            continue
        index, said = known
        if said is kind or (same and said is DifferenceKind.AGREEMENT):
            continue
        span = case.span("comparisons", id, "differences", index, "kind")
        yield Problem(Code.C002, span, {"declared": said.value, "found": kind.value})
