"""Fills templates with what was composed, and says what has to be made.

- ``environment``: templates, and what becomes of their faults
- ``typesetting``: the last hand on every page
- ``themes``, ``fonts``: how it looks
- ``charts``: figures as SVG
- ``newsletter``, ``home``, ``quiz``: what is made for an edition
- ``pages``, ``pdf``, ``slots``: artifacts and their makers
"""

from __future__ import annotations

from rectoverso.compose import Composition
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem
from rectoverso.render import addresses, fonts, pages, pdf
from rectoverso.render.environment import Templates
from rectoverso.render.home import plan_home
from rectoverso.render.newsletter import plan_newsletter
from rectoverso.render.quiz import plan_quiz
from rectoverso.render.themes import theme as open_theme

PDF = "application/pdf"


def plan(
    publication: Publication, composition: Composition
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Says what has to be made: pages, PDFs, charts, fonts. Nothing is laid out yet.

    Args:
        publication: as loaded.
        composition: what was composed from it.

    Returns:
        The artifacts, and the problems of templates; R004 and no PDF where the library that
        lays text out is missing.
    """
    templates = Templates(publication.root)
    theme = open_theme(templates, publication.head.theme)
    style = pages.text_artifact(addresses.STYLE, theme.screen, "text/css")
    made: list[Artifact] = [*fonts.artifacts(), style]
    problems: list[Problem] = list(theme.problems)
    parts = [plan_home(publication, composition, templates)]
    for edition in publication.editions:
        quiz = composition.quizzes.get(edition.slug)
        newsletters = {
            code: composition.newsletters[edition.slug, code]
            for code in edition.languages(publication.head)
        }
        for newsletter in newsletters.values():
            parts.append(
                plan_newsletter(
                    publication, edition, newsletter, templates, theme, quiz=quiz is not None
                )
            )
        if quiz is not None:
            verifications = composition.verified.editions.get(edition.slug, {})
            parts.append(
                plan_quiz(publication, edition, quiz, newsletters, verifications, templates, theme)
            )
    for artifacts, found in parts:
        made.extend(artifacts)
        problems.extend(found)
    missing = pdf.missing_library()
    if missing is not None:
        made = [artifact for artifact in made if artifact.media_type != PDF]
        problems.append(missing)
    return tuple(made), tuple(problems)
