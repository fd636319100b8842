"""Charts as PNG, for mail programs: the common ones show no SVG.

See https://www.caniemail.com/features/image-svg/. A picture brings its own paper, so that its
dark letters can be read where a mail program turns the letter dark.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
import vl_convert
from PIL import Image

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.render.charts import WIDTH as CHART_WIDTH

MEDIA_TYPE = "image/png"
SCALE = 2
"""Pixels of the picture for one of the letter, so that it is sharp on a dense screen."""
MARGIN = 16
"""Paper around the drawing, in pixels of the letter."""
WIDTH = CHART_WIDTH + 2 * MARGIN
"""Width of a picture in the letter, in pixels; the drawing itself may be a few wider."""

COLOURS = 64
"""In the picture's palette: flat colours with their soft edges need no more, and it weighs an
eighth."""

_VIEW_BOX = re.compile(r'(<svg[^>]*? viewBox=")0 0 ([\d.]+) ([\d.]+)("[^>]*>)')


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is made from: path of the drawing, colour of the paper.

    ``id`` and ``place`` are the chart's, for problems.
    """

    drawing: str
    paper: str
    id: str
    place: Span | None


def artifact(path: str, picture: Picture, *, title: str, language: str) -> Artifact:
    """A picture as a public artifact, made from the drawing."""
    return Artifact(
        path=path,
        media_type=MEDIA_TYPE,
        audience=Audience.PUBLIC,
        make=make_picture,
        values=picture,
        digest=digest_of(
            repr(picture),
            *(version(name) for name in ("vl-convert-python", "font-source-sans-pro", "pillow")),
            Path(__file__).read_bytes(),
        ),
        inputs=(picture.drawing,),
        title=title,
        language=language,
    )


def make_picture(picture: Picture, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a picture; R007 when its drawing cannot be made into one."""
    svg = inputs[picture.drawing].decode()
    if not svg:
        # What kept the drawing from being made is told once, with the drawing.
        return Made(b"")
    _register_fonts()
    try:
        drawn = vl_convert.svg_to_png(_on_paper(svg, picture.paper), scale=SCALE)
    except ValueError as error:
        remark = Remark("parser-says", {"detail": " ".join(str(error).split())[:300]})
        problem = Problem(Code.R007, picture.place, {"entry": picture.id}, (remark,))
        return Made(b"", (problem,))
    return Made(_light(drawn))


def _light(png: bytes) -> bytes:
    """The same picture with a palette."""
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    target = io.BytesIO()
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


def _on_paper(svg: str, paper: str) -> str:
    """The drawing with a margin, on paper of that colour."""

    def framed(found: re.Match[str]) -> str:
        start, width, height, end = found.groups()
        wide, high = float(width) + 2 * MARGIN, float(height) + 2 * MARGIN
        box = f'x="{-MARGIN}" y="{-MARGIN}" width="{wide:g}" height="{high:g}"'
        size = f"{-MARGIN} {-MARGIN} {wide:g} {high:g}"
        return f'{start}{size}{end}<rect {box} fill="{paper}"/>'

    return _VIEW_BOX.sub(framed, svg, count=1)


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)
