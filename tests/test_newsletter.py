"""The explainer: a whole run on an edition of our own, read as its readers get it.

Expected texts lie in ``tests/editions/orchard/expected/``; ``--refresh`` writes them anew.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pypdf
import pytest
from fontTools.ttLib import TTFont

from rectoverso.compose.newsletter.citations import text_fragment
from rectoverso.compose.newsletter.comparisons import in_short
from rectoverso.render import fonts
from tests import program, reading

ROOT = Path(__file__).resolve().parents[1]
EDITION = ROOT / "tests" / "editions" / "orchard"
LANGUAGES = ("en", "fr")


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("orchard") / "publication"
    shutil.copytree(EDITION, folder, ignore=shutil.ignore_patterns("expected", "site"))
    for command in ("check --accept", "build --jobs 1"):
        done = program.run(*command.split(), root=folder)
        assert done.code == 0, done.text
    return folder


@pytest.fixture(scope="module")
def public(orchard: Path) -> Path:
    return orchard / "site" / "public"


def page(public: Path, language: str) -> str:
    return (public / language / "orchard" / "index.html").read_text("utf-8")


def paper(public: Path, language: str, size: str = "a4") -> Path:
    return public / language / "orchard" / f"orchard-{size}.pdf"


def compare(name: str, found: str, refresh: bool) -> None:
    expected = EDITION / "expected" / name
    if refresh:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reads_as_expected(public: Path, language: str, refresh: bool) -> None:
    compare(f"page.{language}.txt", reading.page_text(page(public, language)), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_editions_reads_as_expected(public: Path, language: str, refresh: bool) -> None:
    home = (public / language / "index.html").read_text("utf-8")
    compare(f"home.{language}.txt", reading.page_text(home), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_reads_as_expected(public: Path, language: str, refresh: bool) -> None:
    compare(f"pdf.{language}.txt", reading.pdf_text(paper(public, language)), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_pdf_has_the_structure_that_is_expected(
    public: Path, language: str, size: str, refresh: bool
) -> None:
    path = paper(public, language, size)
    compare(f"structure.{size}.{language}.txt", reading.pdf_structure(path), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_in_which_language_words_of_others_are(
    public: Path, language: str, refresh: bool
) -> None:
    """A screen reader would say « Nous vendons la pluie » as if it were English."""
    path = paper(public, language)
    compare(f"borrowed.{language}.txt", reading.pdf_borrowed(path), refresh)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_sound_and_uses_our_fonts_only(public: Path, language: str) -> None:
    path = paper(public, language)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    assert all(name.startswith("Rectoverso-") for name in reading.pdf_fonts(path))
    root = pypdf.PdfReader(path).root_object
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, pypdf.generic.StreamObject)
    assert re.search(rb"pdfuaid:part(?:=\"|>)1", metadata.get_data())


def test_a_note_leads_to_the_very_words_online(public: Path) -> None:
    links = re.findall(r'href="(https://courier\.example/[^"]*#:~:[^"]*)"', page(public, "fr"))
    words = [
        unquote(part)
        for link in links
        for part in html.unescape(link).partition(":~:")[2].replace("text=", "").split("&")
    ]
    article = (EDITION / "content/editions/orchard/articles/courier.txt").read_text("utf-8")
    assert len(words) == 6
    assert all(part in article for part in words)


def test_what_has_a_meaning_in_a_text_fragment_is_escaped() -> None:
    assert text_fragment("https://a.example/", ["a-b, c & d", "é"]) == (
        "https://a.example/#:~:text=a%2Db%2C%20c%20%26%20d&text=%C3%A9"
    )
    assert text_fragment("https://a.example/#x", ["b"]) == "https://a.example/#x:~:text=b"


def test_one_paragraph_has_one_note_however_often_it_is_cited(public: Path) -> None:
    notes = re.findall(r'<li id="note-(\d+)"', page(public, "en"))
    assert notes == [str(number) for number in range(1, 8)]
    assert page(public, "en").count('href="#note-2"') > 1


def test_quoted_words_change_in_nothing_but_spaces(public: Path) -> None:
    for language in LANGUAGES:
        verbatim = re.findall(
            r'<span data-verbatim lang="(\w+)">([^<]*)</span>', page(public, language)
        )
        shown = {text.replace("\u00a0", " ").replace("\u202f", " ") for _, text in verbatim}
        assert "We sell what falls on us, and we owe it to the trees" in shown
    assert ("fr", "Nous vendons la pluie, pas les arbres") in verbatim


def test_a_translation_is_shown_as_ours_beside_the_published_words(public: Path) -> None:
    text = reading.page_text(page(public, "fr"))
    assert "notre traduction · The Valley Courier" in text
    assert "Texte publié\u00a0: “We sell what falls on us" in text
    assert "notre traduction" not in reading.page_text(page(public, "en"))


def test_a_doubt_stands_right_after_the_paragraph_that_relies_on_the_fact(public: Path) -> None:
    lines = reading.page_text(page(public, "en")).replace("\u00a0", " ").splitlines()
    place = next(index for index, line in enumerate(lines) if "how many came" in line)
    assert lines[place + 1] == (
        "Caution more than 5,000 visitors (The Valley Courier). The town gives no count."
    )


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ("AB", "A–B"),
        ("AB AC BC", "A, B, C"),
        ("AD BD CD", "A, B, C – D"),
        ("AC AD BC BD", "A, B – C, D"),
        ("AB AC", "A – B, C"),
        ("AB BC CD", "A–B, B–C, C–D"),
    ],
)
def test_pairs_of_a_difference_are_named_in_short(pairs: str, shown: str) -> None:
    assert in_short([(pair[0], pair[1]) for pair in pairs.split()]) == shown


def test_names_with_digits_are_marked_as_names(public: Path) -> None:
    assert '<span data-evidence="party:press-4">Press-4</span>' in page(public, "en")


def test_a_chart_has_a_title_a_description_and_its_data_as_a_table(public: Path) -> None:
    shown = page(public, "en")
    svg = shown[shown.index("<svg") : shown.index("</svg>")]
    assert 'role="img" aria-labelledby="chart-bottles-title chart-bottles-description"' in svg
    assert '<title id="chart-bottles-title">What the day brought</title>' in svg
    assert "The Valley Courier counts 340 bottles, the town about 300.</desc>" in svg
    assert "about 300 bottles" in re.sub("\u00a0", " ", svg)
    table = shown[shown.index("<details>") : shown.index("</details>")]
    assert table.count("<tr data-evidence=") == 2


def test_a_figure_on_paper_tells_what_it_shows(public: Path) -> None:
    assert reading.pdf_alternatives(paper(public, "en")) == [
        "What the day brought. The Valley Courier counts 340 bottles, the town about 300.",
        "Apples in retreat. Apple sales fell 12% according to one source and 12.4% according to"
        " the other.",
    ]


def test_bars_grow_with_the_fall_they_show(public: Path) -> None:
    svg = (public / "en" / "orchard" / "charts" / "apples.svg").read_text("utf-8")
    widths = [abs(float(width)) for width in re.findall(r'd="M1,[\d.]+h([\d.]+)v13', svg)]
    bars = widths[:2]
    assert bars[1] / bars[0] == pytest.approx(12.4 / 12, rel=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_no_other_host_for_anything(public: Path, language: str) -> None:
    shown = page(public, language)
    fetched = re.findall(r'<(?:img|script|iframe|source)\b[^>]*?src="([^"]+)"', shown)
    fetched += re.findall(r'<link rel="(?:stylesheet|preload|icon)"[^>]*?href="([^"]+)"', shown)
    style = (public / "assets" / "style.css").read_text("utf-8")
    fetched += re.findall(r"url\(\"?([^\")]+)", style)
    assert fetched
    assert not [address for address in fetched if "//" in address]


def test_a_page_has_one_heading_a_main_part_and_a_way_past_the_masthead(public: Path) -> None:
    shown = page(public, "fr")
    assert shown.startswith('<!doctype html>\n<html lang="fr" dir="ltr">')
    assert len(re.findall(r"<h1\b", shown)) == 1
    assert '<a class="skip" href="#main">' in shown
    assert len(re.findall(r'<main id="main"[ >]', shown)) == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", shown)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["orchard", "orchard/comparisons"])
def test_every_heading_of_the_article_has_a_permanent_link(public: Path, name: str) -> None:
    shown = (public / "en" / name / "index.html").read_text("utf-8")
    content = shown[shown.index("data-content") :].partition('<div class="after">')[0]
    headings = re.findall(
        r'<h[2-4] id="([^"]+)">[^\n]*</h[2-4]>\n+(<a class="permalink")?', content
    )
    assert len(headings) >= 2
    # An invitation is no part of the article.
    assert {id for id, link in headings if not link} <= {"quiz"}
    links = re.findall(r'<a class="permalink" href="#([^"]+)"', content)
    assert set(links) <= set(re.findall(r' id="([^"]+)"', shown))


def test_labels_that_are_set_in_capitals_have_their_letters(public: Path) -> None:
    with TTFont(public / "assets/fonts/sans-600.woff2") as font:
        known = {chr(code) for code in font.getBestCmap()}
    assert "Dernière édition" in (public / "fr/index.html").read_text("utf-8")
    assert set("DERNIÈRE ÉDITION") <= known


@pytest.mark.parametrize("name", [face.name for face in fonts.FACES])
def test_every_face_has_the_spaces_and_hyphens_that_typesetting_needs(name: str) -> None:
    assert fonts.missing(name, "\u00a0\u202f\u2009\u2010\u2011’“”«»…–—−ŒœÉàç€£") == ""


def test_two_processes_make_the_same_bytes(orchard: Path, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        site = folder / "site" / "public"
        return {
            path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }

    other = tmp_path / "other"
    shutil.copytree(orchard, other, ignore=shutil.ignore_patterns("site"))
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [sys.executable, "-m", "rectoverso", "build", "--jobs", "1"],
        cwd=other,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert digests(other) == digests(orchard)
