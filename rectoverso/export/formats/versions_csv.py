"""``versions.csv``: each question at its place in each version, with its key."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.compose.quiz.marking import LETTERS, answer
from rectoverso.export.case import Case
from rectoverso.export.files import csv_file
from rectoverso.model.artifacts import Artifact
from rectoverso.model.questions import Fill, Question, Short
from rectoverso.questions import keys
from rectoverso.questions.answers import in_text

HEADER = (
    "edition",
    "revision",
    "version",
    "number",
    "question",
    "shape",
    "use",
    "level",
    "section",
    "points",
    "options",
    "key",
    "key_options",
)


def plan(case: Case) -> tuple[Artifact, ...]:
    """One table; accepted answers in words have a column for each language."""
    header = (*HEADER, *(f"accepted_{code}" for code in case.languages))
    return (csv_file(case.path("versions.csv"), header, _lines(case)),)


def _lines(case: Case) -> Iterator[tuple[str, ...]]:
    for version in case.quiz.versions:
        for placed in version.placed:
            question = case.quiz.question(placed.question)
            yield (
                case.edition.slug,
                str(version.revision),
                version.name,
                str(placed.number),
                question.id,
                question.shape,
                question.use,
                question.level,
                question.section or "",
                str(question.points),
                " ".join(f"{LETTERS[at]}={id}" for at, id in enumerate(placed.order)),
                " ".join(answer(question, placed.order)),
                " ".join(keys.key_ids(question)),
                *(_accepted(question, code) for code in case.languages),
            )


def _accepted(question: Question, language: str) -> str:
    """Answers in words: variants between bars, gaps between semicolons in the text's order."""
    match question.response:
        case Short(accepted=accepted):
            return " | ".join(accepted[language])
        case Fill() as response:
            return " ; ".join(
                " | ".join(blank.accepted[language]) for blank in in_text(response, language)
            )
    return ""
