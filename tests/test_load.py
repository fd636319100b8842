"""What load makes of content that is nearly right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rectoverso import load
from rectoverso.problems import Code
from tests import program


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("    label: Courrier\n    pulbisher:\n", 1),
        ("    label: Courrier\n    publisher: {name: x, becuase: }\n", 1),
    ],
)
def test_an_unknown_field_without_a_value_is_still_unknown(
    tmp_path: Path, written: str, line: int
) -> None:
    root = program.new_publication(tmp_path / "p")
    file = next(root.glob("content/editions/*/sources.yaml"))
    text = file.read_text("utf-8")
    label = next(row for row in text.splitlines() if row.startswith("    label:"))
    file.write_text(text.replace(label + "\n", written, 1), "utf-8")
    _, problems = load.load(root)
    first = next(problem for problem in problems if problem.code is Code.S001)
    assert first.span is not None
    assert first.span.line == text.splitlines().index(label) + 1 + line
    assert first.remarks[0].values["suggestion"] in ("publisher", "because")


def test_a_field_without_a_value_is_no_field(tmp_path: Path) -> None:
    root = program.new_publication(tmp_path / "p")
    file = next(root.glob("content/editions/*/sources.yaml"))
    text = re.sub(r"(?m)^    title:.*$", "    title:", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    publication, problems = load.load(root)
    assert problems == ()
    assert publication is not None
    assert next(iter(publication.editions[0].sources.values())).title is None


@pytest.mark.parametrize("broken", ["people: [", "people:\n\t- x\n", "people: \x00\n"])
def test_people_that_cannot_be_read_are_told_once(tmp_path: Path, broken: str) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / "content" / "people.yaml").write_text(broken, "utf-8")
    _, problems = load.load(root)
    assert [problem.span.file for problem in problems if problem.span] == ["content/people.yaml"]


def test_without_people_whoever_is_named_is_unknown(tmp_path: Path) -> None:
    root = program.new_publication(tmp_path / "p")
    (root / "content" / "people.yaml").write_text("", "utf-8")
    _, problems = load.load(root)
    assert {problem.code for problem in problems} >= {Code.S009}
