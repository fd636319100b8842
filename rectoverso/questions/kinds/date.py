"""When something happened: chosen among four dates as exact as the answer."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact, MeasureType
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.questions import distractors, wording, wrong_dates
from rectoverso.questions.context import Context, mentions
from rectoverso.questions.days import date_text, first_day
from rectoverso.questions.standing import lasts, names_date

KIND = "date"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Asks for the known date of each fact that reports one, or that is an event.

    A stem of the editor's is used where it asks when; else the wording for the timeline is
    shown, where it tells of something that happened once and does not tell the date itself.
    """
    for id, fact in context.facts():
        if fact.on is None or fact.on.known is None or not context.complete(fact.says):
            continue
        asked = _asked(id, fact, context)
        if asked is None:
            continue
        question = f"{KIND}:{id}"
        wrong = wrong_dates.dates(question, fact, context)
        if len(wrong) < distractors.WANTED:
            continue
        key = Option(
            id=str(fact.on.known),
            text=date_text(fact.on.known, context),
            right=True,
            feedback=wording.explained(fact, context),
            carried_by=Reference("facts", id),
        )
        options = sorted((key, *wrong), key=lambda option: first_day(PartialDate.parse(option.id)))
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
    if fact.stem is not None and context.complete(fact.stem) and _asks_when(fact.stem, context):
        return wording.sourced(fact.stem, None, id, fact, context), None
    # A share that rises rises on other days, too: only what is told for its date is asked for it.
    measure = context.measure(fact)
    dated = measure is None or measure.type is MeasureType.DATE
    if not dated or fact.value is not None or lasts(fact.says, context):
        return None
    if fact.event is None or not context.complete(fact.event) or names_date(fact.event, context):
        return None
    stem = context.say("quiz.stem-date")
    named = wording.sourced(stem, fact.event, id, fact, context, always=True, by_article=True)
    return named, fact.event


def _asks_when(stem: LocalText, context: Context) -> bool:
    return all(
        any(
            mentions(stem[language], words, language_of(language))
            for words in language_of(language).asking.asks_when
        )
        for language in context.languages
    )
