"""What a server shows in place of a page that is not there."""

from __future__ import annotations

from rectoverso import languages
from rectoverso.render import addresses
from rectoverso.render.site.site import Planned, Site, together


def plan(site: Site) -> Planned:
    """One at the root, where most servers look for it, and one for each language."""
    return together(
        _page(site, site.codes[0], addresses.NOT_FOUND),
        *(_page(site, code, addresses.not_found(code)) for code in site.codes),
    )


def _page(site: Site, code: str, here: str) -> Planned:
    frame = site.frame(
        code,
        addresses.not_found,
        here=here,
        title=languages.language(code).say("site.not-found"),
        description=languages.language(code).say("site.not-found-why"),
        kind="not-found",
        standing_in=True,
    )
    return site.page("not-found.html", frame, code, {})
