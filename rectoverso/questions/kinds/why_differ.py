"""Why two sources do not give the same figure: rounding, moment, matter or contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from rectoverso.model.entries import Comparison, DifferenceKind, Fact
from rectoverso.model.questions import Choice, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import distractors
from rectoverso.questions.comparing import because, difference, usable
from rectoverso.questions.context import Context
from rectoverso.questions.days import clash
from rectoverso.questions.standing import stands_alone

KIND = "why-differ"
Authored = None

_REASONS: Mapping[DifferenceKind, str] = {
    DifferenceKind.ROUNDING: "rounding",
    DifferenceKind.MOMENT: "moment",
    DifferenceKind.OBJECT: "matter",
    DifferenceKind.SCOPE: "matter",
    DifferenceKind.CONTRADICTION: "contradiction",
}
_OPTIONS = ("rounding", "moment", "matter", "contradiction")


def generate(context: Context) -> Iterator[Question]:
    """Sets two sentences of a comparison side by side and asks why their figures differ.

    Asked are differences that the order of checking leaves no doubt about: a value that the other
    may round to, or dates that differ as well, would make a second answer right.
    """
    for id, comparison in usable(context):
        for first, second in combinations(comparison.facts, 2):
            question = _question(id, comparison, (first, second), context)
            if question is not None:
                yield question


def _question(
    id: str, comparison: Comparison, pair: tuple[str, str], context: Context
) -> Question | None:
    first, second = (context.edition.facts[known] for known in pair)
    kind = difference(comparison, *pair)
    told = because(comparison, *pair)
    if kind not in _REASONS or told is None or not context.complete(told):
        return None
    if not _shown(first, second, context) or not _only(kind, first, second):
        return None
    if kind is DifferenceKind.OBJECT and _plainly_two(first, second, context):
        return None
    sources = [context.sources_of(fact) for fact in (first, second)]
    if len(sources[0]) != 1 or len(sources[1]) != 1 or sources[0] == sources[1]:
        return None
    labels = [context.edition.sources[source[0]].label for source in sources]
    key = _REASONS[kind]
    return Question(
        id=f"{KIND}:{id}:{pair[0]}:{pair[1]}",
        kind=KIND,
        stem=context.say("quiz.stem-why-differ"),
        material=context.say(
            "quiz.two-say", first=labels[0], one=first.says, second=labels[1], other=second.says
        ),
        response=Choice(tuple(_option(name, name == key, told, context) for name in _OPTIONS)),
        explanation=told,
        references=(
            Reference("comparisons", id),
            *(Reference("facts", known) for known in pair),
        ),
        level=Level.ANALYSE,
        section=comparison.section or first.section,
    )


def _shown(first: Fact, second: Fact, context: Context) -> bool:
    return all(
        fact.value is not None
        and not fact.negated
        and context.complete(fact.says)
        and stands_alone(fact.says, fact, context, dated=False)
        for fact in (first, second)
    )


def _only(kind: DifferenceKind, first: Fact, second: Fact) -> bool:
    """Whether no other of the reasons explains the difference as well."""
    assert first.value is not None
    assert second.value is not None
    if kind is DifferenceKind.ROUNDING:
        return True
    here, there = first.on and first.on.known, second.on and second.on.known
    moments = (first.moment and second.moment and first.moment != second.moment) or (
        here and there and not clash(here, there)
    )
    if moments and kind is not DifferenceKind.MOMENT:
        return False
    return not distractors.round_alike(first.value, second.value)


def _plainly_two(first: Fact, second: Fact, context: Context) -> bool:
    """Whether two facts name different things of one sort: then nobody would ask why."""

    def sorts(fact: Fact) -> set[str]:
        return {context.publication.parties[party].kind.value for party in fact.object}

    return not set(first.object) & set(second.object) and bool(sorts(first) & sorts(second))


def _option(name: str, right: bool, told: LocalText, context: Context) -> Option:
    reason = told if right else context.say(f"quiz.not-by-{name}")
    return Option(name, context.say(f"quiz.differ-by-{name}"), right, reason)
