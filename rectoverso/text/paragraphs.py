"""Paragraphs of an article, numbered from 1 as editors count them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# Nobody wraps text by hand at such a width: a longer line is a paragraph of its own.
_WIDEST_WRAPPED_LINE = 200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        number: counted from 1; empty lines do not count.
        start, end: offsets into the article, without the white space around.
        text: what lies there.
    """

    number: int
    start: int
    end: int
    text: str


def split(text: str, rule: Literal["auto", "lines", "blocks"] = "auto") -> tuple[Paragraph, ...]:
    """The paragraphs of a text.

    Args:
        text: the article.
        rule: ``lines``: each line that is not empty; ``blocks``: what stands between empty
            lines; ``auto``: blocks when there are empty lines and the lines inside blocks
            look wrapped (at most 200 characters), else lines.
    """
    if rule == "auto":
        rule = "blocks" if _has_blocks(text) else "lines"
    pattern = r"[^\n\r]+" if rule == "lines" else r"(?:[^\n\r]*\S[^\n\r]*(?:\r\n|\r|\n|$))+"
    found: list[Paragraph] = []
    for match in re.finditer(pattern, text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            found.append(Paragraph(len(found) + 1, start, start + len(words), words))
    return tuple(found)


def _has_blocks(text: str) -> bool:
    blocks = [
        block
        for block in re.split(r"(?:\r\n|\r|\n)[^\S\n\r]*(?:\r\n|\r|\n)", text)
        if block.strip()
    ]
    if len(blocks) < 2:
        return False
    wrapped = (line for block in blocks for line in block.strip().splitlines()[:-1])
    return all(len(line) <= _WIDEST_WRAPPED_LINE for line in wrapped)
