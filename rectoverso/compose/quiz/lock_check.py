"""Whether a lock fits together, and fits the versions that ``quiz.yaml`` names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rectoverso.compose.quiz.lock import Lock, path_of, place_of
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Choice, Fill, Question
from rectoverso.problems import Code, Problem, Remark
from rectoverso.questions import keys


def faults(
    publication: Publication, edition: Edition, lock: Lock, chosen: Iterable[Question]
) -> tuple[tuple[Problem, ...], frozenset[str]]:
    """What keeps the versions of a lock from being what was printed.

    Args:
        publication, edition: for places, and for the versions that ``quiz.yaml`` names.
        lock: as read.
        chosen: the locked questions as they can be asked today.

    Returns:
        Q023 for a version that the lock does not hold yet, Q024 for one that only the lock
        holds, Q025 for each question that a version lacks, has twice, has without having been
        chosen, or whose parts are not in an order that it can have; and the ids of the
        questions that cannot be shown because of that.
    """
    head = edition.quiz
    problems: list[Problem] = []
    names = head.versions if head else ()
    file = edition.file_of("questions")
    for place, name in enumerate(names):
        if name not in lock.versions:
            span = publication.places.value(file, "versions", place)
            kept = ", ".join(lock.versions) or "—"
            values = {"found": name, "path": path_of(edition), "allowed": kept}
            problems.append(Problem(Code.Q023, span, values))
    for name in lock.versions:
        if name not in names:
            problems.append(Problem(Code.Q024, place_of(edition, "", name), {"found": name}))
    problems += (
        _fault(edition, id, None, "lock-twice")
        for id, count in Counter(entry.id for entry in lock.questions).items()
        if count > 1
    )
    by_id = {question.id: question for question in chosen}
    locked = {entry.id for entry in lock.questions}
    broken: set[str] = set()
    for name, placed in lock.versions.items():
        counted = Counter(id for id, _ in placed)
        problems += (
            _fault(edition, id, name, "lock-twice") for id, count in counted.items() if count > 1
        )
        problems += (
            _fault(edition, id, name, "lock-missing")
            for id in dict.fromkeys(entry.id for entry in lock.questions)
            if id not in counted
        )
        problems += (
            _fault(edition, id, name, "lock-not-chosen") for id in counted if id not in locked
        )
        for id in _disordered(placed, by_id):
            problems.append(_fault(edition, id, name, "lock-order"))
            broken.add(id)
    return tuple(problems), frozenset(broken)


def _disordered(
    placed: Iterable[tuple[str, tuple[str, ...]]], by_id: Mapping[str, Question]
) -> Iterator[str]:
    """Questions whose parts stand in an order that they cannot have."""
    for id, order in placed:
        question = by_id.get(id)
        if question is None:
            continue
        parts = keys.part_ids(question)
        response = question.response
        # Gaps stand where the text has them, so a version gives them no order.
        if isinstance(response, Fill):
            fits = order == ()
        elif isinstance(response, Choice) and response.ordered:
            fits = order == parts
        else:
            fits = sorted(order) == sorted(parts)
        if not fits:
            yield id


def _fault(edition: Edition, id: str, version: str | None, remark: str) -> Problem:
    span = place_of(edition, id if remark != "lock-missing" else "", version)
    return Problem(Code.Q025, span, {"entry": id, "found": version or "—"}, (Remark(remark),))
