"""A statement of the edition as it is, or with its figure or its date altered: true or false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Bound, Fact, MeasureType
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors, wording, wrong_dates
from rectoverso.questions.context import Context
from rectoverso.questions.standing import stands_alone
from rectoverso.text.cues import cues

KIND = "statement"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Offers each fact's sentence as a true statement, and one with a wrong figure or a wrong
    date as false.

    Only sentences that can stand alone are shown, and none that the editor doubts: « true »
    would be too much. The stem names the source where one alone says so. What was altered is in
    the id, so that a printed quiz keeps it.
    """
    for id, fact in context.facts():
        if not context.complete(fact.says) or fact.doubt is not None or _bolder(fact, context):
            continue
        if not stands_alone(fact.says, fact, context) or _denies(fact, context):
            continue
        yield _question(f"{KIND}:{id}", id, fact, fact.says, None, context)
        for slot, statement, reason in _altered(id, fact, context):
            yield _question(f"{KIND}:{id}:{slot}", id, fact, statement, reason, context)


def _bolder(fact: Fact, context: Context) -> bool:
    """Whether the article hedges and our sentence does not: « true » would then be too much."""
    return bool(fact.hedges) and not all(
        any(cue.kind == "hedge" for cue in cues(text, language_of(language)))
        for language, text in fact.says.items()
        if language in context.languages
    )


def _denies(fact: Fact, context: Context) -> bool:
    """Whether the sentence denies something: « false » would then deny a denial."""
    return fact.negated or any(
        cue.kind == "negation"
        for language in context.languages
        for cue in cues(fact.says[language], language_of(language))
    )


def _altered(id: str, fact: Fact, context: Context) -> Iterator[tuple[str, LocalText, LocalText]]:
    """Slot, statement and reason of each false statement."""
    if fact.value and fact.to_value is None and fact.bound in (None, Bound.ABOUT):
        reason = context.say("quiz.is-false", says=fact.says)
        for wrong in _wrong_figures(id, fact, context):
            statement = wording.altered(fact, Decimal(wrong), context)
            if statement is not None:
                yield wrong, statement, reason
    elif fact.value is None and _reports_date(fact, context):
        reason = context.say("quiz.is-false-date", says=fact.says)
        for wrong in _wrong_dates(id, fact, context):
            date = wrong_dates.parsed(wrong)
            told = wording.redated(fact, date, context) if date else None
            if told is not None:
                yield wrong, told, reason


def _reports_date(fact: Fact, context: Context) -> bool:
    """Whether the date is what the fact reports, and not a detail of what somebody says."""
    measure = context.measure(fact)
    return fact.event is not None or (measure is not None and measure.type is MeasureType.DATE)


def _locked(id: str, context: Context) -> tuple[str, ...]:
    prefix = f"{KIND}:{id}:"
    return tuple(known.removeprefix(prefix) for known in context.fixed if known.startswith(prefix))


def _wrong_figures(id: str, fact: Fact, context: Context) -> list[str]:
    drawn = distractors.figures(f"{KIND}:{id}:altered", fact, context)[:1]
    return _ids(distractors.figures_of(_locked(id, context), fact, context), drawn)


def _wrong_dates(id: str, fact: Fact, context: Context) -> list[str]:
    drawn = wrong_dates.dates(f"{KIND}:{id}:altered", fact, context)[:1]
    return _ids(wrong_dates.dates_of(_locked(id, context), fact, context), drawn)


def _ids(locked: Iterable[Option], drawn: Iterable[Option]) -> list[str]:
    """The slots of the lock, and the drawn one, which editors drop and reword by its name."""
    return list(dict.fromkeys(option.id for option in (*locked, *drawn)))


def _question(
    question: str,
    id: str,
    fact: Fact,
    statement: LocalText,
    altered: LocalText | None,
    context: Context,
) -> Question:
    true = altered is None
    # A true statement is the fact's sentence itself, which stands above: it is not told again.
    source = context.edition.sources[context.sources_of(fact)[0]].label
    right = altered or context.say("quiz.as-source", source=source)
    against = context.say("quiz.is-true") if altered is None else altered
    explanation = right if true else fact.says
    return Question(
        id=question,
        kind=KIND,
        stem=wording.sourced(
            context.say("quiz.stem-statement"),
            statement,
            id,
            fact,
            context,
            always=True,
            by_article=fact.event is not None,
        ),
        material=statement,
        response=Choice(
            (
                Option("true", context.say("quiz.true"), true, explanation if true else against),
                Option(
                    "false", context.say("quiz.false"), not true, against if true else explanation
                ),
            ),
            ordered=True,
        ),
        explanation=explanation,
        references=(Reference("facts", id),),
        level=Level(fact.level or "remember"),
        section=fact.section,
        contested=context.unsure(id, fact),
    )
