"""What services import: written so that readers see what they would take for their templates."""

from __future__ import annotations

import html
import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from rectoverso.export.letter import Letter
from rectoverso.export.services import buttondown, listmonk
from rectoverso.model.email import Listmonk, PublicationEmail
from tests import program

HOSTILE = "{{ now }} {% load static %} {# note #} {{{{%%}} {"
LETTER = Letter(
    slug="ferry-en",
    language="en",
    subject=f"Subject {HOSTILE}",
    summary=f"Summary {HOSTILE}",
    tags=("Transport",),
    page="https://example.org/en/ferry/",
    date=datetime(2025, 3, 10, tzinfo=UTC),
    text=f"Text {HOSTILE} <https://unsubscribe.invalid/>",
    html=f'<body><h1>{HOSTILE}</h1><p><a href="https://unsubscribe.invalid/">x</a></p></body>',
    settings=PublicationEmail(listmonk=Listmonk(lists={"fr": (3,), "en": (4, 5)}, template=2)),
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


def test_a_campaign_of_listmonk_goes_to_the_lists_of_its_language(
    small_publication: Path, tmp_path: Path
) -> None:
    root = tmp_path / "publication"
    shutil.copytree(small_publication, root)
    head = root / "content/publication.yaml"
    before = head.read_text("utf-8")
    email = "email: {{listmonk: {{lists: {{fr: [3], {code}: [4, 5]}}, template: 2}}}}\n"

    head.write_text(before + email.format(code="es"), "utf-8")
    refused = program.run("check", root=root)
    assert refused.code == 1
    at = (before.count("\n") + 1, email.format(code="es").index("es: ") + 1)
    assert f"content/publication.yaml:{at[0]}:{at[1]}: error S006" in refused.text

    head.write_text(before + email.format(code="en"), "utf-8")
    assert program.run("build", root=root).code == 0
    campaigns = {
        code: json.loads((root / f"site/private/ferry/{code}/bulk/listmonk.json").read_bytes())
        for code in ("fr", "en")
    }
    assert {code: made["lists"] for code, made in campaigns.items()} == {"fr": [3], "en": [4, 5]}
    assert {made["template_id"] for made in campaigns.values()} == {2}
