"""Text cut into pieces that stay whole: a paragraph with what belongs to it, a table, a list.

Of a filled document, the pieces are the stretches between ``<!--piece:name-->`` and
``<!--end-->``, which lie between ``<!--pieces-->`` and ``<!--/pieces-->``. No content can hold
such a comment: it is escaped or sanitised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from rectoverso.compose.newsletter.corrections import entries_of
from rectoverso.compose.newsletter.values import (
    CLOSING,
    OPENING,
    Block,
    ChartBlock,
    ComparisonBlock,
    CorrectionBlock,
    Doubts,
    Flow,
    PullQuote,
    TimelineBlock,
    mark,
)
from rectoverso.render.slots import slot

NUMBER = "\ue002"
"""Stands for the number of a question until it is known which questions are shown."""
_PIECE = re.compile(r"<!--piece:(.*?)-->(.*?)<!--end-->", re.DOTALL)
_PIECES = re.compile(r"<!--pieces-->(.*)<!--/pieces-->", re.DOTALL)
_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
_VOID = frozenset(("br", "hr"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A document and the pieces that were cut out of it.

    Attributes:
        document: with slots where pieces go.
        pieces: markup by name, in the order of the document.
    """

    document: str
    pieces: Mapping[str, str]


def cut(html: str) -> Cut:
    """Cuts a filled document. One without pieces stays whole."""
    found = _PIECES.search(html)
    if found is None:
        return Cut(html, {})
    pieces = dict(_PIECE.findall(found[1]))
    return Cut(html[: found.start()] + html[found.end() :], pieces)


def place(name: str) -> str:
    """The text that stands in a document until something is put there.

    A chart has a slot under its id, which cannot hold a colon.
    """
    return slot(f"handout:{name}")


def filled(document: str, texts: Mapping[str, str]) -> str:
    """The document with markup or a value put at each place, by its name."""
    for name, text in texts.items():
        document = document.replace(place(name), text)
    return document


def units(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of a section in pieces: no subhead without its paragraph, no doubt without
    what it is about, no announcement without what it announces.

    Pull quotes, charts and timelines are left out: a handout shows one chart and one quote, at
    places of their own.
    """
    done: list[list[Block]] = []
    open_ = False
    for block in blocks:
        if isinstance(block, (PullQuote, ChartBlock, TimelineBlock)):
            continue
        for part in _parts(block) if isinstance(block, Flow) else (block,):
            if (open_ or isinstance(part, (Doubts, CorrectionBlock))) and done:
                done[-1].append(part)
            else:
                done.append([part])
            open_ = isinstance(part, Flow) and _leads_on(part)
    # A subhead whose paragraph is a chart stands alone now.
    return tuple(tuple(unit) for unit in done if not all(_is_subhead(part) for part in unit))


def shown_in(blocks: Sequence[Block]) -> frozenset[tuple[str, str]]:
    """The entries that blocks show, as (kind, id)."""
    found = {entry for block in blocks for entry in entries_of(block)}
    found |= {
        ("comparisons", block.comparison.id)
        for block in blocks
        if isinstance(block, ComparisonBlock)
    }
    return frozenset(found)


def _parts(flow: Flow) -> tuple[Flow, ...]:
    """Running text cut between its paragraphs, lists and subheads."""
    cutter = _Cutter()
    cutter.feed(flow.html)
    cutter.close()
    ends = cutter.ends
    starts = (0, *ends[:-1])
    return tuple(
        _alone(flow, flow.html[start:end])
        for start, end in zip(starts, ends, strict=True)
        if flow.html[start:end].strip()
    )


def _alone(flow: Flow, html: str) -> Flow:
    """A stretch of running text with its own parts, numbered from 0."""
    numbers = [int(found[1]) for found in _MARK.finditer(html)]
    places = {number: place for place, number in enumerate(numbers)}
    text = _MARK.sub(lambda found: mark(places[int(found[1])]), html)
    return Flow(text.strip(), tuple(flow.parts[number] for number in numbers))


def _is_subhead(part: Block) -> bool:
    return isinstance(part, Flow) and re.match(r"<h[34][ >]", part.html) is not None


def _leads_on(part: Flow) -> bool:
    """Whether what follows belongs to it: a subhead, or a paragraph that ends with a colon."""
    text = re.sub(r"<[^>]*>", "", part.html).rstrip()
    return _is_subhead(part) or text.endswith(":")


class _Cutter(HTMLParser):
    """Finds where the outermost elements end. Markup comes from our own sanitiser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.depth = 0
        self.ends: list[int] = []
        self.lines = [0]

    def feed(self, data: str) -> None:
        self.lines += [found.end() for found in re.finditer("\n", data)]
        self.total = len(data)
        super().feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 0:
            line, column = self.getpos()
            self.ends.append(self.lines[line - 1] + column + len(f"</{tag}>"))
