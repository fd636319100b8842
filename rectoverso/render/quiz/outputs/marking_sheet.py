"""The marking sheet: the answers of every version on one page, private."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Number, Shape
from rectoverso.problems import Code, Problem
from rectoverso.render import addresses
from rectoverso.render.quiz.desk import PAPER_STYLE, Desk, Planned, together
from rectoverso.render.quiz.marking_sheet import Grid, grid
from rectoverso.render.quiz.views import QuestionView
from rectoverso.render.themes import PAPER_SIZES
from rectoverso.text import amounts

_SIGNS = (Shape.CHOOSE_ONE, Shape.CHOOSE_MANY, Shape.MATCH, Shape.ORDER)


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer of one version, and whether the key has to be looked up for it."""

    answer: str
    points: int
    elsewhere: bool


def plan(desk: Desk) -> Planned:
    """A sheet for each size of paper; R009 when its table is longer than a page."""
    if not desk.quiz.versions:
        return (), ()
    views = {version.name: desk.views(version) for version in desk.quiz.versions}
    return together(*(_sheet(desk, paper, views) for paper in desk.papers))


def _sheet(desk: Desk, paper: str, views: dict[str, tuple[QuestionView, ...]]) -> Planned:
    questions = max(len(shown) for shown in views.values())
    signs = [view.answer for shown in views.values() for view in shown if view.shape in _SIGNS]
    table = grid(tuple(views), questions, paper, max(map(len, signs), default=1))
    size = PAPER_SIZES[paper]
    values = desk.values(()) | {
        "grid": table,
        "rows": {
            name: [_cell(view, table, desk) for view in shown] for name, shown in views.items()
        },
        "numbers": range(1, questions + 1),
        "points": {name: sum(view.points for view in shown) for name, shown in views.items()},
        "page_style": f"@page turned {{ size: {size} landscape; }}",
    }
    planned = desk.sheet(
        "quiz/marking-sheet.html",
        addresses.private_sheet(desk.slug, desk.code, "marking-sheet", "", paper),
        paper,
        values,
        None,
        Audience.PRIVATE,
        styles=(PAPER_STYLE, "quiz/marking-sheet.css"),
    )
    if questions <= table.fitting:
        return planned
    told = {"found": str(questions), "allowed": str(table.fitting), "kind": size.capitalize()}
    return together(planned, ((), (Problem(Code.R009, desk.place("take", "total"), told),)))


def _cell(view: QuestionView, table: Grid, desk: Desk) -> Cell:
    """Letters and numbers always, words if there is room."""
    say = desk.viewer.language.say
    if view.shape == Shape.OPEN:
        return Cell(say("sheets.see-guide"), view.points, True)
    if view.shape in _SIGNS or len(view.answer) <= table.characters:
        return Cell(view.answer, view.points, False)
    response = desk.quiz.question(view.id).response
    if isinstance(response, Number):
        # The unit stands beside the line that the number was written on.
        return Cell(amounts.number(response.value, desk.code), view.points, False)
    return Cell(say("sheets.see-key"), view.points, True)
