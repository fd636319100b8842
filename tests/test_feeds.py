"""Feeds as readers' programs take them, and every address that the output names of itself."""

from __future__ import annotations

import html
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest

SITE = "https://example.org/"
LANGUAGES = ("fr", "en")
TITLES = {"fr": "Un bac sans bruit", "en": "A ferry without noise"}
PAPERS = {
    "fr": {"a4": "PDF A4", "letter": "PDF Letter"},
    "en": {"a4": "PDF, A4", "letter": "PDF, Letter"},
}
OURS = re.compile(re.escape(SITE) + r"[^\s\"'<>\\)\]]*")
# Fields of JSON Feed 1.1 that a program may rely on, with their types.
FEED = {"version": str, "title": str, "home_page_url": str, "feed_url": str, "items": list}
ITEM = {
    **{"id": str, "url": str, "title": str, "summary": str, "content_html": str, "image": str},
    **{"date_published": str, "date_modified": str, "language": str, "tags": list},
}


@pytest.fixture(scope="module")
def site(small_publication: Path) -> Path:
    """The output of a small publication."""
    return small_publication / "site"


@pytest.fixture(scope="module", params=["small", "archive"])
def linked(request: pytest.FixtureRequest) -> Path:
    """The output of a publication whose links are followed: of one edition, then of three."""
    publication: Path = request.getfixturevalue(f"{request.param}_publication")
    return publication / "site"


def _exists(site: Path, address: str) -> bool:
    """Whether a whole address below the publication's leads to a file and, in a page, an anchor."""
    parts = urlsplit(address)
    path = site / "public" / unquote(parts.path).lstrip("/")
    if path.is_dir():
        path /= "index.html"
    if not path.is_file():
        return False
    if not parts.fragment or path.suffix != ".html":
        return True
    ids = re.findall(r'\bid="([^"]*)"', path.read_text("utf-8"))
    return unquote(parts.fragment) in map(html.unescape, ids)


@pytest.mark.parametrize("code", LANGUAGES)
def test_feedparser_reads_every_entry(site: Path, code: str) -> None:
    read = feedparser.parse((site / "public" / code / "feed.xml").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert read.feed.title == "Port-Brume"
    assert read.feed.language == code
    assert read.feed.id == f"{SITE}{code}/"
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": f"{SITE}{code}/",
        "self": f"{SITE}{code}/feed.xml",
    }
    (entry,) = read.entries
    assert entry.link == entry.id == f"{SITE}{code}/ferry/"
    assert entry.published_parsed[:3] == entry.updated_parsed[:3] == (2025, 3, 10)
    assert entry.summary
    assert [(one.href, one.type, one.title) for one in entry.links if one.rel == "enclosure"] == [
        (f"{SITE}{code}/ferry/ferry-{size}.pdf", "application/pdf", title)
        for size, title in PAPERS[code].items()
    ]
    assert entry.content[0].type == "text/html"
    assert f'href="{SITE}{code}/ferry/"' in entry.content[0].value
    listed = json.loads((site / "public" / code / "feed.json").read_text("utf-8"))
    assert [one.id for one in read.entries] == [one["id"] for one in listed["items"]]
    assert [one.title for one in read.entries] == [one["title"] for one in listed["items"]]
    assert listed["items"][0]["attachments"] == [
        {
            "url": f"{SITE}{code}/ferry/ferry-{size}.pdf",
            "mime_type": "application/pdf",
            "title": title,
        }
        for size, title in PAPERS[code].items()
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_other_feed_is_json_feed_1_1(site: Path, code: str) -> None:
    feed: dict[str, Any] = json.loads((site / "public" / code / "feed.json").read_text("utf-8"))
    assert {name: type(feed[name]) for name in FEED} == FEED
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == code
    assert feed["feed_url"] == f"{SITE}{code}/feed.json"
    assert feed["authors"] == [{"name": "Port-Brume"}]
    # What version 1 had in its place.
    assert "author" not in feed
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == 1
    for item in feed["items"]:
        assert {name: type(item[name]) for name in ITEM} == ITEM
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).tzinfo is not None
        assert all(isinstance(tag, str) for tag in item["tags"])


def test_every_address_of_ours_in_feeds_sitemap_and_letters_leads_somewhere(linked: Path) -> None:
    site = linked
    files = [path for path in site.rglob("*") if path.suffix in {".xml", ".json", ".txt", ".html"}]
    files = [path for path in files if "bulk" not in path.parts]
    found = {
        (path.relative_to(site).as_posix(), address.rstrip(".,"))
        for path in files
        for address in OURS.findall(html.unescape(path.read_text("utf-8")))
    }
    # The addresses of the made-up articles are on the same host.
    found = {
        (path, one) for path, one in found if not re.search(r"example\.org/(courrier|post)/", one)
    }
    named = {path for path, _ in found}
    for code in LANGUAGES:
        assert f"public/{code}/feed.xml" in named
        assert f"public/{code}/feed.json" in named
        assert f"private/ferry/{code}/email.html" in named
        assert f"private/ferry/{code}/email.txt" in named
    assert {"public/sitemap.xml", "public/robots.txt"} <= named
    assert not sorted(one for one in found if not _exists(site, one[1]))


def test_every_link_of_every_page_leads_somewhere(linked: Path) -> None:
    site = linked
    public = site / "public"
    dead = []
    count = 0
    for page in sorted(public.rglob("*.html")):
        path = page.relative_to(public).as_posix()
        links = re.findall(r'\b(?:href|src)="([^"]*)"', page.read_text("utf-8"))
        for link in map(html.unescape, links):
            whole = urljoin(SITE + path, link)
            ours = not urlsplit(link).netloc and whole.startswith(SITE)
            if ours:
                count += 1
                if not _exists(site, whole):
                    dead.append((path, link))
    assert count > 500
    assert not dead


def test_the_sitemap_names_every_page_that_is_to_be_found(site: Path) -> None:
    public = site / "public"
    pages = {
        SITE + path.relative_to(public).as_posix().removesuffix("index.html")
        for path in public.rglob("*.html")
        if '<meta name="robots" content="noindex' not in path.read_text("utf-8")
        and path.name == "index.html"
        and path.parent != public
    }
    text = (public / "sitemap.xml").read_text("utf-8")
    assert set(re.findall(r"<loc>([^<]*)</loc>", text)) - {SITE} == pages
