"""Pictures for social networks: one for the publication and one for each edition, in each language.

``templates/site/card.svg`` is filled and turned into a PNG here, without a browser. Its text is
set in the faces as their packages have them, so that every machine draws the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
import font_source_serif_pro  # type: ignore[import-untyped]
import vl_convert

from rectoverso import languages
from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.problems import Code, Problem, Remark
from rectoverso.render import addresses, fonts
from rectoverso.render.site.site import Planned, Site, together
from rectoverso.text.typography import typeset

WIDTH, HEIGHT = 1200, 630
"""In pixels, as the Open Graph asks for large pictures."""
_ROOM = 1040
_SIZES = (96, 84, 74, 64, 56, 48)
_LINES = 4
_SMALL = 30
# The packages' serif has no narrow space; at this size nobody sees the difference.
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the title, and where its baseline lies."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Card:
    """A picture as SVG, and its path for problems."""

    path: str
    svg: str


def plan(site: Site) -> Planned:
    """Nothing where the publication has no ``url``: networks need full addresses."""
    if not site.url:
        return (), ()
    planned = []
    for code in site.codes:
        head, say = site.head, languages.language(code).say
        name = head.title.get(code) or ""
        tagline = site.text(head.tagline, code) if head.tagline else ""
        planned.append(_card(site, code, addresses.card(code), name, "", tagline))
        for edition in site.editions:
            if code in edition.languages:
                shown = site.brief(edition.slug, code)
                foot = f"{name} · {shown.date}"
                if shown.retracted is not None:
                    foot = f"{foot} · {say('site.edition-retracted')}"
                path = addresses.edition_card(edition.slug, code)
                planned.append(_card(site, code, path, shown.title, shown.kicker, foot))
    return together(*planned)


def _card(site: Site, code: str, path: str, title: str, kicker: str, foot: str) -> Planned:
    look, tag = site.theme, site.tag(code)
    heading = fonts.face(look.heading_face)
    size, lines = _set(typeset(title, tag).translate(_SPACES), heading.name)
    leading = round(size * 1.12)
    # The block of the title stands a little above the middle between head and foot.
    first = (HEIGHT - leading * len(lines)) // 2 + round(size * 0.74)
    filled = site.templates.fill(
        "site/card.svg",
        languages.language(code),
        {
            "width": WIDTH,
            "height": HEIGHT,
            "colours": dict(look.colours),
            "heading": "Source Sans Pro" if heading.family == fonts.SANS else "Source Serif Pro",
            "weight": heading.weight,
            "size": size,
            "lines": [Line(text, first + leading * place) for place, text in enumerate(lines)],
            "kicker": _shortened(typeset(kicker, tag).translate(_SPACES)),
            "foot": _shortened(typeset(foot, tag).translate(_SPACES)),
        },
    )
    if filled.problems:
        return (), filled.problems
    made = Artifact(
        path=path,
        media_type="image/png",
        audience=Audience.PUBLIC,
        make=make_card,
        values=Card(path, filled.text),
        digest=digest_of(
            path,
            filled.text,
            version("vl-convert-python"),
            version("font-source-sans-pro"),
            version("font-source-serif-pro"),
            Path(__file__).read_bytes(),
        ),
        title=title,
        language=code,
    )
    return (made,), ()


def _set(text: str, face: str) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; what is longer still is cut."""
    for size in _SIZES:
        lines = _wrapped(text, face, size)
        if len(lines) <= _LINES:
            return size, lines
    return size, [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]


def _wrapped(text: str, face: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fonts.width(face, longer) * size <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str) -> str:
    """A text that fits on one line in small type."""
    if fonts.width("sans-600", text) * _SMALL <= _ROOM:
        return text
    while text and fonts.width("sans-600", f"{text}…") * _SMALL > _ROOM:
        text = text[:-1]
    return f"{text.rstrip()}…"


def make_card(card: Card, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a picture; R007 when the SVG of an own template cannot be drawn."""
    _register_fonts()
    try:
        return Made(vl_convert.svg_to_png(card.svg, scale=1.0, ppi=72))
    except ValueError as error:
        remark = Remark("parser-says", {"detail": " ".join(str(error).split())[:300]})
        return Made(b"", (Problem(Code.R007, None, {"entry": card.path}, (remark,)),))


@cache
def _register_fonts() -> None:
    for package in (font_source_sans_pro, font_source_serif_pro):
        vl_convert.register_font_directory(package.font_directory)
