"""``answer-sheet-<paper>.json``: where a scanner finds each circle and box, by version."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rectoverso.compose.quiz import answer_sheet
from rectoverso.compose.quiz.answer_sheet import Box, Entry, Line
from rectoverso.export.case import Case
from rectoverso.export.files import json_file
from rectoverso.model.artifacts import Artifact

FORMAT = 1


def plan(case: Case) -> tuple[Artifact, ...]:
    """A file for each size of paper; it holds for every language."""
    return tuple(
        json_file(case.path(f"answer-sheet-{paper}.json"), _data(case, paper))
        for paper in case.publication.head.papers
    )


def _data(case: Case, paper: str) -> dict[str, Any]:
    frame = answer_sheet.frame(paper)
    return {
        "format": FORMAT,
        "edition": case.edition.slug,
        "revision": case.quiz.revision,
        "paper": paper,
        "unit": "mm",
        "page": {"width": frame.width, "height": frame.height},
        "origin": {"x": answer_sheet.INSET, "y": answer_sheet.INSET},
        "corner_marks": {
            "side": answer_sheet.MARK,
            "centres": [{"x": _mm(x), "y": _mm(y)} for x, y in frame.marks],
        },
        "bubble_radius": answer_sheet.RADIUS,
        "symbol": _box(frame.symbol),
        "fields": {name: _box(box) for name, box in frame.fields.items()},
        "versions": [
            {
                "version": version.name,
                "pages": [
                    {"page": page.number, "questions": [_entry(one) for one in page.entries]}
                    for page in answer_sheet.pages(case.quiz, version, paper)
                ],
            }
            for version in case.quiz.versions
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "question": entry.question,
        "shape": entry.shape,
        "rows": [_row(line) for line in entry.lines],
    }


def _row(line: Line) -> dict[str, Any]:
    row: dict[str, Any] = {"row": line.label, "part": line.part}
    if line.box is not None:
        return row | {"box": _box(line.box), "lines": max(1, line.ruled)}
    return row | {
        "bubbles": [
            {
                "mark": bubble.sign,
                "option": bubble.option,
                "x": _mm(bubble.x),
                "y": _mm(bubble.y),
            }
            for bubble in line.bubbles
        ]
    }


def _box(box: Box) -> dict[str, float]:
    return {name: _mm(value) for name, value in asdict(box).items()}


def _mm(value: float) -> float:
    return round(float(value), 3)
