"""The value of a fact is the figure that its evidence gives, in its unit."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Carries, Fact
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text import match
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.figures import (
    FigureAt,
    carriers,
    chosen,
    figures_for,
    figures_in,
    has_value,
    plain,
    shown,
    unit_of,
)

CODES = (Code.V003, Code.V006)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports values and units that the words of the evidence do not give.

    The figure is parsed in the whole sentence by the grammar of the article's language. A
    unit that the words leave out must be carried by another evidence.
    """
    for id, fact, located in case.facts():
        if fact.magnitude is not None:
            yield from _magnitude(case, id, fact, located)
        if not has_value(fact, case):
            continue
        for name in ("value", "to_value"):
            value = getattr(fact, name)
            if value is None:
                continue
            equal, there = figures_for(located, value, case)
            if equal:
                continue
            values = {"declared": plain(value), "found": shown(there)}
            yield Problem(Code.V003, _span(case, located, there), values, _sentence(located))
            break
        else:
            yield from _unit(case, id, fact, located)


def _magnitude(case: Case, id: str, fact: Fact, located: tuple[Located, ...]) -> Iterator[Problem]:
    """A vague figure (« quelques millions ») has its magnitude, and its unit."""
    there = tuple(
        found
        for one in carriers_or_all(located)
        for found in figures_in(one, case)
        if found.figure.vague
    )
    unit = unit_of(fact, case)
    same = [one for one in there if one.figure.number == fact.magnitude]
    assert fact.magnitude is not None
    if not same:
        values = {"declared": plain(fact.magnitude), "found": shown(there)}
        yield Problem(Code.V003, case.span("facts", id, "magnitude"), values, _sentence(located))
    elif unit is not None and all(one.figure.unit not in (None, unit) for one in same):
        values = {"declared": unit, "found": same[0].figure.unit or "@none"}
        yield Problem(Code.V006, _span(case, located, there), values, _sentence(located))


def _span(case: Case, located: tuple[Located, ...], there: tuple[FigureAt, ...]) -> Span:
    """The figure in the words as the editor wrote them, or all of the words."""
    one = there[0].located if there else carriers_or_all(located)[0]
    path = (*one.path, "words")
    if there and not one.folded:
        first = there[0].figure.start - one.inner[0]
        last = there[0].figure.end - one.inner[0]
        length = one.end - one.start
        return case.within("facts", path, max(first, 0), min(last, length))
    return case.span(*path)


def carriers_or_all(located: tuple[Located, ...]) -> tuple[Located, ...]:
    """The evidence that carries the value, or all of it when none says so."""
    return carriers(located, Carries.VALUE) or located


def _sentence(located: tuple[Located, ...]) -> tuple[Remark, ...]:
    one = carriers_or_all(located)[0]
    number = one.reading.paragraph_at(one.start).number
    values = {
        "source": one.reading.id,
        "paragraph": str(number),
        "words": " ".join(one.sentence.text.split()),
    }
    return (Remark("sentence", values),)


def _unit(case: Case, id: str, fact: Fact, located: tuple[Located, ...]) -> Iterator[Problem]:
    unit = unit_of(fact, case)
    one = chosen(fact, located, case)
    if one is None or one.figure.unit == unit:
        return
    left_out = one.figure.unit is None and unit is not None
    if left_out and any(_holds_unit(other, unit or "", case) for other in located):
        return
    named = ("facts", id, "unit")
    span = case.span(*named) if case.has("facts", named) else _span(case, located, (one,))
    values = {"declared": unit or "@none", "found": one.figure.unit or "@none"}
    yield Problem(Code.V006, span, values, _sentence(located))


def _holds_unit(one: Located, unit: str, case: Case) -> bool:
    """Whether the words of an evidence name a unit, with a figure or without."""
    if one.evidence.carries and not {Carries.UNIT, Carries.VALUE} & set(one.evidence.carries):
        return False
    if any(found.figure.unit == unit for found in figures_in(one, case)):
        return True
    language = one.reading.language
    words = one.reading.text[one.start : one.end]
    known = (*language.numbers.units.get(unit, ()), *case.units(language).get(unit, ()))
    return any(match.find(word, words, language) for word in known)
