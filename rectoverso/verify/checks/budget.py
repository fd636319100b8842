"""Quotations from one source stay within what the publication allows."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.passages import count_words

CODES = (Code.V031,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports sources from which too many words are quoted. Evidence does not count."""
    quoted: dict[str, int] = {}
    for quote in case.edition.quotes.values():
        if quote.retracted is None:
            words = sum(count_words(piece) for piece in quote.spoken)
            quoted[quote.source] = quoted.get(quote.source, 0) + words
    for source, count in quoted.items():
        if count > case.head.quotation_budget:
            values = {
                "found": str(count),
                "source": source,
                "allowed": str(case.head.quotation_budget),
            }
            yield Problem(Code.V031, case.key_span("sources", source), values)
