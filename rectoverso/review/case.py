"""What a rule looks at, and where its findings are placed."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Question, Quiz
from rectoverso.problems import Span


@dataclass(frozen=True, slots=True)
class Case:
    """The quiz of one edition under review."""

    publication: Publication
    edition: Edition
    quiz: Quiz

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that every question comes in."""
        return self.edition.languages(self.publication.head)

    def span(self, question: Question, *path: str | int) -> Span:
        """Where a part of a question stands; for a generated one, the title of the quiz."""
        file = self.edition.file_of("questions")
        for written in self.edition.questions:
            if written.id == question.id:
                return self.publication.places.value(file, "questions", written.index, *path)
        return self.publication.places.key(file, "title")
