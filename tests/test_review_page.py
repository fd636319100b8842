"""The page of the review in a browser: for every reader, by keyboard, and on a small screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import program, web

QUIZ = Path("content/editions/ferry/quiz.yaml")
FAULTS = """
minutes: 15
questions:
  - id: noise
    kind: single-choice
    stem: {fr: "Que change le nouveau bac ?", en: "What does the new ferry change?"}
    options:
      quiet: {text: {fr: "Il fait moins de bruit.", en: It makes less noise.}, right: true}
      fast:
        text: {fr: "Il est toujours à l’heure.", en: It is always on time.}
        feedback: {fr: Rien ne le dit., en: Nothing says so.}
      night:
        text: {fr: "Il circule souvent la nuit.", en: It often runs at night.}
        feedback: {fr: Rien ne le dit., en: Nothing says so.}
    entries: [gulls]
    waive: {vague-words: it is the word of the article}
  - id: free
    kind: true-false
    stem: {fr: Le trajet est gratuit., en: The crossing is free.}
    key: not-stated
    searched: [gratuit, billet, ticket]
    signed_off: mk
    explanation: {fr: Aucun article n’en parle., en: No article speaks of it.}
  - id: gap
    kind: fill-in
    stem: {fr: Complétez ce texte., en: Complete this text.}
    text: {fr: "{estuary} : un mot du port.", en: "{estuary} is a word of the port."}
    blanks: {estuary: {accepted: {fr: [estuaire], en: [estuary]}}}
    entries: [estuary]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, small_publication: Path) -> Iterator[str]:
    """The address of a site whose quiz has findings of every sort."""
    root = tmp_path_factory.mktemp("review") / "publication"
    shutil.copytree(small_publication, root)
    text = (root / QUIZ).read_text("utf-8").replace("{total: 4, practice: 2}", "{total: 9}")
    (root / QUIZ).write_text(text + FAULTS, "utf-8")
    done = program.run("build", "--reshuffle", root=root)
    assert done.code == 0, done.text
    with web.served(root / "site/private/ferry") as base:
        yield base


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_bars_a_reader(browser: Browser, site: str, language: str, scheme: str) -> None:
    with web.visit(browser, site, color_scheme=scheme) as visit:
        visit.open(f"{language}/review.html")
        assert visit.violations() == ""


def test_a_phone_shows_all_of_it(browser: Browser, site: str) -> None:
    with web.visit(browser, site, viewport={"width": 320, "height": 640}) as visit:
        visit.open("fr/review.html")
        assert visit.overflow() == 0


def test_a_finding_leads_to_its_question_by_keyboard(browser: Browser, site: str) -> None:
    with web.visit(browser, site) as visit:
        visit.open("en/review.html")
        visit.press(visit.page.get_by_role("link", name="gap", exact=True))
        visit.page.wait_for_url("**#*")
        target = visit.page.url.rpartition("#")[2]
        question = visit.page.locator(f"#{target}")
        assert "Complete this text." in question.inner_text()
        assert "begins with a gap" in question.inner_text()


def test_tables_have_captions_and_headers(browser: Browser, site: str) -> None:
    with web.visit(browser, site) as visit:
        visit.open("en/review.html")
        severities = visit.page.get_by_role("table", name="Findings by severity")
        assert severities.get_by_role("rowheader").all_inner_texts() == [
            *("Errors", "Warnings", "Notes")
        ]
        warnings = severities.get_by_role("row", name="Warnings").get_by_role("cell")
        assert warnings.all_inner_texts() == ["2", "1"]
        searches = visit.page.locator("#searches ~ .scroll").get_by_role("table")
        assert searches.get_by_role("cell").all_inner_texts() == [
            *("gratuit, billet, ticket", "–", "mk")
        ]
