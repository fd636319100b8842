"""One language of one quiz on its way to artifacts: what every output has at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import CorrectionView
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Placed, Quiz, Use, Version
from rectoverso.model.review import Review
from rectoverso.problems import Problem, Span
from rectoverso.render import pdf
from rectoverso.render.environment import Templates
from rectoverso.render.quiz import variants
from rectoverso.render.quiz.codes import SheetCode, SheetKind, Stamp, stamp
from rectoverso.render.quiz.headings import headings
from rectoverso.render.quiz.variants import Variant
from rectoverso.render.quiz.views import QuestionView, Viewer
from rectoverso.render.running_text import marks_of
from rectoverso.render.site.frame import Frame
from rectoverso.render.themes import Theme, paper_styles
from rectoverso.render.typesetting import Vocabulary, finish, vocabulary_of

Planned = tuple[tuple[Artifact, ...], tuple[Problem, ...]]
"""What an output makes, and what went wrong in its templates."""

PAPER_STYLE = "quiz/paper.css"
_SPARE_PAGES = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """One language of one quiz.

    Attributes:
        publication, edition: for names, papers and addresses.
        quiz: what was chosen and ordered.
        viewer: makes views of questions, in this language.
        templates, theme: how it looks.
        review: what was found of the quiz.
        frame: what the website puts around the practice quiz.
        newsletter: the edition's explainer in this language, for outputs that show it.
        retracted: when and why the edition was taken back as a whole, if it was.
    """

    publication: Publication
    edition: Edition
    quiz: Quiz
    viewer: Viewer
    templates: Templates
    theme: Theme
    review: Review
    frame: Frame
    newsletter: Newsletter | None = None
    retracted: CorrectionView | None = None

    @property
    def code(self) -> str:
        """Code of the language."""
        return self.viewer.code

    @property
    def slug(self) -> str:
        """Name of the edition in addresses."""
        return self.edition.slug

    @property
    def papers(self) -> tuple[str, ...]:
        """Sizes of paper; none where PDFs cannot be made."""
        return tuple(self.publication.head.papers)

    @property
    def title(self) -> str:
        """Title of the quiz."""
        return self.quiz.head.title.get(self.code) or ""

    @property
    def edition_title(self) -> str:
        """Title of the explainer that the quiz belongs to."""
        return self.edition.head.title.get(self.code) or ""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of ``sheets:`` that there is something of, each once."""
        known = variants.names(self.templates)
        return tuple(name for name in dict.fromkeys(self.quiz.head.sheets) if name in known)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The variants that ``quiz.yaml`` asks for, in its order."""
        return tuple(
            variants.variant(name, self.templates)
            for name in self.sheets
            if name != variants.HANDOUT
        )

    def place(self, *path: str | int) -> Span:
        """Where a value stands in ``quiz.yaml``."""
        return self.publication.places.value(self.edition.file_of("questions"), *path)

    @property
    def vocabulary(self) -> Vocabulary:
        """Words that pages mark."""
        return vocabulary_of(self.publication.parties, self.edition.terms.values())

    def views(self, version: Version) -> tuple[QuestionView, ...]:
        """All questions of a version, in its order."""
        return self._viewed(version.placed)

    def practice(self) -> tuple[QuestionView, ...]:
        """Practice questions, numbered anew, with options as in the first version."""
        if not self.quiz.versions:
            return ()
        ids = {question.id for question in self.quiz.of_use(Use.PRACTICE)}
        placed = (one for one in self.quiz.versions[0].placed if one.question in ids)
        return self._viewed(
            [Placed(one.question, number, one.order) for number, one in enumerate(placed, 1)]
        )

    def _viewed(self, placed: Sequence[Placed]) -> tuple[QuestionView, ...]:
        over = headings(self.quiz, self.edition, placed, self.viewer.language)
        return tuple(
            replace(
                self.viewer.view(self.quiz.question(one.question), one),
                heading=over.get(one.question, ""),
            )
            for one in placed
        )

    def values(self, views: tuple[QuestionView, ...]) -> dict[str, object]:
        """What every template of a quiz gets."""
        head, code = self.publication.head, self.code
        quiz = self.quiz.head
        return {
            "publication": head.title.get(code) or "",
            "publisher": head.publisher or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "edition": self.edition_title,
            "title": self.title,
            "instructions": (quiz.instructions.get(code) if quiz.instructions else "") or "",
            "minutes": quiz.minutes,
            "questions": views,
            "practice": False,
            "points": sum(view.points for view in views),
            "revision": self.quiz.revision,
            "moment": str(self.edition.head.date),
            "retraction": self.retracted,
            "colon": self.viewer.language.say("common.colon"),
            "marks": marks_of(code),
        }

    def sheet(
        self,
        template: str,
        path: str,
        paper: str,
        values: Mapping[str, object],
        version: Version | None,
        audience: Audience,
        *,
        styles: Iterable[str] = (PAPER_STYLE,),
        code: SheetKind | None = None,
        resources: Mapping[str, bytes] | None = None,
    ) -> Planned:
        """A PDF from a template.

        Args:
            template: in ``templates/``.
            path: of the artifact.
            paper: ``a4`` or ``letter``.
            values: for the template; ``version`` is added.
            version: whose name stands on every page, or none.
            audience: who may see it.
            styles: style sheets in ``templates/``, later ones win.
            code: which kind of sheet its pages say that they are, in a line and a QR symbol;
                none for a sheet without a version.
            resources: images that the template names, by address after ``rectoverso:``.

        Returns:
            The artifact, or the problems of templates in place of it.
        """
        sheets = [self.templates.text(style) for style in styles]
        name = version.name if version else ""
        filled = self.templates.fill(template, self.viewer.language, {**values, "version": name})
        problems = (*(found for sheet in sheets for found in sheet.problems), *filled.problems)
        if problems:
            return (), problems
        questions = values.get("questions")
        count = len(questions) if isinstance(questions, tuple) else 0
        foot = self.foot(version, code, count)
        texts = (sheet.text for sheet in sheets)
        look = paper_styles(self.theme, paper, *texts, foot.style)
        made = pdf.artifact(
            path,
            pdf.Paper(
                finish(filled.text, self.vocabulary),
                look,
                resources={**foot.resources, **(resources or {})},
            ),
            audience=audience,
            title=self.title,
            language=self.code,
        )
        return (made,), ()

    def foot(self, version: Version | None, code: SheetKind | None, questions: int) -> Stamp:
        """What stands at the foot of each page.

        Style sheets set it from custom properties: ``--foot-title``; ``--foot-version`` with the
        revision, by which a paper can be told from one that was printed before; ``--foot-page``,
        page n of m. A version and a kind of sheet add the code of the page to the right.

        Args:
            version: of the sheet, or none.
            code: kind of sheet for the code, or none for no code.
            questions: how many the sheet has; no question is split over pages, so it has
                hardly more pages.
        """
        say = self.viewer.language.say
        made = say("quiz.revision", revision=self.quiz.revision)
        if version is not None:
            made = say("quiz.version", version=version.name) + " · " + made
        page = say("quiz.page-of", page="\0page\0", pages="\0pages\0")
        counted = " ".join(
            f"counter({part})" if part in ("page", "pages") else _css_string(part)
            for part in page.split("\0")
            if part
        )
        plain = (
            f":root {{ --foot-title: {_css_string(self.title)};"
            f" --foot-version: {_css_string(made)}; --foot-page: {counted}; }}\n"
        )
        if version is None or code is None:
            return Stamp(plain)
        first = SheetCode(code, self.slug, version.name, version.revision, 1)
        codes = stamp(first, questions + _SPARE_PAGES, "var(--foot-page)")
        return Stamp(plain + codes.style, codes.resources)


def together(*planned: Planned) -> Planned:
    """Several plans as one."""
    return (
        tuple(artifact for made, _ in planned for artifact in made),
        tuple(problem for _, problems in planned for problem in problems),
    )


def _css_string(text: str) -> str:
    """A string of CSS; what is not a plain letter is escaped by its number."""
    return (
        '"'
        + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
        + '"'
    )
