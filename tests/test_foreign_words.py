"""Words of another language say so, for whoever listens to a page."""

from __future__ import annotations

import re
from pathlib import Path

BORROWED = {"Mixture-of-Experts", "Multi-Head Latent Attention", "benchmark", "open source"}


def page(site: Path, language: str) -> str:
    return (site / "public" / language / "deepseek/index.html").read_text("utf-8")


def test_borrowed_words_are_told_where_they_are_borrowed(sample_site: Path) -> None:
    words = r'<dt lang="(\w+)">([^<]+)</dt>'
    assert set(re.findall(words, page(sample_site, "fr"))) == {("en", word) for word in BORROWED}
    assert re.findall(words, page(sample_site, "en")) == []


def test_a_word_of_the_text_is_told_like_its_entry(sample_site: Path) -> None:
    links = re.findall(r'<a class="term" [^>]*lang="en">([^<]+)</a>', page(sample_site, "fr"))
    assert links
    assert set(links) <= BORROWED | {f"{word}s" for word in BORROWED}
    assert 'class="term" lang=' not in page(sample_site, "en")
