"""The guide to the review is made from the rules."""

from __future__ import annotations

from pathlib import Path

from rectoverso import review
from tests import review_pages

PAGE = Path(__file__).resolve().parents[1] / "docs" / "guides" / "review.md"


def test_the_guide_to_the_review_is_current(refresh: bool) -> None:
    text = review_pages.page()
    if refresh:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_every_rule_has_its_entry_in_the_guide() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in review.names() if f"\n### {name}\n" not in text] == []
