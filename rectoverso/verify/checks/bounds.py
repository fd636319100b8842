"""A bound that stands at a figure is declared, and none is declared that does not."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem, Remark
from rectoverso.text.cues import bound_of
from rectoverso.verify.carried import texts_of
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.cues import is_unrelated
from rectoverso.verify.figures import FigureAt, bound_at, chosen, has_value
from rectoverso.verify.ours import field_of

CODES = (Code.V007, Code.V043)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports bounds that differ from the sentence's, and texts of ours that lose a bound.

    The bound is read in the whole sentence: evidence without its « plus de » does not lose it.
    """
    for id, fact, located in case.facts():
        if not has_value(fact, case):
            continue
        one = chosen(fact, located, case)
        if one is None:
            continue
        found = bound_at(one)
        if found is not None and fact.bound is None and _dismissed(one, case):
            found = None
        if found != fact.bound:
            yield _problem(case, id, fact, one, found)
            continue
        yield from _texts(case, id, fact)


def _dismissed(one: FigureAt, case: Case) -> bool:
    """Whether the editor says that the bound at the figure does not bear on the fact."""
    language = one.located.reading.language
    return any(
        cue.kind == "bound"
        and cue.end <= one.figure.start + 1
        and one.figure.start - cue.end < 12
        and is_unrelated(cue, one.located)
        for cue in case.cues(one.located.sentence.text, language)
    )


def _problem(case: Case, id: str, fact: Fact, one: FigureAt, found: str | None) -> Problem:
    declared = ("facts", id, "bound")
    words = (*one.located.path, "words")
    span = case.span(*declared) if case.has("facts", declared) else case.span(*words)
    values = {"declared": fact.bound.value if fact.bound else "@none", "found": found or "@none"}
    number = one.located.reading.paragraph_at(one.located.start).number
    remark = Remark(
        "sentence",
        {
            "source": one.located.reading.id,
            "paragraph": str(number),
            "words": " ".join(one.located.sentence.text.split()),
        },
    )
    return Problem(Code.V007, span, values, (remark,))


def _texts(case: Case, id: str, fact: Fact) -> Iterator[Problem]:
    """The figure in our own sentence keeps the bound."""
    assert fact.value is not None
    for name in ("says", "event"):
        for text in texts_of(("facts", id, name), getattr(fact, name), case):
            language = case.language_of(text.language)
            figures = [
                figure
                for figure in case.figures(text.words, language)
                if figure.number == abs(fact.value) and not figure.vague and not figure.ordinal
            ]
            bounds = [bound_of(text.words, figure, language) for figure in figures]
            if not figures or fact.bound in bounds:
                continue
            span = case.within("facts", text.path, figures[0].start, figures[0].end)
            values = {
                "declared": fact.bound.value if fact.bound else "@none",
                "found": bounds[0] or "@none",
                "field": field_of(text.path),
            }
            yield Problem(Code.V043, span, values)
