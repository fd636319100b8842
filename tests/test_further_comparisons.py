"""Comparisons that the text does not show have a page of their own, with their own notes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import program, reading

ORCHARD = Path(__file__).resolve().parent / "editions" / "orchard"
LANGUAGES = ("en", "fr")
COMPARISONS = "orchard/comparisons/index.html"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(_copied(tmp_path_factory.mktemp("orchard")))


def _copied(folder: Path) -> Path:
    root = folder / "publication"
    shutil.copytree(ORCHARD, root, ignore=shutil.ignore_patterns("expected", "site"))
    return root


def _built(root: Path) -> Path:
    for command in ("check --accept", "build --jobs 1"):
        done = program.run(*command.split(), root=root)
        assert done.code == 0, done.text
    return root / "site/public"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reads_as_expected(public: Path, language: str, refresh: bool) -> None:
    expected = ORCHARD / "expected" / f"comparisons.{language}.txt"
    found = reading.page_text((public / language / COMPARISONS).read_text("utf-8"))
    if refresh:
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["deepseek/index.html", "deepseek/comparisons/index.html"])
def test_a_page_lists_the_notes_that_it_cites_and_they_lead_back(
    sample_site: Path, language: str, name: str
) -> None:
    page = (sample_site / "public" / language / name).read_text("utf-8")
    cited = {int(number) for number in re.findall(r'href="#note-(\d+)"', page)}
    listed = [int(number) for number in re.findall(r'<li id="note-(\d+)"', page)]
    ways_back = [int(number) for number in re.findall(r'href="#ref-(\d+)"', page)]
    assert len(listed) > 10
    assert listed == sorted(cited) == ways_back


def test_a_note_has_one_number_on_both_pages_and_on_paper(sample_site: Path) -> None:
    note = re.compile(r'<li id="note-(\d+)".*?<span class="text">(.*?)(?: <span|</span>)')

    def notes(name: str) -> dict[str, str]:
        return dict(note.findall((sample_site / "public/fr" / name).read_text("utf-8")))

    text, further = notes("deepseek/index.html"), notes("deepseek/comparisons/index.html")
    shared = text.keys() & further.keys()
    assert len(shared) > 5
    assert all(text[number] == further[number] for number in shared)
    on_paper = reading.pdf_text(sample_site / "public/fr/deepseek/deepseek-a4.pdf")
    last = max(map(int, further))
    assert re.search(rf"\b{last}\s+§", on_paper)
    assert not re.search(rf"\b{last + 1}\s+§", on_paper)


def test_pages_about_a_source_lead_to_the_page_that_tells_its_fact(sample_site: Path) -> None:
    public = sample_site / "public/en"
    source = (public / "sources/deepseek/numerama/index.html").read_text("utf-8")
    told = set(
        re.findall(r'href="\.\./\.\./\.\./deepseek/([\w/]*)index\.html#(fact-[\w-]+)"', source)
    )
    assert {page for page, _ in told} == {"", "comparisons/"}
    for page, anchor in told:
        shown = (public / "deepseek" / page / "index.html").read_text("utf-8")
        assert f'id="{anchor}"' in shown
    text = (public / "deepseek/index.html").read_text("utf-8")
    assert not [anchor for page, anchor in told if page and f'id="{anchor}"' in text]


def test_where_the_text_shows_every_comparison_there_is_no_such_page(tmp_path: Path) -> None:
    root = _copied(tmp_path)
    prose = root / "content/editions/orchard/sections/apples.fr.md"
    prose.write_text(prose.read_text("utf-8") + '\n{{ compare("apple-sales") }}\n', "utf-8")
    public = _built(root)
    assert not (public / "fr/orchard/comparisons").exists()
    assert "comparisons" not in (public / "fr/orchard/index.html").read_text("utf-8")
    page = (public / "en" / COMPARISONS).read_text("utf-8")
    assert 'href="../../../fr/orchard/index.html"' in page
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page) == ["en", "x-default"]
