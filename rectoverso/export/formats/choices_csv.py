"""``choices.csv``: everything that can be marked on any version's paper, and what it means."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.compose.quiz.marking import rows
from rectoverso.export.case import Case
from rectoverso.export.files import csv_file
from rectoverso.model.artifacts import Artifact

HEADER = (
    "edition",
    "revision",
    "version",
    "number",
    "row",
    "mark",
    "question",
    "part",
    "option",
    "right",
)


def plan(case: Case) -> tuple[Artifact, ...]:
    """One table, a line for each bubble of the answer sheets."""
    return (csv_file(case.path("choices.csv"), HEADER, _lines(case)),)


def _lines(case: Case) -> Iterator[tuple[str, ...]]:
    for version in case.quiz.versions:
        for placed in version.placed:
            question = case.quiz.question(placed.question)
            for row in rows(question, placed.order):
                for mark in row.marks:
                    yield (
                        case.edition.slug,
                        str(version.revision),
                        version.name,
                        str(placed.number),
                        row.label,
                        mark.sign,
                        question.id,
                        row.part,
                        mark.option,
                        "1" if mark.right else "0",
                    )
