"""What a format makes its files from."""

from __future__ import annotations

from dataclasses import dataclass

from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Quiz


@dataclass(frozen=True, slots=True)
class Case:
    """The quiz of one edition.

    Attributes:
        publication, edition: for languages, papers and names.
        quiz: what was chosen and ordered.
    """

    publication: Publication
    edition: Edition
    quiz: Quiz

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages of the edition."""
        return self.edition.languages(self.publication.head)

    def path(self, name: str) -> str:
        """Where a file of the edition lies that only the teacher may see."""
        return f"private/{self.edition.slug}/{name}"
