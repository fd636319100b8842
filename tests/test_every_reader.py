"""Every kind of page, for every reader: WCAG 2.2 by axe-core, light and dark, phone and desktop."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests import pages, web

SITE = "https://example.org/recto"
TABLET = {"width": 768, "height": 1024}
# Clicks on links scroll smoothly; a place is told once it has been the same for a while.
SCROLLED = """() => new Promise((done) => {
  let place = -1;
  const look = setInterval(() => {
    if (scrollY === place) { clearInterval(look); done(); }
    place = scrollY;
  }, 250);
})"""
# The browser never has time.
_NO_TIME = "window.later = []; window.requestIdleCallback = (task) => { later.push(task); };"
_LATER_PARAGRAPHS_SHOWN = """() => [...document.querySelectorAll(".part ~ .part > p")].map(
  (paragraph) => paragraph.checkVisibility({ contentVisibilityAuto: true })
)"""
_AT_THE_END = """() => Math.abs(
  document.querySelector("footer").getBoundingClientRect().bottom - innerHeight
) < 2"""
_LATE = 0.4
"""Seconds by which scripts and fonts come later than the page, as on a telephone."""


@pytest.fixture(scope="module")
def base(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample's site, in the folder of its host that its ``url`` names."""
    host = tmp_path_factory.mktemp("host")
    (host / "recto").symlink_to(sample_site / "public")
    with web.served(host) as address:
        yield f"{address}/recto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", web.SIZES)
def test_axe_finds_nothing_on_any_kind_of_page(
    sample_site: Path, base: str, browser: Browser, size: str, scheme: str
) -> None:
    # Kinds of pages are seen in French, whose words are longer.
    kinds = pages.by_kind(sample_site / "public", "fr")
    assert set(kinds) == pages.KINDS
    with web.visit(browser, base, viewport=web.SIZES[size], color_scheme=scheme) as tab:
        for kind, path in kinds.items():
            tab.open(path)
            assert tab.violations() == "", (kind, path)
            assert tab.overflow() == 0, (kind, path)
        for code in ("fr", "en"):
            letter = next((sample_site / "private").glob(f"*/{code}/email.html"))
            tab.show(letter.read_text("utf-8"), SITE)
            assert tab.violations() == "", code
            assert tab.overflow() == 0, code


def test_axe_finds_nothing_on_any_page_and_none_is_scrolled_sideways(
    sample_site: Path, base: str, browser: Browser
) -> None:
    paths = pages.every(sample_site / "public")
    assert len(paths) > 60
    found, wide = {}, []
    with web.visit(browser, base) as tab:
        for path in paths:
            tab.page.set_viewport_size(TABLET)
            tab.open(path)
            wide += [(path, "tablet")] if tab.overflow() else []
            for size, scheme in (("phone", "dark"), ("desktop", "light")):
                tab.page.set_viewport_size(web.SIZES[size])
                tab.page.emulate_media(color_scheme=scheme)
                wide += [(path, size)] if tab.overflow() else []
                found[path, size] = tab.violations()
    assert not wide
    assert {where: text for where, text in found.items() if text} == {}


@pytest.mark.parametrize("kind", ["", "*", "*/quiz"])
def test_nothing_moves_while_a_page_comes(
    sample_site: Path, base: str, browser: Browser, kind: str
) -> None:
    """Cumulative Layout Shift (https://web.dev/articles/cls) of 0, though files come late."""
    with web.visit(browser, base, viewport=web.SIZES["phone"]) as tab:
        tab.page.add_init_script(
            "window.moved = [];"
            "new PerformanceObserver((list) => window.moved.push("
            "...list.getEntries().map((entry) => entry.value)"
            ")).observe({type: 'layout-shift', buffered: true});"
        )
        tab.page.route(re.compile(r"\.(js|woff2)$"), _late)
        tab.open(pages.by_kind(sample_site / "public", "fr")[kind])
        tab.page.wait_for_load_state("networkidle")
        tab.page.wait_for_timeout(300)
        assert tab.page.evaluate("window.moved") == []


def _late(route: Route) -> None:
    time.sleep(_LATE)
    route.continue_()


@pytest.mark.parametrize("size", web.SIZES)
def test_a_note_is_a_jump_away(base: str, browser: Browser, size: str) -> None:
    top = "document.querySelector(location.hash).getBoundingClientRect().top"
    with web.visit(browser, base, viewport=web.SIZES[size]) as tab:
        for number in (2, 40):
            tab.open("fr/deepseek/index.html")
            tab.page.locator(f'.ref a[href="#note-{number}"]').first.click()
            tab.page.evaluate(SCROLLED)
            assert 0 <= tab.page.evaluate(top) < web.SIZES[size]["height"]
            tab.open(f"fr/deepseek/index.html#note-{number}")
            assert 0 <= tab.page.evaluate(top) < web.SIZES[size]["height"]


@pytest.mark.parametrize("page", ["deepseek/index.html", "deepseek/comparisons/index.html"])
def test_a_note_leads_back_to_the_reference_that_was_followed(
    base: str, browser: Browser, page: str
) -> None:
    """And to the first one without the script, or for who comes to the note by another way."""
    with web.visit(browser, base) as tab:
        tab.open(f"fr/{page}")
        references = tab.page.locator('.ref a[href="#note-3"]')
        back = tab.page.locator("#note-3 .number a")
        assert references.count() > 2
        assert back.get_attribute("href") == "#ref-3"
        for number in (2, 1, 2, 0):
            references.nth(number).press("Enter")
            back.press("Enter")
            assert references.nth(number).evaluate("link => link.matches(':target')")
            tab.page.evaluate(SCROLLED)
            assert references.nth(number).evaluate("link => document.activeElement === link")


