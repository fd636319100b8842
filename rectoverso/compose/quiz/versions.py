"""Versions: orders of questions and options that only the seed, the revision and ids decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rectoverso.compose.quiz.arrangement import arranged
from rectoverso.compose.quiz.balance import LONGEST_RUN, Places, is_balanced, key_place, longest_run
from rectoverso.model.questions import (
    Choice,
    Match,
    Open,
    Order,
    Placed,
    Question,
    QuizHead,
    ShuffledQuestions,
    Version,
)
from rectoverso.questions import keys
from rectoverso.questions.context import hashed

Kept = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""Version → (question, order of its parts) as the lock holds them."""

_ATTEMPTS = 4
_Parts = dict[str, tuple[str, ...]]


def make_versions(
    head: QuizHead,
    questions: tuple[Question, ...],
    revision: int,
    kept: Kept,
    sections: Sequence[str] = (),
) -> tuple[Version, ...]:
    """The versions that ``quiz.yaml`` names.

    No question stands at the same number in two versions, as long as there are no more
    versions than questions that may change places with it; the same goes for options and
    their letters, as far as the balance of the keys allows. What the lock holds stays as it
    is, and new versions keep their distance from it.

    Args:
        head: names of the versions, the seed, and what is shuffled.
        questions: what was chosen, in the order of the choice.
        revision: of the quiz.
        kept: what the lock holds.
        sections: ids of the edition's sections in their order.
    """
    by_id = {question.id: question for question in questions}
    drawn = _Drawn(head, by_id, revision, _groups(head, questions, sections))
    held = {
        name: list({id: order for id, order in kept[name] if id in by_id}.items())
        for name in head.versions
        if name in kept
    }
    for placed in held.values():
        drawn.note(placed)
    versions = []
    for name in head.versions:
        placed = held[name] if name in held else drawn.next(name)
        numbered = enumerate(placed, 1)
        versions.append(
            Version(
                name, revision, tuple(Placed(id, number, order) for number, (id, order) in numbered)
            )
        )
    return tuple(versions)


