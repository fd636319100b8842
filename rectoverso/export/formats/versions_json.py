"""``versions.json``: the questions by id with their keys, and their places in each version."""

from __future__ import annotations

from typing import Any

from rectoverso.compose.quiz.marking import answer, rows
from rectoverso.export.case import Case
from rectoverso.export.files import json_file
from rectoverso.model.artifacts import Artifact
from rectoverso.model.questions import Fill, Number, Placed, Question, Short
from rectoverso.questions import keys
from rectoverso.questions.answers import in_text

FORMAT = 1


def plan(case: Case) -> tuple[Artifact, ...]:
    """One file."""
    quiz = case.quiz
    data = {
        "format": FORMAT,
        "edition": case.edition.slug,
        "revision": quiz.revision,
        "languages": list(case.languages),
        "questions": [_question(question, case.languages) for question in quiz.questions],
        "versions": [
            {
                "version": version.name,
                "questions": [
                    _placed(placed, quiz.question(placed.question)) for placed in version.placed
                ],
            }
            for version in quiz.versions
        ],
    }
    return (json_file(case.path("versions.json"), data),)


def _question(question: Question, languages: tuple[str, ...]) -> dict[str, Any]:
    """What is the same in every version."""
    about: dict[str, Any] = {
        "id": question.id,
        "shape": question.shape,
        "use": question.use,
        "level": question.level,
        "section": question.section,
        "tags": list(question.tags),
        "points": question.points,
        "parts": list(keys.part_ids(question)),
        "key": list(keys.key_ids(question)),
    }
    match question.response:
        case Number(tolerance=tolerance):
            about["tolerance"] = f"{tolerance:f}"
        case Short(accepted=accepted):
            about["accepted"] = {code: list(accepted[code]) for code in languages}
        case Fill() as response:
            about["gaps"] = {
                code: [
                    {"part": blank.id, "accepted": list(blank.accepted[code])}
                    for blank in in_text(response, code)
                ]
                for code in languages
            }
    return about


def _placed(placed: Placed, question: Question) -> dict[str, Any]:
    return {
        "number": placed.number,
        "question": question.id,
        "rows": [
            {
                **({"row": row.label, "part": row.part} if row.part else {}),
                "marks": {mark.sign: mark.option for mark in row.marks},
            }
            for row in rows(question, placed.order)
        ],
        "key": list(answer(question, placed.order)),
    }
