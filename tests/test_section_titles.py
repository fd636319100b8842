"""Titles of sections on paper, where questions move within sections only."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rectoverso.compose.quiz import compose_quiz
from rectoverso.model.questions import Quiz, Shuffle, ShuffledQuestions
from rectoverso.render.quiz.desk import Desk
from tests.quizzes import ROOT, Loaded


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return Loaded(ROOT, "deepseek")


def _quiz(sample: Loaded, questions: ShuffledQuestions) -> Quiz:
    head = sample.head.model_copy(update={"shuffle": Shuffle(questions=questions)})
    edition = replace(sample.edition, quiz=head)
    quiz, _ = compose_quiz(sample.publication, edition, sample.verifications, reshuffle=True)
    assert quiz is not None
    return quiz


def _sheet(desk: Desk, at: int) -> str:
    version = desk.quiz.versions[at]
    values = {**desk.values(desk.views(version)), "version": version.name}
    filled = desk.templates.fill("quiz/paper.html", desk.viewer.language, values)
    assert filled.problems == ()
    return filled.text


@pytest.mark.parametrize("code", ["fr", "en"])
def test_titles_stand_in_the_order_of_the_edition_over_their_questions(
    sample: Loaded, code: str
) -> None:
    quiz = _quiz(sample, ShuffledQuestions.SECTIONS)
    desk = sample.desk(quiz, code)
    titles = {section.id: section.title[code] for section in sample.edition.head.sections}
    for at, version in enumerate(quiz.versions):
        text = _sheet(desk, at)
        wanted: list[str] = []
        for placed in version.placed:
            question = quiz.question(placed.question)
            assert question.section is not None
            if not wanted or titles[question.section] not in wanted:
                wanted.append(titles[question.section])
            wanted.append(str(placed.number))
        title, number = r'<h2 class="section-title">(.*?)</h2>', r'<span class="number">(\d+)'
        found = re.findall(rf'{title}|<h3 class="stem"[^>]*>{number}', text)
        assert [title or number for title, number in found] == wanted
        assert [title for title in wanted if not title.isdigit()] == [
            title for title in titles.values() if title in wanted
        ]


def test_without_sections_stems_are_the_headings(sample: Loaded) -> None:
    drawn = _quiz(sample, ShuffledQuestions.QUIZ)
    within = Shuffle(questions=ShuffledQuestions.SECTIONS)
    # What was printed over the whole quiz has no section in one piece.
    later = replace(drawn, head=drawn.head.model_copy(update={"shuffle": within}))
    for quiz in (drawn, later):
        text = _sheet(sample.desk(quiz, "fr"), 0)
        assert "section-title" not in text
        assert text.count('<h2 class="stem"') == len(quiz.questions)
        assert "<h3" not in text
