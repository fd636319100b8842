"""Reads what was built, as text that a person can compare."""

from __future__ import annotations

import html
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pypdf

_SILENT = re.compile(r"<(head|style|script)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|tr|div|section|article|header|footer|main|nav|aside|figure|figcaption"
    r"|details|summary|table|blockquote|dt|dd|svg|text|title|desc|form|fieldset|legend)\b[^>]*>"
)
_CELL = re.compile(r"</t[hd]>")
_TAG = re.compile(r"<[^>]*>")


def page_text(page: str) -> str:
    """The words of a page, one block a line; spaces of every kind are kept."""
    text = _SILENT.sub("", page).replace("\n", " ")
    text = _TAG.sub("", _CELL.sub(" | ", _BLOCK.sub("\n", text)))
    lines = (re.sub(" +", " ", line).strip(" ") for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def pdf_text(path: Path) -> str:
    """The words of a PDF in reading order, with page breaks as a line of their own."""
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    pages = done.stdout.decode().rstrip("\f").split("\f")
    lines = [f"[page {number}]\n{text.strip()}\n" for number, text in enumerate(pages, start=1)]
    return "\n".join(re.sub(r"\n+", "\n", page) for page in lines)


def pdf_structure(path: Path) -> str:
    """Title, language, pages, outline, and how often each tag occurs."""
    reader = pypdf.PdfReader(path)
    root = reader.trailer["/Root"]
    assert isinstance(root, pypdf.generic.DictionaryObject)
    lines = [
        f"title: {reader.metadata.title if reader.metadata else ''}",
        f"author: {reader.metadata.author if reader.metadata else ''}",
        f"keywords: {(reader.metadata or {}).get('/Keywords', '')}",
        f"created: {(reader.metadata or {}).get('/CreationDate', '')}",
        f"language: {root['/Lang']}",
        f"pages: {len(reader.pages)}",
        "outline:",
        *_outline(reader.outline, 1),
        "tags:",
    ]
    done = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, check=True)
    tags = Counter(re.findall(r"^ *([A-Z]\w*)", done.stdout.decode(), re.MULTILINE))
    lines += [f"  {tag} {count}" for tag, count in sorted(tags.items())]
    return "\n".join(lines) + "\n"


def pdf_spoken(path: Path) -> list[str]:
    """The words of a PDF in the order of its tags, as a screen reader says them."""
    return " ".join(_spoken(path)).split()


def pdf_borrowed(path: Path) -> str:
    """What a PDF says in another language than its own, a passage a line: ``fr: mot à mot``."""
    root = pypdf.PdfReader(path).root_object
    voices = _voices(root["/StructTreeRoot"]["/K"], str(root["/Lang"]))
    spoken = zip(_spoken(path), voices, strict=True)
    lines = [
        f"{voice}: {' '.join(' '.join(text for text, _ in passage).split())}\n"
        for voice, passage in groupby(spoken, key=itemgetter(1))
        if voice != root["/Lang"]
    ]
    return "".join(lines)


def _spoken(path: Path) -> list[str]:
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    return re.findall(r'^ *"(.*)"$', done.stdout.decode(), re.MULTILINE)


def _voices(node: Any, language: str) -> Iterator[str]:
    """The language of each piece of marked content, in the order of the tags."""
    node = node.get_object()
    if isinstance(node, int):
        yield language
    elif isinstance(node, list):
        for kid in node:
            yield from _voices(kid, language)
    elif node.get("/Type") != "/OBJR":
        yield from _voices(node.get("/K", pypdf.generic.ArrayObject()), node.get("/Lang", language))


def _outline(items: list[object], depth: int) -> list[str]:
    lines: list[str] = []
    for item in items:
        if isinstance(item, list):
            lines += _outline(item, depth + 1)
        elif isinstance(item, pypdf.generic.Destination):
            lines.append("  " * depth + str(item.title))
    return lines


def pdf_fonts(path: Path) -> set[str]:
    """Names of the embedded fonts, without the subset's prefix."""
    done = subprocess.run(["pdffonts", path], capture_output=True, check=True)
    rows = done.stdout.decode().splitlines()[2:]
    return {row.split()[0].partition("+")[2] for row in rows}


def pdf_alternatives(path: Path) -> list[str]:
    """The alternative texts of the figures of a PDF, in reading order."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, pypdf.generic.IndirectObject):
            walk(node.get_object())
        elif isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt")))
            walk(node.get("/K"))

    walk(pypdf.PdfReader(path).root_object["/StructTreeRoot"])
    return found
