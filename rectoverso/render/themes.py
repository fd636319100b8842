"""Themes: a folder of style sheets in ``templates/themes/``.

``tokens.css`` gives colours and faces as custom properties, ``screen.css`` and ``print.css``
use them. A theme of a publication's own needs only the files in which it differs.
"""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.problems import Problem
from rectoverso.render import fonts
from rectoverso.render.environment import Filled, Templates

DEFAULT = "editorial"
PAPER_SIZES = {"a4": "A4", "letter": "letter"}


@dataclass(frozen=True, slots=True)
class Theme:
    """The style sheets of a theme.

    Attributes:
        tokens: custom properties.
        screen: for pages of the site, with tokens and fonts.
        paper: for printing, without tokens and fonts.
        problems: files that are missing.
    """

    tokens: str
    screen: str
    paper: str
    problems: tuple[Problem, ...] = ()


def theme(templates: Templates, name: str = DEFAULT) -> Theme:
    """The theme of that name; what its folder does not hold comes from the default theme."""

    def sheet(file: str) -> Filled:
        own = f"themes/{name}/{file}"
        return templates.text(own if templates.has(own) else f"themes/{DEFAULT}/{file}")

    tokens, screen, paper = sheet("tokens.css"), sheet("screen.css"), sheet("print.css")
    missing: tuple[Problem, ...] = ()
    if not any(found.startswith(f"themes/{name}/") for found in templates.names("themes")):
        missing = templates.text(f"themes/{name}/tokens.css").problems
    rules = fonts.rules("fonts/{name}.woff2")
    return Theme(
        tokens.text,
        "\n".join((rules, tokens.text, screen.text)),
        paper.text,
        missing + tokens.problems + screen.problems + paper.problems,
    )


def paper_styles(theme: Theme, paper: str, *more: str) -> tuple[str, ...]:
    """The style sheets of a PDF in the order of the cascade.

    Args:
        theme: gives the tokens.
        paper: ``a4`` or ``letter``.
        more: further style sheets; later ones win.
    """
    return (theme.tokens, *more, f"@page {{ size: {PAPER_SIZES[paper]}; }}")