@pytest.mark.parametrize("size", web.SIZES)
def test_a_page_that_is_loaded_anew_stays_where_it_was(
    base: str, browser: Browser, size: str
) -> None:
    place = "document.getElementById('note-40').getBoundingClientRect().top"
    with web.visit(browser, base, viewport=web.SIZES[size]) as tab:
        tab.open("fr/deepseek/index.html")
        tab.page.evaluate("document.getElementById('note-40').scrollIntoView()")
        tab.page.evaluate(SCROLLED)
        before = tab.page.evaluate(place)
        tab.page.reload()
        tab.page.evaluate(SCROLLED)
        assert tab.page.evaluate(place) == pytest.approx(before, abs=1)


@pytest.mark.parametrize("size", web.SIZES)
def test_a_long_text_is_laid_out_by_parts_and_whole_where_a_reader_goes(
    base: str, browser: Browser, size: str
) -> None:
    """Here the browser never has time for the rest, unless the reader asks for it."""
    with web.visit(browser, base, viewport=web.SIZES[size]) as tab:
        tab.page.add_init_script(_NO_TIME)
        tab.open("fr/deepseek/index.html")
        assert set(tab.page.evaluate(_LATER_PARAGRAPHS_SHOWN)) == {False}

        tab.page.locator("#what-is-new h2").scroll_into_view_if_needed()
        inside = "#what-is-new > h2 + .permalink"
        link, part = (tab.page.locator(one).bounding_box() for one in (inside, "#what-is-new"))
        assert link is not None
        assert part is not None
        assert part["x"] <= link["x"]

        tab.page.locator('.ref a[href="#note-40"]').first.evaluate("link => link.click()")
        tab.page.evaluate(SCROLLED)
        note = tab.page.locator("#note-40").bounding_box()
        assert note is not None
        assert 0 <= note["y"] < web.SIZES[size]["height"]
        assert set(tab.page.evaluate(_LATER_PARAGRAPHS_SHOWN)) == {True}

        tab.open("fr/deepseek/index.html")
        assert set(tab.page.evaluate(_LATER_PARAGRAPHS_SHOWN)) == {False}
        tab.page.keyboard.press("End")
        # A busy browser may begin to scroll later than ``SCROLLED`` waits for it to.
        tab.page.wait_for_function(_AT_THE_END)
        tab.page.evaluate(SCROLLED)
        assert tab.page.evaluate(_AT_THE_END)


def test_a_long_text_is_laid_out_whole_once_the_browser_has_time(
    base: str, browser: Browser
) -> None:
    parts = "[...document.querySelectorAll('.part, .annexes')]"
    heights = f"document.fonts.ready.then(() => {parts}.map((part) => part.offsetHeight))"
    with web.visit(browser, base, viewport=web.SIZES["phone"]) as tab:
        tab.page.add_init_script(_NO_TIME)
        tab.open("fr/deepseek/index.html")
        guessed = tab.page.evaluate(heights)
        tab.page.evaluate(
            "() => { window.requestIdleCallback = setTimeout; later.forEach(setTimeout); }"
        )
        tab.page.evaluate(web.LAID_OUT)
        laid_out = tab.page.evaluate(heights)
        assert set(tab.page.evaluate(_LATER_PARAGRAPHS_SHOWN)) == {True}
        assert min(guessed[1:]) >= 12000 > max(laid_out)
        tab.page.reload()
        assert tab.page.evaluate(heights) == laid_out


def test_the_page_of_an_edition_asks_for_its_italics_at_once(base: str, browser: Browser) -> None:
    with web.visit(browser, base) as tab:
        for path, wanted in (("fr/deepseek/index.html", 1), ("fr/index.html", 0)):
            tab.open(path)
            asked = 'link[rel="preload"][href$="/serif-400-italic.woff2"]'
            assert tab.page.locator(asked).count() == wanted, path


def test_a_comparison_that_a_phone_shows_as_blocks_is_heard_as_a_table(
    small_publication: Path, browser: Browser
) -> None:
    public = small_publication / "site/public"
    with (
        web.served(public) as base,
        web.visit(browser, base, viewport=web.SIZES["phone"]) as tab,
    ):
        tab.open("en/ferry/")
        tab.page.evaluate(web.LAID_OUT)
        session = tab.page.context.new_cdp_session(tab.page)
        heard = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in heard if not node["ignored"]]
    assert roles.count("table") >= 1
    assert roles.count("row") >= 3
    assert roles.count("columnheader") >= 3
    assert roles.count("rowheader") >= 2
    assert roles.count("cell") + roles.count("gridcell") >= 4


@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_page_of_an_edition_weighs_less_than_100_kb(
    sample_site: Path, base: str, browser: Browser, code: str
) -> None:
    """All that a browser fetches for an edition, whose charts stand in the page."""
    public = sample_site / "public"
    with web.visit(browser, base) as tab:
        tab.open(pages.by_kind(public, code)["*"])
        tab.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        tab.page.evaluate("document.fonts.ready.then(() => null)")
        fetched = [public / url.removeprefix(f"{base}/") for url in dict.fromkeys(tab.requests)]
    assert {path.suffix for path in fetched} == {".html", ".css", ".js", ".woff2", ".svg"}
    assert pages.weight(fetched) < 100_000
