"""Every fact has evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (Code.V034,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports facts whose list of evidence is empty."""
    for id, fact in case.edition.facts.items():
        if not fact.evidence:
            yield Problem(Code.V034, case.key_span("facts", id), {"entry": id})
