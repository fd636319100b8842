"""The answer sheet of each version, with circles at places that a scanner can be told: private."""

from __future__ import annotations

from rectoverso.compose.quiz import answer_sheet
from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Version
from rectoverso.render import addresses
from rectoverso.render.quiz.codes import SheetCode, SheetKind, symbol
from rectoverso.render.quiz.desk import Desk, Planned, together


def plan(desk: Desk) -> Planned:
    """A sheet for every version and size of paper."""
    return together(
        *(_sheet(desk, version, paper) for version in desk.quiz.versions for paper in desk.papers)
    )


def _sheet(desk: Desk, version: Version, paper: str) -> Planned:
    pages = answer_sheet.pages(desk.quiz, version, paper)
    codes = [
        SheetCode(SheetKind.BUBBLES, desk.slug, version.name, version.revision, page.number, paper)
        for page in pages
    ]
    values = desk.values(()) | {
        "frame": answer_sheet.frame(paper),
        "pages": pages,
        "codes": codes,
        "inset": answer_sheet.INSET,
        "mark": answer_sheet.MARK,
        "row": answer_sheet.ROW,
        "measures": {
            "row": answer_sheet.ROW,
            "number": answer_sheet.NUMBER,
            "label": answer_sheet.LABEL,
            "bubble": 2 * answer_sheet.RADIUS,
            "above": answer_sheet.ROW / 2 - answer_sheet.RADIUS,
            "between": answer_sheet.PITCH - 2 * answer_sheet.RADIUS,
            "rule": answer_sheet.LINE,
        },
    }
    return desk.sheet(
        "quiz/answer-sheet.html",
        addresses.private_sheet(desk.slug, desk.code, "answer-sheet", version.name, paper),
        paper,
        values,
        version,
        Audience.PRIVATE,
        styles=("quiz/answer-sheet.css",),
        resources={f"code-{code.page}.svg": symbol(code.encoded) for code in codes},
    )
