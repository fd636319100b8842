"""The figures that the words of a fact's evidence carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rectoverso.model.entries import Carries, Fact, MeasureType
from rectoverso.text.cues import bound_of
from rectoverso.text.figures import Figure
from rectoverso.verify.case import Case, Located

_LONGEST = 30


@dataclass(frozen=True, slots=True)
class FigureAt:
    """A figure of a sentence that the words of an evidence hold."""

    located: Located
    figure: Figure


def has_value(fact: Fact, case: Case) -> bool:
    """Whether a fact reports a number that its evidence must give."""
    measure = case.edition.measures.get(fact.measure or "")
    by_number = measure is None or measure.type not in (MeasureType.CLAIM, MeasureType.DATE)
    return fact.value is not None and by_number


def unit_of(fact: Fact, case: Case) -> str | None:
    """The unit of a fact: its own, or its measure's."""
    measure = case.edition.measures.get(fact.measure or "")
    return fact.unit or (measure.unit if measure else None)


def carriers(located: Sequence[Located], what: Carries) -> tuple[Located, ...]:
    """The evidence that says it carries something; else all that does not say what it carries."""
    named = tuple(one for one in located if what in one.evidence.carries)
    return named or tuple(one for one in located if not one.evidence.carries)


def figures_in(located: Located, case: Case) -> tuple[FigureAt, ...]:
    """The figures that lie in the words, parsed in the whole sentence.

    A figure that is cut (« 600 » of « 600 milliards ») counts as what it is in the sentence.
    """
    start, end = located.inner
    return tuple(
        FigureAt(located, figure)
        for figure in case.figures(located.sentence.text, located.reading.language)
        if figure.start < end and start < figure.end
    )


def figures_for(
    located: Sequence[Located], value: Decimal, case: Case
) -> tuple[tuple[FigureAt, ...], tuple[FigureAt, ...]]:
    """The figures that carry a value: those that equal it, and all that stand there."""
    there = tuple(
        figure for one in carriers(located, Carries.VALUE) for figure in figures_in(one, case)
    )
    equal = tuple(
        one
        for one in there
        if abs(one.figure.number) == abs(value) and not one.figure.vague and not one.figure.ordinal
    )
    return equal, there


def chosen(fact: Fact, located: Sequence[Located], case: Case) -> FigureAt | None:
    """The figure that carries the value of a fact: of its unit, else without one, else any."""
    if fact.value is None:
        return None
    equal, _ = figures_for(located, fact.value, case)
    unit = unit_of(fact, case)
    ranked = sorted(
        equal,
        key=lambda one: (
            one.figure.unit != unit,
            one.figure.unit is not None,
            bound_at(one) != fact.bound,
        ),
    )
    return ranked[0] if ranked else None


def bound_at(one: FigureAt) -> str | None:
    """The bound that the sentence sets to a figure."""
    return bound_of(one.located.sentence.text, one.figure, one.located.reading.language)


def shown(figures: Sequence[FigureAt]) -> str:
    """Figures as their articles write them; the name of « nothing » where there are none."""
    words = dict.fromkeys(" ".join(one.figure.words.split()) for one in figures)
    return ", ".join(words) or "@none"


def plain(value: Decimal) -> str:
    """A number without exponent as far as a line can hold it: 5600000, not 5.6E+6."""
    return format(value.normalize(), "f") if abs(value.adjusted()) < _LONGEST else str(value)
