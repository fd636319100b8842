"""Chooses questions: spread over sections, sources, kinds and levels, none giving another away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from rectoverso.compose.quiz.wishes import Group, Wishes, contradictions, unmet, wishes
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
    candidates: Mapping[str, Question],
    head: QuizHead,
    context: Context,
    revision: int,
    pins: tuple[str, ...],
) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """Chooses as many as ``quiz.yaml`` asks for.

    Pinned questions come in any case, then written ones, then generated ones one by one:
    those first that make up for what ``take`` asks of a kind, a level or a section, and among
    them always the one that is least like those chosen so far. A generated question that is not
    pinned asks on no fact, quote or term that another one asks on, gives away no other answer
    and does not have its own given away; the review tells of pinned and written ones that do.
    Where the numbers are still missed, questions that are not pinned are exchanged one
    for one, generated ones before written ones.

    Args:
        candidates: by id.
        head: total, ranges, seed.
        context: the edition.
        revision: with the seed, it decides between equals.
        pins: ids of questions to take in any case.

    Returns:
        The questions with their use; Q018 for numbers that contradict each other; and, when
        all entries are verified, Q007 for too few questions and Q017 for each range that is
        missed.
    """
    asked = wishes(head)
    known = tuple(id for id in pins if id in candidates)
    wrong = contradictions(head, context, len(known))
    choice = _Choice(candidates, head, context, revision, asked)
    for id in known:
        choice.add(candidates[id])
    for question in candidates.values():
        left = head.take.total - len(choice.chosen)
        written = not question.generated and question.id not in choice.ids
        if written and left > 0 and asked.admits(question, choice.counts(), left):
            choice.add(question)
    choice.fill()
    choice.exchange(frozenset(pins))
    chosen = tuple(choice.chosen)
    problems = list(wrong)
    if not wrong and context.whole:
        if len(chosen) < head.take.total:
            file = context.edition.file_of("questions")
            span = context.publication.places.value(file, "take", "total")
            values = {"found": str(len(chosen)), "allowed": str(head.take.total)}
            problems.append(Problem(Code.Q007, span, values))
        problems += unmet(chosen, asked, head, context)
    return _with_use(chosen, head, revision), tuple(problems)


class _Choice:
    """What is chosen so far, and what may still be."""

    def __init__(
        self,
        candidates: Mapping[str, Question],
        head: QuizHead,
        context: Context,
        revision: int,
        asked: Wishes,
    ) -> None:
        self.chosen: list[Question] = []
        self._candidates = candidates
        self._head = head
        self._context = context
        self._revision = revision
        self._asked = asked
        self._seen = {id: shown(question, context.languages) for id, question in candidates.items()}
        self._features: dict[str, Counter[Hashable]] = {name: Counter() for name in _WEIGHTS}
        self._known: dict[tuple[str, str], bool] = {}

    def add(self, question: Question) -> None:
        self.chosen.append(question)
        for name, found in _features(question, self._context).items():
            self._features[name].update(found)

    def _remove(self, question: Question) -> None:
        self.chosen = [one for one in self.chosen if one.id != question.id]
        for name, found in _features(question, self._context).items():
            self._features[name].subtract(found)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of what is chosen so far."""
        return frozenset(question.id for question in self.chosen)

    def counts(self) -> dict[Group, int]:
        return self._asked.count(self.chosen)

    def fill(self) -> None:
        """Adds questions until there are enough, or none that may be taken is left."""
        ids = self.ids
        left = [question for id, question in self._candidates.items() if id not in ids]
        while len(self.chosen) < self._head.take.total:
            left = self._compatible(left)
            room = self._head.take.total - len(self.chosen)
            counts = self.counts()
            open_ = [one for one in left if self._asked.admits(one, counts, room)]
            # Where no choice can meet every minimum, as many as can be are met.
            open_ = open_ or [one for one in left if self._under(one, counts)]
            if not open_:
                return
            cost = _cost(self._features, self._context, self._head.seed, self._revision)
            best = min(open_, key=lambda one: (-self._asked.serves(one, counts), cost(one)))
            self.add(best)
            left = [one for one in left if one.id != best.id]

    def _under(self, question: Question, counts: Mapping[Group, int]) -> bool:
        """Whether every maximum leaves room for the question."""
        return self._asked.admits(question, counts, len(self._candidates) + sum(counts.values()))

    def exchange(self, pins: frozenset[str]) -> None:
        """Gives back one question for another as long as that lessens what is missed."""
        while lack := self._asked.lack(self.counts()):
            swap = self._swap(lack, pins)
            if swap is None:
                return
            self._remove(swap[0])
            self.add(swap[1])
            self.fill()

    def _swap(self, lack: int, pins: frozenset[str]) -> tuple[Question, Question] | None:
        best: tuple[tuple[int, bool, float, str], Question, Question] | None = None
        cost = _cost(self._features, self._context, self._head.seed, self._revision)
        ids = self.ids
        others = [one for id, one in self._candidates.items() if id not in ids]
        for out in [one for one in self.chosen if one.id not in pins]:
            rest = [one for one in self.chosen if one.id != out.id]
            for into in self._compatible(others, rest):
                after = self._asked.lack(self._asked.count([*rest, into]))
                rank = (after, not out.generated, *cost(into))
                if after < lack and (best is None or rank < best[0]):
                    best = (rank, out, into)
        return None if best is None else best[1:]

    def _compatible(
        self, questions: Iterable[Question], chosen: Sequence[Question] | None = None
    ) -> list[Question]:
        """Those that ask of nothing that is asked already, and give nothing away."""
        chosen = self.chosen if chosen is None else chosen
        taken = {_key(reference) for one in chosen for reference in one.references}
        return [
            question
            for question in questions
            if not any(_key(reference) in taken for reference in question.references)
            and not any(self._tells(question.id, other.id) for other in chosen)
        ]

    def _tells(self, first: str, second: str) -> bool:
        """Whether one of two questions gives the other's answer away."""
        pair = min(first, second), max(first, second)
        if pair not in self._known:
            one, other = self._seen[first], self._seen[second]
            told = gives_away(one, other) or gives_away(other, one)
            self._known[pair] = told is not None
        return self._known[pair]


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
    verdict = keys.key_ids(question) if keys.judges_statement(question) else ()
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
    free = {one.id: one for one in questions if one.generated and one.id not in fixed}
    practice = Counter(
        one.shape for one in questions if one.id not in free and one.use is Use.PRACTICE
    )
    picked: set[str] = set()
    while sum(practice.values()) < wanted and len(picked) < len(free):
        rest = [one for id, one in free.items() if id not in picked]
        best = min(rest, key=lambda one: (practice[one.shape], hashed(head.seed, revision, one.id)))
        picked.add(best.id)
        practice[best.shape] += 1
    return tuple(
        replace(one, use=Use.PRACTICE if one.id in picked else Use.TEST) if one.id in free else one
        for one in questions
    )
