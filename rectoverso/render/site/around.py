"""What an edition's own pages have around them from the rest of the website."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso import languages
from rectoverso.render import addresses, pages
from rectoverso.render.site.frame import Frame, Link
from rectoverso.render.site.site import Site


@dataclass(frozen=True, slots=True)
class Around:
    """Around an explainer in one language.

    Attributes:
        frame: of its page.
        url: of the publication; empty without one.
        quiz: whether there is a practice quiz to link to.
        subjects: links to the pages of its subjects.
        newer, older: links to the editions around it in time.
        source_pages, person_pages: addresses of the pages about its sources and speakers, by id.
    """

    frame: Frame
    url: str
    quiz: bool
    subjects: tuple[Link, ...]
    newer: Link | None
    older: Link | None
    source_pages: Mapping[str, str]
    person_pages: Mapping[str, str]


def alone(frame: Frame) -> Around:
    """An explainer that nothing stands around, on a sheet of paper; the frame is not shown."""
    return Around(frame, "", False, (), None, None, {}, {})


def around(site: Site, slug: str, code: str) -> Around:
    """What stands around the explainer of an edition in one of its languages."""
    here = addresses.edition_page(slug, code)
    edition, brief = site.edition(slug), site.brief(slug, code)
    frame = site.frame(
        code,
        lambda other: addresses.edition_page(slug, other),
        title=brief.title,
        description=brief.lede,
        kind="edition",
        translated=edition.languages,
        moment=brief.moment,
        changed=brief.changed,
        card=addresses.edition_card(slug, code),
    )
    return Around(
        frame=frame,
        url=site.url,
        quiz=edition.quiz,
        subjects=tuple(
            Link(
                pages.address(here, addresses.subject(code, subject.slug)),
                site.text(subject.name, code),
            )
            for subject in site.subjects
            if slug in subject.editions
        ),
        newer=_neighbour(site, slug, code, -1),
        older=_neighbour(site, slug, code, 1),
        source_pages={
            id: pages.address(here, site.source_page(slug, id, code)) for id in edition.sources
        },
        person_pages={id: pages.address(here, addresses.person(code, id)) for id in site.speakers},
    )


def around_quiz(site: Site, slug: str, code: str, title: str) -> Frame:
    """The frame of an edition's practice quiz.

    Args:
        site: the website.
        slug, code: edition and language.
        title: of the quiz.
    """
    edition, say = site.edition(slug), languages.language(code).say

    def path_of(other: str) -> str:
        # Where the edition is missing, its page says so; the quiz has no page to say it.
        there = other in edition.languages
        return (addresses.practice_page if there else addresses.edition_page)(slug, other)

    return site.frame(
        code,
        path_of,
        title=say("quiz.practice-title", title=title),
        description=say("site.quiz-description", title=site.brief(slug, code).title),
        kind="quiz",
        translated=edition.languages,
        card=addresses.edition_card(slug, code),
    )


def _neighbour(site: Site, slug: str, code: str, step: int) -> Link | None:
    """The next edition in time, forward (-1) or back (1)."""
    place = [edition.slug for edition in site.editions].index(slug) + step
    if not 0 <= place < len(site.editions):
        return None
    other = site.editions[place].slug
    brief = site.brief(other, code)
    page = addresses.edition_page(other, brief.language)
    here = addresses.edition_page(slug, code)
    # Only a title in another language says which, for the page has said its own.
    spoken = code if brief.language == code else site.tag(brief.language)
    return Link(pages.address(here, page), brief.title, spoken)
