"""Comparisons as tables: who says what, and in which way they differ."""

from __future__ import annotations

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
        DifferenceView(tuple(pairs), kind, context.say(f"difference-{kind}"), because)
        for (kind, because), pairs in grouped.items()
    )
