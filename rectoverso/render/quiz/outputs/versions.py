"""The quiz of each version with all its questions, and its key: private."""

from __future__ import annotations

from rectoverso.model.artifacts import Audience
from rectoverso.render import addresses
from rectoverso.render.quiz.codes import SheetKind
from rectoverso.render.quiz.desk import Desk, Planned, together


def plan(desk: Desk) -> Planned:
    """A quiz and a key for every version and size of paper."""
    return together(
        *(
            desk.sheet(
                f"quiz/{template}.html",
                addresses.private_sheet(desk.slug, desk.code, name, version.name, paper),
                paper,
                desk.values(desk.views(version)),
                version,
                Audience.PRIVATE,
                code=code,
            )
            for version in desk.quiz.versions
            for template, name, code in (
                ("paper", "quiz", SheetKind.QUESTIONS),
                ("key", "key", None),
            )
            for paper in desk.papers
        )
    )
