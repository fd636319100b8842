"""One slip in the sample edition is one problem: what leans on it is not reported again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import program

ROOT = Path(__file__).resolve().parents[1]
FILES = "content/editions/deepseek"


def codes_of(tmp_path: Path, file: str, before: str, after: str) -> list[str]:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    path = tmp_path / FILES / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    done = program.run("check", "--format", "short", root=tmp_path)
    assert done.code == 1
    return re.findall(r"error ([A-Z]\d{3}) ", done.text)


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("facts.yaml", "\nfacts:\n", "\nfacts: [\n", "Y001"),
        ("facts.yaml", "value: -16.86", "value: sixteen", "S012"),
        ("facts.yaml", "value: 50000", "valeu: 50000", "S001"),
        ("quotes.yaml", "\nquotes:\n", "\nquotes: [\n", "Y001"),
        ("quotes.yaml", "source: humanite", "source: humanity", "S004"),
        ("glossary.yaml", "\nterms:\n", "\nterms: [\n", "Y001"),
        ("charts.yaml", "\ncharts:\n", "\ncharts: [\n", "Y001"),
    ],
)
def test_one_slip_is_one_problem(
    tmp_path: Path, file: str, before: str, after: str, code: str
) -> None:
    assert codes_of(tmp_path, file, before, after) == [code]


@pytest.mark.parametrize(
    "quiz", ["- one\n", "title: {fr: Quiz, en: Quiz}\nquestions: {one: {kind: open}}\n"]
)
def test_a_quiz_of_another_form_is_told(tmp_path: Path, quiz: str) -> None:
    before = (ROOT / FILES / "quiz.yaml").read_text("utf-8")
    assert codes_of(tmp_path, "quiz.yaml", before, quiz) == ["S003"]
