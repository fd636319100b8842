"""``quiz.lock.json``: the chosen questions, their options and their order in each version.

By id and independent of language. A quiz that was printed stays that quiz when facts are
added; what the lock names and can no longer be asked is an error, never another question.
"""

from __future__ import annotations

import json
import re
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
        data = json.loads(edition.lock_text, object_pairs_hook=_each_once)
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        lock = Lock(
            revision=_revision(data["revision"]),
            questions=tuple(_question(entry) for entry in _list(data["questions"])),
            versions={
                _version(name): tuple((_id(one["id"]), _ids(one["order"])) for one in _list(placed))
                for name, placed in data["versions"].items()
            },
        )
        if not lock.questions:
            raise ValueError("no quiz was ever printed without questions")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        path = path_of(edition)
        return None, (Problem(Code.Q014, Span(path), {"path": path}),)
    return lock, ()


def next_revision(edition: Edition, lock: Lock | None) -> int:
    """The revision of a quiz that is drawn anew.

    A lock that cannot be read any more was printed all the same: the highest revision that its
    text names is not given to another quiz.
    """
    if lock is not None:
        return lock.revision + 1
    named = re.findall(r'"revision"\s*:\s*(\d{1,9})', edition.lock_text or "")
    return max(map(int, named), default=0) + 1


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, of which the last of two equal keys would win in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _revision(found: Any) -> int:
    if type(found) is not int or found < 1:
        raise ValueError(found)
    return found


def _version(name: str) -> str:
    if not re.fullmatch("[A-Z]", name):
        raise ValueError(name)
    return name


def _question(entry: Any) -> LockedQuestion:
    return LockedQuestion(
        _id(entry["id"]), Use(entry["use"]), _ids(entry["options"]), _ids(entry["key"])
    )


def _id(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    # JSON can hold half a pair of surrogates, which no file and no terminal can show.
    found.encode()
    return found


def _ids(found: Any) -> tuple[str, ...]:
    return tuple(_id(id) for id in _list(found))


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError(found)
    return found


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
        The questions in the order of the lock, each once; Q009, at the line of the lock, for
        each that is gone or has other options or another key.
    """
    chosen: dict[str, Question] = {}
    problems: list[Problem] = []
    for entry in lock.questions:
        question = candidates.get(entry.id)
        if question is None or not _same(entry, question):
            span = place_of(edition, entry.id)
            remarks = why_gone(edition, entry.id, places) if question is None else ()
            problems.append(Problem(Code.Q009, span, {"entry": entry.id}, remarks))
        elif entry.id not in chosen:
            use = question.use if entry.id in decided else entry.use
            chosen[entry.id] = replace(question, use=use)
    return tuple(chosen.values()), tuple(problems)


def _same(entry: LockedQuestion, question: Question) -> bool:
    parts = keys.part_ids(question)
    return sorted(parts) == sorted(entry.options) and keys.key_ids(question) == entry.key


def place_of(edition: Edition, id: str, version: str | None = None) -> Span:
    """Where the lock names a question, among the chosen ones or in a version.

    Args:
        edition: holds the text.
        id: of the question; empty for the line of the version itself.
        version: its letter, or none for the list of chosen questions.
    """
    lines = (edition.lock_text or "").splitlines()
    start = 0
    if version is not None:
        heads = (number for number, line in enumerate(lines) if f'"{version}": [' in line)
        start = next(heads, 0)
    name = json.dumps(id or version, ensure_ascii=False)
    wanted = f'"id": {name}' if id else name
    for number, line in enumerate(lines[start:], start + 1):
        if wanted in line:
            first = line.index(wanted) + len(wanted) - len(name) + 1
            return Span(path_of(edition), number, first, number, first + len(name))
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
