"""The quiz on paper and on screen.

- ``views``: questions as templates see them
- here: which files are made of them, and for whom

Public: the practice page and the blank practice quiz. Private: the quiz of each version with
all its questions, and its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rectoverso import languages
from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.names import names_with_digits
from rectoverso.model.articles import Verifications
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Placed, Quiz, Use, Version
from rectoverso.problems import Problem
from rectoverso.render import addresses, pages, pdf
from rectoverso.render.environment import Templates
from rectoverso.render.newsletter import marks_of
from rectoverso.render.quiz.views import QuestionView, Viewer
from rectoverso.render.themes import Theme, paper_styles
from rectoverso.render.typesetting import finish

_PAPER_STYLE = "quiz/paper.css"
_SCREEN_STYLE = "quiz/screen.css"


def sheet_path(slug: str, language: str, name: str, version: str, paper: str) -> str:
    """Path of a private quiz or key; ``name`` is ``quiz`` or ``key``."""
    return f"private/{slug}/{language}/{name}-{version}-{paper}.pdf"


def plan_quiz(
    publication: Publication,
    edition: Edition,
    quiz: Quiz,
    newsletters: Mapping[str, Newsletter],
    verifications: Verifications,
    templates: Templates,
    theme: Theme,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Everything that is made of an edition's quiz.

    Args:
        publication, edition: for names, papers and addresses.
        quiz: what was chosen and ordered.
        newsletters: the edition's explainers by language, for their titles.
        verifications: for the paragraphs of sources.
        templates, theme: how it looks.

    Returns:
        The artifacts; and what went wrong in templates.
    """
    made: list[Artifact] = []
    problems: list[Problem] = []
    for code in edition.languages(publication.head):
        newsletter = newsletters.get(code)
        desk = _Desk(
            publication,
            edition,
            quiz,
            newsletter.title if newsletter else edition.head.title.get(code) or "",
            Viewer(publication, edition, verifications, languages.language(code)),
            templates,
            theme,
            made,
        )
        desk.lay_out()
        problems.extend(problem for problem in desk.problems if problem not in problems)
    return tuple(made), tuple(problems)


@dataclass(slots=True)
class _Desk:
    """One language of one quiz on its way to artifacts."""

    publication: Publication
    edition: Edition
    quiz: Quiz
    title: str
    viewer: Viewer
    templates: Templates
    theme: Theme
    made: list[Artifact]
    problems: list[Problem] = field(default_factory=list)

    def lay_out(self) -> None:
        """Adds every artifact of the language."""
        code = self.viewer.code
        slug = self.edition.slug
        practice = self._practice()
        if practice:
            self._page(practice)
            for paper in self.publication.head.papers:
                self._paper(
                    "quiz/paper.html",
                    addresses.practice_pdf(slug, code, paper),
                    paper,
                    practice,
                    None,
                    Audience.PUBLIC,
                )
        for version in self.quiz.versions:
            views = tuple(
                self.viewer.view(self.quiz.question(placed.question), placed)
                for placed in version.placed
            )
            for name in ("paper", "key"):
                for paper in self.publication.head.papers:
                    self._paper(
                        f"quiz/{name}.html",
                        sheet_path(
                            slug, code, "quiz" if name == "paper" else name, version.name, paper
                        ),
                        paper,
                        views,
                        version,
                        Audience.PRIVATE,
                    )

    def _practice(self) -> tuple[QuestionView, ...]:
        """Practice questions, numbered anew, with options as in the first version."""
        if not self.quiz.versions:
            return ()
        ids = {question.id for question in self.quiz.of_use(Use.PRACTICE)}
        placed = [one for one in self.quiz.versions[0].placed if one.question in ids]
        return tuple(
            self.viewer.view(
                self.quiz.question(one.question), Placed(one.question, number, one.order)
            )
            for number, one in enumerate(placed, 1)
        )

    def _values(self, views: tuple[QuestionView, ...]) -> dict[str, object]:
        head, code = self.publication.head, self.viewer.code
        quiz = self.quiz.head
        return {
            "publication": head.title.get(code) or "",
            "publisher": head.publisher or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "edition": self.title,
            "title": quiz.title.get(code) or "",
            "instructions": (quiz.instructions.get(code) if quiz.instructions else "") or "",
            "minutes": quiz.minutes,
            "questions": views,
            "points": sum(view.points for view in views),
            "revision": self.quiz.revision,
            "moment": str(self.edition.head.date),
            "colon": " :" if code.startswith("fr") else ":",
            "marks": marks_of(code),
        }

    def _paper(
        self,
        template: str,
        path: str,
        paper: str,
        views: tuple[QuestionView, ...],
        version: Version | None,
        audience: Audience,
    ) -> None:
        style = self.templates.text(_PAPER_STYLE)
        name = version.name if version else ""
        filled = self.templates.fill(
            template, self.viewer.language, {**self._values(views), "version": name}
        )
        self.problems.extend((*style.problems, *filled.problems))
        if style.problems or filled.problems:
            return
        html = finish(filled.text, names_with_digits(self.publication.parties))
        self.made.append(
            pdf.artifact(
                path,
                pdf.Paper(html, paper_styles(self.theme, paper, style.text, self._margins(name))),
                audience=audience,
                title=self.quiz.head.title.get(self.viewer.code) or "",
                language=self.viewer.code,
            )
        )

    def _margins(self, version: str) -> str:
        """What stands at the foot of each page: title and version, and page n of m."""
        say = self.viewer.language.say
        title = self.quiz.head.title.get(self.viewer.code) or ""
        left = title
        if version:
            left += " · " + say("quiz.version", version=version)
        left += " · " + say("quiz.revision", revision=self.quiz.revision)
        page = say("quiz.page-of", page="\0page\0", pages="\0pages\0")
        right = " ".join(
            f"counter({part})" if part in ("page", "pages") else _css_string(part)
            for part in page.split("\0")
            if part
        )
        return (
            f"@page {{ @bottom-left {{ content: {_css_string(left)}; }}"
            f" @bottom-right {{ content: {right}; }} }}"
        )

    def _page(self, views: tuple[QuestionView, ...]) -> None:
        code, slug, head = self.viewer.code, self.edition.slug, self.publication.head
        here = addresses.practice_page(slug, code)
        style = self.templates.text(_SCREEN_STYLE)
        values = self._values(views) | {
            "style": pages.address(here, addresses.STYLE),
            "quiz_style": style.text,
            "home": pages.address(here, addresses.home(code)),
            "edition_href": pages.address(here, addresses.edition_page(slug, code)),
            "languages": [
                {
                    "code": other,
                    "text": languages.language(other).name,
                    "href": pages.address(here, addresses.practice_page(slug, other)),
                }
                for other in self.edition.languages(head)
            ],
            "papers": [
                {
                    "name": paper,
                    "href": pages.address(here, addresses.practice_pdf(slug, code, paper)),
                }
                for paper in head.papers
            ],
        }
        filled = self.templates.fill("quiz/page.html", self.viewer.language, values)
        self.problems.extend((*style.problems, *filled.problems))
        if not (style.problems or filled.problems):
            self.made.append(
                pages.artifact(
                    here,
                    finish(filled.text, names_with_digits(self.publication.parties)),
                    title=self.quiz.head.title.get(code) or "",
                    language=code,
                )
            )


def _css_string(text: str) -> str:
    """A string of CSS; what is not a plain letter is escaped by its number."""
    return (
        '"'
        + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
        + '"'
    )
