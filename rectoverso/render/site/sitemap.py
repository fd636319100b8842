"""What search engines are told: the sitemap (https://www.sitemaps.org) and ``robots.txt``.

It is made from the pages as they were filled: a page with a canonical address is in it, with
the translations that it names itself, unless it is not to be found.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rectoverso import languages
from rectoverso.model.artifacts import Artifact
from rectoverso.render import addresses, pages
from rectoverso.render.site.site import Planned, Site

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_HIDDEN = re.compile(r'<meta name="robots" content="noindex">')
_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
_CHANGED = re.compile(r'<meta property="article:modified_time" content="([^"]+)">')


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its address, when it was last changed, its translations as (code, address)."""

    url: str
    changed: str
    alternates: tuple[tuple[str, str], ...]


def plan_sitemap(site: Site, artifacts: Iterable[Artifact]) -> Planned:
    """``robots.txt``, and with an ``url`` the sitemap.

    Args:
        site: the website.
        artifacts: all pages that were planned.
    """
    lines = ["User-agent: *", "Allow: /"]
    if not site.url:
        return (_robots(lines),), ()
    lines += ["", f"Sitemap: {addresses.absolute(site.url, addresses.SITEMAP)}"]
    found = {
        address.url: address
        for item in artifacts
        if isinstance(item.values, pages.Page) and (address := _address(item.values.html))
    }
    filled = site.templates.fill(
        "site/sitemap.xml",
        languages.language(site.codes[0]),
        {"pages": [found[url] for url in sorted(found)]},
    )
    if filled.problems:
        return (), filled.problems
    sitemap = pages.text_artifact(addresses.SITEMAP, filled.text, "application/xml")
    return (sitemap, _robots(lines)), ()


def _robots(lines: Iterable[str]) -> Artifact:
    return pages.text_artifact(addresses.ROBOTS, "\n".join(lines) + "\n", "text/plain")


def _address(page: str) -> Address | None:
    head = page.partition("</head>")[0]
    canonical = _CANONICAL.search(head)
    if canonical is None or _HIDDEN.search(head):
        return None
    changed = _CHANGED.search(head)
    return Address(
        html.unescape(canonical[1]),
        changed[1] if changed else "",
        tuple((code, html.unescape(url)) for code, url in _ALTERNATE.findall(head)),
    )
