"""Tables of the versions, read back as a teacher's program would."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rectoverso import languages
from rectoverso.compose import Composition, compose
from rectoverso.export import plan_exports
from rectoverso.export.files import csv_file
from rectoverso.load import load
from rectoverso.model.artifacts import Audience
from rectoverso.model.publication import Publication
from rectoverso.model.questions import Choice, Fill, Match, Number, Open, Order, Quiz, Short
from rectoverso.render.quiz.views import Viewer
from rectoverso.verify import verify

HOME = Path(__file__).parent / "editions" / "observatory"
GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guides" / "sheets.md"
FORMULA = '=HYPERLINK("a","b"), @SUM'
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""What a spreadsheet may take for the beginning of a formula, or drop before one (OWASP)."""


class Exported:
    """What is exported of an edition, and what it is made from."""

    def __init__(self, root: Path, slug: str) -> None:
        publication, _ = load(root)
        assert publication is not None
        verified, _ = verify(publication, today=date(2025, 3, 10))
        composition, _ = compose(publication, verified)
        self.publication: Publication = publication
        self.composition: Composition = composition
        self.slug = slug
        self.quiz: Quiz = composition.quizzes[slug]
        self.artifacts = plan_exports(publication, composition)
        self.files = {
            item.path.removeprefix(f"private/{slug}/"): item.make(item.values, {}).content
            for item in self.artifacts
        }

    def table(self, name: str) -> list[dict[str, str]]:
        text = self.files[name].decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    def viewer(self, code: str) -> Viewer:
        verifications = self.composition.verified.editions[self.slug]
        edition = next(one for one in self.publication.editions if one.slug == self.slug)
        return Viewer(self.publication, edition, verifications, languages.language(code))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The observatory's quiz, with an answer that a spreadsheet would run."""
    root = tmp_path_factory.mktemp("exports") / "publication"
    shutil.copytree(HOME, root)
    quiz = root / "content/editions/observatory/quiz.yaml"
    text = quiz.read_text("utf-8")
    wanted = "accepted: {fr: [Rose Teillet, Teillet]}"
    assert text.count(wanted) == 1
    quiz.write_text(text.replace(wanted, f"accepted: {{fr: [{json.dumps(FORMULA)}]}}"), "utf-8")
    return Exported(root, "observatory")


def test_every_format_is_private(exported: Exported) -> None:
    assert {item.path for item in exported.artifacts} >= {
        f"private/observatory/{name}" for name in ("versions.csv", "choices.csv", "versions.json")
    }
    assert {item.audience for item in exported.artifacts} == {Audience.PRIVATE}


def test_the_table_gives_the_key_that_is_printed(exported: Exported) -> None:
    """Letters and numbers of the table's key, put beside what the printed key says."""
    viewer = exported.viewer("fr")
    lines = {(line["version"], line["number"]): line for line in exported.table("versions.csv")}
    assert len(lines) == 3 * len(exported.quiz.questions)
    for version in exported.quiz.versions:
        for placed in version.placed:
            line = lines[version.name, str(placed.number)]
            question = exported.quiz.question(placed.question)
            view = viewer.view(question, placed)
            assert (line["question"], line["points"]) == (question.id, str(question.points))
            assert line["shape"] == question.shape
            match question.response:
                case Choice() | Match() | Order():
                    assert line["key"].split() == view.answer.split(", ")
                    shown = dict(pair.split("=") for pair in line["options"].split())
                    assert shown == {option.letter: option.id for option in view.options}
                case Number(value=value):
                    assert line["key"] == f"{value.normalize():f}"
                case Short(accepted=accepted):
                    assert line["accepted_fr"].lstrip("'") == " | ".join(accepted["fr"])
                case Fill():
                    gaps = [gap.split(" | ")[0] for gap in line["accepted_fr"].split(" ; ")]
                    assert gaps == view.answer.split(", ")
                case Open():
                    assert line["key"] == ""


