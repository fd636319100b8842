"""The territory of a language: it decides the spaces of French, and what a page says it is."""

from __future__ import annotations

import html
import json
import re
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import feedparser
import pytest

from rectoverso.compose import compose
from rectoverso.load import load
from rectoverso.model.artifacts import Artifact
from rectoverso.render import plan
from rectoverso.verify import verify
from tests import program
from tests.program import TODAY

EDITIONS = Path(__file__).parent / "editions"
LANTERN = EDITIONS / "lantern"
THIN, NO_BREAK = "\u202f", "\u00a0"
REGIONS = "regions: {fr: CA, en: GB}\n"
TITLE = "Que vend le verger"
LEDE = "Qui achète, et que deviennent les pommes"


def write(root: Path, regions: str) -> None:
    """Add territories to the publication."""
    head = root / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + regions, "utf-8")


def orchard(root: Path, regions: str) -> Path:
    """Write the orchard with a French title that asks something, and without paper."""
    shutil.copytree(EDITIONS / "orchard/content", root / "content")
    write(root, f"papers: []\n{regions}")
    edition = root / "content/editions/orchard/edition.yaml"
    text = edition.read_text("utf-8")
    asked = text.replace("fr: Le verger qui vend sa pluie", f"fr: {TITLE} ?")
    assert asked != text
    edition.write_text(asked, "utf-8")
    return root


def planned(root: Path) -> dict[str, Artifact]:
    """What is to be made of a publication, by path."""
    publication, problems = load(root)
    assert publication is not None
    assert not problems
    verified, _ = verify(publication, today=TODAY)
    composition, _ = compose(publication, verified)
    artifacts, _ = plan(publication, composition, {})
    return {artifact.path: artifact for artifact in artifacts}


