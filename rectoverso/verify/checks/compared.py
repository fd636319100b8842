"""Facts of one measure and object that differ are set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rectoverso.problems import Code, Problem, Remark
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.comparisons import same_value
from rectoverso.verify.facts import same_object

CODES = (Code.C001,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports each fact that differs from earlier ones without a common comparison."""
    edition = case.edition
    if any(kind == "comparisons" for kind, _ in edition.aside):
        # The comparison that is missed may be the one that cannot be used.
        return
    together = {
        frozenset(pair)
        for comparison in edition.comparisons.values()
        for pair in combinations(comparison.facts, 2)
    }
    by_measure: dict[str, list[str]] = {}
    for id, fact in edition.facts.items():
        if fact.measure is None or fact.retracted is not None:
            continue
        if fact.on is not None and fact.on.known is None:
            # Nobody knows of which day it speaks, so it cannot be compared.
            continue
        if fact.measure in edition.measures:
            by_measure.setdefault(fact.measure, []).append(id)
    for name, ids in by_measure.items():
        measure = edition.measures[name]
        for index, id in enumerate(ids):
            fact = edition.facts[id]
            apart = [
                other
                for other in ids[:index]
                if same_object(fact, edition.facts[other])
                and not same_value(fact, edition.facts[other], measure)
                and frozenset((id, other)) not in together
            ]
            if apart:
                values = {"measure": name, "found": ", ".join([id, *apart])}
                spot = case.key_span("facts", apart[0])
                yield Problem(
                    Code.C001, case.key_span("facts", id), values, (Remark("also-here", {}, spot),)
                )
