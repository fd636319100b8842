"""Every number and every quotation mark in a content region stands in a marked span.

Page furniture lies outside of content regions. Names of people, organisations and products
may hold digits (R1, GPT-4): they are names, not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rectoverso.audit.context import Context
from rectoverso.audit.page import Run
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Code, Problem
from rectoverso.text.fold import fold

_MARKS = ("data-evidence", "data-derived", "data-waiver")
# A digit that follows a letter belongs to a name, as in A4.
_NUMBER = re.compile(r"(?<!\w)\d[\d.,\u00a0\u202f]*")
_QUOTATION = re.compile('[«»“”„"]')


def check(context: Context) -> Iterable[Problem]:
    """A001 for each unmarked number, A002 for each unmarked quotation mark."""
    if not context.whole:
        # What is wrong in the content would come out once more in the page made of it.
        return
    names = _names(context.publication)
    for path, page in context.pages.items():
        for run in page.runs:
            if run.inside("data-content") is None or _marked(run):
                continue
            yield from _problems(path, run, names)


def _marked(run: Run) -> bool:
    return any(run.inside(mark) is not None for mark in _MARKS)


def _problems(path: str, run: Run, names: re.Pattern[str] | None) -> Iterator[Problem]:
    text = fold(run.text).text
    rest = names.sub(" ", text) if names else text
    for number in _NUMBER.finditer(rest):
        yield Problem(Code.A001, None, {"path": path, "found": number.group().rstrip(".,")})
    if _QUOTATION.search(run.text):
        shown = " ".join(run.text.split())[:60]
        yield Problem(Code.A002, None, {"path": path, "words": shown})


def _names(publication: Publication) -> re.Pattern[str] | None:
    written: set[str] = set()
    for party in publication.parties.values():
        for name in (party.name, *party.aliases):
            written.update(text for _, text in name.items())
    for edition in publication.editions:
        written.update(_terms(edition))
    with_digits = sorted((fold(name).text for name in written if re.search(r"\d", name)), key=len)
    if not with_digits:
        return None
    longest_first = "|".join(re.escape(name) for name in reversed(with_digits))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")


def _terms(edition: Edition) -> set[str]:
    return {
        text
        for term in edition.terms.values()
        for name in (term.term, *term.aliases)
        for _, text in name.items()
    }
