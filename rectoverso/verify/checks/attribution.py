"""What the article has from somebody, the fact has from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rectoverso.model.entries import Fact, PartyKind
from rectoverso.problems import Code, Problem
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.cues import bearing, undeclared
from rectoverso.verify.passages import count_words

CODES = (Code.V010, Code.V035)
NEEDS = Needs.ARTICLES

_SUBJECT = re.compile(r"(?:\s+[\w’'-]+){0,2}\s+")
"""What may stand between a speaker's name and the verb: « DeepSeek elle-même affirme »."""

_CLOSES_CLAUSE = (",", ".", ";", "»", "”", "")

_QUOTED_WORDS = 4
"""A shorter quotation is a word held at arm's length, not speech."""


def check(case: Case) -> Iterator[Problem]:
    """Reports attributions of the whole sentence that ``told_by`` does not give.

    Words inside a quotation are somebody's too. Who is named at the attribution must be in
    the chain, and whoever is in the chain must be named by the evidence.
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
    """Whether the words at an attribution name a party that the chain leaves out."""
    tellers = {teller.who for teller in fact.told_by}
    named = _named_at(cue, one, case)
    return named is not None and not named & tellers


def _named_at(cue: Cue, one: Located, case: Case) -> frozenset[str] | None:
    """Who speaks, by the words at an attribution, or none when they name nobody.

    After « selon » the first name before the comma; in a clause such as « , explique X » the
    name in it; at a verb of saying the name right before it, else right after it.
    """
    text = one.sentence.text
    if cue.name == "according-to":
        after = text[cue.end :].split(",")[0]
        return next((named.parties for named in case.names.mentions(after)), None)
    if cue.name == "clause":
        return next((named.parties for named in case.names.mentions(cue.words)), None)
    for named in reversed(case.names.mentions(text)):
        if named.end <= cue.start and _SUBJECT.fullmatch(text[named.end : cue.start]):
            return named.parties
    for named in case.names.mentions(text):
        inverted = named.start >= cue.end and not text[cue.end : named.start].strip()
        if inverted and text[named.end :].lstrip()[:1] in _CLOSES_CLAUSE:
            return named.parties
    return None


def _spoken(one: Located) -> bool:
    quotation = one.reading.quotation_around(one.start, one.end)
    if quotation is None:
        return False
    return count_words(one.reading.text[quotation.start : quotation.end]) >= _QUOTED_WORDS


def _quoted(case: Case, one: Located) -> Problem:
    words = " ".join(one.reading.text[one.start : one.end].split())
    return Problem(Code.V010, case.span("facts", *one.path[1:], "words"), {"words": words})


def _tellers(case: Case, id: str, fact: Fact, located: tuple[Located, ...]) -> Iterator[Problem]:
    """Whoever is in the chain is named in a paragraph of the evidence.

    Where such a paragraph names no person, it may go on with the person named last before it.
    """
    named = {party for one in located for party in case.names.parties(one.paragraph_text)}
    if not any(_is_person(party, case) for party in named):
        named |= {party for one in located for party in _before(one, case)}
    sources = {one.reading.id for one in located}
    for index, teller in enumerate(fact.told_by):
        if teller.who in sources or teller.who in named:
            continue
        span = case.item_span(("facts", id, "told_by"), index, "who")
        yield Problem(Code.V035, span, {"found": _name(teller.who, case)})


def _before(one: Located, case: Case) -> frozenset[str]:
    """Parties named before the paragraph: every body, and the last person."""
    paragraph = one.reading.paragraph_at(one.start)
    earlier = [
        named
        for named in case.names.mentions(one.reading.text)
        if named.end <= paragraph.start and one.reading.segment_at(named.start, named.end) is None
    ]
    persons = [
        named.parties for named in earlier if any(_is_person(id, case) for id in named.parties)
    ]
    others = {id for named in earlier for id in named.parties if not _is_person(id, case)}
    return frozenset(others).union(*persons[-1:])


def _is_person(id: str, case: Case) -> bool:
    return id in case.parties and case.parties[id].kind is PartyKind.PERSON


def _name(id: str, case: Case) -> str:
    source = case.edition.sources.get(id)
    name = source.label if source is not None else case.parties[id].name
    return next(iter(name.items()))[1]
