"""No test question, and no key of one, is in what will be deployed."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.audit.context import Context
from rectoverso.model.artifacts import Audience
from rectoverso.model.questions import Use
from rectoverso.problems import Code, Problem
from rectoverso.text.fold import fold


def check(context: Context) -> Iterable[Problem]:
    """A003 for each public page that shows the stem of a test question.

    A stem that a practice question shares (« Qui a tenu ces propos ? ») gives nothing away.
    """
    quizzes = context.composition.quizzes.values()
    shared = {
        fold(text).text
        for quiz in quizzes
        for question in quiz.of_use(Use.PRACTICE)
        for text in question.stem.root.values()
    }
    secrets = {
        fold(text).text: question.id
        for quiz in quizzes
        for question in quiz.of_use(Use.TEST)
        for text in question.stem.root.values()
        if fold(text).text not in shared
    }
    public = {
        path: fold(page.text).text
        for path, page in context.pages.items()
        if path.startswith(f"{Audience.PUBLIC}/")
    }
    for path, text in public.items():
        for secret, question in secrets.items():
            if secret in text:
                yield Problem(Code.A003, None, {"path": path, "found": question})
    for artifact in context.artifacts:
        if not artifact.path.startswith(f"{artifact.audience}/"):
            yield Problem(Code.A003, None, {"path": artifact.path, "found": artifact.audience})
