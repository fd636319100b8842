"""The feeds of each language: Atom (RFC 4287) and JSON Feed 1.1 (https://jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from rectoverso import languages
from rectoverso.compose.newsletter.values import CorrectionView
from rectoverso.render import addresses, pages
from rectoverso.render.site.briefs import Brief, Outline
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together
from rectoverso.text.typography import typeset

NEWEST = 50
"""How many entries a feed holds; older ones stay on the site."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition, or a correction.

    Attributes:
        id: never changes, in any language, unless the reason of a correction is reworded: that
            is news to its readers.
        url: where it stands.
        title, summary: plain text; ``content`` is HTML.
        published, updated: RFC 3339.
        authors, subjects: names.
        card: full address of its picture, or empty.
        papers: its PDFs, one for each size of paper.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    card: str = ""
    papers: tuple[Link, ...] = ()


def plan(site: Site) -> Planned:
    """Nothing where the publication has no ``url``: readers need full addresses."""
    if not site.url:
        return (), ()
    return together(*(_feeds(site, code) for code in site.codes))


def instant(order: tuple[int, int, int]) -> str:
    """The first moment of a day, in RFC 3339.

    Args:
        order: year, month, day.
    """
    return "{:04}-{:02}-{:02}T00:00:00Z".format(*order)


def entries(site: Site, code: str) -> tuple[Entry, ...]:
    """What is new in a language, newest first: editions, and corrections on their own."""
    found: list[Entry] = []
    for edition in site.editions:
        if code not in edition.languages:
            continue
        shown = site.brief(edition.slug, code)
        url = addresses.absolute(site.url, addresses.edition_page(edition.slug, code))
        found.append(_edition(site, edition, shown, url))
        found.extend(_correction(site, shown, one, url) for one in shown.corrections)
    # An editor may have written the same correction twice.
    unique = {entry.id: entry for entry in found}.values()
    return tuple(sorted(unique, key=lambda entry: entry.updated, reverse=True)[:NEWEST])


def _edition(site: Site, edition: Outline, shown: Brief, url: str) -> Entry:
    code, published = shown.language, instant(edition.date.sort_key)
    tag = site.tag(code)
    lede = typeset(shown.lede, tag)
    lines = [typeset(line, tag) for line in shown.essentials]
    read = languages.language(code).say("site.read-article")
    content = [f"<p>{escape(lede)}</p>"]
    if shown.retracted is not None:
        retracted = languages.language(code).say("newsletter.retracted")
        reason = typeset(shown.retracted.reason, tag)
        content.insert(0, f"<p><strong>{escape(retracted)}</strong> {escape(reason)}</p>")
    if lines:
        content.append("<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")
    content.append(f'<p><a href="{escape(url)}">{escape(read)}</a></p>')
    return Entry(
        id=url,
        url=url,
        title=typeset(shown.title, tag),
        summary=lede,
        content="".join(content),
        published=published,
        updated=max([published, *(instant(one.order) for one in shown.corrections)]),
        authors=shown.authors,
        subjects=shown.subjects,
        card=addresses.absolute(site.url, addresses.edition_card(edition.slug, code)),
        papers=tuple(_paper(site, edition.slug, code, size) for size in site.head.papers),
    )


def _paper(site: Site, slug: str, code: str, size: str) -> Link:
    say = languages.language(code).say
    return Link(
        addresses.absolute(site.url, addresses.edition_pdf(slug, code, size)),
        say("newsletter.download-pdf", paper=say(f"newsletter.paper-{size}")),
    )


def _correction(site: Site, shown: Brief, correction: CorrectionView, url: str) -> Entry:
    say, tag = languages.language(shown.language).say, site.tag(shown.language)
    kind = say("newsletter.retraction" if correction.taken_back else "newsletter.correction")
    title = say("site.correction-of", kind=kind, title=shown.title)
    reason = typeset(correction.reason, tag)
    struck = typeset(correction.taken_back, tag) if correction.entry else ""
    gone = f"<p><del>{escape(struck)}</del></p>" if struck else ""
    place = f"{url}#{correction.anchor or 'corrections'}"
    at = instant(correction.order)
    thing = correction.entry.replace(":", "-") or "edition"
    what = f"{thing}-retracted" if correction.taken_back else thing
    return Entry(
        # RFC 4151: an address would have to lead to a place of its own for each correction. One
        # is known by its words, for its number would change with those of the same day.
        id=f"tag:{urlsplit(url).hostname},{at[:10]}:{urlsplit(url).path}{what}-{correction.digest}",
        url=place,
        title=typeset(title, tag),
        summary=reason,
        content=f'{gone}<p>{escape(reason)}</p><p><a href="{escape(place)}">'
        f"{escape(typeset(shown.title, tag))}</a></p>",
        published=at,
        updated=at,
        authors=shown.authors,
    )


def _feeds(site: Site, code: str) -> Planned:
    head = site.head
    found = entries(site, code)
    language, tag = languages.language(code), site.tag(code)
    title = head.title.get(code) or ""
    tagline = typeset(site.text(head.tagline, code), tag) if head.tagline else ""
    home = addresses.absolute(site.url, addresses.home(code))
    filled = site.templates.fill(
        "site/feed.xml",
        language,
        {
            "title": title,
            "tagline": tagline,
            "publisher": head.publisher or title,
            "licence": site.text(head.licence, code) if head.licence else "",
            "home": home,
            "address": addresses.absolute(site.url, addresses.atom(code)),
            "updated": max((entry.updated for entry in found), default=instant((1970, 1, 1))),
            "entries": found,
        },
    )
    if filled.problems:
        return (), filled.problems
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": addresses.absolute(site.url, addresses.json_feed(code)),
        "description": tagline,
        "language": tag,
        "authors": [{"name": head.publisher or title}],
        "items": [_item(entry, tag) for entry in found],
    }
    text = json.dumps(_filled(document), ensure_ascii=False, indent=1) + "\n"
    return (
        pages.text_artifact(addresses.atom(code), filled.text, "application/atom+xml"),
        pages.text_artifact(addresses.json_feed(code), text, "application/feed+json"),
    ), ()


def _item(entry: Entry, tag: str) -> dict[str, object]:
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "image": entry.card,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "language": tag,
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.subjects),
            "attachments": [
                {"url": paper.href, "mime_type": "application/pdf", "title": paper.text}
                for paper in entry.papers
            ],
        }
    )


def _filled(document: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty, but for the list of items, which must be there."""
    return {name: value for name, value in document.items() if value or name == "items"}
