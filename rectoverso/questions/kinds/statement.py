"""A statement of the edition as it is, or with its figure altered: true or false."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Bound, Fact
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors, wording
from rectoverso.questions.context import Context
from rectoverso.text.cues import cues

KIND = "statement"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Offers each fact's sentence as a true statement, and one with a wrong figure as false.

    The wrong figure is in the id, so that a printed quiz keeps it.
    """
    for id, fact in context.facts():
        if not context.complete(fact.says) or _bolder(fact, context):
            continue
        yield _question(f"{KIND}:{id}", id, fact, fact.says, True, context)
        exact = fact.value and fact.to_value is None and fact.bound in (None, Bound.ABOUT)
        if not exact or fact.negated:
            continue
        for wrong in _wrong(id, fact, context):
            altered = wording.replaced(fact, wrong.text, context)
            if altered is not None:
                yield _question(f"{KIND}:{id}:{wrong.id}", id, fact, altered, False, context)


def _bolder(fact: Fact, context: Context) -> bool:
    """Whether the article hedges and our sentence does not: « true » would then be too much."""
    return bool(fact.hedges) and not all(
        any(cue.kind == "hedge" for cue in cues(text, language_of(language)))
        for language, text in fact.says.items()
        if language in context.languages
    )


def _wrong(id: str, fact: Fact, context: Context) -> tuple[Option, ...]:
    prefix = f"{KIND}:{id}:"
    locked = tuple(
        known.removeprefix(prefix) for known in context.fixed if known.startswith(prefix)
    )
    if locked:
        return distractors.figures_of(locked, fact, context)
    return distractors.figures(f"{prefix}altered", fact, context)[:1]


def _question(
    question: str, id: str, fact: Fact, statement: LocalText, true: bool, context: Context
) -> Question:
    explanation, against = _reasons(fact, true, context)
    stem = context.say("quiz.stem-statement")
    return Question(
        id=question,
        kind=KIND,
        stem=wording.sourced(stem, statement, id, fact, context),
        material=statement,
        response=Choice(
            (
                Option(
                    "true",
                    context.say("quiz.true"),
                    true,
                    explanation if true else against,
                ),
                Option(
                    "false",
                    context.say("quiz.false"),
                    not true,
                    against if true else explanation,
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


def _reasons(fact: Fact, true: bool, context: Context) -> tuple[LocalText, LocalText]:
    """Why the key is right and why the other answer is not.

    A true statement is the fact's sentence itself, which stands above: it is not told again.
    """
    if not true:
        return wording.explained(fact, context), context.say("quiz.is-false", says=fact.says)
    source = context.edition.sources[context.sources_of(fact)[0]].label
    right = context.say("quiz.as-source", source=source)
    return wording.with_doubt(right, fact, context), context.say("quiz.is-true")
