"""The quiz of each version with all its questions, in each variant, and its key: private."""

from __future__ import annotations

from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Version
from rectoverso.render import addresses
from rectoverso.render.quiz.codes import SheetKind
from rectoverso.render.quiz.desk import Desk, Planned, together
from rectoverso.render.quiz.variants import unknown


def plan(desk: Desk) -> Planned:
    """A quiz and a key for every version and size of paper.

    All variants of a version have the same numbers and letters, so one key serves them all.
    """
    asked = ((name, desk.place("sheets", at)) for at, name in enumerate(desk.quiz.head.sheets))
    return together(
        ((), unknown(asked, desk.templates)),
        *(_sheets(desk, version, paper) for version in desk.quiz.versions for paper in desk.papers),
    )


def _sheets(desk: Desk, version: Version, paper: str) -> Planned:
    values = desk.values(desk.views(version))

    def path(name: str, variant: str = "") -> str:
        return addresses.private_sheet(desk.slug, desk.code, name, version.name, paper, variant)

    return together(
        *(
            desk.sheet(
                variant.template,
                path("quiz", variant.in_paths),
                paper,
                values,
                version,
                Audience.PRIVATE,
                styles=variant.styles,
                code=SheetKind.QUESTIONS,
            )
            for variant in desk.variants
        ),
        desk.sheet("quiz/key.html", path("key"), paper, values, version, Audience.PRIVATE),
    )
