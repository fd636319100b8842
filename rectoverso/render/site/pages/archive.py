"""The archive: all editions by year, and a page for each year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Listed, Planned, Site, together


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its editions."""

    link: Link
    editions: tuple[Listed, ...]


def plan(site: Site) -> Planned:
    """The list, and a page for each year that has an edition."""
    if not site.editions:
        return (), ()
    numbers = sorted({edition.date.year for edition in site.editions})
    return together(
        *(
            page
            for code in site.codes
            for page in (_all(site, code), *(_year(site, code, number) for number in numbers))
        )
    )


def _years(site: Site, code: str, here: str, shown: int = 0) -> tuple[Year, ...]:
    return tuple(
        Year(
            Link(
                pages.address(here, addresses.year(code, number)),
                str(number),
                current=number == shown,
            ),
            tuple(editions),
        )
        for number, editions in groupby(site.listed(code, here), key=lambda one: one.year)
    )


def _all(site: Site, code: str) -> Planned:
    here = addresses.archive(code)
    say = languages.language(code).say
    frame = site.frame(
        code,
        addresses.archive,
        title=say("site.archive"),
        description=say("site.archive-description"),
        kind="list",
    )
    return site.page("archive.html", frame, code, {"years": _years(site, code, here)})


def _year(site: Site, code: str, number: int) -> Planned:
    here = addresses.year(code, number)
    say = languages.language(code).say
    frame = site.frame(
        code,
        lambda other: addresses.year(other, number),
        title=say("site.archive-year", year=str(number)),
        description=say("site.archive-year-description", year=str(number)),
        kind="list",
    )
    years = _years(site, code, here, number)
    return site.page(
        "year.html",
        frame,
        code,
        {
            "archive": pages.address(here, addresses.archive(code)),
            "year": str(number),
            "editions": next(year.editions for year in years if year.link.current),
            "years": [year.link for year in years],
        },
    )
