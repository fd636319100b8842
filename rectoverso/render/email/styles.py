"""The HTML of a letter with its styles written into its elements.

Mail programs read styles in elements; only some read a style sheet in the head. What stays in
the head are dark colours and narrow screens, with the classes that it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import css_inline

from rectoverso.model.artifacts import Made
from rectoverso.render.slots import slot

HEAD = slot("head-style")
"""Where the style sheet of the head goes."""

_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_COLOUR = re.compile(r"--([\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8})\s*;")
_DARK = "prefers-color-scheme: dark"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAP = re.compile(r"\s*([{}:;,])\s*")
_CLASS = re.compile(r' class="([^"]*)"')
_GAP_OF_LINES = re.compile(r" *\n[ \n]*")
_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_NAMED = re.compile(r"\.([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Html:
    """What the HTML of a letter is made from: the filled page and its two style sheets."""

    page: str
    inlined: str
    head: str


def make_html(html: Html, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a letter's HTML."""
    page = _inliner(html.inlined).inline(html.page)
    named = set(_NAMED.findall(html.head))

    def needed(found: re.Match[str]) -> str:
        kept = [name for name in found[1].split() if name in named]
        return f' class="{" ".join(kept)}"' if kept else ""

    page = _CLASS.sub(needed, page).replace(HEAD, f"<style>{_minified(html.head)}</style>")
    return Made(_tightened(page).encode())


def _tightened(page: str) -> str:
    """The page without indents and empty lines, but for what keeps its own lines, as code does."""
    stretches = _KEPT.split(page)
    tight = (
        stretch if index % 2 else _GAP_OF_LINES.sub("\n", stretch)
        for index, stretch in enumerate(stretches)
    )
    return "".join(tight).strip(" \n")


@cache
def _inliner(style: str) -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=style,
        minify_css=True,
    )


def coloured(style: str, light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """A style sheet with the colours of the theme in place of their names.

    Mail programs know no custom properties. Inside ``@media (prefers-color-scheme: dark)`` the
    dark colours are put in; a name that the theme does not have stays as it is.
    """
    start, end = _block(style)
    return (
        _named(style[:start], light) + _named(style[start:end], dark) + _named(style[end:], light)
    )


def dark_colours(style: str) -> dict[str, str]:
    """The colours that a theme's screen style gives under ``prefers-color-scheme: dark``."""
    start, end = _block(style)
    return {found[1]: found[2] for found in _COLOUR.finditer(style[start:end])}


def _named(style: str, colours: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: colours.get(found[1], found[0]), style)


def _block(style: str) -> tuple[int, int]:
    """Where the first block for dark screens begins and ends; twice the end if there is none."""
    start = style.find(_DARK)
    if start < 0:
        return len(style), len(style)
    depth = 0
    for place in range(style.index("{", start), len(style)):
        depth += {"{": 1, "}": -1}.get(style[place], 0)
        if depth == 0:
            return start, place + 1
    return start, len(style)


def _minified(style: str) -> str:
    """The style sheet without comments and needless space."""
    return _GAP.sub(r"\1", _COMMENT.sub("", style)).replace(";}", "}").strip()
