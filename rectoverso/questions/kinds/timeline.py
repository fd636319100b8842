"""Events to be put in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.questions import Level, Order, Question, Reference, Step
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.days import date_text, first_day, in_one_order
from rectoverso.questions.events import Event, events

KIND = "timeline"
Authored = None

_STEPS = 4
_GROUPS = 3
_USED_AGAIN = 1


def generate(context: Context) -> Iterator[Question]:
    """Makes up to three groups of four events whose dates can stand in one order only, and those
    of the lock.

    A group is named after its earliest event, and shares at most one event with the others.
    """
    known = events(context)
    groups = {f"{KIND}:{group[0]}": group for group in _groups(known)}
    # Groups that the lock does not hold keep their names, by which editors drop and reword them.
    groups |= {id: ids for id, ids in context.fixed.items() if id.startswith(f"{KIND}:")}
    for group in groups.values():
        ordered = sorted(
            (id for id in group if id in known), key=lambda id: first_day(known[id].date)
        )
        if len(ordered) >= _STEPS and in_one_order(known[id].date for id in ordered):
            yield _question(tuple(ordered), known, context)


def _groups(known: dict[str, Event]) -> Iterator[tuple[str, ...]]:
    """Groups that each span as much of the time as there is, of events not used before."""
    used: set[str] = set()
    named: set[str] = set()
    for turn in range(_GROUPS):
        fresh = [id for id in known if id not in used]
        order = [*shuffled(fresh, KIND, turn), *shuffled(used, KIND, turn)]
        group: list[str] = []
        for id in order:
            wider = sorted((*group, id), key=lambda one: first_day(known[one].date))
            again = sum(one in used for one in wider)
            fits = in_one_order(known[one].date for one in wider) and again <= _USED_AGAIN
            if fits and len(wider) <= _STEPS and wider[0] not in named:
                group = wider
        if len(group) < _STEPS:
            return
        used |= set(group)
        named.add(group[0])
        yield tuple(group)


def _question(group: tuple[str, ...], known: dict[str, Event], context: Context) -> Question:
    steps = []
    for id in group:
        event = known[id]
        when = date_text(event.date, context)
        steps.append(
            Step(id, event.text, context.say("quiz.event-on", event=event.text, date=when))
        )
    return Question(
        id=f"{KIND}:{group[0]}",
        kind=KIND,
        stem=context.say("quiz.stem-timeline"),
        response=Order(tuple(steps)),
        explanation=context.say("quiz.order-by-date"),
        references=tuple(Reference("facts", id) for id in group),
        points=2,
        level=Level.UNDERSTAND,
        section=known[group[0]].section,
    )
