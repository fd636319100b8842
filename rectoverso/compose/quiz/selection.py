"""Chooses questions: spread over sections, sources, kinds and levels, none giving another away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace

from rectoverso.model.questions import Question, QuizHead, Reference, Use
from rectoverso.problems import Code, Problem
from rectoverso.questions import keys
from rectoverso.questions.context import Context, hashed
from rectoverso.questions.giveaway import gives_away, shown

_WEIGHTS: Mapping[str, float] = {
    "topic": 6,
    "kind": 4,
    "shape": 1.5,
    "section": 2,
    "sources": 1.5,
    "level": 1,
    "verdict": 3,
}
"""How much it counts against a question that one like it was chosen already."""


def select(
    candidates: Mapping[str, Question], head: QuizHead, context: Context, revision: int
) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """Chooses as many as ``quiz.yaml`` asks for.

    Pinned questions come in any case, then written ones, then generated ones one by one:
    always the one that is least like those chosen so far. At most one question is asked on a
    fact, quote or term, and none that gives away another's answer or has its own given away.

    Args:
        candidates: by id.
        head: total, numbers by kind, pins, seed.
        context: the edition.
        revision: with the seed, it decides between equals.

    Returns:
        The questions with their use, and Q007 when there are too few though all is verified.
    """
    seen = {id: shown(question, context.languages) for id, question in candidates.items()}
    chosen = [candidates[id] for id in dict.fromkeys(head.pin) if id in candidates]
    written = [one for one in candidates.values() if not one.generated and one not in chosen]
    chosen += written[: max(0, head.take.total - len(chosen))]
    kinds = Counter(question.kind for question in chosen)
    features: dict[str, Counter[Hashable]] = {name: Counter() for name in _WEIGHTS}
    for question in chosen:
        _count(question, features, context)
    left = [question for question in candidates.values() if question not in chosen]
    while len(chosen) < head.take.total:
        taken = {_key(reference) for question in chosen for reference in question.references}
        left = [
            question
            for question in left
            if not any(_key(reference) in taken for reference in question.references)
            and kinds[question.kind] < head.take.kinds.get(question.kind, head.take.total)
            and not any(
                gives_away(seen[question.id], seen[other.id])
                or gives_away(seen[other.id], seen[question.id])
                for other in chosen
            )
        ]
        if not left:
            break
        best = min(left, key=_cost(features, context, head.seed, revision))
        chosen.append(best)
        left.remove(best)
        kinds[best.kind] += 1
        _count(best, features, context)
    problems: tuple[Problem, ...] = ()
    if len(chosen) < head.take.total and context.whole:
        file = context.edition.file_of("questions")
        span = context.publication.places.value(file, "take", "total")
        values = {"found": str(len(chosen)), "allowed": str(head.take.total)}
        problems = (Problem(Code.Q007, span, values),)
    return _with_use(chosen, head, revision), problems


def _key(reference: Reference) -> tuple[str, str]:
    return reference.kind, reference.id


def _features(question: Question, context: Context) -> dict[str, list[Hashable]]:
    edition = context.edition
    topics: list[Hashable] = []
    sources: list[Hashable] = []
    for reference in question.references:
        if reference.kind == "facts":
            fact = edition.facts[reference.id]
            topics.append((fact.measure, fact.object))
            sources += context.sources_of(fact)
        elif reference.kind == "quotes":
            quote = edition.quotes[reference.id]
            topics.append(quote.speaker)
            sources.append(quote.source)
        elif reference.kind == "roles":
            topics.append(reference.id)
    verdict = keys.key_ids(question) if question.kind == "statement" else ()
    # What has no topic or source of its own is like everything else that has none.
    return {
        "topic": list(dict.fromkeys(topics)) or [question.kind],
        "kind": [question.kind],
        "shape": [question.shape],
        "section": [question.section],
        "sources": list(dict.fromkeys(sources)) or [None],
        "level": [question.level],
        "verdict": list(verdict),
    }


def _count(question: Question, features: Mapping[str, Counter[Hashable]], context: Context) -> None:
    for name, found in _features(question, context).items():
        features[name].update(found)


def _cost(
    features: Mapping[str, Counter[Hashable]], context: Context, seed: int, revision: int
) -> Callable[[Question], tuple[float, str]]:
    def cost(question: Question) -> tuple[float, str]:
        total = 0.0
        for name, found in _features(question, context).items():
            if found:
                total += _WEIGHTS[name] * sum(features[name][one] for one in found) / len(found)
        return total, hashed(seed, revision, question.id)

    return cost


def _with_use(chosen: Iterable[Question], head: QuizHead, revision: int) -> tuple[Question, ...]:
    """Gives generated questions their use, so that practice and test both have every shape."""
    questions = list(chosen)
    fixed = {id for id, change in head.reword.items() if change.use is not None}
    wanted = len(questions) // 2 if head.take.practice is None else head.take.practice
    free = [one for one in questions if one.generated and one.id not in fixed]
    practice = Counter(
        one.shape for one in questions if one not in free and one.use is Use.PRACTICE
    )
    picked: set[str] = set()
    while sum(practice.values()) < wanted and len(picked) < len(free):
        rest = [one for one in free if one.id not in picked]
        best = min(rest, key=lambda one: (practice[one.shape], hashed(head.seed, revision, one.id)))
        picked.add(best.id)
        practice[best.shape] += 1
    return tuple(
        replace(one, use=Use.PRACTICE if one.id in picked else Use.TEST) if one in free else one
        for one in questions
    )
