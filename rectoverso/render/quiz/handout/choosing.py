"""Chooses what goes on a handout: measures its pieces once a size of paper, and packs them.

Versions have the same questions, so that a class can talk about them; the public handout has
practice questions only, and is chosen from the same measures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rectoverso.model.artifacts import Made
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.render import pdf
from rectoverso.render.quiz.handout import packing
from rectoverso.render.quiz.handout.making import UNSET, elsewhere, extent
from rectoverso.render.quiz.handout.packing import Asked, Columns, Piece, Text
from rectoverso.render.quiz.handout.pieces import Cut, filled

LEAST = 8
"""Questions on the back of a handout: fewer are no quiz."""
_MOST = 12
"""Questions on the back of a handout: more hardly fit."""
_SLACK = 0.3
_TALL = "20000mm"
_TEMPLATE = "templates/handout/sheet.html"

Entries = tuple[tuple[str, str], ...]
"""Entries as (kind, id)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One handout that is made: its path, its name in the choice, its questions in order."""

    path: str
    name: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Handouts that have the same questions: all versions, or the public one alone."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper: its name, its size in millimetres, its style sheets, its handouts."""

    name: str
    size: tuple[float, float]
    styles: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked on a handout.

    Attributes:
        id: of the question.
        rank: lower ones go first.
        shape, section, level: of which a mix is kept.
        asks: entries that carry its key.
        points: what it is worth.
    """

    id: str
    rank: int
    shape: str
    section: str
    level: str
    asks: Entries
    points: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the explainer: its title, what each of its pieces shows, whether the editor
    asks for it."""

    id: str
    title: str
    shows: tuple[Entries, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Handouts:
    """Everything that the choice depends on, in one language.

    Attributes:
        language: code.
        cut: a document with all pieces.
        slots: charts in it, by name; see ``pdf.Paper``.
        resources: images of it.
        papers: each with its handouts.
        candidates: questions, in an order that decides between equals.
        passages: sections in the order in which they are read.
        shown: entries on the front in any case.
        place: where ``quiz.yaml`` asks for handouts.
    """

    language: str
    cut: Cut
    slots: Mapping[str, str]
    resources: Mapping[str, bytes]
    papers: tuple[Paper, ...]
    candidates: tuple[Candidate, ...]
    passages: tuple[Passage, ...]
    shown: Entries
    place: Span


def make_choice(values: tuple[str, Handouts], inputs: Mapping[str, bytes]) -> Made:
    """Makes the JSON file that says what goes on each handout and what does not.

    Args:
        values: path of the file, and what it depends on.
        inputs: bytes of the charts.

    Returns:
        For each size of paper and handout the pieces of front and back; R010 where too few
        questions fit, R014 where the front has no room, R015 where the template of the publication
        leaves a piece out, R012 with what was left out.
    """
    path, handouts = values
    made: dict[str, Any] = {}
    problems: list[Problem] = []
    remarks: list[Remark] = []
    for paper in handouts.papers:
        measured, found = _measured(path, handouts, paper, inputs)
        problems += [problem for problem in found if problem not in problems]
        if measured is None:
            continue
        missing = [name for name in _names(handouts) if name not in measured.heights]
        if missing:
            told = {"entry": missing[0], "path": _TEMPLATE}
            problems.append(Problem(Code.R015, handouts.place, told))
            break
        sheets: dict[str, Any] = {}
        whole = True
        for group in paper.groups:
            chosen, found = _choice(handouts, group, measured)
            sheets.update(chosen)
            problems += found
            whole = whole and not found
        made[paper.name] = sheets
        if whole and paper.groups:
            remarks += _left_out(paper, sheets[paper.groups[0].sheets[0].name])
    if remarks:
        told = {"language": handouts.language, "path": path}
        problems.append(Problem(Code.R012, handouts.place, told, tuple(remarks)))
    text = json.dumps({"language": handouts.language, "papers": made}, ensure_ascii=False, indent=1)
    return Made(f"{text}\n".encode(), tuple(problems))


def _names(handouts: Handouts) -> Iterator[str]:
    """The names of the pieces that are chosen among. The chart and the quote may be missing."""
    yield from (f"question:{one.id}" for one in handouts.candidates)
    for passage in handouts.passages:
        yield from (f"section:{passage.id}:{place}" for place in range(len(passage.shows)))


def too_few(found: int, place: Span, path: str = "") -> Problem:
    """R010.

    Args:
        found: how many questions there are, or fit.
        place: where ``quiz.yaml`` asks for handouts.
        path: of a handout on which they do not fit; empty when there are no more.
    """
    remarks = (Remark("handout-path", {"path": path}),) if path else ()
    told = {"found": str(found), "allowed": str(LEAST)}
    return Problem(Code.R010, place, told, remarks)


@dataclass(frozen=True, slots=True)
class _Measured:
    """Heights of pieces by name, and of the columns of both sides, in millimetres."""

    heights: Mapping[str, float]
    front: float
    back: float


def _measured(
    path: str, handouts: Handouts, paper: Paper, inputs: Mapping[str, bytes]
) -> tuple[_Measured | None, tuple[Problem, ...]]:
    """One layout with all pieces, on a page as high as it takes."""
    cut = handouts.cut
    put = {
        **UNSET,
        "front-first": _joined(cut, ("chart", "quote", "section:")),
        "back-first": _joined(cut, ("question:",)),
        "sources": " · ".join(
            markup for name, markup in cut.pieces.items() if name.startswith("source:")
        ),
        **extent(handouts.language, [one.points for one in handouts.candidates]),
        # As long as it may get.
        "elsewhere": elsewhere(handouts.language, range(1, _MOST + 1)),
    }
    html = filled(cut.document, put)
    high = f"@page {{ size: {paper.size[0]}mm {_TALL}; }}"
    layout = pdf.lay_out(
        path,
        pdf.Paper(html, (*paper.styles, high), handouts.slots, handouts.resources),
        inputs,
    )
    boxes = layout.boxes()
    fixed = ("front-head", "front-foot", "back-head")
    if not layout.document or any(name not in boxes for name in fixed):
        return None, layout.problems
    top, bottom = layout.area(1)
    lower = float(_TALL.removesuffix("mm")) - bottom
    height = paper.size[1] - top - lower - _SLACK
    head, foot, back = (boxes[name].height for name in fixed)
    heights = {name: boxes[name].height for name in cut.pieces if name in boxes}
    return _Measured(heights, height - head - foot, height - back), layout.problems


def _joined(cut: Cut, prefixes: tuple[str, ...]) -> str:
    return "".join(markup for name, markup in cut.pieces.items() if name.startswith(prefixes))


def _choice(
    handouts: Handouts, group: Group, measured: _Measured
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    problems: list[Problem] = []
    ids = set(group.sheets[0].order)
    candidates = [one for one in handouts.candidates if one.id in ids]
    heights = {one.id: measured.heights[f"question:{one.id}"] for one in candidates}
    # The front that answers most, if all were asked: what it answers is asked rather.
    told = _told(handouts, _front(handouts, candidates, measured)[1])
    asked = [
        Asked(
            one.id,
            heights[one.id],
            one.rank,
            {"shape": one.shape, "section": one.section, "level": one.level},
            sum(entry not in told for entry in one.asks) / max(1, len(one.asks)),
        )
        for one in candidates
    ]
    chosen = packing.back(asked, measured.back)
    if len(chosen) < LEAST:
        problems.append(too_few(len(chosen), handouts.place, group.sheets[0].path))
    front, shown = _front(handouts, [one for one in candidates if one.id in chosen], measured)
    if front is None:
        remarks = (Remark("handout-path", {"path": group.sheets[0].path}),)
        problems.append(Problem(Code.R014, handouts.place, {}, remarks))
        return {}, tuple(problems)
    left_out = [one.id for one in candidates if one.id not in chosen]
    sections = [
        {"id": one.id, "title": one.title, "shown": shown.get(one.id, 0), "of": len(one.shows)}
        for one in handouts.passages
    ]
    made: dict[str, Any] = {}
    for sheet in group.sheets:
        columns = packing.columns(sheet.order, chosen, heights, measured.back)
        made[sheet.name] = {
            "path": sheet.path,
            "questions": [*columns.left, *columns.right],
            "front": _written(front, measured.front),
            "back": _written(columns, measured.back),
            "sections": sections,
            "left_out": left_out,
            "answered_elsewhere": _elsewhere(handouts, candidates, columns, shown),
        }
    return made, tuple(problems)


def _front(
    handouts: Handouts, asked: list[Candidate], measured: _Measured
) -> tuple[Columns | None, Mapping[str, int]]:
    wanted: dict[tuple[str, str], float] = {}
    for one in asked:
        for entry in one.asks:
            if entry not in handouts.shown:
                wanted[entry] = wanted.get(entry, 0.0) + 1 / len(one.asks)
    texts = [
        Text(
            one.id,
            tuple(
                Piece(name, measured.heights[name], frozenset(shows))
                for place, shows in enumerate(one.shows)
                for name in (f"section:{one.id}:{place}",)
            ),
            one.asked,
        )
        for one in handouts.passages
    ]
    apart = {
        name: Piece(name, measured.heights[name]) if name in measured.heights else None
        for name in ("chart", "quote")
    }
    found = packing.front(texts, apart["chart"], apart["quote"], measured.front, wanted)
    return found if found is not None else (None, {})


def _written(columns: Columns, height: float) -> dict[str, Any]:
    return {**asdict(columns), "height": round(height, 2)}


def _elsewhere(
    handouts: Handouts,
    candidates: list[Candidate],
    columns: Columns,
    shown: Mapping[str, int],
) -> list[str]:
    """Questions with an entry that the front does not show: the full text has it."""
    told = _told(handouts, shown)
    by_id = {one.id: one for one in candidates}
    return [id for id in (*columns.left, *columns.right) if not told.issuperset(by_id[id].asks)]


def _told(handouts: Handouts, shown: Mapping[str, int]) -> set[tuple[str, str]]:
    """The entries on a front that shows so many pieces of each section."""
    told = set(handouts.shown)
    for one in handouts.passages:
        for shows in one.shows[: shown.get(one.id, 0)]:
            told.update(shows)
    return told


def _left_out(paper: Paper, made: Mapping[str, Any]) -> list[Remark]:
    remarks: list[Remark] = []
    cut = [
        f"{one['title']} ({one['shown']}/{one['of']})"
        for one in made["sections"]
        if one["shown"] < one["of"]
    ]
    if cut:
        remarks.append(Remark("sections-cut", {"paper": paper.name, "words": " · ".join(cut)}))
    if made["left_out"]:
        told = {"paper": paper.name, "words": ", ".join(made["left_out"])}
        remarks.append(Remark("questions-left-out", told))
    return remarks