def _groups(
    head: QuizHead, questions: Iterable[Question], sections: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Questions that may change places with one another, in the order of their groups.

    What is written at length comes last, in the quiz or in its section: it must not cost the
    time for the rest. Questions without a section come after all sections.
    """
    groups: dict[tuple[int, bool], list[str]] = {}
    within = head.shuffle.questions is ShuffledQuestions.SECTIONS
    for question in questions:
        known = within and question.section in sections
        section = sections.index(question.section) if known and question.section else len(sections)
        group = (section if within else 0, isinstance(question.response, Open))
        groups.setdefault(group, []).append(question.id)
    return tuple(tuple(groups[group]) for group in sorted(groups))


class _Drawn:
    """Draws version after version, and remembers what stood where."""

    def __init__(
        self,
        head: QuizHead,
        questions: Mapping[str, Question],
        revision: int,
        groups: tuple[tuple[str, ...], ...],
    ) -> None:
        self._shuffle = head.shuffle
        self._salt = (head.seed, revision)
        self._questions = questions
        self._groups = groups
        self._numbers: Counter[tuple[str, int]] = Counter()
        self._followers: Counter[tuple[str, str]] = Counter()
        # An order that is to be found, or partners that are, must not stand there already.
        self._start = {
            id: Counter(
                (part, place)
                for place, part in enumerate(keys.part_ids(question))
                if isinstance(question.response, (Match, Order))
            )
            for id, question in questions.items()
        }
        self._parts = {id: counted.copy() for id, counted in self._start.items()}

    def note(self, placed: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Remembers a version, so that later ones differ from it."""
        order = []
        for number, (id, parts) in enumerate(placed):
            order.append(id)
            self._numbers[id, number] += 1
            self._parts[id].update((part, place) for place, part in enumerate(parts))
        self._followers.update(pairwise(order))

    def next(self, name: str) -> list[tuple[str, tuple[str, ...]]]:
        """The next version."""
        order = self._order(name)
        parts = self._all_parts(name if self._shuffle.options else "", order)
        placed = [(id, parts[id]) for id in order]
        self.note(placed)
        return placed

    def _order(self, name: str) -> tuple[str, ...]:
        if self._shuffle.questions is ShuffledQuestions.NONE:
            return tuple(self._questions)
        return min((self._attempt(name, attempt) for attempt in range(_ATTEMPTS)), key=self._cost)

    def _cost(self, order: tuple[str, ...]) -> tuple[bool, int]:
        """What counts against an order, the worst first.

        Numbers and true or false keep their keys where they are, so only the order of the
        questions can keep three of them from meeting; and neighbours differ more if no question
        follows the same one in both their versions.
        """
        row: list[int] = []
        for at, id in enumerate(order):
            question = self._questions[id]
            place = key_place(question, keys.part_ids(question))
            if place is not None:
                # What can be placed freely ends a run.
                row.append(-at - 1 if self._is_placed(id) else place)
        return longest_run(row) > LONGEST_RUN, sum(
            self._followers[pair] for pair in pairwise(order)
        )

    def _attempt(self, name: str, attempt: int) -> tuple[str, ...]:
        order: list[str] = []
        for group in self._groups:
            start = len(order)
            taken = Counter(
                {
                    (id, place): self._numbers[id, start + place]
                    for id in group
                    for place in range(len(group))
                }
            )
            order += arranged(group, taken, *self._salt, name, attempt)
        return tuple(order)

    def _all_parts(self, name: str, order: tuple[str, ...]) -> _Parts:
        parts = {
            id: self._without_key(self._questions[id], name)
            for id in order
            if not self._is_placed(id)
        }
        fixed = {id: key_place(self._questions[id], order) for id, order in parts.items()}
        places = Places([len(keys.part_ids(self._questions[id])) for id in self._placed_in(order)])
        asked = [id for id in order if self._is_placed(id) or fixed[id] is not None]
        row: list[int] = []
        for at, id in enumerate(asked):
            if self._is_placed(id):
                ahead = [fixed.get(later) for later in asked[at + 1 : at + 1 + LONGEST_RUN]]
                place = self._key_place(self._questions[id], name, places, row, ahead)
                parts[id] = self._around(self._questions[id], place, name)
            else:
                place = fixed[id] or 0
            row.append(place)
        return parts

    def _is_placed(self, id: str) -> bool:
        return self._shuffle.options and is_balanced(self._questions[id])

    def _placed_in(self, order: Iterable[str]) -> list[str]:
        return [id for id in order if self._is_placed(id)]

    def _without_key(self, question: Question, name: str) -> tuple[str, ...]:
        """The order of parts whose key needs no place of its own."""
        ids = keys.part_ids(question)
        match question.response:
            case Choice(several=True, ordered=False) if self._shuffle.options:
                return self._arranged(question, name, {})
            case Choice():
                return ids
            case Match() | Order():
                return self._arranged(question, name, {})
        return ()

    def _key_place(
        self,
        question: Question,
        name: str,
        places: Places,
        row: Sequence[int],
        ahead: Sequence[int | None],
    ) -> int:
        """A place for the key: no long run, as even as can be, and not where it was before."""
        key = keys.key_ids(question)[0]
        size = len(keys.part_ids(question))
        taken = self._parts[question.id]
        place = min(
            places.possible(size),
            key=lambda at: (
                max(0, _run(row, at, ahead) - LONGEST_RUN),
                taken[key, at],
                -places.room(at),
                hashed(*self._salt, name, question.id, at),
            ),
        )
        places.take(size, place)
        return place

    def _around(self, question: Question, place: int, name: str) -> tuple[str, ...]:
        return self._arranged(question, name, {keys.key_ids(question)[0]: place})

    def _arranged(self, question: Question, name: str, fixed: Mapping[str, int]) -> tuple[str, ...]:
        """Parts that stand where they stood in no version before, and never in the right order."""
        ids = keys.part_ids(question)
        taken = (self._parts if self._shuffle.options else self._start)[question.id]
        salt = (*self._salt, name, question.id)
        if isinstance(question.response, Choice):
            return arranged(ids, taken, *salt, fixed=fixed)
        for attempt in range(_ATTEMPTS * len(ids)):
            order = arranged(ids, taken, *salt, attempt)
            if order != ids:
                return order
        return (*ids[1:], ids[0])


def _run(row: Sequence[int], place: int, ahead: Sequence[int | None]) -> int:
    """How long the run of a place gets by one more, with what is fixed already after it."""
    length = 1
    for before in reversed(row):
        if before != place:
            break
        length += 1
    for after in ahead:
        if after != place:
            break
        length += 1
    return length
