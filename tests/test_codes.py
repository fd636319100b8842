"""The code on each printed page, as people and as scanners read it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rectoverso.render import pdf
from rectoverso.render.quiz.codes import QUIET, SheetCode, SheetKind, stamp
from tests import reading, scanning

DPI = 150
"""As coarse as the scanner of a school's copier."""
LONG = "the-longest-name-that-an-edition-may-have-" + "x" * 38


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_scanner_reads_which_page_of_which_version_it_sees(
    small_publication: Path, tmp_path: Path, language: str, paper: str
) -> None:
    sheets = sorted(small_publication.glob(f"site/private/ferry/{language}/quiz-?-{paper}.pdf"))
    assert [sheet.name[5] for sheet in sheets] == ["A", "B"]
    for sheet in sheets:
        texts = reading.pdf_text(sheet).split("[page ")[1:]
        images = scanning.pages(sheet, tmp_path, DPI)
        assert len(images) == len(texts)
        for number, (image, text) in enumerate(zip(images, texts, strict=True), 1):
            (code,) = scanning.codes(image, DPI)
            assert code.text == f"RV1/Q/FERRY/{sheet.name[5]}/1/{number}"
            assert f"ferry·{sheet.name[5]}·r1·p{number}" in text


def test_keys_and_practice_sheets_bear_no_code(small_publication: Path, tmp_path: Path) -> None:
    for sheet in (
        small_publication / "site/private/ferry/fr/key-A-a4.pdf",
        small_publication / "site/public/fr/ferry/quiz/quiz-a4.pdf",
    ):
        for image in scanning.pages(sheet, tmp_path, DPI):
            assert scanning.codes(image, DPI) == []


@pytest.mark.parametrize("edition", ["ferry", LONG])
def test_a_code_is_large_enough_and_stands_in_white(tmp_path: Path, edition: str) -> None:
    code = SheetCode(SheetKind.QUESTIONS, edition, "Z", 120, 1)
    marks = stamp(code, 2, '"page " counter(page)')
    line = "<p>" + "We fill the page to its last line. " * 2000 + "</p>"
    paper = pdf.Paper(
        f'<html lang="en"><title>Full</title><body>{line}</body></html>',
        ("@page { size: A4 }", marks.style),
        resources=marks.resources,
    )
    made = pdf.make_pdf(("private/full.pdf", paper), {})
    assert made.problems == ()
    path = tmp_path / "full.pdf"
    path.write_bytes(made.content)
    images = scanning.pages(path, tmp_path, DPI)
    assert len(images) > 2
    for number, image in enumerate(images[:2], 1):
        (found,) = scanning.codes(image, DPI)
        assert found.text == replace(code, page=number).encoded
        assert found.right - found.left >= 12
        modules = 17 + 4 * _version_of(found.text)
        quiet = QUIET * (found.right - found.left) / modules - 0.3
        for left, top, right, bottom in (
            (found.left - quiet, found.top - quiet, found.right + quiet, found.top - 0.3),
            (found.left - quiet, found.bottom + 0.3, found.right + quiet, found.bottom + quiet),
            (found.left - quiet, found.top, found.left - 0.3, found.bottom),
            (found.right + 0.3, found.top, found.right + quiet, found.bottom),
        ):
            assert scanning.is_white(image, DPI, left, top, right, bottom)
        # Printers leave some four millimetres of the paper white.
        assert found.bottom <= 297 - 4.5
    # More pages than were thought of: the line without its page, and no wrong symbol.
    assert scanning.codes(images[2], DPI) == []


def _version_of(text: str) -> int:
    """Version of the QR code by the capacities of level M (ISO/IEC 18004, table 7)."""
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", text)
    return next(n for n, most in enumerate((20, 38, 61, 90, 122, 154), 1) if len(text) <= most)


def test_the_code_says_no_more_than_it_must() -> None:
    code = SheetCode(SheetKind.BUBBLES, "deepseek", "B", 4, 2, "letter")
    assert code.encoded == "RV1/B/DEEPSEEK/B/4/2/LETTER"
    assert code.readable == "deepseek·B·r4·p2"


def test_who_listens_to_the_sheet_is_told_of_no_picture(small_publication: Path) -> None:
    sheet = small_publication / "site/private/ferry/fr/quiz-A-a4.pdf"
    assert reading.pdf_alternatives(sheet) == []
