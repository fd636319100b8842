"""The code on each printed page: a line that people read, and the same as a QR symbol.

A page that fell out of a pile, or out of a scanner, is still known: edition, version, revision
of the quiz lock, page. Nothing else is in it: no name, no address of a host. The text of the
symbol is documented in ``docs/guides/sheets.md``; its first field is the version of its format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import BytesIO

import segno

FORMAT = "RV1"
WIDTH = 17.0
"""Width of a symbol with its quiet zone, in millimetres; the symbol alone is over 12 mm wide."""
QUIET = 4
"""Modules that stay white around a symbol (ISO/IEC 18004, 9.1)."""
MARGIN = 20.0
"""Lower margin, in millimetres, of a page that bears a symbol."""

_ADDRESS = "code-{page}.svg"


class SheetKind(StrEnum):
    """What kind of sheet a code stands on; the letter is a field of the code."""

    QUESTIONS = "Q"
    BUBBLES = "B"
    HANDOUT = "H"


@dataclass(frozen=True, slots=True)
class SheetCode:
    """What is said of one page.

    Attributes:
        kind: of the sheet.
        edition: its slug.
        version: its letter.
        revision: of the quiz lock.
        page: counted from 1.
        paper: size of the paper where it matters to a scanner, else empty.
    """

    kind: SheetKind
    edition: str
    version: str
    revision: int
    page: int
    paper: str = ""

    @property
    def readable(self) -> str:
        """For people, such as ``deepseek·A·r4·p2``."""
        return f"{self.edition}·{self.version}·r{self.revision}·p{self.page}"

    @property
    def encoded(self) -> str:
        """For scanners, such as ``RV1/Q/DEEPSEEK/A/4/2``.

        Slugs have no capitals, so nothing is lost; capitals, digits and ``/-`` take the compact
        alphanumeric mode of a QR code (ISO/IEC 18004, 7.3.4).
        """
        parts = [FORMAT, self.kind, self.edition, self.version, str(self.revision), str(self.page)]
        return "/".join([*parts, *([self.paper] if self.paper else [])]).upper()


@cache
def symbol(text: str) -> bytes:
    """A QR code as SVG, one unit a module, with its quiet zone.

    Error correction is M or better, which bears a fold or a pencil stroke.
    """
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        border=QUIET,
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Page rules that set codes, and the images that they name.

    Attributes:
        style: a style sheet.
        resources: for ``pdf.Paper``.
    """

    style: str = ""
    resources: Mapping[str, bytes] = field(default_factory=dict)


def stamp(first: SheetCode, pages: int, before: str) -> Stamp:
    """Codes in the lower right corner of every page.

    The symbol is the background of a margin box, which PDF/UA takes as an artifact: whoever
    listens to the sheet is not told of a picture on every page.

    Args:
        first: the code of page 1.
        pages: as many as the document may have; a page beyond has the line without page and
            symbol.
        before: value of ``content`` in CSS that stands above the line, such as ``counter(page)``.
    """
    short = first.readable.rpartition("·")[0]
    rules = [
        f"@page {{ margin-bottom: {MARGIN}mm; @bottom-right {{"
        f' content: {before} "\\A {short}"; white-space: pre; text-align: right;'
        f" height: {WIDTH}mm; margin: 0 -2mm {MARGIN - WIDTH}mm 0; padding-right: {WIDTH}mm;"
        f" background: no-repeat right center / {WIDTH}mm {WIDTH}mm; }} }}"
    ]
    resources: dict[str, bytes] = {}
    for page in range(1, pages + 1):
        code = SheetCode(
            first.kind, first.edition, first.version, first.revision, page, first.paper
        )
        name = _ADDRESS.format(page=page)
        resources[name] = symbol(code.encoded)
        rules.append(
            f"@page :nth({page}) {{ @bottom-right {{"
            f' content: {before} "\\A {code.readable}";'
            f" background-image: url(rectoverso:{name}); }} }}"
        )
    return Stamp("\n".join(rules), resources)
