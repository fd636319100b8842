"""What the article denies, the fact denies."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.cues import bearing, undeclared

CODES = (Code.V009, Code.V040)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports negations that are not declared, and declared ones that stand nowhere."""
    for id, fact, located in case.facts():
        found = [(one, cue) for one in located for cue in bearing(one, "negation", case)]
        if fact.negated:
            if not found:
                yield Problem(Code.V040, case.span("facts", id, "negated"), {"entry": id})
            continue
        for one, cue in found[:1]:
            yield undeclared(Code.V009, case, "facts", one, cue, cue.name)
