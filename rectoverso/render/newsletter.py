"""An edition's explainer: its page, its PDFs and its charts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.names import names_with_digits
from rectoverso.compose.newsletter.values import CLOSING, OPENING, ChartView, Flow, Inline
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Problem
from rectoverso.render import addresses, charts, pages, pdf
from rectoverso.render.environment import Templates
from rectoverso.render.slots import slot
from rectoverso.render.themes import Theme, paper_styles
from rectoverso.render.typesetting import finish

_MARK = re.compile(rf"{OPENING}(\d+){CLOSING}")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another file of the site."""

    href: str
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """The marks that a language puts around quotations."""

    open: str
    close: str


def marks_of(code: str) -> QuotationMarks:
    """The quotation marks of a language.

    Args:
        code: such as ``fr`` or ``fr-CA``.
    """
    say = languages.language(code.partition("-")[0]).say
    return QuotationMarks(say("common.quotation-open"), say("common.quotation-close"))


class FirstTimes:
    """Tells what is shown for the first time: a note, so that it can lead back to its first
    reference; a doubt, which paper says once."""

    def __init__(self) -> None:
        self._seen: set[int | str] = set()

    def __call__(self, shown: int | str) -> bool:
        """Whether this is asked for the first time.

        Args:
            shown: number of a note, or a name such as ``doubt:some-id``.
        """
        new = shown not in self._seen
        self._seen.add(shown)
        return new


def pieces(flow: Flow) -> list[Markup | Inline]:
    """Running text as markup and parts in turn."""
    done: list[Markup | Inline] = []
    for index, part in enumerate(_MARK.split(flow.html)):
        # Odd pieces are what the pattern captured: numbers of parts.
        if index % 2:
            done.append(flow.parts[int(part)])
        elif part:
            done.append(Markup(part))
    return done


def plain(flow: Flow) -> str:
    """Running text without markup or notes, for descriptions."""
    text = "".join(
        _TAG.sub("", str(piece)) if isinstance(piece, Markup) else piece.text + piece.tail
        for piece in pieces(flow)
    )
    return " ".join(Markup(text).unescape().split())


def plan_newsletter(
    publication: Publication,
    edition: Edition,
    newsletter: Newsletter,
    templates: Templates,
    theme: Theme,
    *,
    quiz: bool,
    paper: bool = True,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """What is made for an edition's explainer in one language.

    Args:
        publication: for its head and the addresses of its languages.
        edition: for the places of its charts.
        newsletter: what was composed.
        templates, theme: how it looks.
        quiz: whether there is a practice quiz to link to.
        paper: whether the PDFs are planned, too.

    Returns:
        The page, a PDF for each paper and the charts; and the problems of templates.
    """
    language = languages.language(newsletter.language)
    figures, problems = _charts(publication, edition, newsletter, templates, theme, language)
    slots = {chart.id: figures[chart.id].path for chart in newsletter.charts if chart.id in figures}
    values = PageValues(publication, edition, newsletter, templates, language, quiz)
    names = names_with_digits(publication.parties)
    found = list(problems)
    made: list[Artifact] = list(figures.values())

    page = templates.fill("newsletter/page.html", language, values("screen"))
    found.extend(page.problems)
    if not page.problems:
        made.append(
            pages.artifact(
                addresses.edition_page(edition.slug, language.code),
                finish(page.text, names),
                title=newsletter.title,
                language=language.code,
                slots=slots,
            )
        )
    if not paper:
        return tuple(made), tuple(found)
    printed = templates.fill("newsletter/print.html", language, values("print"))
    found.extend(problem for problem in printed.problems if problem not in found)
    if not printed.problems:
        html = finish(printed.text, names)
        for size in publication.head.papers:
            made.append(
                pdf.artifact(
                    addresses.edition_pdf(edition.slug, language.code, size),
                    pdf.Paper(html, paper_styles(theme, size, theme.paper), slots),
                    audience=Audience.PUBLIC,
                    title=newsletter.title,
                    language=language.code,
                )
            )
    return tuple(made), tuple(found)


def _charts(
    publication: Publication,
    edition: Edition,
    newsletter: Newsletter,
    templates: Templates,
    theme: Theme,
    language: Language,
) -> tuple[dict[str, Artifact], list[Problem]]:
    drawn: dict[str, Artifact] = {}
    problems: list[Problem] = []
    for chart in newsletter.charts:
        if not charts.is_drawn(templates, chart.kind) and templates.has(_markup_of(chart)):
            continue
        place = publication.places.value(edition.file_of("charts"), "charts", chart.id, "kind")
        path = addresses.chart(edition.slug, language.code, chart.id)
        artifact, found = charts.artifact(templates, path, chart, language, theme.colours, place)
        problems.extend(found)
        if artifact is not None:
            drawn[chart.id] = artifact
    return drawn, problems


def _markup_of(chart: ChartView) -> str:
    return f"charts/{chart.kind}.html"


@dataclass(frozen=True, slots=True)
class PageValues:
    """What the templates of a newsletter get, for one medium at a time."""

    publication: Publication
    edition: Edition
    newsletter: Newsletter
    templates: Templates
    language: Language
    quiz: bool

    def __call__(self, medium: str) -> Mapping[str, object]:
        """The values by name.

        Args:
            medium: ``screen`` or ``print``.
        """
        head, code, slug = self.publication.head, self.language.code, self.edition.slug
        here = addresses.edition_page(slug, code)

        def link(target: str, text: str, language: str = "") -> Link:
            return Link(pages.address(here, target), text, language)

        def paper(key: str, size: str) -> str:
            return self.language.say(key, paper=self.language.say(f"newsletter.paper-{size}"))

        quiz_links = [
            link(addresses.practice_page(slug, code), self.language.say("newsletter.quiz-open")),
            *(
                link(
                    addresses.practice_pdf(slug, code, size),
                    paper("newsletter.quiz-print", size),
                )
                for size in head.papers
            ),
        ]
        values: dict[str, object] = {
            "medium": medium,
            "newsletter": self.newsletter,
            "publication": head.title.get(code) or "",
            "publisher": head.publisher or "",
            "tagline": (head.tagline.get(code) if head.tagline else "") or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "contact": head.contact or "",
            "description": plain(self.newsletter.lede),
            "home": pages.address(here, addresses.home(code)),
            "style": pages.address(here, addresses.STYLE),
            "icon": pages.address(here, addresses.ICON),
            "languages": [
                link(addresses.edition_page(slug, other), languages.language(other).name, other)
                for other in self.edition.languages(head)
            ],
            "downloads": [
                link(
                    addresses.edition_pdf(slug, code, size),
                    paper("newsletter.download-pdf", size),
                )
                for size in head.papers
            ],
            "quiz_links": quiz_links if self.quiz else [],
            "pieces": pieces,
            "first": FirstTimes(),
            "marks": marks_of(code),
            "source_marks": marks_of,
            "colon": self.language.say("common.colon"),
            "is_drawn": self._is_drawn,
        }
        values["drawing"] = lambda chart: self._drawing(chart, values)
        return values

    def _is_drawn(self, chart: ChartView) -> bool:
        return charts.is_drawn(self.templates, chart.kind)

    def _drawing(self, chart: ChartView, values: Mapping[str, object]) -> Markup:
        if self._is_drawn(chart):
            return Markup(slot(chart.id))
        markup = self.templates.fill(_markup_of(chart), self.language, {**values, "chart": chart})
        return Markup(markup.text)
