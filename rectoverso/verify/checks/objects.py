"""The evidence names what the fact is about."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Carries
from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.figures import carriers

CODES = (Code.V035,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports objects that no paragraph of the evidence names."""
    for id, fact, located in case.facts():
        named = {
            party
            for one in carriers(located, Carries.OBJECT) or located
            for party in case.names.parties(one.paragraph_text)
        }
        for index, party in enumerate(fact.object):
            if party not in named:
                span = case.item_span(("facts", id, "object"), index)
                found = next(iter(case.parties[party].name.items()))[1]
                yield Problem(Code.V035, span, {"found": found})
