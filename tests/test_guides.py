"""The guides say what the program does: lists in them are made from it or held against it."""

from __future__ import annotations

from pathlib import Path

from rectoverso.compose.newsletter import calls
from tests import field_pages

GUIDES = Path(__file__).resolve().parents[1] / "docs" / "guides"


def test_the_reference_of_fields_is_up_to_date(refresh: bool) -> None:
    path = GUIDES / "fields.md"
    if refresh:
        path.write_text(field_pages.page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == field_pages.page()


def test_every_call_that_prose_can_make_is_explained() -> None:
    text = (GUIDES / "writing.md").read_text(encoding="utf-8")
    missing = [name for name in calls.KINDS_OF_CALLS if f"`{name}(" not in text]
    assert not missing
