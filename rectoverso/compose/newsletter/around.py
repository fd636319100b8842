"""What prose puts around a figure: it must not make it another one."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.prose import Call, Where
from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem
from rectoverso.text.cues import bound_of
from rectoverso.text.figures import Figure

_HIDDEN = "\ufffc"
_BEFORE = 24
"""How much of the text before a figure a bound is shown with, in characters."""


def changed_figures(
    text: str, calls: Iterable[Call], where: Where, context: Context
) -> tuple[Problem, ...]:
    """C007 for every ``figure`` that reads, with the words around it, as another number, unit
    or bound than the fact's: « {{ figure("x", unit=false) }} euros » of dollars, « plus de
    {{ figure("x") }} » of a value that has no bound."""
    parts: list[str] = []
    shown: list[tuple[int, int, Call, Fact]] = []
    end = length = 0
    for call in calls:
        before = text[end : call.start]
        fact = _fact(call, context)
        words = _HIDDEN if fact is None else _words(call, fact, context)
        length += len(before)
        if fact is not None:
            shown.append((length, length + len(words), call, fact))
        length += len(words)
        parts += [before, words]
        end = call.end
    whole = "".join((*parts, text[end:]))
    read = context.figures(whole)
    problems = []
    for start, stop, call, fact in shown:
        figure = next((one for one in read if one.start < stop and start < one.end), None)
        if figure is None or _same(figure, whole, fact, context):
            continue
        first = max(0, min(start, figure.start) - _BEFORE)
        found = " ".join(whole[first : max(stop, figure.end)].split())
        problems.append(Problem(Code.C007, where(call.start, call.end), {"found": found}))
    return tuple(problems)


def _fact(call: Call, context: Context) -> Fact | None:
    """The fact whose number a call shows: a range or a date is not looked at."""
    id = call.arguments[0] if call.arguments else call.options.get("id")
    fact = context.edition.facts.get(id) if isinstance(id, str) else None
    if call.name != "figure" or fact is None or fact.value is None or fact.to_value is not None:
        return None
    return fact


def _words(call: Call, fact: Fact, context: Context) -> str:
    return context.figure(
        fact,
        signed=call.options.get("signed") is True,
        unit=call.options.get("unit") is not False,
    )


def _same(figure: Figure, text: str, fact: Fact, context: Context) -> bool:
    assert fact.value is not None
    unit = context.unit(fact)
    return (
        figure.number == abs(fact.value)
        and (figure.unit is None or unit is None or figure.unit == unit)
        and bound_of(text, figure, context.language) == fact.bound
    )
