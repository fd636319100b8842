"""Words of another language say so, for whoever listens to a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rectoverso.audit.page import Run, parse

BORROWED = {"Mixture-of-Experts", "Multi-Head Latent Attention", "benchmark", "open source"}
_WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(BORROWED)})s?(?![\w-])", re.IGNORECASE)
# No element can stand in these, and drawings have a language as a whole.
_CANNOT = {"title", "option", "svg"}
PAGES = (
    *("public/fr/deepseek/index.html", "public/fr/deepseek/comparisons/index.html"),
    *("public/fr/deepseek/quiz/index.html", "public/fr/sources/deepseek/ibm/index.html"),
    *("private/deepseek/fr/email.html", "private/deepseek/fr/review.html"),
)


def page(site: Path, language: str) -> str:
    return (site / "public" / language / "deepseek/index.html").read_text("utf-8")


def test_borrowed_words_are_told_where_they_are_borrowed(sample_site: Path) -> None:
    words = r'<dt lang="(\w+)">([^<]+)</dt>'
    assert set(re.findall(words, page(sample_site, "fr"))) == {("en", word) for word in BORROWED}
    assert re.findall(words, page(sample_site, "en")) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_so_wherever_one_stands(sample_site: Path, name: str) -> None:
    runs = parse((sample_site / name).read_text("utf-8")).runs
    found = [run for run in runs if _WORDS.search(run.text) and not _drawn(run)]
    assert found
    assert {_language(run) for run in found} == {"en"}


def test_where_nothing_is_borrowed_only_words_of_the_borrower_are_marked(sample_site: Path) -> None:
    runs = parse(page(sample_site, "en")).runs
    marked = [run for run in runs if run.within and run.within[-1].attributes == {"lang": "en"}]
    around = [
        next(one.attributes["lang"] for one in run.within[-2::-1] if "lang" in one.attributes)
        for run in marked
    ]
    assert set(around) == {"fr"}
    assert {run.text for run in marked} <= BORROWED | {"Open source"}


def _drawn(run: Run) -> bool:
    return any(element.name in _CANNOT for element in run.within)


def _language(run: Run) -> str:
    element = run.inside("lang")
    return element.attributes["lang"] if element else ""
