"""The start page, and the list of editions in each language."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso import languages
from rectoverso.compose import Composition
from rectoverso.compose.newsletter.names import names_with_digits
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem
from rectoverso.render import addresses, pages
from rectoverso.render.environment import Templates
from rectoverso.render.newsletter import Link, plain
from rectoverso.render.typesetting import finish


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in a list."""

    href: str
    title: str
    kicker: str
    summary: str
    date: str
    moment: str


def plan_home(
    publication: Publication, composition: Composition, templates: Templates
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """A start page in the publication's first language, and one for each language."""
    codes = publication.head.languages
    made: list[Artifact] = []
    problems: list[Problem] = []
    for path, code in (
        (addresses.START, codes[0]),
        *((addresses.home(code), code) for code in codes),
    ):
        artifact, found = _page(publication, composition, templates, path, code)
        problems.extend(problem for problem in found if problem not in problems)
        if artifact is not None:
            made.append(artifact)
    return tuple(made), tuple(problems)


def _page(
    publication: Publication,
    composition: Composition,
    templates: Templates,
    path: str,
    code: str,
) -> tuple[Artifact | None, tuple[Problem, ...]]:
    head, language = publication.head, languages.language(code)
    title = head.title.get(code) or ""
    filled = templates.fill(
        "site/home.html",
        language,
        {
            "publication": title,
            "tagline": (head.tagline.get(code) if head.tagline else "") or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "contact": head.contact or "",
            "style": pages.address(path, addresses.STYLE),
            "icon": pages.address(path, addresses.ICON),
            "languages": [
                Link(
                    pages.address(path, addresses.home(other)),
                    languages.language(other).name,
                    other,
                )
                for other in head.languages
            ],
            "editions": [
                Entry(
                    pages.address(path, addresses.edition_page(newsletter.slug, code)),
                    newsletter.title,
                    newsletter.kicker,
                    plain(newsletter.lede),
                    newsletter.date,
                    newsletter.moment,
                )
                for edition in publication.editions
                if (newsletter := composition.newsletters.get((edition.slug, code)))
            ],
        },
    )
    if filled.problems:
        return None, filled.problems
    html = finish(filled.text, names_with_digits(publication.parties))
    return pages.artifact(path, html, title=title, language=code), ()
