"""Editions of the tests and the sample, with everything that their quizzes are made from."""

from __future__ import annotations

import datetime
from pathlib import Path

from rectoverso.compose import compose
from rectoverso.compose.quiz import compose_quiz, context_of
from rectoverso.compose.quiz.pool import pool
from rectoverso.languages import language as language_of
from rectoverso.load import load
from rectoverso.model.articles import Verifications, VerifiedEntries
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Question, Quiz, QuizHead
from rectoverso.model.review import Review
from rectoverso.model.values import any_language
from rectoverso.questions.context import Context
from rectoverso.render.environment import Templates
from rectoverso.render.quiz.desk import Desk
from rectoverso.render.quiz.views import Viewer
from rectoverso.render.site.around import around_quiz
from rectoverso.render.site.site import site_of
from rectoverso.render.themes import theme
from rectoverso.verify import verify

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(__file__).parent / "editions"
TODAY = datetime.date(2025, 3, 10)


class Loaded:
    """An edition with everything that its quiz is made from."""

    def __init__(self, root: Path, slug: str = "observatory") -> None:
        publication, problems = load(root)
        assert publication is not None
        assert not problems
        verified, problems = verify(publication, today=TODAY)
        assert not [problem for problem in problems if problem.severity == "error"]
        self.publication: Publication = publication
        self.edition: Edition = next(one for one in publication.editions if one.slug == slug)
        self.verified: VerifiedEntries = verified
        self.verifications: Verifications = verified.editions[slug]
        self.context: Context = context_of(publication, self.edition, self.verifications)
        # An edition without a quiz.yaml yields questions all the same.
        self.head = self.edition.quiz or QuizHead(title=any_language("Quiz"))

    def questions(self) -> dict[str, Question]:
        """All that can be asked."""
        found, problems = pool(self.context, self.head)
        assert not problems
        return dict(found)

    def quiz(self, *, reshuffle: bool = False) -> Quiz:
        """The questions that were chosen."""
        quiz, problems = compose_quiz(
            self.publication, self.edition, self.verifications, reshuffle=reshuffle
        )
        assert quiz is not None
        assert not [problem for problem in problems if problem.severity == "error"], problems
        return quiz

    def desk(self, quiz: Quiz, language: str) -> Desk:
        """One language of a quiz on its way to paper and pages."""
        templates = Templates(ROOT)
        look = theme(templates)
        viewer = Viewer(self.publication, self.edition, self.verifications, language_of(language))
        composition, _ = compose(self.publication, self.verified)
        site = site_of(self.publication, composition, templates, look)
        frame = around_quiz(site, self.edition.slug, language, quiz.head.title[language])
        return Desk(self.publication, self.edition, quiz, viewer, templates, look, Review(), frame)
