"""Themes: a folder of style sheets in ``templates/themes/``.

``tokens.css`` gives colours and faces as custom properties, ``screen.css`` and ``print.css``
use them. A theme of a publication's own needs only the files in which it differs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso.problems import Code, Problem, Span
from rectoverso.render import fonts
from rectoverso.render.environment import Filled, Templates

DEFAULT = "editorial"
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8})\s*;")
# The rules of dark pages, which paper has no use for.
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_FACES = re.compile(r"--(first|edition)-faces\s*:([^;]*);")
_HEADING = re.compile(r"--heading\s*:\s*var\(--(serif|sans)\)")
_WEIGHT = re.compile(r"--heading-weight\s*:\s*(\d+)")
PAPER_SIZES = {"a4": "A4", "letter": "letter"}
MILLIMETRES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of sizes of paper (ISO 216; ANSI Y14.1)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The style sheets of a theme.

    Attributes:
        tokens: custom properties of light pages and of paper.
        colours: the custom properties that are colours, by name without the dashes.
        screen: for pages of the site, with tokens and fonts.
        paper: for printing, without tokens and fonts.
        first_faces: names of the faces that the first screen of a page shows.
        edition_faces: names of those that the page of an edition shows on top of them.
        heading_face: name of the face that titles are set in.
        problems: files that are missing.
    """

    tokens: str
    colours: Mapping[str, str]
    screen: str
    paper: str
    first_faces: tuple[str, ...] = ()
    edition_faces: tuple[str, ...] = ()
    heading_face: str = "serif-700"
    problems: tuple[Problem, ...] = ()


def theme(templates: Templates, name: str = DEFAULT, place: Span | None = None) -> Theme:
    """The theme of that name; what its folder does not hold comes from the default theme.

    Args:
        templates: hold the themes.
        name: a folder in ``templates/themes/``.
        place: where the publication names it, for R003 when there is no such folder.
    """

    def sheet(file: str) -> Filled:
        own = f"themes/{name}/{file}"
        return templates.text(own if templates.has(own) else f"themes/{DEFAULT}/{file}")

    tokens, screen, paper = sheet("tokens.css"), sheet("screen.css"), sheet("print.css")
    missing: tuple[Problem, ...] = ()
    if not any(found.startswith(f"themes/{name}/") for found in templates.names("themes")):
        missing = (Problem(Code.R003, place, {"path": f"themes/{name}/tokens.css"}),)
    rules = fonts.rules("fonts/{name}.woff2", fonts.ON_SCREEN)
    # The first value of a name is the one for light pages and for paper.
    colours = {found[1]: found[2] for found in reversed(list(_COLOUR.finditer(tokens.text)))}
    faces = _faces(tokens.text)
    return Theme(
        _DARK.sub("", tokens.text),
        colours,
        "\n".join((rules, tokens.text, screen.text, _chart_colours(colours))),
        paper.text,
        faces.get("first", ()),
        faces.get("edition", ()),
        _heading_face(tokens.text),
        missing + tokens.problems + screen.problems + paper.problems,
    )


def _faces(tokens: str) -> dict[str, tuple[str, ...]]:
    """The faces that browsers are to fetch at once, by where they are shown."""
    known = {face.name for face in fonts.FACES}
    return {
        found[1]: tuple(name for name in found[2].split() if name in known)
        for found in _FACES.finditer(tokens)
    }


def _heading_face(tokens: str) -> str:
    """The face of the family and weight that headings ask for; else the default."""
    family, weight = _HEADING.search(tokens), _WEIGHT.search(tokens)
    wanted = f"{family[1]}-{weight[1]}" if family and weight else ""
    return wanted if wanted in {face.name for face in fonts.FACES} else "serif-700"


def _chart_colours(colours: Mapping[str, str]) -> str:
    """Rules that give the colours of an SVG in a page the page's own values, for dark mode.

    A presentation attribute weighs less than any rule, so the SVG itself stays as it is.
    """
    return "\n".join(
        f'.drawing [{attribute}="{colour}"] {{ {attribute}: var(--{name}); }}'
        for name, colour in sorted(colours.items())
        for attribute in ("fill", "stroke")
    )


def paper_styles(theme: Theme, paper: str, *more: str) -> tuple[str, ...]:
    """The style sheets of a PDF in the order of the cascade.

    Args:
        theme: gives the tokens.
        paper: ``a4`` or ``letter``.
        more: further style sheets; later ones win.
    """
    return (theme.tokens, *more, f"@page {{ size: {PAPER_SIZES[paper]}; }}")
