"""What holds for each of several is declared as such."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Carries
from rectoverso.problems import Code, Problem
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.clauses import bears
from rectoverso.verify.cues import bearing, is_unrelated, words_span
from rectoverso.verify.figures import FigureAt, chosen, has_value

CODES = (Code.V028, Code.V041)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports « chacun » that is not declared, and ``each`` that nothing in the words says."""
    for id, fact, located in case.facts():
        if not has_value(fact, case):
            continue
        one = chosen(fact, located, case)
        if one is None:
            continue
        cue = _each(one, case)
        if cue is not None and not fact.each:
            span = words_span(case, "facts", one.located, cue.start, cue.end)
            yield Problem(Code.V028, span, {"words": cue.words})
        elif fact.each and cue is None and not _told_apart(located, case):
            yield Problem(Code.V041, case.span("facts", id, "each"), {"entry": id})


def _told_apart(located: tuple[Located, ...], case: Case) -> bool:
    """Whether another evidence carries « chacun » alone."""
    return any(
        Carries.EACH in one.evidence.carries and bearing(one, "each", case) for one in located
    )


def _each(one: FigureAt, case: Case) -> Cue | None:
    sentence, language = one.located.sentence.text, one.located.reading.language
    for cue in case.cues(sentence, language):
        if (
            cue.kind == "each"
            and bears(cue, one.figure.start, one.figure.end, sentence, language)
            and not is_unrelated(cue, one.located)
        ):
            return cue
    return None
