"""Which of some events came first, or last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.questions.choosing import chosen
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.days import date_text, surely_before
from rectoverso.questions.events import Event, events

KIND = "date-order"
Authored = None
NAMED_ANYWHERE = True

_Before = Callable[[Event, Event], bool]


def generate(context: Context) -> Iterator[Question]:
    """Asks which of four events is the first, and which the last.

    The right one lies wholly before, or wholly after, every other; how the others lie to each
    other does not matter.
    """
    known = events(context)
    ways: tuple[tuple[str, _Before], ...] = (
        ("first", lambda one, other: surely_before(one.date, other.date)),
        ("last", lambda one, other: surely_before(other.date, one.date)),
    )
    for id in known:
        for slot, comes in ways:
            question = f"{KIND}:{id}:{slot}"
            others = [other for other in known if comes(known[id], known[other])]
            texts = {other: known[other].text for other in others}
            picked = chosen(question, known[id].text, shuffled(others, question), texts, context)
            if not picked:
                continue
            options = tuple(_option(one, one == id, known, context) for one in (id, *picked))
            yield Question(
                id=question,
                kind=KIND,
                stem=context.say(f"quiz.stem-{slot}-event"),
                response=Choice(options),
                explanation=context.say("quiz.order-by-date"),
                references=(Reference("facts", id),),
                level=Level.UNDERSTAND,
                section=known[id].section,
            )


def _option(id: str, right: bool, known: dict[str, Event], context: Context) -> Option:
    event = known[id]
    when = date_text(event.date, context)
    told = context.say("quiz.dated", date=when)
    return Option(id, event.text, right, told, Reference("facts", id))
