"""The log of corrections: everything that was mended or taken back, newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rectoverso import languages
from rectoverso.compose.newsletter.values import CorrectionView
from rectoverso.model.values import PartialDate
from rectoverso.render import addresses, pages
from rectoverso.render.site.site import Planned, Site, together
from rectoverso.text import amounts


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log; ``href`` leads to the place where the entry stands or stood.

    ``language``, a tag, is empty where the edition is in the reader's. The date is always in
    the reader's.
    """

    href: str
    title: str
    language: str
    correction: CorrectionView


def plan(site: Site) -> Planned:
    """The log in every language, also while it is empty."""
    return together(*(_page(site, code) for code in site.codes))


def logged(site: Site, code: str, here: str) -> tuple[Logged, ...]:
    """All corrections, newest first, with links from the page ``here``."""
    found: list[Logged] = []
    for edition in site.editions:
        shown = site.brief(edition.slug, code)
        page = pages.address(here, addresses.edition_page(edition.slug, shown.language))
        for one in shown.corrections:
            spoken = "" if shown.language == code else site.tag(shown.language)
            dated = replace(one, on=amounts.date(PartialDate.parse(one.moment), code))
            found.append(
                Logged(f"{page}#{one.anchor or 'corrections'}", shown.title, spoken, dated)
            )
    return tuple(sorted(found, key=lambda line: line.correction.order, reverse=True))


def _page(site: Site, code: str) -> Planned:
    here = addresses.corrections(code)
    say = languages.language(code).say
    frame = site.frame(
        code,
        addresses.corrections,
        title=say("site.corrections"),
        description=say("site.corrections-introduction"),
        kind="log",
    )
    return site.page("corrections.html", frame, code, {"log": logged(site, code, here)})
