"""Events to be put in the order of their dates."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rectoverso.model.entries import Fact
from rectoverso.model.questions import Level, Order, Question, Reference, Step
from rectoverso.model.values import PartialDate
from rectoverso.questions import distractors
from rectoverso.questions.context import Context, shuffled

KIND = "timeline"
Authored = None

_STEPS = 4
_GROUPS = 3


def generate(context: Context) -> Iterator[Question]:
    """Makes up to three groups of four events whose dates do not overlap.

    A group is named after its earliest event. Contested dates are left out: they would have
    two right orders.
    """
    events = {
        id: fact
        for id, fact in context.facts()
        if fact.event is not None
        and fact.on is not None
        and fact.on.known is not None
        and context.complete(fact.event)
        and id not in context.contested
        and fact.doubt is None
    }
    locked = {
        question: ids for question, ids in context.fixed.items() if question.startswith(f"{KIND}:")
    }
    if locked:
        groups = [tuple(id for id in ids if id in events) for ids in locked.values()]
    else:
        groups = list(_groups(events))
    for group in groups:
        ordered = sorted(group, key=lambda id: _date(events[id]).sort_key)
        if len(ordered) >= _STEPS and _distinct([_date(events[id]) for id in ordered]):
            yield _question(tuple(ordered), events, context)


def _date(fact: Fact) -> PartialDate:
    assert fact.on is not None
    assert fact.on.known is not None
    return fact.on.known


def _distinct(dates: list[PartialDate]) -> bool:
    """Whether dates, in order, can only be in this order."""
    return all(
        not distractors.dates_clash(first, second) and first.sort_key < second.sort_key
        for first, second in itertools.pairwise(dates)
    )


def _groups(events: dict[str, Fact]) -> Iterator[tuple[str, ...]]:
    """Groups that take turns along time, so that each spans all of it."""
    ordered = sorted(events, key=lambda id: (_date(events[id]).sort_key, id))
    apart: list[str] = []
    for id in ordered:
        if not apart or _distinct([_date(events[apart[-1]]), _date(events[id])]):
            apart.append(id)
    count = min(_GROUPS, len(apart) // _STEPS)
    for turn in range(count):
        every = apart[turn::count]
        chosen = sorted(shuffled(every, KIND, turn)[:_STEPS], key=every.index)
        yield tuple(chosen)


def _question(group: tuple[str, ...], events: dict[str, Fact], context: Context) -> Question:
    steps = []
    for id in group:
        event = events[id].event
        assert event is not None
        when = distractors.date_text(_date(events[id]), context)
        steps.append(Step(id, event, context.say("quiz.event-on", event=event, date=when)))
    return Question(
        id=f"{KIND}:{group[0]}",
        kind=KIND,
        stem=context.say("quiz.stem-timeline"),
        response=Order(tuple(steps)),
        explanation=context.say("quiz.order-by-date"),
        references=tuple(Reference("facts", id) for id in group),
        points=2,
        level=Level.UNDERSTAND,
        section=events[group[0]].section,
    )
