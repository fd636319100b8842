"""Makes handouts and their keys from what was chosen."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rectoverso import languages
from rectoverso.model.artifacts import Made
from rectoverso.problems import Code, Problem
from rectoverso.render import pdf
from rectoverso.render.quiz.handout.pieces import NUMBER, Cut, filled
from rectoverso.text.typography import typeset

PAGES = 2
UNSET = {
    **{f"{side}-height": "auto" for side in ("front", "back")},
    **{f"{side}-{column}": "" for side in ("front", "back") for column in ("first", "second")},
    **{f"{side}-{column}-air": "0" for side in ("front", "back") for column in ("first", "second")},
    "elsewhere": "",
}
"""What stands at the places of a handout as long as nothing was chosen."""
_ROUNDING = 0.2


@dataclass(frozen=True, slots=True)
class Filling:
    """What a handout or its key is made from, but for the choice.

    Attributes:
        path: of the artifact.
        choice: path of the choice.
        paper, sheet: names under which the choice has it.
        cut: a document with all pieces.
        styles, slots, resources: see ``pdf.Paper``.
        language: code of the reader's language.
        points: of each question.
    """

    path: str
    choice: str
    paper: str
    sheet: str
    cut: Cut
    styles: tuple[str, ...]
    slots: Mapping[str, str]
    resources: Mapping[str, bytes]
    language: str
    points: Mapping[str, int]


def make_sheet(filling: Filling, inputs: Mapping[str, bytes]) -> Made:
    """Makes a handout: exactly two pages with all that was chosen, or R011."""
    layout = pdf.lay_out(filling.path, _paper(filling, sheet_html(filling, inputs)), inputs)
    made = pdf.write(layout)
    # What could not be chosen was told with the choice.
    if _chosen(filling, inputs) is None or layout.document is None or _keeps(layout):
        return made
    told = Problem(Code.R011, None, {"path": filling.path})
    return Made(made.content, (*made.problems, told))


def make_key(filling: Filling, inputs: Mapping[str, bytes]) -> Made:
    """Makes the key of a handout: the answers of the questions on it, under its numbers."""
    return pdf.make_pdf((filling.path, _paper(filling, key_html(filling, inputs))), inputs)


def sheet_html(filling: Filling, inputs: Mapping[str, bytes]) -> str:
    """The document of a handout, with what was chosen and nothing else."""
    chosen = _chosen(filling, inputs)
    if chosen is None:
        return filled(filling.cut.document, UNSET)
    pieces = filling.cut.pieces
    numbers = {id: number for number, id in enumerate(chosen["questions"], 1)}
    put: dict[str, str] = {}
    for side in ("front", "back"):
        put[f"{side}-height"] = f"{chosen[side]['height']}mm"
        for column, air, place in zip(
            ("left", "right"), chosen[side]["air"], ("first", "second"), strict=True
        ):
            names = chosen[side][column]
            markup = (
                [pieces[name] for name in names]
                if side == "front"
                else [_numbered(pieces[f"question:{id}"], numbers[id]) for id in names]
            )
            put[f"{side}-{place}"] = "".join(markup)
            put[f"{side}-{place}-air"] = f"{air}mm"
    text = "".join(put.values())
    put["sources"] = " · ".join(
        markup
        for name, markup in pieces.items()
        if name.startswith("source:") and _cites(filling.cut.document + text, name)
    )
    put.update(extent(filling.language, [filling.points[id] for id in chosen["questions"]]))
    put["elsewhere"] = elsewhere(
        filling.language, sorted(numbers[id] for id in chosen["answered_elsewhere"])
    )
    return filled(filling.cut.document, put)


def key_html(filling: Filling, inputs: Mapping[str, bytes]) -> str:
    """The document of a key, with the answers of the questions on the handout."""
    chosen = _chosen(filling, inputs)
    if chosen is None:
        return filling.cut.document
    pieces = filling.cut.pieces
    numbered = list(enumerate(chosen["questions"], 1))
    put = {
        "cells": "".join(_numbered(pieces[f"cell:{id}"], number) for number, id in numbered),
        "answers": "".join(_numbered(pieces[f"answer:{id}"], number) for number, id in numbered),
        **extent(filling.language, [filling.points[id] for id in chosen["questions"]]),
    }
    return filled(filling.cut.document, put)


def _chosen(filling: Filling, inputs: Mapping[str, bytes]) -> Mapping[str, Any] | None:
    """What was chosen; none when it could not be, which was told there."""
    found: Any = json.loads(inputs[filling.choice])
    sheet: Mapping[str, Any] | None = found["papers"].get(filling.paper, {}).get(filling.sheet)
    return sheet


def _paper(filling: Filling, text: str) -> pdf.Paper:
    return pdf.Paper(text, filling.styles, filling.slots, filling.resources)


def _numbered(markup: str, number: int) -> str:
    return markup.replace(NUMBER, str(number))


def _cites(text: str, name: str) -> bool:
    return f'data-source="{html.escape(name.removeprefix("source:"))}"' in text


def extent(language: str, points: Sequence[int]) -> dict[str, str]:
    """How many questions and points, known only when they are chosen, by name of their place.

    Args:
        language: code of the reader's language.
        points: of each question.
    """
    say = languages.language(language).say
    count = say("quiz.question-count", count=len(points))
    worth = say("quiz.points", count=sum(points))
    texts = {"extent": f"{count} · {worth}", "out-of": say("quiz.out-of", points=sum(points))}
    return {name: _markup(text, language) for name, text in texts.items()}


def elsewhere(language: str, numbers: Sequence[int]) -> str:
    """Which questions need the full text; empty where the front answers all.

    Args:
        language: code of the reader's language.
        numbers: of those questions, ascending.
    """
    if not numbers:
        return ""
    speech = languages.language(language)
    listed = speech.listed(map(str, numbers))
    return _markup(
        speech.say("paper.handout-elsewhere", count=len(numbers), numbers=listed), language
    )


def _markup(text: str, language: str) -> str:
    return html.escape(typeset(text, language), quote=False)


def _keeps(layout: pdf.Layout) -> bool:
    """Whether it has two pages, and every column stays on its page and within its height."""
    if layout.pages != PAGES:
        return False
    boxes = layout.boxes()
    return all(
        boxes[f"{side}-{column}"].page == page
        and boxes[f"{side}-{column}"].bottom <= boxes[f"{side}-columns"].bottom + _ROUNDING
        for page, side in enumerate(("front", "back"), 1)
        for column in ("first", "second")
    )
