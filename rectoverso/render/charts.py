"""Charts as static SVG, drawn by Vega-Lite from a template of its specification.

A chart's kind is a file in ``templates/charts/``: ``<kind>.vl.json`` is drawn here,
``<kind>.html`` is markup that the page includes. The SVG uses the theme's colours as they are,
so that it can stand alone; a page maps them to its own (see ``themes``), for dark mode.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
import vl_convert

from rectoverso.compose.newsletter.values import ChartRow, ChartView
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.model.entries import Bound
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.render import fonts
from rectoverso.render.environment import Templates
from rectoverso.text.characters import FORBIDDEN
from rectoverso.text.typography import typeset

MEDIA_TYPE = "image/svg+xml"
WIDTH = 400
"""In pixels: text stays readable when a phone shrinks it, and a page of paper shows it as is."""
_MEASURED = "Source Sans Pro"
_LABEL_CHARACTERS = 54
_CHARACTER = 7.5
_VEGA_LITE = "5.20"
_ARROWS = {
    Bound.MORE_THAN: "{text} →",
    Bound.AT_LEAST: "{text} →",
    Bound.LESS_THAN: "← {text}",
    Bound.UP_TO: "← {text}",
}
_INNER_ROLE = re.compile(r' (?:aria-[a-z]+|role|pointer-events|class)="[^"]*"')
_SIZE = re.compile(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"')
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u00[01][0-9a-f]|[bf])")
_EMPTY = re.compile(r'<path d="(?:M0,0h0v0h0Z)?"[^>]*/>|<g></g>')


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart is drawn from: the specification, and what a reader hears in its place.

    ``place`` is where the chart stands in its file, for problems.
    """

    id: str
    place: Span | None
    specification: str
    title: str
    description: str


def is_drawn(templates: Templates, kind: str) -> bool:
    """Whether charts of a kind are drawn here; else the page includes their markup."""
    return templates.has(f"charts/{kind}.vl.json")


def artifact(
    templates: Templates,
    path: str,
    chart: ChartView,
    language: Language,
    colours: Mapping[str, str],
    place: Span | None,
) -> tuple[Artifact | None, tuple[Problem, ...]]:
    """A chart as an artifact.

    Args:
        templates: hold its kind.
        path: of the SVG.
        chart: what to draw.
        language: of its labels, for typesetting.
        colours: the theme's, by name.
        place: of the chart in its file, for problems.

    Returns:
        The artifact, or none with R001 to R003 for its template or R007 for what it yields.
    """
    name = f"charts/{chart.kind}.vl.json"
    if not templates.has(name):
        kinds = [path.stem.removesuffix(".vl") for path in map(Path, templates.names("charts"))]
        remark = Remark("choices", {"allowed": ", ".join(sorted(kinds))})
        return None, (Problem(Code.R003, place, {"path": name}, (remark,)),)
    tag = templates.tag(language.code)
    filled = templates.fill(name, language, specification_values(chart, tag, colours))
    if filled.problems:
        return None, filled.problems
    try:
        # Written anew, every escape but those of forbidden characters stands as what it means.
        specification = json.dumps(json.loads(filled.text), ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError) as error:
        return None, (_failed(chart.id, place, str(error)),)
    forbidden = _ESCAPED.search(specification) or FORBIDDEN.search(specification)
    if forbidden:
        # Vega-Lite would end the whole process with it.
        return None, (_failed(chart.id, place, forbidden[0]),)
    drawing = Drawing(
        chart.id,
        place,
        specification,
        typeset(chart.title, tag),
        typeset(chart.alt, tag),
    )
    program = Path(__file__).read_bytes()
    made_from = digest_of(
        drawing.id,
        # A fault that is kept with the drawing names this place.
        repr(drawing.place),
        drawing.specification,
        drawing.title,
        drawing.description,
        version("vl-convert-python"),
        version("font-source-sans-pro"),
        program,
    )
    return (
        Artifact(
            path=path,
            media_type=MEDIA_TYPE,
            audience=Audience.PUBLIC,
            make=make_chart,
            values=drawing,
            digest=made_from,
            title=chart.title,
            language=language.code,
        ),
        (),
    )


