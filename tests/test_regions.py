"""The territory of a language: it decides the spaces of French, and what a page says it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rectoverso.compose import compose
from rectoverso.load import load
from rectoverso.render import plan
from rectoverso.verify import verify
from tests import program
from tests.program import TODAY

LANTERN = Path(__file__).parent / "editions" / "lantern"
THIN = "\u202f"


def page(root: Path, regions: str, tmp_path: Path) -> str:
    """The practice quiz in French, as it is planned."""
    copy = tmp_path / "publication"
    shutil.copytree(root / "content", copy / "content")
    head = copy / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + regions, "utf-8")
    publication, problems = load(copy)
    assert publication is not None
    assert not problems
    verified, _ = verify(publication, today=TODAY)
    composition, _ = compose(publication, verified)
    artifacts, _ = plan(publication, composition, {})
    path = "public/fr/lantern/quiz/index.html"
    found = next(artifact for artifact in artifacts if artifact.path == path)
    return str(found.values.html)


@pytest.mark.parametrize(
    ("regions", "tag", "space"),
    [("", "fr", THIN), ("regions: {fr: CA, en: GB}\n", "fr-CA", "")],
)
def test_a_page_follows_its_territory(tmp_path: Path, regions: str, tag: str, space: str) -> None:
    text = page(LANTERN, regions, tmp_path)
    assert text.count(f'<html lang="{tag}"') == 1
    assert f"Qui garda le phare la dernière{space}?" in text
    assert (THIN in text) == bool(space)
    # The colon keeps its space on both shores.
    assert "Pourquoi\u00a0:" in text


def test_a_territory_that_is_not_known_is_told(tmp_path: Path) -> None:
    shutil.copytree(LANTERN / "content", tmp_path / "content")
    head = tmp_path / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + "regions: {fr: BE, de: DE}\n", "utf-8")
    done = program.run("check", "--format", "short", root=tmp_path)
    assert [line.split(": ", 1)[1] for line in done.text.splitlines() if "error" in line] == [
        "error S013 “BE” is not a choice for “regions”",
        "error S006 “de” is not a language of this publication",
    ]