@pytest.fixture(scope="module")
def quebec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the orchard with territories."""
    root = orchard(tmp_path_factory.mktemp("quebec"), REGIONS)
    for command in ("check --accept", "build"):
        done = program.run(*command.split(), root=root)
        assert done.code == 0, done.text
    return root / "site"


@pytest.mark.parametrize(
    ("regions", "tag", "space"),
    [("", "fr", THIN), (REGIONS, "fr-CA", "")],
)
def test_a_page_follows_its_territory(tmp_path: Path, regions: str, tag: str, space: str) -> None:
    shutil.copytree(LANTERN / "content", tmp_path / "content")
    write(tmp_path, regions)
    text = str(planned(tmp_path)["public/fr/lantern/quiz/index.html"].values.html)
    assert text.count(f'<html lang="{tag}"') == 1
    assert f"Qui garda le phare la dernière{space}?" in text
    assert (THIN in text) == bool(space)
    # The colon keeps its space on both shores.
    assert "Pourquoi\u00a0:" in text


def test_a_letter_follows_its_territory(quebec: Path) -> None:
    folder = quebec / "private/orchard/fr"
    letter = message_from_bytes((folder / "message.eml").read_bytes(), policy=policy.SMTP)
    assert letter["Subject"] == f"{TITLE}?"
    assert str(letter["Comments"]).endswith("que deviennent les pommes?")
    assert {part["Content-Language"] for part in letter.walk()} == {"fr-CA"}
    # What tells letters, lists and addresses apart stays with the language.
    assert letter["X-Rectoverso-Letter"] == "orchard/fr/1"
    assert letter["Archived-At"] == "<https://example.org/garden/fr/orchard/>"
    bulk = folder / "bulk"
    assert json.loads((bulk / "listmonk.json").read_text("utf-8"))["subject"] == f"{TITLE}?"
    assert f'subject: "{TITLE}?"\n' in (bulk / "buttondown.md").read_text("utf-8")
    assert f'"title": "{TITLE}?"' in (bulk / "ghost.json").read_text("utf-8")


def test_feeds_follow_their_territory(quebec: Path) -> None:
    folder = quebec / "public/fr"
    read = feedparser.parse((folder / "feed.xml").read_bytes())
    assert read.feed.language == "fr-CA"
    (entry,) = read.entries
    assert entry.title == f"{TITLE}?"
    assert entry.summary.endswith(f"{LEDE}?")
    feed = json.loads((folder / "feed.json").read_text("utf-8"))
    (item,) = feed["items"]
    assert (feed["language"], item["language"]) == ("fr-CA", "fr-CA")
    assert item["title"] == f"{TITLE}?"
    assert item["summary"].endswith(f"{LEDE}?")
    assert f"{LEDE}?</p>" in item["content_html"]
    assert item["id"] == "https://example.org/garden/fr/orchard/"


def test_what_a_page_says_of_itself_follows_its_territory(quebec: Path) -> None:
    text = (quebec / "public/fr/orchard/index.html").read_text("utf-8")
    said = {
        name: html.unescape(content)
        for name, content in re.findall(
            r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', text
        )
    }
    assert said["og:title"] == f"{TITLE}?"
    assert said["description"].endswith(f"{LEDE}?")
    assert said["og:description"] == said["description"]
    assert said["og:locale"] == "fr_CA"
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(data)["inLanguage"] == "fr-CA"
    english = (quebec / "public/en/index.html").read_text("utf-8")
    assert '<meta property="og:locale" content="en_GB">' in english


@pytest.mark.parametrize(("regions", "end"), [("", f"{NO_BREAK}?"), (REGIONS, "?")])
def test_a_picture_for_networks_follows_its_territory(
    tmp_path: Path, regions: str, end: str
) -> None:
    drawn = planned(orchard(tmp_path, regions))["public/fr/orchard/card.png"].values.svg
    assert f"le verger{end}<" in re.sub(r"\s*</", "</", drawn)


def test_a_title_in_another_language_follows_its_territory(
    tmp_path: Path, archive_publication: Path
) -> None:
    shutil.copytree(archive_publication / "content", tmp_path / "content")
    write(tmp_path, REGIONS)
    edition = tmp_path / "content/editions/observatory/edition.yaml"
    text = edition.read_text("utf-8")
    asked = text.replace("La coupole de Montclar", "Qui rouvre Montclar ?")
    assert asked != text
    edition.write_text(asked, "utf-8")
    pages = planned(tmp_path)
    lists = ("archive", "corrections", "people/rose-teillet")
    for path in (*(f"{name}/index.html" for name in lists), "index.html"):
        shown = pages[f"public/en/{path}"].values.html
        assert re.search(r'lang="fr-CA"[^>]*>Qui rouvre Montclar\?</a>', shown), path
    neighbour = '<span class="title" lang="fr-CA">Qui rouvre Montclar?</span>'
    assert neighbour in pages["public/en/ferry/index.html"].values.html
    assert '<span class="title">Qui rouvre Montclar?</span>' in (
        pages["public/fr/ferry/index.html"].values.html
    )
    stand_in = pages["public/en/observatory/index.html"].values.html
    assert 'lang="fr-CA" hreflang="fr-CA">Qui rouvre Montclar?</a>' in stand_in


def test_a_territory_that_is_not_known_is_told(tmp_path: Path) -> None:
    shutil.copytree(LANTERN / "content", tmp_path / "content")
    head = tmp_path / "content/publication.yaml"
    head.write_text(head.read_text("utf-8") + "regions: {fr: BE, de: DE}\n", "utf-8")
    done = program.run("check", "--format", "short", root=tmp_path)
    assert [line.split(": ", 1)[1] for line in done.text.splitlines() if "error" in line] == [
        "error S013 “BE” is not a choice for “regions”",
        "error S006 “de” is not a language that can stand here",
    ]


def test_a_language_that_only_the_edition_lacks_is_not_denied_to_the_publication(
    tmp_path: Path,
) -> None:
    shutil.copytree(LANTERN / "content", tmp_path / "content")
    with (tmp_path / "content/editions/lantern/edition.yaml").open("a", encoding="utf-8") as head:
        head.write("languages: [fr]\n")
    told = program.run("check", "--format", "short", root=tmp_path).text
    assert "error S006 “en” is not a language that can stand here" in told
    assert "of this publication" not in told
