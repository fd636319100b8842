"""What services would take for their templates is written so that readers see it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml

from rectoverso.export.letter import Letter
from rectoverso.export.services import buttondown, listmonk

HOSTILE = "{{ now }} {% load static %} {# note #} {{{{%%}} {"
LETTER = Letter(
    slug="ferry-en",
    subject=f"Subject {HOSTILE}",
    summary=f"Summary {HOSTILE}",
    tags=("Transport",),
    page="https://example.org/en/ferry/",
    date=datetime(2025, 3, 10, tzinfo=UTC),
    text=f"Text {HOSTILE} <https://unsubscribe.invalid/>",
    html=f'<body><h1>{HOSTILE}</h1><p><a href="https://unsubscribe.invalid/">x</a></p></body>',
)
MARKS = {"openvariable": "{{", "openblock": "{%", "opencomment": "{#"}


def _as_django(text: str) -> str:
    """What Django makes of a text in which nothing but its ``templatetag`` may stand."""
    tag = re.compile(r"\{% templatetag (\w+) %\}")
    assert not re.search(r"\{[{%#]", tag.sub("", text)), text
    return tag.sub(lambda found: MARKS[found[1]], text)


def test_buttondown_runs_nothing_of_ours() -> None:
    _, head, body = buttondown.text(LETTER).split("---\n")
    fields = yaml.safe_load(head)
    assert _as_django(fields["subject"]) == LETTER.subject
    assert _as_django(fields["description"]) == LETTER.summary
    assert _as_django(body).strip() == f"<h1>{HOSTILE}</h1>"


def test_buttondown_parts_a_draft_at_its_two_lines_and_nowhere_else() -> None:
    """As its program does: ``const [_, frontmatter, body] = content.split("---")``."""
    dashed = "A boat --- silent ----- and quick"
    body = f"<body><h1>{dashed}</h1></body>"
    before, head, shown = buttondown.text(
        replace(LETTER, subject=dashed, summary=dashed, html=body)
    ).split("---")
    assert before == ""
    fields = yaml.safe_load(head)
    assert fields["subject"] == fields["description"] == dashed
    assert html.unescape(shown).strip() == f"<h1>{dashed}</h1>"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("subject", LETTER.subject),
        ("body", LETTER.html.replace("https://unsubscribe.invalid/", "[leave]")),
        ("altbody", LETTER.text.replace("https://unsubscribe.invalid/", "[leave]")),
    ],
)
def test_listmonk_runs_nothing_of_ours_but_the_way_to_leave(field: str, expected: str) -> None:
    text: str = json.loads(listmonk.text(LETTER))[field]
    left = text.replace("{{ UnsubscribeURL }}", "[leave]")
    # A string in Go's template shows itself.
    shown = re.sub(r'\{\{ "(\{\{)" \}\}', lambda found: found[1].replace("{", "\x00"), left)
    assert "{{" not in shown
    assert shown.replace("\x00", "{") == expected
