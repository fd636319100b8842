"""Versions: orders of questions and options that only the seed, the revision and ids decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rectoverso.model.questions import (
    Choice,
    Match,
    Open,
    Order,
    Placed,
    Question,
    QuizHead,
    Version,
)
from rectoverso.questions import keys
from rectoverso.questions.context import hashed, shuffled


def make_versions(
    head: QuizHead,
    questions: tuple[Question, ...],
    revision: int,
    kept: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]],
) -> tuple[Version, ...]:
    """The versions that ``quiz.yaml`` names.

    Args:
        head: names of the versions, and the seed.
        questions: what was chosen.
        revision: of the quiz.
        kept: version → (question, order of its parts) as the lock holds them.
    """
    ids = {question.id for question in questions}
    versions = []
    for name in head.versions:
        if name in kept:
            placed = [(id, order) for id, order in kept[name] if id in ids]
        else:
            placed = list(_version(name, head.seed, revision, questions))
        versions.append(
            Version(
                name,
                revision,
                tuple(Placed(id, number, order) for number, (id, order) in enumerate(placed, 1)),
            )
        )
    return tuple(versions)


def _version(
    name: str, seed: int, revision: int, questions: tuple[Question, ...]
) -> list[tuple[str, tuple[str, ...]]]:
    by_id = {question.id: question for question in questions}
    order = shuffled(by_id, seed, revision, name)
    # What is written at length comes last: it must not cost the time for the rest.
    order = tuple(sorted(order, key=lambda id: isinstance(by_id[id].response, Open)))
    positions: Counter[int] = Counter()
    placed = []
    last = -1
    for id in order:
        parts, last = _parts(by_id[id], (seed, revision, name, id), positions, last)
        placed.append((id, parts))
    return placed


def _parts(
    question: Question, salt: tuple[object, ...], positions: Counter[int], last: int
) -> tuple[tuple[str, ...], int]:
    """The order of a question's parts, and the position of its key where it has one.

    Ordered options stay as they are. In the others the key goes to the position that has had
    fewest keys, and not to the one where it was last if that can be helped.
    """
    response = question.response
    if isinstance(response, Choice) and not response.several:
        ids = keys.part_ids(question)
        key = keys.key_ids(question)[0]
        if response.ordered:
            place = ids.index(key)
            if len(ids) > 2:
                positions[place] += 1
            return ids, place
        place = min(
            range(len(ids)),
            key=lambda at: (positions[at] + (at == last), hashed(*salt, at)),
        )
        positions[place] += 1
        others = list(shuffled((id for id in ids if id != key), *salt))
        others.insert(place, key)
        return tuple(others), place
    if isinstance(response, Choice):
        ids = keys.part_ids(question)
        return (ids if response.ordered else shuffled(ids, *salt)), last
    if isinstance(response, (Match, Order)):
        return _disordered(keys.part_ids(question), salt), last
    return (), last


def _disordered(ids: tuple[str, ...], salt: tuple[object, ...]) -> tuple[str, ...]:
    """An order that is not the right one already."""
    for attempt in range(len(ids) + 1):
        order = shuffled(ids, *salt, attempt)
        if order != ids:
            return order
    return tuple(reversed(ids))
