"""The text version of a letter: simple markup set as lines that any mail program shows.

The template ``email/text.html`` is filled and typeset as the HTML is, so that both say the
same; here its elements become lines.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from html.parser import HTMLParser

WIDTH = 74
"""Columns: below the 76 of quoted-printable (RFC 2045) and the 78 that RFC 5322 advises."""

_QUOTED = "    "
_BULLET = "- "
_UNDERLINES = {"h1": "=", "h2": "-"}
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "div", "hr", "pre", "table", "tr")
)
_STRESSED = frozenset(("em", "strong"))
_SILENT = frozenset(("head", "style", "script"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\0"
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# Fonts that mail programs show text in often lack the narrow space; the others have no width.
_PLAINER = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2060": "", "\u00ad": ""})


def lines(html: str) -> str:
    """Markup as text.

    Args:
        html: headings, paragraphs, lists, quotations, links and stress; other elements leave
            only their words.

    Returns:
        Lines of at most ``WIDTH`` columns, but for an address that is longer: addresses are
        never broken. An empty line between blocks, none between the items of a list. Ends
        with a line break.
    """
    setter = _Setter()
    setter.feed(html)
    setter.close()
    setter.end_block()
    done: list[str] = []
    for block in setter.blocks:
        if done and not block.tight:
            done.append("")
        done.extend(block.lines())
    return plainer("\n".join(done)) + "\n"


def plainer(text: str) -> str:
    """The text with no other spaces than those that every font has."""
    return text.translate(_PLAINER)


def _shifted(tag: str, text: str) -> str:
    """A superscript or a subscript without its markup: 10⁹ must not become 109.

    What there are characters for is set in them; letters of an ordinal (« XIXe ») stay on the line.
    """
    table, sign = (_SUPERSCRIPTS, "^") if tag == "sup" else (_SUBSCRIPTS, "_")
    inner = text.strip()
    if all(ord(character) in table for character in inner):
        return text.translate(table)
    if tag == "sup" and inner.isalpha():
        return text
    return text.replace(inner, f"{sign}{inner}" if len(inner) == 1 else f"{sign}({inner})")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of text, what stands before its first and its other lines, and how it is set.

    ``tight`` leaves out the empty line before it; ``underline`` is drawn below a heading;
    ``kept`` keeps its own lines, as code does.
    """

    text: str
    first: str
    rest: str
    tight: bool
    underline: str
    kept: bool

    def lines(self) -> list[str]:
        """Its lines, wrapped at plain spaces only."""
        if self.kept:
            return [self.rest + line for line in self.text.split("\n")]
        found: list[str] = []
        for part in self.text.split(_BREAK):
            found += textwrap.wrap(
                part,
                WIDTH,
                initial_indent=self.rest if found else self.first,
                subsequent_indent=self.rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        if self.underline:
            found.append(self.underline * min(WIDTH, max(map(len, found), default=0)))
        return found


@dataclass(slots=True)
class _List:
    """An open list: the number of its last item, or none when its items have bullets."""

    number: int | None
    items: int = 0
    open: bool = False


@dataclass(slots=True)
class _State:
    text: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    mark: str = ""
    tight: bool = False
    underline: str = ""
    kept: bool = False
    silent: int = 0


class _Setter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._state = _State()

    def end_block(self) -> None:
        """Ends the open block, if there are words in it."""
        state = self._state
        text = "".join(state.text)
        state.text.clear()
        if state.kept:
            text = text.strip("\n")
        else:
            parts = (_SPACES.sub(" ", part).strip(" ") for part in text.split(_BREAK))
            text = _BREAK.join(parts).strip(_BREAK)
        if not text:
            return
        rest = "".join(state.margins)
        first = rest[: len(rest) - len(state.mark)] + state.mark
        self.blocks.append(_Block(text, first, rest, state.tight, state.underline, state.kept))
        state.mark, state.tight = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        state = self._state
        if tag in _BLOCKS:
            self.end_block()
        if tag in _SILENT:
            state.silent += 1
        elif tag in ("ul", "ol"):
            state.lists.append(_List(0 if tag == "ol" else None))
        elif tag == "li":
            self._item()
        elif tag == "blockquote":
            state.margins.append(_QUOTED)
        elif tag in _UNDERLINES:
            state.underline = _UNDERLINES[tag]
        elif tag == "pre":
            state.kept = True
        elif tag == "hr":
            self.blocks.append(_Block("-" * WIDTH, "", "", False, "", True))
        elif tag == "br":
            state.text.append(_BREAK)
        elif tag == "a":
            state.links.append((dict(attrs).get("href") or "", len(state.text)))
        elif tag in _STRESSED:
            state.text.append("*")
        elif tag in ("sup", "sub"):
            state.shifts.append(len(state.text))
        elif tag in ("td", "th") and "".join(state.text).strip():
            state.text.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        state = self._state
        if tag == "a" and state.links:
            href, start = state.links.pop()
            said = "".join(state.text[start:]).strip()
            # RFC 3986, appendix C: angle brackets keep an address whole in running text.
            if said and said == href.removeprefix("mailto:"):
                state.text[start:] = [f"<{said}>"]
            elif href:
                state.text.append(f" <{href}>")
        elif tag in _STRESSED:
            state.text.append("*")
        elif tag in ("sup", "sub") and state.shifts:
            start = state.shifts.pop()
            state.text[start:] = [_shifted(tag, "".join(state.text[start:]))]
        if tag in _BLOCKS:
            self.end_block()
        if tag in ("ul", "ol") and state.lists:
            self._end_item()
            state.lists.pop()
        elif tag == "li":
            self._end_item()
        elif tag == "blockquote" and state.margins:
            state.margins.pop()
        elif tag in _UNDERLINES:
            state.underline = ""
        elif tag == "pre":
            state.kept = False
        elif tag in _SILENT and state.silent:
            state.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._state.silent:
            self._state.text.append(data)

    def _item(self) -> None:
        state = self._state
        if not state.lists:
            return
        self._end_item()
        current = state.lists[-1]
        current.items += 1
        current.open = True
        state.tight = current.items > 1 or len(state.lists) > 1
        state.mark = _BULLET
        if current.number is not None:
            current.number += 1
            state.mark = f"{current.number}. "
        state.margins.append(" " * len(state.mark))

    def _end_item(self) -> None:
        state = self._state
        if state.lists and state.lists[-1].open:
            state.lists[-1].open = False
            state.margins.pop()
            state.mark = ""
