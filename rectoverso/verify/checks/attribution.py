"""What the article has from somebody, the fact has from them."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.cues import bearing, undeclared
from rectoverso.verify.passages import count_words

CODES = (Code.V010, Code.V035)
NEEDS = Needs.ARTICLES

_QUOTED_WORDS = 4
"""A shorter quotation is a word held at arm's length, not speech."""


def check(case: Case) -> Iterator[Problem]:
    """Reports attributions of the whole sentence that ``told_by`` does not give.

    Words inside a quotation are somebody's too. Who is named right after « selon » must be
    in the chain, and whoever is in the chain must be named in the article.
    """
    for id, fact, located in case.facts():
        for one in located:
            cues = bearing(one, "attribution", case)
            missing = [cue for cue in cues if not fact.told_by or _another(cue, one, fact, case)]
            if missing:
                yield undeclared(Code.V010, case, "facts", one, missing[0], missing[0].name)
            elif not fact.told_by and _spoken(one):
                yield _quoted(case, one)
            else:
                continue
            break
        yield from _tellers(case, id, fact, located)


def _another(cue: Cue, one: Located, fact: Fact, case: Case) -> bool:
    """Whether the words right after « selon » name a party that the chain leaves out."""
    if cue.name != "according-to":
        return False
    after = one.sentence.text[cue.end :].split(",")[0]
    named = case.names.mentions(after)[:1]
    tellers = {teller.who for teller in fact.told_by}
    return any(not mention.parties & tellers for mention in named)


def _spoken(one: Located) -> bool:
    quotation = one.reading.quotation_around(one.start, one.end)
    if quotation is None:
        return False
    return count_words(one.reading.text[quotation.start : quotation.end]) >= _QUOTED_WORDS


def _quoted(case: Case, one: Located) -> Problem:
    words = " ".join(one.reading.text[one.start : one.end].split())
    return Problem(Code.V010, case.span("facts", *one.path[1:], "words"), {"words": words})


def _tellers(case: Case, id: str, fact: Fact, located: tuple[Located, ...]) -> Iterator[Problem]:
    named = {party for one in located for party in case.names.parties(one.reading.text)}
    sources = {one.reading.id for one in located}
    for index, teller in enumerate(fact.told_by):
        if teller.who in sources or teller.who in named:
            continue
        if teller.who in case.edition.sources:
            found = next(iter(case.edition.sources[teller.who].label.items()))[1]
        else:
            found = next(iter(case.parties[teller.who].name.items()))[1]
        yield Problem(Code.V035, case.span("facts", id, "told_by", index, "who"), {"found": found})
