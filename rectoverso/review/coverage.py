"""What the chosen questions of a quiz cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rectoverso.model.questions import Level, Question, Use
from rectoverso.model.review import Count, Coverage
from rectoverso.review.case import Case


def coverage(case: Case) -> Coverage:
    """The chosen questions by section, source, kind, level and use, with their points.

    A question without a section, or that no source carries, stands under an empty name.
    """
    edition, chosen = case.edition, case.quiz.questions
    sections = [section.id for section in edition.head.sections]
    candidates = tuple(case.quiz.candidates.values())
    return Coverage(
        sections=_counts(chosen, sections, lambda one: (one.section or "",)),
        sources=_counts(chosen, edition.sources, lambda one: case.sources(one) or ("",)),
        kinds=_counts(chosen, (), lambda one: (one.kind,)),
        levels=_counts(chosen, Level, lambda one: (one.level,)),
        uses=_counts(chosen, Use, lambda one: (one.use,)),
        pool=_counts(candidates, (), lambda one: (one.kind,)),
    )


def _counts(
    questions: tuple[Question, ...],
    names: Iterable[str],
    of: Callable[[Question], Iterable[str]],
) -> tuple[Count, ...]:
    """Counts under each of the names, and under others that occur, in the order of the alphabet."""
    found = [(question, name) for question in questions for name in of(question)]
    known = list(names)
    known += sorted({name for _, name in found} - set(known))
    counts = []
    for name in known:
        here = [question for question, under in found if under == name]
        counts.append(Count(str(name), len(here), sum(question.points for question in here)))
    return tuple(counts)