def test_each_version_of_the_json_gives_its_key_back(exported: Exported) -> None:
    data = json.loads(exported.files["versions.json"])
    assert (data["format"], data["edition"], data["revision"]) == (1, "observatory", 1)
    about = {question["id"]: question for question in data["questions"]}
    assert [version["version"] for version in data["versions"]] == ["A", "B", "C"]
    for version in data["versions"]:
        assert sorted(one["question"] for one in version["questions"]) == sorted(about)
        for placed in version["questions"]:
            right = about[placed["question"]]
            rows = {row.get("row", ""): row for row in placed["rows"]}
            match right["shape"]:
                case "choose-one" | "choose-many":
                    marks = rows[""]["marks"]
                    assert {marks[sign] for sign in placed["key"]} == set(right["key"])
                case "match":
                    for sign in placed["key"]:
                        row = rows[sign[:-1]]
                        assert row["marks"][sign[-1]] == row["part"]
                case "order":
                    by_place = {
                        rows[sign[0]]["marks"][sign[1:]]: rows[sign[0]]["part"]
                        for sign in placed["key"]
                    }
                    order = [by_place[str(place)] for place in range(1, len(by_place) + 1)]
                    assert order == right["key"]
                case "number":
                    assert placed["key"] == right["key"]
                case _:
                    assert placed["key"] == placed["rows"] == []


def test_choices_add_up_to_the_versions(exported: Exported) -> None:
    right = Counter[tuple[str, str]]()
    for line in exported.table("choices.csv"):
        right[line["version"], line["number"]] += int(line["right"])
    for line in exported.table("versions.csv"):
        marked = line["shape"] in ("choose-one", "choose-many", "match", "order")
        expected = len(line["key"].split()) if marked else 0
        assert right[line["version"], line["number"]] == expected


def test_a_spreadsheet_runs_nothing_and_reads_every_cell(exported: Exported) -> None:
    text = exported.files["versions.csv"].decode("utf-8")
    assert text.count("\r\n") == text.count("\n") == 1 + 3 * len(exported.quiz.questions)
    tables = {name for name in exported.files if name.endswith(".csv")}
    assert tables >= {"versions.csv", "choices.csv"}
    cells = [
        (name, cell)
        for name in sorted(tables)
        for line in exported.table(name)
        for cell in (*line, *line.values())
    ]
    assert ("versions.csv", f"'{FORMULA}") in cells
    assert not [(name, cell) for name, cell in cells if cell.startswith(STARTS) and not _kept(cell)]


def _kept(cell: str) -> bool:
    """Whether it is a number, or has an apostrophe that keeps a spreadsheet from running it."""
    return bool(re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)) or (
        cell[0] == "'" and cell[1:].startswith(STARTS)
    )


@pytest.mark.parametrize("start", STARTS)
def test_whatever_begins_a_formula_gets_an_apostrophe(start: str) -> None:
    hostile = f"{start}cmd|' /C calc'!A0"
    made = csv_file("private/table.csv", ["one", "two"], [[hostile, "-16.5"], ["-2+3", "a"]])
    text = made.make(made.values, {}).content.decode("utf-8")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["one", "two"],
        [f"'{hostile}", "-16.5"],
        ["'-2+3", "a"],
    ]


def test_the_example_of_the_guide_joins_results_of_all_versions(
    exported: Exported,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "choices.csv").write_bytes(exported.files["choices.csv"])
    marked = [
        (line["version"], line["number"], line["row"], line["mark"])
        for line in exported.table("choices.csv")
        if line["question"] == "who-runs" and line["option"] in ("merle", "aubrac")
    ]
    results = "".join(f"{at},{','.join(mark)}\n" for at, mark in enumerate(marked))
    (tmp_path / "results.csv").write_text("pupil,version,number,row,mark\n" + results, "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(program, {})
    assert capsys.readouterr().out.splitlines() == [
        "3 who-runs  aubrac right",
        "3 who-runs  merle wrong",
    ]
