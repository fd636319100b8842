"""A fall has a negative value, a rise a positive one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem, Span
from rectoverso.text.cues import Cue
from rectoverso.text.figures import Figure
from rectoverso.verify.carried import texts_of
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.cues import is_unrelated
from rectoverso.verify.figures import chosen

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
        declared = "falling" if fact.value < 0 else "rising"
        sentence, language = one.located.sentence.text, one.located.reading.language
        cues = [cue for cue in case.cues(sentence, language) if not is_unrelated(cue, one.located)]
        found = _direction(one.figure, cues)
        if found != declared:
            yield _problem(case.span("facts", id, "value"), declared, found)
            continue
        yield from _texts(case, id, fact, declared)


def _texts(case: Case, id: str, fact: Fact, declared: str) -> Iterator[Problem]:
    """Our own sentence does not tell a fall as a rise."""
    assert fact.value is not None
    for name in ("says", "event"):
        for text in texts_of(("facts", id, name), getattr(fact, name), case):
            language = case.language_of(text.language)
            for figure in case.figures(text.words, language):
                if abs(figure.number) != abs(fact.value):
                    continue
                found = _direction(figure, case.cues(text.words, language))
                if found not in (None, declared):
                    span = case.within("facts", text.path, figure.start, figure.end)
                    yield _problem(span, declared, found)


def _problem(span: Span, declared: str, found: str | None) -> Problem:
    sign = {"falling": "−", "rising": "+"}
    values = {"declared": sign[declared], "found": sign.get(found or "", "@none")}
    return Problem(Code.V029, span, values)


def _direction(figure: Figure, cues: Sequence[Cue]) -> str | None:
    """Whether a figure tells of a rise or a fall: its own sign, or the nearest verb.

    A verb before the figure counts before one after it: « a chuté de 4 %, Microsoft a gagné ».
    """
    if figure.number < 0 or figure.words[:1] in ("-", "−"):
        return "falling"
    if figure.words[:1] == "+":
        return "rising"
    moves = [cue for cue in cues if cue.kind in ("rising", "falling")]
    before = [cue for cue in moves if cue.end <= figure.start]
    if before:
        return before[-1].kind
    after = [cue for cue in moves if cue.start >= figure.end]
    return after[0].kind if after else None
