"""An edition's explainer: its page, its PDFs and its charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import ChartView, Flow
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact, Audience
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Problem
from rectoverso.render import addresses, charts, pages, pdf
from rectoverso.render.environment import Templates
from rectoverso.render.running_text import (
    FirstTimes,
    marks_of,
    pieces,
    plain,
    with_hung_heads,
    with_movable_tables,
    with_permalinks,
)
from rectoverso.render.site import data
from rectoverso.render.site.around import Around
from rectoverso.render.site.frame import Link
from rectoverso.render.slots import slot
from rectoverso.render.themes import Theme, paper_styles
from rectoverso.render.typesetting import finish, vocabulary_of


def plan_newsletter(
    publication: Publication,
    edition: Edition,
    newsletter: Newsletter,
    templates: Templates,
    theme: Theme,
    around: Around,
    *,
    paper: bool = True,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """What is made for an edition's explainer in one language.

    Args:
        publication: for its head and its parties.
        edition: for the places of its charts.
        newsletter: what was composed.
        templates, theme: how it looks.
        around: what the rest of the website puts around it.
        paper: whether the PDFs are planned, too.

    Returns:
        The page, a PDF for each paper and the charts; and the problems of templates.
    """
    language = languages.language(newsletter.language)
    figures, problems = _charts(publication, edition, newsletter, templates, theme, language)
    slots = {chart.id: figures[chart.id].path for chart in newsletter.charts if chart.id in figures}
    values = PageValues(publication, edition, newsletter, templates, language, around)
    words = vocabulary_of(publication.parties, edition.terms.values())
    found = list(problems)
    made: list[Artifact] = list(figures.values())

    page = templates.fill("newsletter/page.html", language, values("screen"))
    found.extend(page.problems)
    if not page.problems:
        made.append(
            pages.artifact(
                addresses.edition_page(edition.slug, language.code),
                finish(page.text, words),
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
        html = finish(printed.text, words)
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
    around: Around

    @property
    def _here(self) -> str:
        return addresses.edition_page(self.edition.slug, self.language.code)

    def _full(self, path: str) -> str:
        """Full address of a public file; empty where the publication has none."""
        return addresses.absolute(self.around.url, path) if self.around.url else ""

    def __call__(self, medium: str) -> Mapping[str, object]:
        """The values by name.

        Args:
            medium: ``screen`` or ``print``.
        """
        head, code, around = self.publication.head, self.language.code, self.around
        values: dict[str, object] = {
            "medium": medium,
            "newsletter": self.newsletter,
            "frame": replace(around.frame, data=data.json_ld(self._article())),
            "publication": head.title.get(code) or "",
            "publisher": head.publisher or "",
            "tagline": (head.tagline.get(code) if head.tagline else "") or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "description": plain(self.newsletter.lede),
            "address": self._full(self._here),
            "downloads": self._downloads(),
            "quiz_links": self._quiz_links(),
            "comparisons_page": self._comparisons(),
            "by_parts_script": pages.address(self._here, addresses.BY_PARTS_SCRIPT),
            "notes_script": pages.address(self._here, addresses.NOTES_SCRIPT),
            "share": self._share(),
            "subjects": around.subjects,
            "newer": around.newer,
            "older": around.older,
            "source_page": lambda id: around.source_pages.get(id, ""),
            "person_page": lambda id: around.person_pages.get(id, ""),
            "headed": self._headed if medium == "screen" else with_hung_heads,
            "pieces": pieces,
            "first": FirstTimes(),
            "marks": marks_of(code),
            "source_marks": marks_of,
            "colon": self.language.say("common.colon"),
            "is_drawn": self._is_drawn,
        }
        values["drawing"] = lambda chart: self._drawing(chart, values)
        return values

    def _article(self) -> data.Thing:
        slug, code = self.edition.slug, self.language.code
        return data.article(
            self.newsletter,
            self.publication.head,
            url=self._full(self._here),
            card=self._full(addresses.edition_card(slug, code)),
            quiz=self._full(addresses.practice_page(slug, code)) if self.around.quiz else "",
        )

    def _link(self, target: str, text: str, code: str = "") -> Link:
        return Link(pages.address(self._here, target), text, code)

    def _on_paper(self, key: str, size: str) -> str:
        return self.language.say(key, paper=self.language.say(f"newsletter.paper-{size}"))

    def _downloads(self) -> list[Link]:
        code, slug = self.language.code, self.edition.slug
        return [
            self._link(
                addresses.edition_pdf(slug, code, size),
                self._on_paper("newsletter.download-pdf", size),
            )
            for size in self.publication.head.papers
        ]

    def _quiz_links(self) -> list[Link]:
        code, slug = self.language.code, self.edition.slug
        if not self.around.quiz:
            return []
        opened = self.language.say("newsletter.quiz-open")
        return [
            self._link(addresses.practice_page(slug, code), opened),
            *(
                self._link(
                    addresses.practice_pdf(slug, code, size),
                    self._on_paper("newsletter.quiz-print", size),
                )
                for size in self.publication.head.papers
            ),
        ]

    def _comparisons(self) -> str:
        slug, code = self.edition.slug, self.language.code
        return pages.address(self._here, addresses.comparisons_page(slug, code))

    def _share(self) -> Link | None:
        """A letter with title and address, in the reader's own mail program."""
        if not self.around.url:
            return None
        title = self.newsletter.title
        body = f"{title}\n{self._full(self._here)}\n"
        href = f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"
        return Link(href, self.language.say("site.share"))

    def _headed(self, flow: Flow) -> Flow:
        def link(anchor: str, words: str) -> str:
            label = self.language.say("site.permalink-section", title=words)
            shown = Markup('<a class="permalink" href="#{}" aria-label="{}"></a>')
            return shown.format(anchor, label)

        return with_movable_tables(with_permalinks(flow, link), self.language.say("site.table"))

    def _is_drawn(self, chart: ChartView) -> bool:
        return charts.is_drawn(self.templates, chart.kind)

    def _drawing(self, chart: ChartView, values: Mapping[str, object]) -> Markup:
        if self._is_drawn(chart):
            return Markup(slot(chart.id))
        markup = self.templates.fill(_markup_of(chart), self.language, {**values, "chart": chart})
        return Markup(markup.text)
