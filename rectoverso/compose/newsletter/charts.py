"""Charts and the timeline: rows of facts with the words and numbers to draw them from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import ChartRow, ChartView, Flow
from rectoverso.model.entries import Chart, Fact
from rectoverso.problems import Code, Problem
from rectoverso.text.dates import dates
from rectoverso.text.figures import figures

TIMELINE = "timeline"
"""The kind of chart whose rows are dates and not amounts."""


def chart_view(context: Context, id: str, caption: Flow | None) -> ChartView:
    """A chart of the edition for the reader; ``caption`` with its calls filled."""
    chart = context.edition.charts[id]
    ids = [fact for fact in chart.facts if fact in context.edition.facts]
    if chart.kind == TIMELINE:
        rows = events(context, ids)
    else:
        shown = [fact for fact in ids if context.edition.facts[fact].value is not None]
        rows = _told_apart(tuple(_row(context, fact, chart) for fact in shown))
    first = context.edition.facts[ids[0]] if ids else None
    return ChartView(
        id=id,
        kind=chart.kind,
        title=context.text(chart.title),
        alt=context.text(chart.alt),
        caption=caption,
        unit=(context.unit(first) or "") if first else "",
        rows=rows,
    )


def _row(context: Context, id: str, chart: Chart) -> ChartRow:
    fact = context.edition.facts[id]
    label = _label(context, fact, chart.label_by)
    detail = context.detail(fact) if chart.label_by != "scope" else context.objects(fact)
    known = fact.on.known if fact.on else None
    return ChartRow(
        fact=id,
        label=label,
        detail=detail,
        text=context.figure(fact, signed=True),
        value=fact.value,
        to_value=fact.to_value,
        bound=fact.bound,
        certain=not (fact.hedges or fact.doubt or fact.bound),
        date=context.day(fact),
        moment=str(known) if known else "",
        notes=context.fact_notes(id),
    )


def _told_apart(rows: tuple[ChartRow, ...]) -> tuple[ChartRow, ...]:
    """Rows without a detail that is the same in all of them."""
    if len(rows) > 1 and len({row.detail for row in rows}) == 1:
        return tuple(replace(row, detail="") for row in rows)
    return rows


def _label(context: Context, fact: Fact, by: str) -> str:
    if by == "date":
        return context.day(fact)
    if by == "scope":
        return context.detail(fact)
    objects = context.objects(fact) if by == "object" else ""
    # Without an object, who says it is what tells a row from the next.
    return objects or " · ".join((context.who(fact), *context.via(fact)))


def events(context: Context, ids: Sequence[str] | None = None) -> tuple[ChartRow, ...]:
    """Facts along time, those without a known date left out.

    Args:
        context: what to compose from.
        ids: which; by default every fact that has a wording for the timeline.
    """
    facts = context.edition.facts
    chosen = (
        ids
        if ids is not None
        else [id for id, fact in facts.items() if fact.event and fact.retracted is None]
    )
    # Events of one day keep the order in which the editor wrote them.
    dated = [
        (known.sort_key, place, id, known)
        for place, id in enumerate(chosen)
        if (on := facts[id].on) is not None and (known := on.known) is not None
    ]
    return tuple(
        ChartRow(
            fact=id,
            label=context.objects(facts[id]),
            detail="",
            text=context.text(facts[id].event or facts[id].says),
            value=None,
            to_value=None,
            bound=None,
            certain=not (facts[id].hedges or facts[id].doubt),
            date=context.day(facts[id]),
            moment="" if known.season else str(known),
            notes=context.fact_notes(id),
        )
        for _, _, id, known in sorted(dated, key=lambda item: item[:2])
    )


def check_chart(context: Context, id: str) -> tuple[Problem, ...]:
    """C009 for a chart with nothing to show, C007 for a number in ``alt`` that none of its
    facts has."""
    chart = context.edition.charts[id]
    file = context.edition.file_of("charts")
    places = context.publication.places
    view = chart_view(context, id, None)
    facts = [context.edition.facts[fact] for fact in chart.facts if fact in context.edition.facts]
    if not view.rows or len({fact.measure for fact in facts if chart.kind != TIMELINE}) > 1:
        return (Problem(Code.C009, places.key(file, "charts", id), {"entry": id}),)
    known = {abs(value) for fact in facts for value in (fact.value, fact.to_value) if value}
    known.add(Decimal(len(view.rows)))
    alt = view.alt
    units = {
        name: unit.words.get(context.language.code, ())
        for name, unit in context.publication.head.units.items()
    }
    days = dates(alt, context.language)
    return tuple(
        Problem(
            Code.C007,
            places.within(
                file,
                *("charts", id, "alt", context.language.code),
                start=figure.start,
                end=figure.end,
            ),
            {"found": figure.words},
        )
        for figure in figures(alt, context.language, units)
        if not any(day.start <= figure.start < day.end for day in days)
        if not figure.vague and not figure.ordinal and figure.number != 1
        if abs(figure.number) not in known
    )
