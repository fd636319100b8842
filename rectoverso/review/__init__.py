"""Holds the questions of every quiz against the published rules of writing good ones.

- ``rules/``: one rule a file
- ``slip``: what a rule hands back
- ``case``: what a rule looks at, and where its findings are placed
- ``parts``, ``words``: the texts of a question, and words in them
- ``carried``, ``refusals``, ``negatives``, ``quantities``, ``corpus``: what several rules look at
- ``waivers``: what editors waive
- ``coverage``, ``key_places``, ``duration``, ``reading_ease``, ``texts``: what is counted
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from rectoverso import languages
from rectoverso.compose import Composition
from rectoverso.compose.quiz import context_of
from rectoverso.languages import Language
from rectoverso.model.publication import Publication
from rectoverso.model.questions import Question
from rectoverso.model.review import Finding, Reading, Review
from rectoverso.problems import Problem, Span
from rectoverso.registry import modules
from rectoverso.review import texts, waivers
from rectoverso.review.case import Case, case_of
from rectoverso.review.coverage import coverage
from rectoverso.review.duration import seconds
from rectoverso.review.key_places import key_places
from rectoverso.review.reading_ease import ease
from rectoverso.review.slip import Slip

RULES = "rectoverso.review.rules"


def review(
    publication: Publication, composition: Composition
) -> tuple[Mapping[str, Review], tuple[Problem, ...]]:
    """Reviews every quiz.

    Args:
        publication: for the places of findings.
        composition: with the quizzes and newsletters.

    Returns:
        The review of each quiz by the slug of its edition; and as problems the findings that
        are not waived, and what is wrong with waivers (Q050, Q051).
    """
    reviews: dict[str, Review] = {}
    problems: list[Problem] = []
    for edition in publication.editions:
        quiz = composition.quizzes.get(edition.slug)
        if quiz is None:
            continue
        verifications = composition.verified.editions.get(edition.slug, {})
        newsletters = {
            language: newsletter
            for (slug, language), newsletter in composition.newsletters.items()
            if slug == edition.slug
        }
        case = case_of(context_of(publication, edition, verifications), quiz, newsletters)
        reviews[edition.slug] = one = review_quiz(case)
        problems += [finding.problem for finding in one.standing]
        problems += waivers.check(case, names(), one.findings)
    return reviews, tuple(problems)


def names() -> tuple[str, ...]:
    """The names of all rules, as waivers name them."""
    return tuple(rule.RULE for rule in modules(RULES))


def review_quiz(case: Case) -> Review:
    """The review of one quiz."""
    return Review(
        findings=_findings([*_of_questions(case, case.questions), *_of_quiz(case)], case),
        coverage=coverage(case),
        key_places=tuple(key_places(version, case.quiz) for version in case.quiz.versions),
        readings={code: _reading(case, languages.language(code)) for code in case.languages},
        reviewed=tuple(question.id for question in case.questions),
    )


def _reading(case: Case, language: Language) -> Reading:
    newsletter = case.newsletters.get(language.code)
    questions = case.quiz.questions
    return Reading(
        newsletter=ease(texts.of_newsletter(newsletter), language) if newsletter else None,
        quiz=ease(texts.of_questions(questions, language.code), language),
        seconds={question.id: seconds(question, language) for question in questions},
    )


def review_questions(case: Case, questions: Iterable[Question]) -> tuple[Finding, ...]:
    """What the rules for single questions find, also in questions that are not in the quiz.

    Tests hold every candidate of the sample against the rules by it.
    """
    return _findings(list(_of_questions(case, questions)), case)


@dataclass(frozen=True, slots=True)
class _Found:
    """A slip, the rule that found it, and the question, or none when it is the quiz's."""

    rule: ModuleType
    question: Question | None
    slip: Slip


def _of_questions(case: Case, questions: Iterable[Question]) -> Iterable[_Found]:
    rules = [rule for rule in modules(RULES) if hasattr(rule, "check")]
    for question in questions:
        for rule in rules:
            for slip in rule.check(question, case):
                yield _Found(rule, question, slip)


def _of_quiz(case: Case) -> Iterable[_Found]:
    """What is wrong with the quiz as a whole; nothing is said of a quiz that lacks questions
    because an entry could not be verified."""
    for rule in modules(RULES) if case.context.whole else ():
        for slip in rule.check_quiz(case) if hasattr(rule, "check_quiz") else ():
            question = case.quiz.question(slip.question) if slip.question else None
            yield _Found(rule, question, slip)


def _findings(found: list[_Found], case: Case) -> tuple[Finding, ...]:
    findings = [_finding(one, case) for one in found if not _explained(one, found)]
    findings.sort(key=lambda one: (one.problem.span or Span(""), one.rule))
    return tuple(findings)


def _explained(one: _Found, found: list[_Found]) -> bool:
    """Whether another slip at the same part of the question says it already."""
    stronger = getattr(one.rule, "YIELDS_TO", ())
    return any(
        other.rule.RULE in stronger
        and other.question is one.question
        and all(a == b for a, b in zip(one.slip.path[:2], other.slip.path[:2], strict=False))
        for other in found
    )


def _finding(found: _Found, case: Case) -> Finding:
    rule, question, slip = found.rule, found.question, found.slip
    remarks = slip.remarks
    if question is None:
        span = case.version(slip.version)
    else:
        span = case.span(question, slip.path, slip.at)
        remarks += case.remarks(question, slip.path)
    id = question.id if question else ""
    problem = Problem(rule.CODE, span, {"entry": id, **slip.values}, remarks)
    return Finding(rule.RULE, problem, id, waivers.reasons(question, case).get(rule.RULE, ""))
