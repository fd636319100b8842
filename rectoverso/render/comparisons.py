"""The page of the comparisons that an edition's text does not show."""

from __future__ import annotations

from rectoverso import languages
from rectoverso.compose.newsletter.values import ComparisonView, Note
from rectoverso.model.artifacts import Artifact
from rectoverso.problems import Problem
from rectoverso.render import pages
from rectoverso.render.environment import Templates
from rectoverso.render.running_text import FirstTimes, marks_of
from rectoverso.render.site.frame import Frame, Link
from rectoverso.render.typesetting import Vocabulary, finish


def plan_comparisons(
    views: tuple[ComparisonView, ...],
    notes: tuple[Note, ...],
    explainer: Link,
    frame: Frame,
    code: str,
    words: Vocabulary,
    templates: Templates,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The page, or the problems of its template.

    Args:
        views: the comparisons.
        notes: what they cite.
        explainer: leads to the text, by its title.
        frame: of the page.
        code: language of the page.
        words: what the page marks.
        templates: how it looks.
    """
    language = languages.language(code)
    values = {
        "medium": "screen",
        "frame": frame,
        "views": views,
        "notes": notes,
        "explainer": explainer,
        "first": FirstTimes(),
        "colon": language.say("common.colon"),
        "source_marks": marks_of,
    }
    filled = templates.fill("newsletter/comparisons.html", language, values)
    if filled.problems:
        return (), filled.problems
    page = pages.artifact(frame.path, finish(filled.text, words), title=frame.title, language=code)
    return (page,), ()
