"""The words of every evidence stand in the article's own reporting, and are few."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.passages import WordsAt, too_long

CODES = (Code.V001, Code.V002, Code.V004, Code.V005, Code.V011, Code.V012)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports words that do not stand where the entry says, and words that are too many."""
    for (kind, _), located in case.evidence.items():
        file = case.edition.file_of(kind)
        for one in located:
            if one.problem is not None:
                yield one.problem
            long = too_long(one.evidence.words, WordsAt(case.places, file, (*one.path, "words")))
            if long is not None:
                yield long
