"""Pages whose address changed: an edition comes out that is older than what is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Route

from tests import program, reading, web
from tests.archive import FRENCH, NEWEST
from tests.test_page_checks import checked, validated

SITE = "https://example.org/"
MOVED = {
    f"{code}/{old}": f"{code}/{new}"
    for code in ("en", "fr")
    for old, new in {
        "subjects/transport": "subjects/transports",
        f"sources/{NEWEST}/courrier": f"sources/{FRENCH}/bac",
    }.items()
}
SAID = {
    "en": [
        "This page has moved",
        "Your browser should open its new address by itself. If it does not, follow this link:",
    ],
    "fr": [
        "Cette page a changé d’adresse",
        "Votre navigateur devrait ouvrir la nouvelle adresse de lui-même. Sinon, suivez ce lien :",
    ],
}
NAMES = {
    "en/subjects": "Transport",
    "fr/subjects": "Transports",
    "en/sources": "Le Courrier",
    "fr/sources": "Le Courrier",
}
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">\n')
ARTICLE = """\
  bac:
    label: Le Courrier
    language: fr
    sha256: a063dad3ded3b9d195ac83ed5aa88dbba931458b8a093a78374a60b0f217ff63
"""


class Built(NamedTuple):
    """What is deployed now, and the paths of its pages before the older edition came out."""

    public: Path
    before: frozenset[str]


def pages(public: Path) -> frozenset[str]:
    return frozenset(path.relative_to(public).as_posix() for path in public.rglob("*.html"))


@pytest.fixture(scope="module")
def built(archive_publication: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An older edition names a subject in French only, and was first to use an article."""
    root = tmp_path_factory.mktemp("moved")
    shutil.copytree(archive_publication / "content", root / "content")
    editions = root / "content/editions"
    head, older = root / "content/publication.yaml", editions / FRENCH
    text = head.read_text("utf-8")
    # The address of a subject is its name in the first language that it has one in.
    head.write_text(text.replace("languages:\n- fr\n- en\n", "languages:\n- en\n- fr\n"), "utf-8")
    shutil.copy(editions / NEWEST / "articles/courrier.txt", older / "articles")
    with (older / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(ARTICLE)
    outline = (older / "edition.yaml").read_text("utf-8") + "subjects: [{fr: Transports}]\n"
    (older / "edition.yaml").write_text(f"{outline}status: draft\n", "utf-8")
    public = root / "site/public"
    for command in ("check --accept", "build"):
        assert program.run(*command.split(), root=root).code == 0
    before = pages(public)
    (older / "edition.yaml").write_text(outline, "utf-8")
    done = program.run("build", root=root)
    assert done.code == 0, done.text
    return Built(public, before)


def page(built: Built, path: str) -> str:
    return (built.public / path / "index.html").read_text("utf-8")


def test_every_address_that_was_there_is_still_there(built: Built) -> None:
    assert {f"{path}/index.html" for path in MOVED} <= built.before
    assert built.before < pages(built.public)
    moved = {
        path.parent for path in built.public.rglob("*.html") if REFRESH.search(path.read_text())
    }
    assert {path.relative_to(built.public).as_posix() for path in moved} == set(MOVED)


@pytest.mark.parametrize("path", MOVED)
def test_a_page_that_moved_says_where_to_and_leads_there(built: Built, path: str) -> None:
    shown = page(built, path)
    main = shown[shown.index('<main id="main">') :].partition("</main>")[0]
    code = path[:2]
    name = NAMES["/".join(path.split("/")[:2])]
    assert reading.page_text(main).replace("\u00a0", " ").splitlines() == [*SAID[code], name]
    refresh = REFRESH.search(shown)
    assert refresh is not None
    assert f'<a class="main" href="{refresh[1]}">' in main
    target = (built.public / path / refresh[1]).resolve()
    assert target == (built.public / MOVED[path] / "index.html").resolve()
    assert f"<title>{SAID[code][0]} — Port-Brume</title>" in shown
    # The switch of languages leads to where the page is now.
    other = {"en": "fr", "fr": "en"}[code]
    switched = re.search(rf'<a href="([^"]+)" lang="{other}" hreflang="{other}">', shown)
    assert switched is not None
    assert (built.public / path / switched[1]).resolve() == (
        (built.public / MOVED[path].replace(code, other, 1) / "index.html").resolve()
    )


def test_search_engines_find_only_the_new_address(built: Built) -> None:
    sitemap = (built.public / "sitemap.xml").read_text("utf-8")
    for old, new in MOVED.items():
        shown = page(built, old)
        assert '<meta name="robots" content="noindex">' in shown
        assert f'<link rel="canonical" href="{SITE}{new}/">' in shown
        assert '<link rel="alternate" hreflang=' not in shown
        assert "<meta property=" not in shown
        assert "data-pagefind-body" not in shown
        assert f"<loc>{SITE}{old}/</loc>" not in sitemap
        (entry,) = re.findall(rf"<loc>{SITE}{new}/</loc>.*?</url>", sitemap, re.DOTALL)
        assert re.findall('hreflang="([^"]+)"', entry) == ["en", "fr", "x-default"]


def test_both_checkers_find_nothing_in_a_page_that_moved(built: Built) -> None:
    moved = [built.public / path / "index.html" for path in MOVED]
    assert checked(moved, built.public) == []
    assert validated(built.public, "pages.mjs", moved) == []


def test_a_browser_goes_on_by_itself_and_axe_finds_nothing_on_the_way(
    built: Built, browser: Browser
) -> None:
    def stays(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=REFRESH.sub("", answer.text()))

    with web.served(built.public) as base:
        with web.visit(browser, base) as tab:
            for old, new in MOVED.items():
                tab.open(f"{old}/")
                tab.page.wait_for_url(f"{base}/{new}/index.html")
        for size in web.SIZES.values():
            with web.visit(browser, base, viewport=size) as tab:
                for old in MOVED:
                    tab.page.route(f"{base}/{old}/", stays)
                    tab.open(f"{old}/")
                    assert tab.violations() == "", old
                    assert tab.overflow() == 0, old
