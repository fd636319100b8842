"""A figure that a fact reports: chosen among four, or written as a number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rectoverso.model.entries import Bound, Fact
from rectoverso.model.questions import Choice, Level, Number, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors, wording
from rectoverso.questions.answer_line import answer_line
from rectoverso.questions.context import Context
from rectoverso.questions.standing import stands_alone, tells_date

KIND = "figure"
Authored = None

_EXACT_DIGITS = 2


def generate(context: Context) -> Iterator[Question]:
    """Asks for the value of each fact whose value is exact, or « about » so much.

    A bound is not asked about: « less than 6 million » makes every smaller number right.
    """
    for id, fact in context.facts():
        if not fact.value or fact.to_value is not None or fact.bound not in (None, Bound.ABOUT):
            continue
        if fact.negated or not context.complete(fact.says):
            continue
        # A part without a unit (« la moitié ») is no figure that one could write down.
        if abs(fact.value) < 1 and context.unit(fact) is None:
            continue
        asked = _asked(id, fact, context)
        if asked is None:
            continue
        for slot, response in (
            ("", _choice(f"{KIND}:{id}", id, fact, context)),
            (":number", _number(fact, context)),
        ):
            if response is not None:
                stem, material = asked
                yield Question(
                    id=f"{KIND}:{id}{slot}",
                    kind=KIND,
                    stem=stem,
                    material=material,
                    response=response,
                    explanation=wording.explained(fact, context),
                    references=(Reference("facts", id),),
                    level=Level(fact.level or "remember"),
                    section=fact.section,
                    contested=context.unsure(id, fact),
                )


def _asked(id: str, fact: Fact, context: Context) -> tuple[LocalText, LocalText | None] | None:
    if fact.stem is not None and context.complete(fact.stem):
        measure = context.measure(fact)
        # A fall is of its day: without it the question has as many answers as there are days.
        undated = measure is not None and measure.signed and not _dated(fact.stem, context)
        if undated or wording.states_value(fact.stem, fact, context):
            return None
        return wording.sourced(fact.stem, None, id, fact, context), None
    material = wording.with_gap(fact, context)
    if material is None or not stands_alone(fact.says, fact, context):
        return None
    stem = context.say("quiz.stem-figure")
    return wording.sourced(stem, material, id, fact, context), material


def _dated(text: LocalText, context: Context) -> bool:
    return all(tells_date(text[language], language) for language in context.languages)


def _choice(question: str, id: str, fact: Fact, context: Context) -> Choice | None:
    assert fact.value is not None
    wrong = distractors.figures(question, fact, context)
    if len(wrong) < distractors.WANTED:
        return None
    key = Option(
        id=distractors.value_id(fact.value),
        text=context.amount(fact.value, context.unit(fact)),
        right=True,
        feedback=wording.explained(fact, context),
        carried_by=Reference("facts", id),
    )
    options = sorted((key, *wrong), key=lambda option: Decimal(option.id))
    return Choice(tuple(options), ordered=True)


def _number(fact: Fact, context: Context) -> Number | None:
    """A number line; a crooked number may be rounded to two digits."""
    assert fact.value is not None
    unit = context.unit(fact)
    line = answer_line(fact.value, unit, context)
    if line is None:
        return None
    value = line.value
    tolerance = Decimal(0)
    if distractors.digits(value) > _EXACT_DIGITS:
        last = Decimal(1).scaleb(value.adjusted() - _EXACT_DIGITS + 1)
        tolerance = last / 2
    elif fact.bound is Bound.ABOUT:
        tolerance = value / 10
    return Number(
        value=value,
        tolerance=tolerance,
        unit=line.around,
        shown=context.amount(fact.value, unit),
        feedback=wording.explained(fact, context),
        measured=unit,
        scale=line.scale,
        negative=fact.value < 0,
    )
