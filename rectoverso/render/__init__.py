"""Fills templates with what was composed, and says what has to be made.

- ``environment``: templates, and what becomes of their faults
- ``typesetting``: the last hand on every page
- ``themes``, ``fonts``: how it looks
- ``charts``: figures as SVG
- ``newsletter``, ``email``, ``quiz``: what is made for an edition
- ``site``: the website around the editions
- ``running_text``: running text on its way into a template
- ``addresses``: where everything lies
- ``pages``, ``pdf``, ``slots``: artifacts and their makers
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rectoverso.compose import Composition
from rectoverso.compose.newsletter import Newsletter
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.review import Review
from rectoverso.problems import Code, Problem
from rectoverso.render import addresses, charts, fonts, pages, pdf
from rectoverso.render.email import plan_email
from rectoverso.render.environment import Templates, state
from rectoverso.render.newsletter import plan_newsletter
from rectoverso.render.quiz import plan_files, plan_quiz
from rectoverso.render.site import plan_site
from rectoverso.render.site.around import around, around_quiz
from rectoverso.render.site.comparisons import plan_comparisons
from rectoverso.render.site.site import site_of
from rectoverso.render.site.sitemap import plan_sitemap
from rectoverso.render.themes import Theme, theme
from rectoverso.system import pagefind


def plan(
    publication: Publication,
    composition: Composition,
    reviews: Mapping[str, Review],
    memo: Memo = KEEPS_NOTHING,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Everything that has to be made, in no order that matters.

    Args:
        publication, composition: what is shown.
        reviews: of the quizzes, by slug of the edition.
        memo: keeps the plans of what did not change.

    Returns:
        The artifacts; and the problems of templates (R001 to R003), of charts (R007), and R004
        once when the library for PDFs is missing, in which case no PDF is planned, or R008
        once when the one that makes small fonts is; P006 without an address, P007 without the
        program that the search needs, in which case no page leads to a search.
    """
    missing = pdf.missing_library()
    publication = _printable(publication)
    templates, look = _look(publication, memo)
    icon = templates.text("assets/icon.svg")
    scripts = {
        path: templates.text(path.removeprefix(f"{Audience.PUBLIC}/"))
        for path in addresses.EXPLAINER_SCRIPTS
    }
    site = site_of(publication, composition, templates, look)
    made: list[Artifact] = [
        pages.text_artifact(addresses.STYLE, look.screen, "text/css"),
        pages.text_artifact(addresses.ICON, icon.text, "image/svg+xml"),
        *(pages.text_artifact(path, it.text, "text/javascript") for path, it in scripts.items()),
    ]
    problems: list[Problem] = [*look.problems, *icon.problems]
    for script in scripts.values():
        problems.extend(script.problems)

    def take(planned: tuple[tuple[Artifact, ...], tuple[Problem, ...]]) -> None:
        made.extend(planned[0])
        problems.extend(problem for problem in planned[1] if problem not in problems)

    if any(edition.quiz for edition in site.editions):
        take(plan_files(templates))
    anchors: dict[str, tuple[str, ...]] = {}
    for edition in publication.editions:
        quiz = composition.quizzes.get(edition.slug)
        for (slug, code), newsletter in composition.newsletters.items():
            if slug != edition.slug:
                continue
            of = _explained(publication, edition, newsletter, templates, look)
            planned = memo(plan_newsletter, *of, around(site, slug, code))
            anchors.update(pages.anchors(planned[0]))
            take(planned)
            if newsletter.further:
                shown = (newsletter.further, newsletter.further_notes)
                compared = memo(plan_comparisons, site, slug, code, *shown)
                anchors.update(pages.anchors(compared[0]))
                take(compared)
            take(memo(plan_email, *of, quiz=site.edition(slug).quiz))
        if quiz is not None:
            verifications = composition.verified.editions.get(edition.slug, {})
            found = reviews.get(edition.slug, Review())
            asked = edition.without_prose()
            explainers = {
                language: newsletter
                for (slug, language), newsletter in composition.newsletters.items()
                if slug == edition.slug
            }
            take(
                plan_quiz(
                    publication.only(asked),
                    asked,
                    quiz,
                    verifications,
                    templates,
                    look,
                    newsletters=explainers,
                    review=found,
                    frames={
                        code: around_quiz(site, edition.slug, code, quiz.head.title.get(code) or "")
                        for code in edition.languages(publication.head)
                    },
                    memo=memo,
                )
            )
    take(memo(plan_site, replace(site, anchors=anchors)))
    take(plan_sitemap(site, made))
    if not site.url:
        at = publication.places.key("content/publication.yaml", "title")
        problems.append(Problem(Code.P006, at, {"field": "url"}))
    if site.editions and not site.searchable:
        problems.append(Problem(Code.P007, None, {"command": pagefind.COMMAND}))
    made.extend(memo(fonts.artifacts, fonts.characters(_shown(made))))
    lacking = missing or pdf.missing_subsetter()
    return tuple(made), (*problems, lacking) if lacking else tuple(problems)


def plan_page(
    publication: Publication, composition: Composition, slug: str, code: str, memo: Memo
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The page of one explainer and its charts, as ``plan`` plans them, and nothing else.

    Args:
        publication, composition: what is shown.
        slug, code: of an edition and a language that there is a newsletter in.
        memo: keeps the plans of what did not change.
    """
    publication = _printable(publication)
    templates, look = _look(publication, memo)
    site = site_of(publication, composition, templates, look)
    edition = next(one for one in publication.editions if one.slug == slug)
    newsletter = composition.newsletters[slug, code]
    of = _explained(publication, edition, newsletter, templates, look)
    return memo(plan_newsletter, *of, around(site, slug, code), paper=False)


def _explained(
    publication: Publication,
    edition: Edition,
    newsletter: Newsletter,
    templates: Templates,
    look: Theme,
) -> tuple[Publication, Edition, Newsletter, Templates, Theme]:
    """What an explainer is planned from, without what makes no difference to it."""
    explained = edition.without_prose().without_quiz()
    return publication.only(explained), explained, newsletter, templates, look


def _printable(publication: Publication) -> Publication:
    """Without sizes of paper where PDFs cannot be made: nothing plans one, no page links to one."""
    if pdf.missing_library() is None:
        return publication
    return replace(publication, head=publication.head.model_copy(update={"papers": ()}))


def _look(publication: Publication, memo: Memo) -> tuple[Templates, Theme]:
    tags = publication.head.tags
    templates = memo(Templates, publication.root, state(publication.root), tags)
    named_at = publication.places.value("content/publication.yaml", "theme")
    return templates, memo(theme, templates, publication.head.theme, named_at)


def _shown(artifacts: Iterable[Artifact]) -> Iterator[str]:
    """Everything that the public pages show, and more: their markup, and what charts are of."""
    for item in artifacts:
        if item.audience is Audience.PUBLIC and isinstance(item.values, pages.Page):
            yield html.unescape(item.values.html)
        elif isinstance(item.values, charts.Drawing):
            yield item.values.specification
