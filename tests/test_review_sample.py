"""The review rules on the sample: nothing against what it can ask, and a good question that is
broken on purpose is caught by the rule for that fault, and by no other without cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rectoverso.compose import compose
from rectoverso.compose.quiz import context_of
from rectoverso.load import load
from rectoverso.model.questions import Choice, Question, Quiz, Shape
from rectoverso.model.values import LocalText
from rectoverso.problems import Severity
from rectoverso.questions.keys import judges_statement, key_ids, key_texts
from rectoverso.review import names, review_questions, review_quiz
from rectoverso.review.case import Case, case_of
from rectoverso.verify import verify
from tests.review_mutations import WAYS, Way

ROOT = Path(__file__).resolve().parents[1]
MOST = 8
"""Questions that are broken in each way."""


@pytest.fixture(scope="module")
def case() -> Case:
    publication, problems = load(ROOT)
    assert publication is not None
    assert not problems
    verified, problems = verify(publication, today=date(2025, 3, 10))
    composition, _ = compose(publication, verified)
    edition = next(one for one in publication.editions if one.slug == "deepseek")
    newsletters = {
        code: newsletter
        for (slug, code), newsletter in composition.newsletters.items()
        if slug == edition.slug
    }
    context = context_of(publication, edition, verified.editions[edition.slug])
    return case_of(context, composition.quizzes[edition.slug], newsletters)


@pytest.fixture(scope="module")
def good(case: Case) -> tuple[Question, ...]:
    """The questions of the sample, chosen or not, in which no rule has found anything."""
    questions = tuple(case.quiz.candidates.values())
    found = {finding.question for finding in review_questions(case, questions)}
    return tuple(question for question in questions if question.id not in found)


def test_what_the_sample_can_ask_is_sound(case: Case, good: tuple[Question, ...]) -> None:
    found = review_questions(case, case.quiz.candidates.values())
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert errors == []
    sound = [question for question in good if question.generated]
    assert len(sound) >= 40
    assert len({question.references[0] for question in sound}) >= 40
    assert {question.shape for question in sound} >= {
        *(Shape.CHOOSE_ONE, Shape.CHOOSE_MANY, Shape.NUMBER, Shape.SHORT, Shape.MATCH),
        Shape.ORDER,
    }


def test_nothing_stands_against_the_quiz_of_the_sample(case: Case) -> None:
    found = review_quiz(case)
    assert [(one.question, one.rule) for one in found.standing] == []
    for finding in found.findings:
        assert len(finding.waived.split()) >= 4, finding


def test_the_newsletter_and_the_quiz_of_the_sample_read_without_effort(case: Case) -> None:
    for reading in review_quiz(case).readings.values():
        assert reading.newsletter is not None
        assert reading.newsletter.score >= 60
        assert reading.quiz is not None
        assert reading.quiz.score >= 60


def _broken(way: Way, good: tuple[Question, ...], case: Case) -> Iterator[Question]:
    count = 0
    for question in good:
        broken = way.broken(question, case)
        if broken is not None:
            yield broken
            count += 1
        if count == MOST:
            return


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.rule)
def test_a_good_question_that_is_broken_is_caught(
    way: Way, good: tuple[Question, ...], case: Case
) -> None:
    broken = list(_broken(way, good, case))
    assert broken, "no question of the sample can be broken in this way"
    for question in broken:
        found = {finding.rule for finding in review_questions(case, [question])}
        assert way.rule in found, question
        assert found <= {way.rule, *way.also}, question


def _found(case: Case, quiz: Quiz) -> set[str]:
    return {finding.rule for finding in review_quiz(replace(case, quiz=quiz)).findings}


def test_statements_that_are_all_true_are_caught(case: Case, good: tuple[Question, ...]) -> None:
    statements = tuple(one for one in good if judges_statement(one))
    true = tuple(one for one in statements if key_ids(one) == ("true",))
    false = tuple(one for one in statements if key_ids(one) == ("false",))
    rest = tuple(one for one in case.quiz.questions if not judges_statement(one))
    even = replace(case.quiz, questions=(*rest, *true[:4], *false[:4]))
    assert "verdicts-unbalanced" not in _found(case, even)
    uneven = replace(case.quiz, questions=(*rest, *true[:6], *false[:2]))
    assert "verdicts-unbalanced" in _found(case, uneven)


def test_keys_that_all_come_first_are_caught(case: Case) -> None:
    """Each shuffled question of version A gets its key to the front."""
    questions = {question.id: question for question in case.quiz.questions}
    version = case.quiz.versions[0]
    placed = []
    for one in version.placed:
        question = questions[one.question]
        if isinstance(question.response, Choice) and not question.response.several:
            keys = key_ids(question)
            others = tuple(id for id in one.order if id not in keys)
            placed.append(replace(one, order=(*keys, *others)))
        else:
            placed.append(one)
    front = replace(version, placed=tuple(placed))
    assert "keys-unbalanced" not in _found(case, case.quiz)
    assert "keys-unbalanced" in _found(case, replace(case.quiz, versions=(front,)))


def test_an_answer_in_the_stem_of_another_question_is_caught(case: Case) -> None:
    asked = next(
        one for one in case.quiz.questions if one.kind == "figure" and key_texts(one, "fr")
    )
    others = tuple(one for one in case.quiz.questions if one.id != asked.id)
    stem = {
        code: f"{asked.stem[code].rstrip(' ?')} : {key_texts(asked, code)[0]} ?"
        for code in case.languages
    }
    telling = replace(others[0], stem=LocalText(stem))
    quiz = replace(case.quiz, questions=(asked, telling, *others[1:]))
    assert "answer-given-away" not in _found(case, case.quiz)
    assert "answer-given-away" in _found(case, quiz)


def test_a_question_that_one_person_read_is_caught(case: Case, good: tuple[Question, ...]) -> None:
    context = case.context
    head = context.publication.head.model_copy(update={"require_review": True})
    asking = replace(
        case, context=replace(context, publication=replace(context.publication, head=head))
    )
    written = [question for question in good if not question.generated]
    unread = {one.id for one in case.edition.questions if not one.fields.reviewed}
    found = {one.question for one in review_questions(asking, written)}
    assert found == unread & {question.id for question in written}


def test_every_rule_is_broken_on_purpose() -> None:
    quiz = {"verdicts-unbalanced", "keys-unbalanced", "answer-given-away", "no-second-reader"}
    assert {way.rule for way in WAYS} | quiz == set(names())
