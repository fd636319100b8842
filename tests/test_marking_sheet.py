"""The marking sheet: one page with the answers of every version."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from rectoverso.compose.quiz import compose_quiz
from rectoverso.model.questions import Choice, Match, Order, Quiz
from rectoverso.render.quiz.marking_sheet import grid
from rectoverso.render.quiz.outputs import marking_sheet
from tests import reading
from tests.quizzes import ROOT, Loaded

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return Loaded(ROOT, "deepseek")


def _quiz(sample: Loaded, versions: int, questions: int) -> Quiz:
    """A quiz of the sample with so many versions of so many questions."""
    take = sample.head.take.model_copy(update={"total": questions})
    head = sample.head.model_copy(update={"versions": tuple(LETTERS[:versions]), "take": take})
    edition = replace(sample.edition, quiz=head)
    quiz, _ = compose_quiz(sample.publication, edition, sample.verifications, reshuffle=True)
    assert quiz is not None
    assert len(quiz.questions) == questions
    return quiz


def _printed(sample: Loaded, quiz: Quiz, language: str, folder: Path) -> dict[str, Path]:
    """The marking sheets by paper."""
    artifacts, problems = marking_sheet.plan(sample.desk(quiz, language))
    assert problems == ()
    found = {}
    for artifact in artifacts:
        made = artifact.make(artifact.values, {})
        assert made.problems == ()
        paper = artifact.path.rpartition("-")[2].removesuffix(".pdf")
        found[paper] = folder / f"{language}-{paper}.pdf"
        found[paper].write_bytes(made.content)
    assert set(found) == {"a4", "letter"}
    return found


def _table(pdf: Path) -> list[dict[str, list[str]]]:
    """The cells of each page as its tags give them: head and number of the row → cells."""
    done = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, check=True)
    tables = []
    for table in re.split(r"\n +Table \(block\)", done.stdout.decode())[1:]:
        rows = []
        for row in re.split(r"\n +TR\b", table)[1:]:
            cells = re.split(r"\n +T[HD]\b", row)[1:]
            rows.append([" ".join(re.findall(r'"(.*)"', cell)).strip() for cell in cells])
        tables.append({row[0]: row[1:] for row in rows})
    return tables


@pytest.mark.parametrize(
    ("versions", "questions", "turned"), [(1, 24, False), (4, 24, False), (6, 24, True)]
)
def test_all_versions_stand_on_one_page(
    sample: Loaded, tmp_path: Path, versions: int, questions: int, turned: bool
) -> None:
    quiz = _quiz(sample, versions, questions)
    for pdf in _printed(sample, quiz, "en", tmp_path).values():
        info = subprocess.run(["pdfinfo", pdf], capture_output=True, encoding="utf-8", check=True)
        assert "Pages:           1\n" in info.stdout
        width, height = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", info.stdout)[0]
        assert (float(width) > float(height)) == turned
        (table,) = _table(pdf)
        assert table["No."][::2] == [f"Version {name}" for name in LETTERS[:versions]]
        total = sum(question.points for question in quiz.questions)
        assert [cell for cell in table["Total"] if cell] == [str(total)] * versions


@pytest.mark.parametrize(("language", "guide"), [("en", "guide"), ("fr", "barème")])
def test_any_paper_is_marked_with_it(
    sample: Loaded, tmp_path: Path, language: str, guide: str
) -> None:
    quiz = _quiz(sample, 4, 24)
    key = {"en": "see key", "fr": "corrigé"}[language]
    (table,) = _table(_printed(sample, quiz, language, tmp_path)["a4"])
    for column, version in enumerate(quiz.versions):
        for placed in version.placed:
            question = quiz.question(placed.question)
            answer, points = table[str(placed.number)][2 * column : 2 * column + 2]
            assert points == str(question.points)
            match question.response:
                case Choice(options=options):
                    right = {option.id for option in options if option.right}
                    assert {
                        placed.order[LETTERS.index(sign)] for sign in answer.split(", ")
                    } == right
                case Match(pairs=pairs):
                    for sign, pair in zip(answer.split(", "), pairs, strict=True):
                        assert placed.order[LETTERS.index(sign[-1])] == pair.id
                case Order(steps=steps):
                    for at, sign in enumerate(answer.split(", ")):
                        assert sign[0] == LETTERS[at]
                        assert steps[int(sign[1:]) - 1].id == placed.order[at]
                case _:
                    assert answer, placed
                    assert len(answer) < 25
    shown = {cell for row in table.values() for cell in row}
    assert {guide, key} <= shown


def test_more_than_six_versions_are_divided_evenly(sample: Loaded, tmp_path: Path) -> None:
    pdf = _printed(sample, _quiz(sample, 8, 24), "en", tmp_path)["a4"]
    heads = [table["No."][::2] for table in _table(pdf)]
    assert heads == [[f"Version {name}" for name in names] for names in ("ABCD", "EFGH")]
    assert reading.pdf_structure(pdf).count("pages: 2") == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("versions", [1, 2, 4, 5, 6, 7, 13, 26])
def test_rows_shrink_and_letters_stay_readable(paper: str, versions: int) -> None:
    names = LETTERS[:versions]
    for questions in (1, 10, 24, 40, 52):
        table = grid(names, questions, paper, 18)
        assert questions <= table.fitting
        assert 7 <= table.size <= 10.5
        assert table.characters >= 18
        assert [name for group in table.groups for name in group] == list(names)
        sizes = {len(group) for group in table.groups}
        assert max(sizes) - min(sizes) <= 1
