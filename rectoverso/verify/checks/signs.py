"""A fall has a negative value, a rise a positive one."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.cues import is_unrelated
from rectoverso.verify.figures import FigureAt, chosen

CODES = (Code.V029,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports signs of signed measures that the verb of the sentence does not give."""
    for id, fact, located in case.facts():
        measure = case.edition.measures.get(fact.measure or "")
        if measure is None or not measure.signed or not fact.value:
            continue
        one = chosen(fact, located, case)
        if one is None:
            continue
        found = _direction(one, case)
        declared = "falling" if fact.value < 0 else "rising"
        if found != declared:
            sign = {"falling": "−", "rising": "+"}
            values = {"declared": sign[declared], "found": sign.get(found or "", "—")}
            yield Problem(Code.V029, case.span("facts", id, "value"), values)


def _direction(one: FigureAt, case: Case) -> str | None:
    """Whether the figure tells of a rise or a fall: its own sign, or the nearest verb.

    A verb before the figure counts before one after it: « a chuté de 4 %, Microsoft a gagné ».
    """
    if one.figure.number < 0 or one.figure.words[:1] in "-−":
        return "falling"
    if one.figure.words[:1] == "+":
        return "rising"
    language = one.located.reading.language
    cues = [
        cue
        for cue in case.cues(one.located.sentence.text, language)
        if cue.kind in ("rising", "falling") and not is_unrelated(cue, one.located)
    ]
    before = [cue for cue in cues if cue.end <= one.figure.start]
    if before:
        return before[-1].kind
    after = [cue for cue in cues if cue.start >= one.figure.end]
    return after[0].kind if after else None
