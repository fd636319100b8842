"""Measures what stands on a printed page: words with their places, letters with their sizes."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the upper left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in points, its words, and its text in reading order, squeezed."""

    width: float
    height: float
    words: tuple[Word, ...]
    text: str


def squeezed(text: str) -> str:
    """A text without spaces and quotation marks, nor hyphens, which may end a line."""
    return re.sub(r"[\s«»“”‐-]+", "", text)


def pages(path: Path) -> tuple[Page, ...]:
    """The pages of a PDF."""
    texts = _told(path, "-raw").rstrip("\f").split("\f")
    return tuple(
        Page(
            float(width),
            float(height),
            tuple(
                Word(html.unescape(word), *(float(edge) for edge in edges))
                for *edges, word in _WORD.findall(words)
            ),
            squeezed(text),
        )
        for (width, height, words), text in zip(
            _PAGE.findall(_told(path, "-bbox")), texts, strict=True
        )
    )


def _told(path: Path, how: str) -> str:
    done = subprocess.run(["pdftotext", how, path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


@dataclass(frozen=True, slots=True)
class Run:
    """Text that was set in one size, in points, with its distance from the lower edge."""

    page: int
    text: str
    size: float
    height: float


def runs(path: Path) -> tuple[Run, ...]:
    """Everything that a PDF sets, with the sizes in which it is seen."""
    found: list[Run] = []
    for number, page in enumerate(pypdf.PdfReader(path).pages, 1):

        def see(
            text: str, current: Any, matrix: Any, font: Any, size: float, number: int = number
        ) -> None:
            if text.strip():
                scale = abs(matrix[3] * current[3] + matrix[2] * current[1])
                height = matrix[5] * current[3] + current[5]
                found.append(Run(number, text.strip(), round(size * scale, 2), height))

        page.extract_text(visitor_text=see)
    return tuple(found)
