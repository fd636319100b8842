"""About the publication: its own words where it has some, and how it verifies."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter.markup import page_html
from rectoverso.render import addresses, pages
from rectoverso.render.site.site import Planned, Site, together


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was verified in all editions together."""

    editions: int
    facts: int
    quotes: int
    sources: int


def plan(site: Site) -> Planned:
    """The page in every language."""
    return together(*(_page(site, code) for code in site.codes))


def _page(site: Site, code: str) -> Planned:
    here = addresses.about(code)
    about = site.head.about
    frame = site.frame(
        code,
        addresses.about,
        title=languages.language(code).say("site.about"),
        description=languages.language(code).say("site.about-description"),
        kind="about",
    )
    shown = [site.brief(edition.slug, code) for edition in site.editions]
    counts = Counts(
        len(shown),
        sum(one.verification.facts for one in shown),
        sum(one.verification.quotes for one in shown),
        len(site.articles),
    )
    return site.page(
        "about.html",
        frame,
        code,
        {
            "text": Markup(page_html(site.text(about, code))) if about else Markup(),
            "counts": counts,
            "corrections": pages.address(here, addresses.corrections(code)),
        },
    )
