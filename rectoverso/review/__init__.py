"""Item-writing rules, one a file in ``rules/``, over all chosen questions of every edition.

Each rule module exports ``RULE: str`` (its name, for waivers) and
``check(question, context) -> Iterable[Problem]``; ``context`` is a ``rectoverso.review.Case``.
"""

from __future__ import annotations

from rectoverso.compose import Composition
from rectoverso.model.publication import Publication
from rectoverso.problems import Problem
from rectoverso.registry import modules
from rectoverso.review.case import Case

RULES = "rectoverso.review.rules"


def review(publication: Publication, composition: Composition) -> tuple[Problem, ...]:
    """Holds every chosen question against every rule that it does not waive.

    Args:
        publication: for the places of findings.
        composition: with the quizzes.

    Returns:
        The findings of all rules.
    """
    problems: list[Problem] = []
    for edition in publication.editions:
        quiz = composition.quizzes.get(edition.slug)
        if quiz is None:
            continue
        case = Case(publication, edition, quiz)
        for rule in modules(RULES):
            for question in quiz.questions:
                if rule.RULE not in question.waive:
                    problems.extend(rule.check(question, case))
    return tuple(problems)
