"""Which sources make a claim, or give a figure, on which others differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rectoverso.model.entries import Comparison, Fact
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.context import Context, shuffled
from rectoverso.text import amounts

KIND = "who-claims"
Authored = None


def generate(context: Context) -> Iterator[Question]:
    """Asks of each comparison who gives one of the answers that differ.

    One right source makes it choose-one, several make it choose-many. It is asked only where
    at least two sources differ, and each source gives one answer only.
    """
    facts = dict(context.facts())
    for id, comparison in context.edition.comparisons.items():
        if any(known not in facts for known in comparison.facts):
            continue
        if _blurred([facts[known] for known in comparison.facts]):
            continue
        answers = {known: _answer(facts[known], context) for known in comparison.facts}
        given: dict[str, set[str]] = {}
        for known, answer in answers.items():
            if answer is not None:
                for source in context.sources_of(facts[known]):
                    given.setdefault(source, set()).add(_key(answer))
        for known, answer in answers.items():
            if answer is None or any(len(found) > 1 for found in given.values()):
                continue
            question = _question(id, comparison, known, facts[known], answer, given, context)
            if question is not None:
                yield question


def _blurred(facts: list[Fact]) -> bool:
    """Whether two of the answers differ by scope, moment or rounding alone.

    Then one could say that both sources give the answer.
    """
    for first, second in combinations(facts, 2):
        same_claim = first.claim is not None and first.claim == second.claim
        same_value = (
            first.value is not None
            and second.value is not None
            and distractors.round_alike(first.value, second.value)
        )
        aside = (first.scope, first.moment, first.negated, first.bound)
        if (same_claim or same_value) and (
            aside != (second.scope, second.moment, second.negated, second.bound)
            or first.value != second.value
        ):
            return True
    return False


def _key(answer: LocalText) -> str:
    return "|".join(text for _, text in answer.items())


def _answer(fact: Fact, context: Context) -> LocalText | None:
    """What a fact answers to the matter of its measure."""
    measure = context.measure(fact)
    if measure is None or not context.complete(measure.label):
        return None
    if fact.claim is not None and fact.claim in measure.answers:
        said = measure.answers[fact.claim]
        key = "quiz.claim-denied" if fact.negated else "quiz.claim-made"
    elif fact.value is not None and not fact.negated:
        said = context.texts(lambda language: _amount(fact, language, context))
        key = "quiz.claim-made"
    else:
        return None
    if not context.complete(said):
        return None
    scope = measure.scopes.get(fact.scope or "")
    label = measure.label
    if scope is not None and context.complete(scope):
        label = context.say("quiz.claim-scope", label=measure.label, scope=scope)
    answer = context.say(key, label=label, answer=said)
    return context.texts(lambda language: answer[language][:1].upper() + answer[language][1:])


def _amount(fact: Fact, language: str, context: Context) -> str:
    assert fact.value is not None
    measure = context.measure(fact)
    return amounts.amount(
        fact.value,
        context.unit(fact),
        language,
        bound=fact.bound,
        to_value=fact.to_value,
        signed=bool(measure and measure.signed and fact.bound is None),
        units=context.units,
    )


def _question(
    comparison_id: str,
    comparison: Comparison,
    fact_id: str,
    fact: Fact,
    answer: LocalText,
    given: dict[str, set[str]],
    context: Context,
) -> Question | None:
    right = [source for source, found in given.items() if _key(answer) in found]
    differing = [source for source, found in given.items() if _key(answer) not in found]
    # Each set of right sources is asked about once: by the first fact that leads to it.
    if not right or not differing or right[0] not in context.sources_of(fact)[:1]:
        return None
    question = f"{KIND}:{comparison_id}:{fact_id}"
    silent = [source for source in context.edition.sources if source not in given]
    fixed = context.fixed.get(question)
    wanted = distractors.WANTED + 1 - len(right)
    wrong = [*differing, *shuffled(silent, question)]
    wrong = [id for id in wrong if id in fixed] if fixed else wrong[: max(wanted, 1)]
    if len(right) + len(wrong) < distractors.WANTED:
        return None
    several = len(right) > 1
    return Question(
        id=question,
        kind=KIND,
        stem=context.say("quiz.stem-who-claims-several" if several else "quiz.stem-who-claims"),
        material=answer,
        response=Choice(
            (
                *(_option(source, True, given, fact_id, comparison, context) for source in right),
                *(_option(source, False, given, fact_id, comparison, context) for source in wrong),
            ),
            several=several,
        ),
        explanation=fact.says,
        references=(Reference("facts", fact_id), Reference("comparisons", comparison_id)),
        points=2 if several else 1,
        level=Level.UNDERSTAND if not several else Level.ANALYSE,
        section=comparison.section or fact.section,
    )


def _option(
    source: str,
    right: bool,
    given: dict[str, set[str]],
    fact_id: str,
    comparison: Comparison,
    context: Context,
) -> Option:
    label = context.edition.sources[source].label
    own = next(
        (
            known
            for known in ((fact_id, *comparison.facts) if right else comparison.facts)
            if source in context.sources_of(context.edition.facts[known])
        ),
        None,
    )
    if own is None:
        return Option(source, label, right, context.say("quiz.source-silent"))
    says = context.edition.facts[own].says
    return Option(source, label, right, says, Reference("facts", own))
