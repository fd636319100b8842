"""Where the article hedges, the fact does, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.cues import (
    bearing,
    by_place,
    can_stand_on,
    satisfied,
    undeclared,
)

CODES = (Code.V008, Code.V037)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports hedges of the whole sentence that are not declared, and declared ones that
    stand in no sentence of the evidence."""
    for id, fact, located in case.facts():
        reported: set[str] = set()
        for one in located:
            for readings in by_place(bearing(one, "hedge", case)):
                if any(satisfied(cue.name, fact) for cue in readings):
                    continue
                cue = readings[0]
                if cue.words.lower() in reported:
                    continue
                reported.add(cue.words.lower())
                yield undeclared(Code.V008, case, "facts", one, cue, cue.name)
        yield from _not_there(case, id, fact, located)


def _not_there(case: Case, id: str, fact: Fact, located: tuple[Located, ...]) -> Iterator[Problem]:
    there = {
        cue.name if cue.kind == "hedge" else cue.kind
        for one in located
        for kind in ("hedge", "attribution")
        for cue in bearing(one, kind, case)
    }
    if any(one.reading.quotation_around(one.start, one.end) for one in located):
        there.add("attribution")
    for index, teller in enumerate(fact.told_by):
        for hedge in teller.hedge:
            if not can_stand_on(hedge, there):
                span = case.item_span(("facts", id, "told_by"), index, "hedge")
                yield Problem(Code.V037, span, {"found": hedge.value})
