"""A page in place of an explainer that does not exist in a language, so that no switch ends
nowhere."""

from __future__ import annotations

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site.briefs import Outline
from rectoverso.render.site.frame import Link
from rectoverso.render.site.site import Planned, Site, together


def plan(site: Site) -> Planned:
    """One for each edition and each language that it does not come out in."""
    return together(
        *(
            _page(site, edition, code)
            for edition in site.editions
            for code in site.codes
            if code not in edition.languages
        )
    )


def _page(site: Site, edition: Outline, code: str) -> Planned:
    slug = edition.slug
    here = addresses.edition_page(slug, code)
    say = languages.language(code).say
    listed = next(one for one in site.listed(code, here) if one.slug == slug)
    frame = site.frame(
        code,
        lambda other: addresses.edition_page(slug, other),
        title=say("site.untranslated"),
        description=say("site.untranslated-why", language=listed.language_name),
        kind="untranslated",
        standing_in=True,
    )
    others = [
        Link(
            pages.address(here, addresses.edition_page(slug, other)),
            site.brief(slug, other).title,
            site.tag(other),
            kind=languages.language(other).name,
        )
        for other in edition.languages
    ]
    return site.page("untranslated.html", frame, code, {"edition": listed, "others": others})
