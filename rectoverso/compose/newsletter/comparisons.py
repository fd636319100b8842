"""Comparisons as tables: who says what, and in which way they differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from string import ascii_uppercase

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import ComparisonRow, ComparisonView, DifferenceView
from rectoverso.model.entries import Comparison, DifferenceKind, Fact, MeasureType

_SEEN = frozenset({DifferenceKind.OBJECT, DifferenceKind.SCOPE, DifferenceKind.AGREEMENT})
"""Kinds that need no list of pairs: the rows themselves show which of them they mean."""


def comparison_view(context: Context, id: str) -> ComparisonView:
    """A comparison of the edition for the reader."""
    comparison = context.edition.comparisons[id]
    ids = [fact for fact in comparison.facts if fact in context.edition.facts]
    facts = [context.edition.facts[fact] for fact in ids]
    several_objects = len({fact.object for fact in facts}) > 1
    measure = next((found for fact in facts if (found := context.measure(fact))), None)
    differences = _differences(context, comparison, ids)
    lettered = any(difference.between for difference in differences)
    rows = tuple(
        ComparisonRow(
            letter=_letter(index) if lettered else "",
            fact=id_of_fact,
            who=context.who(fact),
            via=context.via(fact),
            hedges=context.hedges(fact),
            object=context.objects(fact) if several_objects else "",
            detail=context.detail(fact),
            value=context.figure(fact, signed=True),
            says=context.text(fact.says),
            complete=_tells_all(context, fact),
            doubt=context.text(fact.doubt),
            notes=context.fact_notes(id_of_fact),
        )
        for index, (id_of_fact, fact) in enumerate(zip(ids, facts, strict=True))
    )
    return ComparisonView(
        id=id,
        title=context.text(comparison.title),
        measure=context.text(measure.label) if measure else "",
        rows=rows,
        differences=differences,
        note=context.text(comparison.note),
    )


def _tells_all(context: Context, fact: Fact) -> bool:
    """Whether the value tells the statement: « 5.6 million » does, what is denied does not, and
    « each » would be lost."""
    measure = context.measure(fact)
    if measure is None or fact.negated or fact.each:
        return False
    if measure.type is MeasureType.DATE:
        return bool(context.day(fact))
    return fact.value is not None or fact.claim is not None


def _letter(index: int) -> str:
    return ascii_uppercase[index % len(ascii_uppercase)]


def _differences(
    context: Context, comparison: Comparison, ids: Sequence[str]
) -> tuple[DifferenceView, ...]:
    """Differences grouped by kind and reason, so that one reason is read once."""
    letters = {id: _letter(index) for index, id in enumerate(ids)}
    grouped: dict[tuple[DifferenceKind, str], list[tuple[str, str]]] = {}
    reasons: dict[DifferenceKind, list[str]] = {}
    for difference in comparison.differences:
        first, second = difference.between
        if first in letters and second in letters:
            kind, because = difference.kind, context.text(difference.because)
            pair = sorted((letters[first], letters[second]))
            grouped.setdefault((kind, "" if kind in _SEEN else because), []).append(
                (pair[0], pair[1])
            )
            if because and because not in reasons.setdefault(kind, []):
                reasons[kind].append(because)
    return tuple(
        DifferenceView(
            "" if kind in _SEEN or len(ids) == 2 else in_short(pairs),
            kind,
            "" if kind in _SEEN and reasons.get(kind) else context.say(f"difference-{kind}"),
            " ".join(reasons.get(kind, ())) if kind in _SEEN else because,
        )
        for (kind, because), pairs in grouped.items()
    )


def in_short(pairs: Sequence[tuple[str, str]]) -> str:
    """Pairs of letters as a reader takes them in.

    Args:
        pairs: each in alphabetical order.
    """
    known = set(pairs)
    letters = sorted({letter for pair in pairs for letter in pair})
    if len(known) > 1 and known == set(combinations(letters, 2)):
        return ", ".join(letters)
    for size in range(1, len(letters)):
        # The side with the first letter is named first.
        for rest in combinations(letters[1:], size - 1):
            side = (letters[0], *rest)
            other = [letter for letter in letters if letter not in side]
            if known == {(min(a, b), max(a, b)) for a, b in product(side, other)}:
                return f"{', '.join(side)}{'–' if len(known) == 1 else ' – '}{', '.join(other)}"
    return ", ".join(f"{first}–{second}" for first, second in pairs)
