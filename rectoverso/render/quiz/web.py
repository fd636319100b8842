"""What the script of the practice quiz knows: the keys of practice questions, and its texts.

It stands in the page as one JSON element. Nothing of a test question is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from rectoverso.languages import Language
from rectoverso.model.questions import Shape
from rectoverso.questions import answers
from rectoverso.render.quiz.desk import Desk
from rectoverso.render.quiz.views import QuestionView
from rectoverso.text.typed import habits
from rectoverso.text.typography import typeset

_SPOKEN = "script-"
"""Beginning of the names of interface texts that the script says."""


def page_data(desk: Desk, views: tuple[QuestionView, ...]) -> dict[str, Any]:
    """The JSON of a practice page.

    Args:
        desk: the edition in one language.
        views: its practice questions, as the page shows them.
    """
    language = desk.viewer.language
    return {
        "edition": desk.slug,
        "revision": desk.quiz.revision,
        "language": desk.code,
        "texts": _texts(language, desk.publication.head.tags[desk.code]),
        "habits": _plain(habits(language)),
        "sections": [
            [section.id, section.title.get(desk.code) or ""]
            for section in desk.edition.head.sections
        ],
        "questions": [_question(desk, view) for view in views],
    }


def _texts(language: Language, tag: str) -> dict[str, str]:
    return {
        name.removeprefix(_SPOKEN): typeset(str(text), tag)
        for name, text in language.interface["web"].items()
        if name.startswith(_SPOKEN)
    }


def _question(desk: Desk, view: QuestionView) -> dict[str, Any]:
    question = desk.quiz.question(view.id)
    lines = answers.lines(question, desk.viewer.language, desk.publication.head.units)
    return {
        "id": view.id,
        "shape": view.shape,
        "points": view.points,
        "section": question.section or "",
        "key": _key(view),
        "lines": [_plain(line) for line in lines],
    }


def _key(view: QuestionView) -> list[Any]:
    """What is right: letters of options; of partners by left side; of steps in their order; the
    points of each line of a marking guide."""
    match view.shape:
        case Shape.CHOOSE_ONE | Shape.CHOOSE_MANY:
            return [option.letter for option in view.options if option.right]
        case Shape.MATCH:
            return [left.letter for left in view.lefts]
        case Shape.ORDER:
            return [step.letter for step in sorted(view.options, key=lambda step: step.place)]
        case Shape.OPEN:
            return [points for points, _ in view.guide]
    return []


def _plain(value: Any) -> Any:
    """Dataclasses as objects, fractions as texts; fields that say nothing are left out."""
    if hasattr(value, "__dataclass_fields__"):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        return {
            name: _plain(part) for name, part in found.items() if part is not False and part != ()
        }
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
