"""Several editions on one site: what is not translated, neighbours, corrections, the archive."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests import reading, web
from tests.archive import FRENCH, NEWEST, OLDEST

SITE = "https://example.org/"
CORRECTED, RETRACTED = "correction-fact-cost-post", "correction-quote-teillet-winter"
TITLES = {
    NEWEST: {"fr": "Un bac sans bruit", "en": "A ferry without noise"},
    FRENCH: {"fr": "La coupole de Montclar"},
    OLDEST: {"fr": "La guerre des ferries", "en": "The ferry war"},
}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


@pytest.fixture(scope="module")
def public(archive_publication: Path) -> Path:
    """What is deployed."""
    return archive_publication / "site/public"


def page(public: Path, path: str) -> str:
    """A page with plain spaces."""
    return (public / path / "index.html").read_text("utf-8").replace("\u00a0", " ")


def lines(markup: str) -> list[str]:
    """The text of a page or of a part of it."""
    return reading.page_text(markup).splitlines()


def part(markup: str, start: str, end: str) -> str:
    """What stands between two texts, the first one included."""
    return markup[markup.index(start) :].partition(end)[0]


def test_a_page_says_that_an_edition_is_not_translated(public: Path) -> None:
    shown = page(public, f"en/{FRENCH}")
    assert '<meta name="robots" content="noindex">' in shown
    assert "<h1>Not available in English</h1>" in shown
    assert (
        "This edition has not been translated. It can be read in another language (French)."
        in lines(shown)
    )
    assert (
        '<li><a href="../../fr/observatory/index.html" lang="fr" hreflang="fr">La coupole de '
        'Montclar</a> <span class="detail" lang="fr">français</span></li>'
    ) in shown
    assert not HREFLANG.findall(shown)
    # The switch of the French page leads there, and nowhere else.
    assert '<a href="../../en/observatory/index.html" lang="en" hreflang="en">' in page(
        public, f"fr/{FRENCH}"
    )


@pytest.mark.parametrize("path", ["en", "en/archive", "en/archive/2024"])
def test_lists_say_what_there_is_in_french_only(public: Path, path: str) -> None:
    shown = page(public, path)
    link = re.search(rf'<a href="([^"]*fr/{FRENCH}/index.html)" lang="fr">([^<]*)</a>', shown)
    assert link is not None
    assert link[2] == TITLES[FRENCH]["fr"]
    assert shown.count("in French only") == 1
    assert shown.index(link[0]) < shown.index("in French only")
    assert "uniquement en" not in page(public, path.replace("en", "fr", 1))


@pytest.mark.parametrize(
    ("path", "older", "newer"),
    [
        ("fr/ferry", "../observatory/", None),
        ("fr/observatory", "../harbour/", "../ferry/"),
        ("fr/harbour", None, "../observatory/"),
        ("en/ferry", "../../fr/observatory/", None),
        ("en/harbour", None, "../../fr/observatory/"),
    ],
)
def test_an_edition_leads_to_those_around_it(
    public: Path, path: str, older: str | None, newer: str | None
) -> None:
    shown = part(page(public, path), '<nav class="neighbours"', "</nav>")
    found = dict(re.findall(r'<li class="(older|newer)"><a href="([^"]+)index\.html"', shown))
    assert found == {
        name: to for name, to in (("older", older), ("newer", newer)) if to is not None
    }
    foreign = path.startswith("en") and 'lang="fr">La coupole de Montclar' in shown
    assert foreign == path.startswith("en")


def test_the_archive_goes_by_year(public: Path) -> None:
    for code in ("fr", "en"):
        for year, editions in {"2025": [NEWEST], "2024": [FRENCH, OLDEST]}.items():
            expected = [TITLES[slug].get(code, TITLES[slug]["fr"]) for slug in editions]
            whole = part(page(public, f"{code}/archive"), f'id="year-{year}"', "</section>")
            listed = re.findall(r'<li><a href="[^"]+"[^>]*>([^<]*)</a>', whole)
            assert listed == expected
            alone = page(public, f"{code}/archive/{year}")
            assert re.findall(r'<h2 class="title"><a [^>]*>([^<]*)</a>', alone) == expected


LOGS = {
    "fr": ("Correction 9 mars 2025 :", "Rétractation 15 septembre 2024 :"),
    "en": ("Correction 9 March 2025:", "Retraction 15 September 2024:"),
}


@pytest.mark.parametrize("code", LOGS)
def test_the_log_tells_every_correction_in_the_readers_language(public: Path, code: str) -> None:
    log = part(page(public, f"{code}/corrections"), '<ol class="log"', "</ol>")
    corrected, retracted = LOGS[code]
    wrong = {"fr": "Nous avions écrit 6 millions.", "en": "We had written 6 million."}[code]
    assert lines(log) == [
        TITLES[NEWEST][code],
        f"{corrected} {wrong}",
        "La coupole de Montclar",
        f"{retracted} Il faudra bien du courage pour monter là-haut en plein janvier"
        " Elle ne l’a pas dit ainsi.",
    ]


def test_only_the_editors_words_of_the_log_are_in_another_language(public: Path) -> None:
    english = part(page(public, "en/corrections"), '<ol class="log"', "</ol>")
    assert re.findall(r'lang="fr"[^>]*>([^<]*)', english) == [
        "La coupole de Montclar",
        "Il faudra bien du courage pour monter là-haut en plein janvier",
        "Elle ne l’a pas dit ainsi.",
    ]
    assert re.findall(r'href="([^"]*)"', english) == [
        f"../ferry/index.html#{CORRECTED}",
        f"../../fr/observatory/index.html#{RETRACTED}",
    ]


@pytest.mark.parametrize(
    ("path", "anchor", "told"),
    [
        ("en/ferry", CORRECTED, "Correction 9 March 2025: We had written 6 million."),
        ("fr/ferry", CORRECTED, "Correction 9 mars 2025 : Nous avions écrit 6 millions."),
        (
            "fr/observatory",
            RETRACTED,
            "Rétractation 15 septembre 2024 : Il faudra bien du courage pour monter là-haut en"
            " plein janvier Elle ne l’a pas dit ainsi.",
        ),
    ],
)
def test_a_correction_stands_where_it_stood(
    public: Path, path: str, anchor: str, told: str
) -> None:
    shown = page(public, path)
    box = part(shown, f'<div class="correction" id="{anchor}" role="note">', "</div>")
    assert lines(box) == [told]
    assert shown.count(f'id="{anchor}"') == 1
    assert f'<a href="#{anchor}">' in shown


@pytest.mark.parametrize("code", ["fr", "en"])
def test_feeds_hold_editions_and_corrections_newest_first(public: Path, code: str) -> None:
    home = f"{SITE}{code}/"
    correction = {"fr": "Correction : Un bac sans bruit", "en": "Correction: A ferry without noise"}
    expected = [
        (f"{home}ferry/", TITLES[NEWEST][code], (2025, 3, 9)),
        (f"{home}ferry/#{CORRECTED}", correction[code], (2025, 3, 9)),
        *(
            [
                (f"{home}observatory/", TITLES[FRENCH]["fr"], (2024, 9, 15)),
                (
                    f"{home}observatory/#{RETRACTED}",
                    "Rétractation : La coupole de Montclar",
                    (2024, 9, 15),
                ),
            ]
            if code == "fr"
            else []
        ),
        (f"{home}harbour/", TITLES[OLDEST][code], (2024, 6, 10)),
    ]
    read = feedparser.parse((public / code / "feed.xml").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    found = [
        (one.link, one.title.replace("\u00a0", " "), tuple(one.updated_parsed[:3]))
        for one in read.entries
    ]
    assert found == expected
    items = json.loads((public / code / "feed.json").read_text("utf-8"))["items"]
    assert [item["url"] for item in items] == [one.link for one in read.entries]
    assert [item["id"] for item in items] == [one.id for one in read.entries]
    assert [item["content_html"] for item in items] == [
        one.content[0].value for one in read.entries
    ]
    assert items[0]["date_published"] == "2025-03-07T00:00:00Z"
    digest = hashlib.sha256("Nous avions écrit 6 millions.".encode()).hexdigest()[:8]
    assert items[1]["id"] == f"tag:example.org,2025-03-09:/{code}/ferry/fact-cost-post-{digest}"
    if code == "fr":
        gone = "Il faudra bien du courage pour monter là-haut en plein janvier"
        assert f"<del>{gone}</del>" in items[3]["content_html"]


def test_a_feed_keeps_what_stands_before_a_note(public: Path) -> None:
    items = json.loads((public / "en/feed.json").read_text("utf-8"))["items"]
    content = items[0]["content_html"].replace("\u00a0", " ")
    assert "<li>The ferry carries 120 passengers.</li>" in content
    assert "<li>It cost €4.8 million or €5 million, depending on the source.</li>" in content


def test_dates_of_sources_are_in_the_readers_language(public: Path) -> None:
    assert '<span class="detail">15 May 2024 · ' in page(public, "en/sources")
    assert lines(page(public, "en/sources/observatory/soir")).count("15 May 2024") == 1
    assert '<span class="detail">15 mai 2024 · ' in page(public, "fr/sources")


def things(markup: str) -> list[dict[str, Any]]:
    """Every thing that the page names to machines, on its own or in a graph."""
    found = []
    for text in DATA.findall(markup):
        document = json.loads(text)
        assert document.pop("@context") == "https://schema.org"
        found.extend(document.get("@graph", [document]))
    return found


def test_machines_are_told_what_each_page_holds(public: Path) -> None:
    kinds: dict[str, set[str]] = {}
    for path in sorted(public.rglob("index.html")):
        where = re.sub(
            r"^(fr|en)/?", "", path.parent.relative_to(public).as_posix().removesuffix(".")
        )
        where = re.sub(r"^(people|sources)/.*", r"\1/*", where)
        kinds.setdefault(where, set()).update(one["@type"] for one in things(path.read_text()))
    assert {where: found for where, found in kinds.items() if found} == {
        **{slug: {"NewsArticle"} for slug in TITLES},
        f"{NEWEST}/quiz": {"Quiz"},
        "people/*": {"Person", "Organization", "Quotation"},
        "sources/*": {"Article", "Claim"},
    }


def test_machines_are_told_the_same_as_readers(public: Path) -> None:
    (article,) = things(page(public, "en/ferry"))
    assert article["headline"] == TITLES[NEWEST]["en"]
    assert (article["datePublished"], article["dateModified"]) == ("2025-03-07", "2025-03-09")
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "We had written 6 million.",
            "datePublished": "2025-03-09",
        }
    ]
    assert article["hasPart"] == {"@type": "Quiz", "url": f"{SITE}en/ferry/quiz/"}
    (quiz,) = things(page(public, "en/ferry/quiz"))
    assert quiz["about"]["url"] == article["url"] == f"{SITE}en/ferry/"
    assert {one["@type"] for one in quiz["hasPart"]} == {"Question"}
    _, quotation = things(page(public, "en/people/mara-quill"))
    assert quotation["text"] == "We will double the service by 2026. It is not a gamble."
    assert quotation["creator"] == {"@type": "Person", "name": "Mara Quill"}
    _, claim, *_ = things(page(public, "en/sources/ferry/post"))
    assert claim["text"] == "The ferry carries 120 passengers."
    assert claim["author"] == {"@type": "Organization", "name": "The Estuary Post"}
    assert claim["appearance"]["name"] == "Silent ferry, loud debate"


def test_every_card_is_a_picture_of_its_size(public: Path) -> None:
    cards: set[str] = set()
    for path in sorted(public.rglob("index.html")):
        markup = path.read_text("utf-8")
        found = re.findall(r'<meta property="og:image" content="([^"]+)">', markup)
        standing = '<meta name="robots" content="noindex">' in markup
        assert len(found) == (0 if standing else 1), path
        cards.update(found)
        if found:
            assert '<meta property="og:image:width" content="1200">' in markup
            assert '<meta property="og:image:height" content="630">' in markup
    assert {f"{SITE}fr/{FRENCH}/card.png", f"{SITE}en/{NEWEST}/card.png"} <= cards
    for url in sorted(cards):
        with Image.open(public / url.removeprefix(SITE)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630)), url


def test_translations_name_each_other(public: Path) -> None:
    named = {}
    for path in sorted(public.rglob("index.html")):
        here = urljoin(SITE, path.parent.relative_to(public).as_posix() + "/")
        found = HREFLANG.findall(path.read_text("utf-8"))
        if found:
            named[here] = dict(found)
    for here, links in named.items():
        assert here == links[here.removeprefix(SITE)[:2] or "x-default"]
        # The page without a language chooses the first one.
        assert links["x-default"] == (SITE if links["fr"] == f"{SITE}fr/" else links["fr"])
        for other in links.values():
            assert named[other] == links, (here, other)
    assert set(named[f"{SITE}fr/{FRENCH}/"]) == {"fr", "x-default"}
    assert set(named[f"{SITE}fr/{NEWEST}/"]) == {"fr", "en", "x-default"}
    assert len(named) > 50


def test_axe_finds_nothing_where_several_editions_show(
    archive_publication: Path, public: Path, browser: Browser
) -> None:
    paths = (
        *("en/", f"en/{FRENCH}/", "en/archive/", "en/archive/2024/", "en/corrections/"),
        *("en/ferry/", f"fr/{FRENCH}/", "en/people/nadia-kern/", "en/sources/observatory/soir/"),
    )
    with (
        web.served(public) as base,
        web.visit(browser, base, viewport=web.SIZES["desktop"], color_scheme="light") as tab,
    ):
        for path in paths:
            tab.open(path)
            assert tab.violations() == "", path
            assert tab.overflow() == 0, path
        for letter in sorted((archive_publication / "site/private").rglob("email.html")):
            tab.show(letter.read_text("utf-8"), SITE)
            assert tab.violations() == "", letter
            assert tab.overflow() == 0, letter
