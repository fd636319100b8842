"""No test question, and no key of one, is in what will be deployed."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.audit.context import Context
from rectoverso.audit.page import Page, bare
from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Quiz, Use
from rectoverso.problems import Code, Problem
from rectoverso.render.email.desk import HTML


def check(context: Context) -> Iterable[Problem]:
    """A003 for each public page that shows a test question, and for each misplaced artifact.

    A letter lies among what is private and goes out to everyone, so it counts as public.
    A test question is known by its mark and by its stem. A stem that a practice question has
    too (« Qui a dit cela ? ») gives nothing away.
    """
    public = {
        path: page
        for path, page in context.pages.items()
        if path.startswith(f"{Audience.PUBLIC}/") or path.endswith(f"/{HTML}")
    }
    stems: dict[str, str] = {}
    ids: set[str] = set()
    for quiz in context.composition.quizzes.values():
        stems.update(_secret_stems(quiz))
        ids.update(question.id for question in quiz.of_use(Use.TEST))
    for path, page in public.items():
        text = bare(page.text)
        shown = {id for stem, id in stems.items() if stem in text} | (ids & _marked(page))
        for id in sorted(shown):
            yield Problem(Code.A003, None, {"path": path, "found": id})
    for artifact in context.artifacts:
        if not artifact.path.startswith(f"{artifact.audience}/"):
            yield Problem(Code.A003, None, {"path": artifact.path, "found": artifact.audience})


def _secret_stems(quiz: Quiz) -> dict[str, str]:
    practised = {
        bare(text) for question in quiz.of_use(Use.PRACTICE) for text in question.stem.root.values()
    }
    secret = {
        bare(text): question.id
        for question in quiz.of_use(Use.TEST)
        for text in question.stem.root.values()
    }
    return {stem: id for stem, id in secret.items() if stem not in practised}


def _marked(page: Page) -> set[str]:
    return {
        element.attributes["data-evidence"].removeprefix("question:")
        for run in page.runs
        for element in run.within
        if element.attributes.get("data-evidence", "").startswith("question:")
    }