def _failed(id: str, place: Span | None, detail: str) -> Problem:
    return Problem(Code.R007, place, {"entry": id}, (Remark("parser-says", {"detail": detail}),))


def _told(error: Exception) -> str:
    """What Vega-Lite has to say, without the traces of its own source."""
    lines = [line.strip() for line in str(error).splitlines()]
    return " ".join(line for line in lines if line and not line.startswith("at "))[:300]


def specification_values(
    chart: ChartView, tag: str, colours: Mapping[str, str]
) -> dict[str, object]:
    """What the template of a chart's specification gets, ready for JSON."""
    values = [float(row.value) for row in chart.rows if row.value is not None]
    values += [float(row.to_value) for row in chart.rows if row.to_value is not None]
    # Falls alone are drawn to the right, as rises are: there is only one way to go.
    reversed_ = bool(values) and max(values) <= 0
    low, high = min([0.0, *values]), max([0.0, *values])
    texts = [(row, _arrowed(row)) for row in chart.rows]
    room_right = max((len(text) for row, text in texts if _right(row, reversed_)), default=0)
    room_left = max((len(text) for row, text in texts if not _right(row, reversed_)), default=0)
    labels = [_label(row, tag) for row in chart.rows]
    lines = max((len(label) for label in labels), default=1)
    return {
        "chart": chart,
        "rows": [
            {
                "order": index,
                # A short label stands right above its bar, as a long one does.
                "label": [" "] * (lines - len(label)) + label,
                "text": typeset(row.text, tag),
                "arrowed": typeset(text, tag),
                "value": float(row.value) if row.value is not None else None,
                "to_value": float(row.to_value) if row.to_value is not None else None,
                "certain": row.certain,
            }
            for index, ((row, text), label) in enumerate(zip(texts, labels, strict=True))
        ],
        "lines": lines,
        "domain": [low, high],
        "extent": [
            1 + (8 + room_left * _CHARACTER if room_left else 0),
            WIDTH - (14 + room_right * _CHARACTER if room_right else 1),
        ],
        "reversed": reversed_,
        "width": WIDTH,
        "colours": dict(colours),
        "font": _MEASURED,
    }


def _right(row: ChartRow, reversed_: bool) -> bool:
    return reversed_ or row.value is None or row.value >= 0


def _arrowed(row: ChartRow) -> str:
    return _ARROWS.get(row.bound, "{text}").format(text=row.text) if row.bound else row.text


def _label(row: ChartRow, tag: str) -> list[str]:
    text = " · ".join(part for part in (row.label, row.detail) if part)
    return textwrap.wrap(typeset(text, tag), _LABEL_CHARACTERS) or [""]


def make_chart(drawing: Drawing, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a chart: SVG with a title and a description, sized by its frame."""
    _register_fonts()
    try:
        svg = vl_convert.vegalite_to_svg(
            drawing.specification, vl_version=_VEGA_LITE, allowed_base_urls=[]
        )
    except ValueError as error:
        return Made(b"", (_failed(drawing.id, drawing.place, _told(error)),))
    svg = _EMPTY.sub("", _INNER_ROLE.sub("", svg))
    svg = _SIZE.sub(r"\1", svg).replace(
        f'font-family="{_MEASURED}"', f'font-family="{fonts.SANS}, {_MEASURED}, sans-serif"'
    )
    title, description = f"chart-{drawing.id}-title", f"chart-{drawing.id}-description"
    start, _, rest = svg.partition(">")
    return Made(
        (
            f'{start} role="img" aria-labelledby="{title} {description}">'
            f'<title id="{title}">{escape(drawing.title)}</title>'
            f'<desc id="{description}">{escape(drawing.description)}</desc>{rest}'
        ).encode()
    )


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)
