"""When something happened: chosen among four dates as exact as the answer."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact, MeasureType
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.questions import distractors, wording
from rectoverso.questions.context import Context
from rectoverso.text.dates import dates

KIND = "date"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Asks for the known date of each fact that reports one, or that is an event.

    A stem of the editor's is used where the fact's measure is a date; else the wording for
    the timeline is shown, where that does not tell the date itself.
    """
    for id, fact in context.facts():
        if fact.on is None or fact.on.known is None or not context.complete(fact.says):
            continue
        asked = _asked(id, fact, context)
        if asked is None:
            continue
        question = f"{KIND}:{id}"
        wrong = distractors.dates(question, fact, context)
        if len(wrong) < distractors.WANTED:
            continue
        key = Option(
            id=str(fact.on.known),
            text=distractors.date_text(fact.on.known, context),
            right=True,
            feedback=wording.explained(fact, context),
            carried_by=Reference("facts", id),
        )
        options = sorted((key, *wrong), key=lambda option: PartialDate.parse(option.id).sort_key)
        stem, material = asked
        yield Question(
            id=question,
            kind=KIND,
            stem=stem,
            material=material,
            response=Choice(tuple(options), ordered=True),
            explanation=wording.explained(fact, context),
            references=(Reference("facts", id),),
            level=Level(fact.level or "remember"),
            section=fact.section,
            contested=context.unsure(id, fact),
        )


def _asked(id: str, fact: Fact, context: Context) -> tuple[LocalText, LocalText | None] | None:
    measure = context.measure(fact)
    about_dates = measure is not None and measure.type is MeasureType.DATE
    if about_dates and fact.stem is not None and context.complete(fact.stem):
        return wording.sourced(fact.stem, None, id, fact, context), None
    if fact.event is None or not context.complete(fact.event) or _dated(fact.event, context):
        return None
    stem = context.say("quiz.stem-date")
    return wording.sourced(stem, fact.event, id, fact, context), fact.event


def _dated(text: LocalText, context: Context) -> bool:
    return any(dates(text[language], language_of(language)) for language in context.languages)
