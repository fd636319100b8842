"""Fills templates with what was composed, and says what has to be made.

- ``environment``: templates, and what becomes of their faults
- ``typesetting``: the last hand on every page
- ``themes``, ``fonts``: how it looks
- ``charts``: figures as SVG
- ``newsletter``, ``email``, ``home``, ``quiz``: what is made for an edition
- ``addresses``: where everything lies
- ``pages``, ``pdf``, ``slots``: artifacts and their makers
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rectoverso.compose import Composition
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication
from rectoverso.model.review import Review
from rectoverso.problems import Problem
from rectoverso.render import addresses, fonts, pages, pdf
from rectoverso.render.email import plan_email
from rectoverso.render.environment import Templates, state
from rectoverso.render.home import plan_home
from rectoverso.render.newsletter import plan_newsletter
from rectoverso.render.quiz import plan_files, plan_quiz
from rectoverso.render.themes import theme


def plan(
    publication: Publication,
    composition: Composition,
    reviews: Mapping[str, Review],
    memo: Memo = KEEPS_NOTHING,
    only: tuple[str, str] | None = None,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Everything that has to be made, in no order that matters.

    Args:
        publication, composition: what is shown.
        reviews: of the quizzes, by slug of the edition.
        memo: keeps the plans of what did not change.
        only: slug and language of the one explainer whose page is planned, without its paper.

    Returns:
        The artifacts; and the problems of templates (R001 to R003), of charts (R007), and R004
        once when the library for PDFs is missing, in which case no PDF is planned, or R008
        once when the one that makes small fonts is.
    """
    missing = pdf.missing_library()
    if missing is not None:
        # Without sizes of paper nothing plans a PDF, and no page links to one.
        head = publication.head.model_copy(update={"papers": ()})
        publication = replace(publication, head=head)
    templates = memo(Templates, publication.root, state(publication.root))
    named_at = publication.places.value("content/publication.yaml", "theme")
    look = memo(theme, templates, publication.head.theme, named_at)
    icon = templates.text("assets/icon.svg")
    made: list[Artifact] = [
        pages.text_artifact(addresses.STYLE, look.screen, "text/css"),
        pages.text_artifact(addresses.ICON, icon.text, "image/svg+xml"),
        *memo(fonts.artifacts),
    ]
    problems: list[Problem] = [*look.problems, *icon.problems]

    def take(planned: tuple[tuple[Artifact, ...], tuple[Problem, ...]]) -> None:
        made.extend(planned[0])
        problems.extend(problem for problem in planned[1] if problem not in problems)

    if only is None:
        take(plan_home(publication, composition, templates))
    if only is None and any(quiz.of_use("practice") for quiz in composition.quizzes.values()):
        take(plan_files(templates))
    for edition in publication.editions:
        if only is not None and edition.slug != only[0]:
            continue
        quiz = composition.quizzes.get(edition.slug)
        for (slug, code), newsletter in composition.newsletters.items():
            if slug != edition.slug or only not in (None, (slug, code)):
                continue
            explained = edition.without_prose().without_quiz()
            of = (publication.only(explained), explained, newsletter, templates, look)
            practice = quiz is not None and bool(quiz.of_use("practice"))
            take(memo(plan_newsletter, *of, quiz=practice, paper=only is None))
            if only is not None:
                return tuple(made), tuple(problems)
            take(memo(plan_email, *of, quiz=practice))
        if quiz is not None:
            verifications = composition.verified.editions.get(edition.slug, {})
            found = reviews.get(edition.slug, Review())
            asked = edition.without_prose()
            take(
                plan_quiz(
                    publication.only(asked),
                    asked,
                    quiz,
                    verifications,
                    templates,
                    look,
                    review=found,
                    memo=memo,
                )
            )
    lacking = missing or pdf.missing_subsetter()
    return tuple(made), (*problems, lacking) if lacking else tuple(problems)
