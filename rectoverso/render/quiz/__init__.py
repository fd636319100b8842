"""The quiz on paper and on screen.

- ``views``: questions as templates see them
- ``desk``: one language of one quiz on its way to artifacts
- ``web``: what the script of the practice page knows
- ``outputs``: what is made of a quiz, one file each
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rectoverso import languages
from rectoverso.compose.newsletter import Newsletter
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import Verifications
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Quiz
from rectoverso.model.review import Review
from rectoverso.problems import Problem
from rectoverso.registry import modules
from rectoverso.render import addresses, pages
from rectoverso.render.environment import Templates
from rectoverso.render.quiz.desk import Desk
from rectoverso.render.quiz.views import Viewer
from rectoverso.render.site.frame import Frame
from rectoverso.render.themes import Theme

OUTPUTS = "rectoverso.render.quiz.outputs"
_SCREEN_STYLE = "quiz/screen.css"
_SCRIPT_PARTS = ("data", "typed", "page", "shapes", "progress", "showing", "doing", "start")
"""Files of ``templates/assets/quiz/`` in the order in which they need one another."""


def plan_files(templates: Templates) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The style sheet and the script that all practice quizzes of the site share.

    The parts of the script share one scope, and nothing of it is seen outside.

    Returns:
        The artifacts; and R003 for a template that is missing.
    """
    style = templates.text(_SCREEN_STYLE)
    parts = [templates.text(f"assets/quiz/{name}.js") for name in _SCRIPT_PARTS]
    script = "\n".join(('(() => {\n"use strict";\n', *(part.text for part in parts), "})();\n"))
    return (
        pages.text_artifact(addresses.QUIZ_STYLE, style.text, "text/css"),
        pages.text_artifact(addresses.QUIZ_SCRIPT, script, "text/javascript"),
    ), tuple(problem for filled in (style, *parts) for problem in filled.problems)


def plan_quiz(
    publication: Publication,
    edition: Edition,
    quiz: Quiz,
    verifications: Verifications,
    templates: Templates,
    theme: Theme,
    *,
    newsletters: Mapping[str, Newsletter],
    review: Review,
    frames: Mapping[str, Frame],
    memo: Memo = KEEPS_NOTHING,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Everything that is made of an edition's quiz.

    Args:
        publication, edition: for names, papers and addresses.
        quiz: what was chosen and ordered.
        verifications: for the paragraphs of sources.
        templates, theme: how it looks.
        newsletters: the edition's explainers by language.
        review: what was found of the quiz.
        frames: what the website puts around the practice quiz, by language.
        memo: keeps the plans of what did not change.

    Returns:
        The artifacts; and what went wrong in templates.
    """
    made: list[Artifact] = []
    problems: list[Problem] = []
    for code in edition.languages(publication.head):
        desk = Desk(
            publication,
            edition,
            quiz,
            Viewer(publication, edition, verifications, languages.language(code)),
            templates,
            theme,
            review,
            frames[code],
            retracted=newsletters[code].retracted if code in newsletters else None,
        )
        for output in modules(OUTPUTS):
            seen = replace(
                desk,
                review=review if getattr(output, "READS_REVIEW", False) else Review(),
                newsletter=newsletters.get(code) if getattr(output, "READS_TEXT", False) else None,
            )
            planned, found = memo(output.plan, seen)
            made.extend(planned)
            problems.extend(problem for problem in found if problem not in problems)
    return tuple(made), tuple(problems)
