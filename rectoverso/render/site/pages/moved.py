"""A page at each former address, which leads on, so that what was linked once still leads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together


@dataclass(frozen=True, slots=True)
class Move:
    """A page that stood elsewhere, by its paths in each language.

    Attributes:
        old, new: path by language.
        name: what the page is about, by language.
    """

    old: Mapping[str, str]
    new: Mapping[str, str]
    name: Mapping[str, str]


def plan(site: Site) -> Planned:
    """One in each language for each former address of a subject or a source."""
    return together(
        *(
            _page(site, code, move)
            for move in (*_subjects(site), *_sources(site))
            for code in site.codes
        )
    )


def _subjects(site: Site) -> Iterator[Move]:
    """Subjects that had other addresses before an edition showed what belongs together."""
    for subject in site.subjects:
        for slug in subject.former:
            yield Move(
                {code: addresses.subject(code, slug) for code in site.codes},
                {code: addresses.subject(code, subject.slug) for code in site.codes},
                {code: site.text(subject.name, code) for code in site.codes},
            )


def _sources(site: Site) -> Iterator[Move]:
    """Sources that were in another edition first, before an earlier one came out."""
    for article in site.articles:
        last = article.uses[-1]
        for use in article.uses:
            if use == article.first:
                continue
            yield Move(
                {code: addresses.source(code, use.edition, use.id) for code in site.codes},
                {code: site.source_page(use.edition, use.id, code) for code in site.codes},
                {code: site.source_view(last, code).label for code in site.codes},
            )


def _page(site: Site, code: str, move: Move) -> Planned:
    say = languages.language(code).say
    frame = site.frame(
        code,
        lambda other: move.new[other],
        here=move.old[code],
        title=say("site.moved"),
        description=say("site.moved-why"),
        kind="moved",
        standing_in=True,
    )
    if site.url:
        frame = replace(frame, canonical=addresses.absolute(site.url, move.new[code]))
    target = Link(pages.address(move.old[code], move.new[code]), move.name[code])
    return site.page("moved.html", frame, code, {"target": target})
