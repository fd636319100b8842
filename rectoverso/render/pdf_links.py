"""The links of a laid-out page, of which WeasyPrint 70 makes too many, and some of no height."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Link = tuple[str, str, tuple[float, float, float, float], Any]
"""As in WeasyPrint's ``Page.links``: kind, target, area (left, top, right, bottom in CSS pixels),
and the box of the page that it was made for."""


def mended(links: Iterable[Link]) -> list[Link]:
    """One link for each that the document has, with an area that can be hit.

    WeasyPrint makes another one of each element within a link, whose tag in the PDF is no ``Link``
    (PDF/UA-1, 7.18.5, asks for one); the outer link covers them all.
    """
    return [_with_area(link) for link in links if link[-1].link]


def _with_area(link: Link) -> Link:
    """WeasyPrint gives a link the height of its line. The number of a note has a line of none, so
    that it does not push the lines of the text apart; its own box is what readers see."""
    kind, target, (left, top, right, bottom), box = link
    if top == bottom:
        top = box.border_box_y()
        bottom = top + box.border_height()
    return kind, target, (left, top, right, bottom), box
