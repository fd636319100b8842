"""The answer sheet as a scanner sees it: marks, circles and boxes are where the file says."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from rectoverso.compose.quiz import answer_sheet
from rectoverso.compose.quiz.answer_sheet import Line
from rectoverso.compose.quiz.versions import make_versions
from rectoverso.model.questions import Quiz
from tests import reading, scanning
from tests.quizzes import ROOT, Loaded

DPI = 200
SCALE = DPI / scanning.MM_PER_INCH
HOME = "private/deepseek"
PAPERS = ("a4", "letter")
Json = dict[str, Any]


class Scan:
    """A page at 200 dpi, measured in millimetres from the centre of its upper left mark."""

    def __init__(self, image: Image.Image, origin: Json) -> None:
        self.image = image
        self._pixels = image.load()
        self._origin = (origin["x"], origin["y"])

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        return (x + self._origin[0]) * SCALE, (y + self._origin[1]) * SCALE

    def mean(self, x: float, y: float, radius: float) -> float:
        """Mean brightness of a disc, 0 to 255."""
        values = [
            self._at(x + across, y + down)
            for across, down in _grid(radius)
            if math.hypot(across, down) <= radius
        ]
        return sum(values) / len(values)

    def dark_on_ring(self, x: float, y: float, radius: float) -> float:
        """Share of the directions in which something dark stands at that distance, ± 0.15 mm."""
        turns = [step * math.tau / 48 for step in range(48)]
        dark = [
            min(
                self._at(x + at * math.cos(turn), y + at * math.sin(turn))
                for at in (radius - 0.15, radius, radius + 0.15)
            )
            < 140
            for turn in turns
        ]
        return sum(dark) / len(dark)

    def centre_of_dark(self, x: float, y: float, reach: float) -> tuple[float, float]:
        """Centre of what is dark around a place, as a scanner finds a corner mark."""
        dark = [(a, d) for a, d in _grid(reach) if self._at(x + a, y + d) < 128]
        assert dark, "nothing is printed there"
        return (
            x + sum(across for across, _ in dark) / len(dark),
            y + sum(down for _, down in dark) / len(dark),
        )

    def fill(self, x: float, y: float, radius: float) -> None:
        """Fills a circle as a pupil does with a pencil: not quite, and not black."""
        left, top = self.pixel(x - radius, y - radius)
        right, bottom = self.pixel(x + radius, y + radius)
        ImageDraw.Draw(self.image).ellipse((left, top, right, bottom), fill=70)

    def _at(self, x: float, y: float) -> int:
        across, down = self.pixel(x, y)
        value: int = self._pixels[round(across), round(down)]
        return value


def _grid(reach: float) -> Iterator[tuple[float, float]]:
    steps = round(reach * SCALE)
    for across in range(-steps, steps + 1):
        for down in range(-steps, steps + 1):
            yield across / SCALE, down / SCALE


def _places(site: Path, paper: str) -> Json:
    data: Json = json.loads((site / HOME / f"answer-sheet-{paper}.json").read_text("utf-8"))
    return data


def _sheet(site: Path, language: str, version: str, paper: str) -> Path:
    return site / HOME / language / f"answer-sheet-{version}-{paper}.pdf"


def _bubbles(page: Json) -> list[Json]:
    rows = (row for entry in page["questions"] for row in entry["rows"])
    return [bubble for row in rows for bubble in row.get("bubbles", ())]


@pytest.mark.parametrize(
    ("language", "version", "paper"),
    [("fr", "A", "a4"), ("en", "B", "a4"), ("en", "A", "letter"), ("fr", "B", "letter")],
)
def test_every_mark_circle_and_box_is_printed_where_the_file_says(
    sample_site: Path, tmp_path: Path, language: str, version: str, paper: str
) -> None:
    places = _places(sample_site, paper)
    (found,) = (one for one in places["versions"] if one["version"] == version)
    images = scanning.pages(_sheet(sample_site, language, version, paper), tmp_path, DPI)
    assert len(images) == len(found["pages"])
    radius = places["bubble_radius"]
    for image, page in zip(images, found["pages"], strict=True):
        assert image.width == pytest.approx(places["page"]["width"] * SCALE, abs=1.5)
        assert image.height == pytest.approx(places["page"]["height"] * SCALE, abs=1.5)
        scan = Scan(image, places["origin"])
        for mark in places["corner_marks"]["centres"]:
            x, y = scan.centre_of_dark(mark["x"], mark["y"], places["corner_marks"]["side"])
            assert (x, y) == (
                pytest.approx(mark["x"], abs=0.15),
                pytest.approx(mark["y"], abs=0.15),
            )
        for bubble in _bubbles(page):
            x, y = bubble["x"], bubble["y"]
            assert scan.dark_on_ring(x, y, radius - 0.15) == 1, bubble
            assert scan.mean(x, y, radius - 0.6) > 200, bubble
            assert scan.dark_on_ring(x, y, radius + 0.5) == 0, bubble
        for box in (row["box"] for one in page["questions"] for row in one["rows"] if "box" in row):
            scan_box = scan.image.crop(
                (
                    *scan.pixel(box["x"] + 0.6, box["y"] + 0.6),
                    *scan.pixel(box["x"] + box["width"] - 0.6, box["y"] + 2.5),
                )
            )
            darkest, _ = scan_box.getextrema()
            assert darkest > 200, "a box is there to be written in"
        (code,) = scanning.codes(image, DPI)
        edition = f"DEEPSEEK/{version}"
        assert code.text == f"RV1/B/{edition}/{places['revision']}/{page['page']}/{paper.upper()}"
        symbol, origin = places["symbol"], places["origin"]
        assert symbol["x"] < code.left - origin["x"] < symbol["x"] + 3
        assert symbol["y"] < code.top - origin["y"] < symbol["y"] + 3


@pytest.mark.parametrize("paper", PAPERS)
def test_a_filled_circle_is_told_from_an_empty_one(
    sample_site: Path, tmp_path: Path, paper: str
) -> None:
    """A pupil fills what the key says; who reads circles by the file gets the key back."""
    places = _places(sample_site, paper)
    versions = json.loads((sample_site / HOME / "versions.json").read_text("utf-8"))
    keys = {question["id"]: question for question in versions["questions"]}
    found = places["versions"][0]
    images = scanning.pages(_sheet(sample_site, "fr", "A", paper), tmp_path, DPI)
    read: dict[str, list[str]] = {}
    for image, page in zip(images, found["pages"], strict=True):
        scan = Scan(image, places["origin"])
        for entry in page["questions"]:
            for row in entry["rows"]:
                for bubble in row.get("bubbles", ()):
                    if _is_right(keys[entry["question"]], row["part"], bubble["option"]):
                        scan.fill(bubble["x"], bubble["y"], places["bubble_radius"] * 0.8)
        for entry in page["questions"]:
            for row in entry["rows"]:
                for bubble in row.get("bubbles", ()):
                    inside = scan.mean(bubble["x"], bubble["y"], places["bubble_radius"] * 0.6)
                    assert not 90 < inside < 200, "neither filled nor empty"
                    if inside <= 90:
                        read.setdefault(entry["question"], []).append(row["row"] + bubble["mark"])
    placed = {one["question"]: one for one in versions["versions"][0]["questions"]}
    shapes = ("choose-one", "choose-many", "match", "order")
    marked = [id for id, question in keys.items() if question["shape"] in shapes]
    assert sorted(read) == sorted(marked)
    for id in marked:
        assert read[id] == placed[id]["key"]


def _is_right(question: Json, part: str, option: str) -> bool:
    if question["shape"] == "match":
        return part == option
    if question["shape"] == "order":
        return question["key"].index(part) == int(option) - 1
    return option in question["key"]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_question_of_every_version_is_on_the_sheet_once(
    sample_site: Path, paper: str
) -> None:
    versions = json.loads((sample_site / HOME / "versions.json").read_text("utf-8"))["versions"]
    for version, found in zip(versions, _places(sample_site, paper)["versions"], strict=True):
        assert found["version"] == version["version"]
        entries = [entry for page in found["pages"] for entry in page["questions"]]
        numbered = sorted((entry["number"], entry["question"]) for entry in entries)
        assert numbered == [(one["number"], one["question"]) for one in version["questions"]]
        marks = {
            entry["number"]: [
                {"row": row["row"], "marks": {b["mark"]: b["option"] for b in row["bubbles"]}}
                for row in entry["rows"]
                if "bubbles" in row
            ]
            for entry in entries
        }
        for one in version["questions"]:
            rows = [{"row": row.get("row", ""), "marks": row["marks"]} for row in one["rows"]]
            assert marks[one["number"]] == rows


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_on_the_sheet_touches_anything_else(sample_site: Path, paper: str) -> None:
    places = _places(sample_site, paper)
    radius, marks = places["bubble_radius"], places["corner_marks"]
    right, bottom = (marks["centres"][3][axis] for axis in ("x", "y"))
    for version in places["versions"]:
        for page in version["pages"]:
            circles = [(b["x"], b["y"]) for b in _bubbles(page)]
            for at, (x, y) in enumerate(circles):
                assert radius < x < right - radius
                assert radius < y < bottom - radius
                for other in circles[:at]:
                    assert math.dist((x, y), other) >= 2 * radius + 1.5
            boxes = [row["box"] for one in page["questions"] for row in one["rows"] if "box" in row]
            for box in boxes:
                assert box["x"] + box["width"] < right
                assert box["y"] + box["height"] <= bottom
                for x, y in circles:
                    beside = x + radius < box["x"] or x - radius > box["x"] + box["width"]
                    above = y + radius < box["y"] or y - radius > box["y"] + box["height"]
                    assert beside or above


@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_listens_hears_the_questions_in_their_order(sample_site: Path, language: str) -> None:
    sheet = _sheet(sample_site, language, "A", "a4")
    expected: list[str] = []
    for entry in _places(sample_site, "a4")["versions"][0]["pages"][0]["questions"]:
        expected.append(str(entry["number"]))
        for row in entry["rows"]:
            expected += [row["row"]] if row["row"] else []
            expected += [bubble["mark"] for bubble in row.get("bubbles", ())]
    words = reading.pdf_spoken(sheet)
    # The last word of the instructions, in both languages.
    start = words.index("version.") + 1
    assert words[start : start + len(expected)] == expected
    structure = reading.pdf_structure(sheet)
    assert "H1 " in structure
    assert f"language: {language}" in structure
    assert reading.pdf_alternatives(sheet) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_quiz_of_every_question_there_is_fills_as_many_pages_as_it_needs(paper: str) -> None:
    loaded = Loaded(ROOT, "deepseek")
    questions = tuple(loaded.questions().values())
    assert len(questions) > 100
    versions = make_versions(loaded.head, questions, 1, {})
    quiz = Quiz(loaded.head, questions, versions, 1, "")
    across, down = answer_sheet.frame(paper).marks[3]
    for version in versions:
        pages = answer_sheet.pages(quiz, version, paper)
        assert len(pages) > 2
        assert [page.number for page in pages] == list(range(1, len(pages) + 1))
        entries = [entry for page in pages for entry in page.entries]
        assert sorted(entry.number for entry in entries) == list(range(1, len(questions) + 1))
        for page in pages:
            places = [_area(line) for entry in page.entries for line in entry.lines]
            for at, (left, top, right, bottom) in enumerate(places):
                assert 0 < left < right < across
                assert 38 < top < bottom <= down + 0.01
                for other in places[:at]:
                    beside = right <= other[0] or other[2] <= left
                    above = bottom <= other[1] + 0.01 or other[3] <= top + 0.01
                    assert beside or above, (page.number, other, places[at])


def _area(line: Line) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a row with its number."""
    if line.box is not None:
        box = line.box
        return line.x, box.y, box.x + box.width, box.y + box.height
    half = answer_sheet.ROW / 2
    return line.x, line.y - half, line.bubbles[-1].x + answer_sheet.RADIUS, line.y + half
