"""``quiz.lock.json``: the chosen questions, their options and their order in each version.

By id and independent of language. A quiz that was printed stays that quiz when facts are
added; what the lock names and can no longer be asked is an error, never another question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rectoverso.model.publication import Edition, Places
from rectoverso.model.questions import Question, Use, Version
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.questions import keys

FORMAT = 1


@dataclass(frozen=True, slots=True)
class LockedQuestion:
    """A chosen question: its use, and the ids of its parts and of what is right."""

    id: str
    use: Use
    options: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of the file."""

    revision: int
    questions: tuple[LockedQuestion, ...]
    versions: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


def path_of(edition: Edition) -> str:
    """Path of the lock, relative to the publication."""
    return f"{edition.folder}/quiz.lock.json"


def read(edition: Edition) -> tuple[Lock | None, tuple[Problem, ...]]:
    """The lock of an edition; Q014 when it cannot be read, none when there is none."""
    if edition.lock_text is None:
        return None, ()
    try:
        data = json.loads(edition.lock_text)
        lock = Lock(
            revision=int(data["revision"]),
            questions=tuple(_question(entry) for entry in data["questions"]),
            versions={
                str(name): tuple((str(one["id"]), _ids(one["order"])) for one in placed)
                for name, placed in data["versions"].items()
            },
        )
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        path = path_of(edition)
        return None, (Problem(Code.Q014, Span(path), {"path": path}),)
    return lock, ()


def _question(entry: Any) -> LockedQuestion:
    return LockedQuestion(
        str(entry["id"]), Use(entry["use"]), _ids(entry["options"]), _ids(entry["key"])
    )


def _ids(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise TypeError(found)
    return tuple(str(id) for id in found)


def why_gone(edition: Edition, id: str, places: Places) -> tuple[Remark, ...]:
    """Where the entry of a generated question was retracted, if that is why it is gone.

    Args:
        edition: whose question it was.
        id: of the question, ``<kind>:<entry-id>[:slot]``.
        places: where everything stands.
    """
    entry = id.split(":")[1] if ":" in id else ""
    return tuple(
        Remark("retracted-here", {}, places.key(edition.file_of(kind), kind, entry, "retracted"))
        for kind in ("facts", "quotes")
        if edition.is_retracted(kind, entry)
    )


def hold(
    lock: Lock,
    candidates: Mapping[str, Question],
    edition: Edition,
    decided: frozenset[str],
    places: Places,
) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The locked questions as they can be asked today.

    Args:
        lock: as read.
        candidates: all that can be asked, by id.
        edition: for the place of the lock.
        decided: questions whose use the editor decides; for the others the lock does.
        places: where everything stands.

    Returns:
        The questions in the order of the lock; Q009, at the line of the lock, for each that
        is gone or has other options or another key.
    """
    chosen: list[Question] = []
    problems: list[Problem] = []
    for entry in lock.questions:
        question = candidates.get(entry.id)
        if question is None or not _same(entry, question, lock):
            span = _place(edition, entry.id)
            remarks = why_gone(edition, entry.id, places) if question is None else ()
            problems.append(Problem(Code.Q009, span, {"entry": entry.id}, remarks))
        else:
            use = question.use if entry.id in decided else entry.use
            chosen.append(replace(question, use=use))
    return tuple(chosen), tuple(problems)


def _same(entry: LockedQuestion, question: Question, lock: Lock) -> bool:
    parts = keys.part_ids(question)
    if sorted(parts) != sorted(entry.options) or keys.key_ids(question) != entry.key:
        return False
    orders = [order for placed in lock.versions.values() for id, order in placed if id == entry.id]
    return all(not order or sorted(order) == sorted(parts) for order in orders)


def _place(edition: Edition, id: str) -> Span:
    wanted = f'"id": {json.dumps(id)}'
    for number, line in enumerate((edition.lock_text or "").splitlines(), 1):
        if wanted in line:
            start = line.index(wanted) + len('"id": ') + 1
            return Span(path_of(edition), number, start, number, start + len(json.dumps(id)))
    return Span(path_of(edition))


def written(questions: tuple[Question, ...], versions: tuple[Version, ...], revision: int) -> str:
    """The text of the file: one line a question, so that a difference can be read."""
    chosen = ",\n".join(
        "    "
        + _line(
            id=question.id,
            use=question.use.value,
            options=list(keys.part_ids(question)),
            key=list(keys.key_ids(question)),
        )
        for question in questions
    )
    orders = ",\n".join(
        f"    {json.dumps(version.name)}: [\n"
        + ",\n".join(
            "      " + _line(id=placed.question, order=list(placed.order))
            for placed in version.placed
        )
        + "\n    ]"
        for version in versions
    )
    return (
        f'{{\n  "format": {FORMAT},\n  "revision": {revision},\n'
        f'  "questions": [\n{chosen}\n  ],\n  "versions": {{\n{orders}\n  }}\n}}\n'
    )


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)
