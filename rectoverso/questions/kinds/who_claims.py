"""Which source makes a claim, or gives a figure, on which others differ; or all, to be matched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rectoverso.model.entries import Comparison, Fact
from rectoverso.model.questions import Choice, Level, Match, Pair, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.comparing import (
    APART,
    answer,
    because,
    by_source,
    difference,
    echoes,
    filled,
    first_of,
    names_a_source,
    party_words,
    same,
    silent,
    source_option,
    usable,
)
from rectoverso.questions.context import Context
from rectoverso.questions.standing import stands_alone

KIND = "who-claims"
Authored = None
NAMED_ANYWHERE = True

_FEWEST_PAIRS = 3
_FEWEST_OPTIONS = 3
_MOST_PAIRS = 8
_MATCH = "match"


def generate(context: Context) -> Iterator[Question]:
    """Asks of each comparison which source says one of its sentences, and to match the sources
    with their answers.

    A sentence is shown as it stands, if it stands alone, denies nothing and names no source. What
    another source says must differ in substance: one that rounds, or answers the same of another
    scope, could claim the sentence, too. A sentence is asked about once, in the first comparison
    that allows it.
    """
    asked: set[str] = set()
    names = party_words(context)
    for id, comparison in usable(context):
        for known in comparison.facts:
            question = _one(id, comparison, known, names, context) if known not in asked else None
            if question is not None:
                asked.add(known)
                yield question
        question = _match(id, comparison, names, context)
        if question is not None:
            yield question


def _one(
    id: str, comparison: Comparison, known: str, names: frozenset[str], context: Context
) -> Question | None:
    fact = context.edition.facts[known]
    sources = context.sources_of(fact)
    if not context.complete(fact.says) or len(sources) != 1:
        return None
    if fact.magnitude is not None or fact.negated:
        return None
    if not stands_alone(fact.says, fact, context) or names_a_source(fact.says, context):
        return None
    others = [other for other in comparison.facts if other != known]
    elsewhere = [
        other
        for other in others
        if sources[0] not in context.sources_of(context.edition.facts[other])
    ]
    if not elsewhere or not all(_apart(comparison, known, other, context) for other in elsewhere):
        return None
    said = by_source(comparison, context)

    def sure(found: list[str]) -> list[str]:
        return [
            one
            for one in found
            if not echoes(fact, comparison, one, names, context)
            and not any(_alike(fact, context.edition.facts[other]) for other in said.get(one, []))
        ]

    differing = sure([source for source in said if source != sources[0]])
    question = f"{KIND}:{id}:{known}"
    unheard = sure(silent(comparison, context))
    wrong = filled(question, differing, unheard, distractors.WANTED, context)
    if 1 + len(wrong) < _FEWEST_OPTIONS:
        return None
    return Question(
        id=question,
        kind=KIND,
        stem=context.say("quiz.stem-who-claims"),
        material=fact.says,
        response=Choice(
            (
                source_option(sources[0], True, known, context),
                *(
                    source_option(source, False, said.get(source, [None])[0], context)
                    for source in wrong
                ),
            )
        ),
        explanation=_why(comparison, known, elsewhere, context),
        references=(Reference("facts", known), Reference("comparisons", id)),
        level=Level.UNDERSTAND,
        section=comparison.section or fact.section,
    )


def _apart(comparison: Comparison, known: str, other: str, context: Context) -> bool:
    """Whether two facts say two things, and not one thing of two scopes."""
    first, second = context.edition.facts[known], context.edition.facts[other]
    if first.claim is not None and first.claim == second.claim:
        return False
    return difference(comparison, known, other) in APART


def _alike(first: Fact, second: Fact) -> bool:
    """Whether the value of one may be the other's, rounded."""
    return (
        first.value is not None
        and second.value is not None
        and distractors.round_alike(first.value, second.value)
    )


def _why(comparison: Comparison, known: str, others: list[str], context: Context) -> LocalText:
    for other in others:
        reason = because(comparison, known, other)
        if reason is not None and context.complete(reason):
            return reason
    return context.texts(lambda language: "")


def _match(
    id: str, comparison: Comparison, names: frozenset[str], context: Context
) -> Question | None:
    """Each source with its answer, where each gives one only and no two give the same, nor one
    the other's rounded."""
    question = f"{KIND}:{id}:{_MATCH}"
    answers = {known: answer(context.edition.facts[known], context) for known in comparison.facts}
    said = {
        source: [known for known in facts if answers[known] is not None]
        for source, facts in by_source(comparison, context).items()
    }
    said = {source: facts for source, facts in said.items() if len(facts) == 1}
    given = [same(answers[facts[0]]) for facts in said.values()]
    # 17 % is 16,86 % rounded: either partner could be defended.
    matched = [context.edition.facts[facts[0]] for facts in said.values()]
    alike = any(_alike(first, second) for first, second in combinations(matched, 2))
    if len(set(given)) < len(given) or alike or _echoed(said, comparison, names, context):
        return None
    pairs = tuple(
        Pair(
            source,
            context.edition.sources[source].label,
            right,
            context.edition.facts[facts[0]].says,
        )
        for source in first_of(question, list(said), _MOST_PAIRS, context)
        for facts in (said[source],)
        if (right := answers[facts[0]]) is not None
    )
    if len(pairs) < _FEWEST_PAIRS or any(names_a_source(pair.right, context) for pair in pairs):
        return None
    figures = context.edition.facts[comparison.facts[0]].claim is None
    return Question(
        id=question,
        kind=KIND,
        stem=context.say("quiz.stem-match-figures" if figures else "quiz.stem-match-claims"),
        material=comparison.title,
        response=Match(pairs),
        explanation=comparison.note or context.texts(lambda language: ""),
        references=(
            Reference("comparisons", id),
            *(Reference("facts", said[pair.id][0]) for pair in pairs),
        ),
        points=2,
        level=Level.UNDERSTAND,
        section=comparison.section,
    )


def _echoed(
    said: dict[str, list[str]], comparison: Comparison, names: frozenset[str], context: Context
) -> bool:
    """Whether a source may say elsewhere what another one is to be matched with."""
    return any(
        echoes(context.edition.facts[facts[0]], comparison, other, names, context)
        for source, facts in said.items()
        for other in said
        if other != source
    )
