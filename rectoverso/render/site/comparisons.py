"""The page of the comparisons that an edition's text does not show."""

from __future__ import annotations

from rectoverso import languages
from rectoverso.compose.newsletter.values import ComparisonView, Note
from rectoverso.render import addresses, pages
from rectoverso.render.running_text import FirstTimes
from rectoverso.render.site.frame import Frame, Link
from rectoverso.render.site.site import Planned, Site


def plan_comparisons(
    site: Site, slug: str, code: str, views: tuple[ComparisonView, ...], notes: tuple[Note, ...]
) -> Planned:
    """The page, or the problems of its template.

    Args:
        site: the website.
        slug, code: edition and language.
        views: the comparisons.
        notes: what they cite.
    """
    frame = _frame(site, slug, code)
    explainer = pages.address(frame.path, addresses.edition_page(slug, code))
    values = {
        "views": views,
        "notes": notes,
        "notes_script": pages.address(frame.path, addresses.NOTES_SCRIPT),
        "explainer": Link(explainer, site.brief(slug, code).title),
        "first": FirstTimes(),
    }
    return site.page("comparisons.html", frame, code, values)


def _frame(site: Site, slug: str, code: str) -> Frame:
    say, title = languages.language(code).say, site.brief(slug, code).title
    spoken = site.edition(slug).languages
    there = tuple(other for other in spoken if site.brief(slug, other).further)

    def path_of(other: str) -> str:
        # Where they all stand in the text, its page shows them.
        page = addresses.comparisons_page if other in there else addresses.edition_page
        return page(slug, other)

    return site.frame(
        code,
        path_of,
        title=say("site.comparisons-title", title=title),
        description=say("site.comparisons-description", title=title),
        kind="comparisons",
        translated=there,
        card=addresses.edition_card(slug, code),
    )
