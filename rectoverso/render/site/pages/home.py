"""The start page, and the home page of each language: the latest edition, and those before."""

from __future__ import annotations

from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together

EARLIER = 6
"""How many editions stand below the latest one; the archive has them all."""


def plan(site: Site) -> Planned:
    """One page in each language; the start page is the first of them once more."""
    return together(
        _page(site, site.codes[0], addresses.START),
        *(_page(site, code, addresses.home(code)) for code in site.codes),
    )


def _page(site: Site, code: str, here: str) -> Planned:
    head = site.head
    frame = site.frame(
        code,
        addresses.home,
        here=here,
        title="",
        description=site.text(head.tagline, code) if head.tagline else "",
        kind="home",
    )
    editions = site.listed(code, here)
    return site.page(
        "home.html",
        frame,
        code,
        {
            "latest": editions[0] if editions else None,
            "earlier": editions[1 : 1 + EARLIER],
            "more": len(editions) > 1 + EARLIER,
            "archive": pages.address(here, addresses.archive(code)),
            "subjects": [
                Link(
                    pages.address(here, addresses.subject(code, subject.slug)),
                    site.text(subject.name, code),
                )
                for subject in site.subjects
            ],
        },
    )
