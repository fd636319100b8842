"""Quotes are spoken words, given to the one who spoke them."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (
    Code.V001,
    Code.V002,
    Code.V004,
    Code.V005,
    Code.V012,
    Code.V013,
    Code.V014,
    Code.V015,
    Code.V016,
    Code.V017,
    Code.V018,
    Code.V019,
    Code.V034,
    Code.V044,
)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports what ``rectoverso.verify.quotes`` found wrong with each quote."""
    for located in case.quotes.values():
        yield from located.problems
