"""Comparisons as tables: who says what, and in which way they differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from string import ascii_uppercase

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import ComparisonRow, ComparisonView, DifferenceView
from rectoverso.model.entries import Comparison, DifferenceKind


def comparison_view(context: Context, id: str) -> ComparisonView:
    """A comparison of the edition for the reader."""
    comparison = context.edition.comparisons[id]
    ids = [fact for fact in comparison.facts if fact in context.edition.facts]
    facts = [context.edition.facts[fact] for fact in ids]
    several_objects = len({fact.object for fact in facts}) > 1
    measure = next((found for fact in facts if (found := context.measure(fact))), None)
    rows = tuple(
        ComparisonRow(
            letter=ascii_uppercase[index % len(ascii_uppercase)],
            fact=id_of_fact,
            who=context.who(fact),
            via=context.via(fact),
            hedges=context.hedges(fact),
            object=context.objects(fact) if several_objects else "",
            detail=context.detail(fact),
            value=context.figure(fact, signed=True),
            says=context.text(fact.says),
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
        differences=_differences(context, comparison, rows),
        note=context.text(comparison.note),
    )


def _differences(
    context: Context, comparison: Comparison, rows: tuple[ComparisonRow, ...]
) -> tuple[DifferenceView, ...]:
    """Differences grouped by kind and reason, so that one reason is read once."""
    letters = {row.fact: row.letter for row in rows}
    grouped: dict[tuple[DifferenceKind, str], list[tuple[str, str]]] = {}
    for difference in comparison.differences:
        first, second = difference.between
        if first in letters and second in letters:
            key = (difference.kind, context.text(difference.because))
            pair = sorted((letters[first], letters[second]))
            grouped.setdefault(key, []).append((pair[0], pair[1]))
    return tuple(
        DifferenceView(
            tuple(pairs), in_short(pairs), kind, context.say(f"difference-{kind}"), because
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
