"""Events with a date that nobody disputes."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.model.entries import Fact, MeasureType
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.questions.context import Context
from rectoverso.questions.standing import lasts, names_date


@dataclass(frozen=True, slots=True)
class Event:
    """An event, its date and the section it belongs to."""

    text: LocalText
    date: PartialDate
    section: str | None


def events(context: Context) -> dict[str, Event]:
    """The events of an edition that can be put in order, by the id of their fact.

    Left out are contested and doubted dates, which would have two right orders; what has lasted
    since a date, unless that beginning is what is reported; and wordings that tell the date.
    """
    return {
        id: Event(fact.event, fact.on.known, fact.section)
        for id, fact in context.facts()
        if fact.event is not None
        and fact.on is not None
        and fact.on.known is not None
        and context.complete(fact.event, fact.says)
        and id not in context.contested
        and fact.doubt is None
        and _once(fact, context)
        and not names_date(fact.event, context)
    }


def _once(fact: Fact, context: Context) -> bool:
    """Whether it is told for its date: a share that rises rises on other days, too."""
    measure = context.measure(fact)
    if measure is not None:
        return measure.type is MeasureType.DATE
    return fact.value is None and not lasts(fact.says, context)
