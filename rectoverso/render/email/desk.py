"""One letter on its way to artifacts."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import ChartView
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact, Audience, digest_of
from rectoverso.model.email import RETRACTION, UNSUBSCRIBE
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Problem
from rectoverso.render import addresses, charts, pages
from rectoverso.render.email import message, pictures, plain, styles
from rectoverso.render.email.letter import Letter, LetterSection, letter
from rectoverso.render.email.markup import mailable
from rectoverso.render.environment import Filled, Templates
from rectoverso.render.running_text import marks_of, pieces
from rectoverso.render.running_text import plain as words_of
from rectoverso.render.slots import program
from rectoverso.render.themes import Theme
from rectoverso.render.typesetting import Vocabulary, finish, vocabulary_of
from rectoverso.text.typography import typeset

Planned = tuple[tuple[Artifact, ...], tuple[Problem, ...]]
"""What is made of a letter, and what went wrong in its templates."""

HTML, TEXT, MESSAGE = "email.html", "email.txt", "message.eml"
_PREHEADER_END = Markup("&nbsp;&zwnj;" * 50)
"""Keeps what follows out of a mailbox's preview when the preheader is shorter than it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A letter with all that it is made from.

    Attributes:
        publication, edition, newsletter: what it says.
        templates, theme: how it looks.
        site: address of the publication on the web.
        quiz: whether there is a practice quiz to link to.
    """

    publication: Publication
    edition: Edition
    newsletter: Newsletter
    templates: Templates
    theme: Theme
    site: str
    quiz: bool

    @property
    def language(self) -> Language:
        """The reader's language."""
        return languages.language(self.newsletter.language)

    @property
    def _tag(self) -> str:
        """That language with its territory, by which texts are set and which headers tell."""
        return self.publication.head.tags[self.newsletter.language]

    @property
    def letter(self) -> Letter:
        """What the letter shows, in the form that the edition or the publication asks for."""
        doubtful = {
            id: fact.doubt.get(self.newsletter.language) or ""
            for id, fact in self.edition.facts.items()
            if fact.doubt is not None
        }
        form = self.edition.head.email.form or self.publication.head.email.form
        return letter(self.newsletter, form, doubtful)

    @property
    def subject(self) -> str:
        """The subject of the message, typeset; of a retracted edition, it says so first."""
        subject = words_of(self.newsletter.subject)
        if self.newsletter.retracted is not None:
            subject = self.language.say("mail.retraction", subject=subject)
        return plain.plainer(typeset(subject, self._tag))

    def plan(self) -> Planned:
        """The artifacts of the letter, or the problems of its templates."""
        shown = self.letter
        style = self.templates.text("email/email.css")
        head = self.templates.text("email/head.css")
        html = self._filled("email/email.html", "email", shown)
        text = self._filled("email/text.html", "text", shown)
        problems: list[Problem] = []
        for filled in (style, head, html, text):
            problems.extend(problem for problem in filled.problems if problem not in problems)
        if problems:
            return (), tuple(problems)
        lines = plain.lines(text.text)
        return (
            *self._pictures(shown),
            self._html(html.text, style.text, head.text),
            self._text(lines),
            self._message(),
        ), ()

    def _path(self, name: str) -> str:
        return addresses.email(self.edition.slug, self.language.code, name)

    def _address(self, path: str) -> str:
        return addresses.absolute(self.site, path)

    @property
    def vocabulary(self) -> Vocabulary:
        """Words that the letter marks."""
        return vocabulary_of(self.publication.parties, self.edition.terms.values())

    def _filled(self, template: str, medium: str, shown: Letter) -> Filled:
        filled = self.templates.fill(template, self.language, self.values(medium, shown))
        if filled.problems:
            return filled
        page = self._address(addresses.edition_page(self.edition.slug, self.language.code))
        return Filled(mailable(finish(filled.text, self.vocabulary), page))

    def values(self, medium: str, shown: Letter) -> Mapping[str, object]:
        """What the templates of a letter get, by name.

        Args:
            medium: ``email`` or ``text``.
            shown: what the letter shows.
        """
        head, code, slug = self.publication.head, self.language.code, self.edition.slug
        page = self._address(addresses.edition_page(slug, code))

        def section_href(section: LetterSection) -> str:
            return f"{page}#{section.id}"

        def picture(chart: ChartView) -> str:
            return self._address(addresses.chart_picture(slug, code, chart.id))

        return {
            "medium": medium,
            "letter": shown,
            "newsletter": self.newsletter,
            "subject": self.subject,
            "publication": head.title.get(code) or "",
            "publisher": head.publisher or "",
            "licence": (head.licence.get(code) if head.licence else "") or "",
            "contact": head.contact or "",
            "postal": (head.email.postal.get(code) if head.email.postal else "") or "",
            "home": self._address(addresses.home(code)),
            "page_address": page,
            "section_href": section_href,
            "quiz": self._address(addresses.practice_page(slug, code)) if self.quiz else "",
            "unsubscribe": UNSUBSCRIBE,
            "head_style": Markup(styles.HEAD),
            "preheader_end": _PREHEADER_END,
            "picture": picture,
            "picture_text": lambda chart: typeset(chart.alt, self._tag),
            "picture_width": pictures.WIDTH,
            "is_drawn": lambda chart: charts.is_drawn(self.templates, chart.kind),
            "pieces": pieces,
            "marks": marks_of(code),
            "source_marks": marks_of,
            "colon": self.language.say("common.colon"),
        }

    def _pictures(self, shown: Letter) -> tuple[Artifact, ...]:
        slug, code = self.edition.slug, self.language.code
        return tuple(
            pictures.artifact(
                addresses.chart_picture(slug, code, chart.id),
                pictures.Picture(
                    addresses.chart(slug, code, chart.id),
                    self.theme.colours.get("paper", "#ffffff"),
                    chart.id,
                    self.publication.places.value(
                        self.edition.file_of("charts"), "charts", chart.id, "kind"
                    ),
                ),
                title=chart.title,
                language=code,
            )
            for chart in shown.charts
            if charts.is_drawn(self.templates, chart.kind)
        )

    def _html(self, page: str, style: str, head: str) -> Artifact:
        light = self.theme.colours
        dark = {**light, **styles.dark_colours(self.theme.screen)}
        html = styles.Html(
            page, styles.coloured(style, light, dark), styles.coloured(head, light, dark)
        )
        return Artifact(
            path=self._path(HTML),
            media_type="text/html",
            audience=Audience.PRIVATE,
            make=styles.make_html,
            values=html,
            digest=digest_of(
                html.page,
                html.inlined,
                html.head,
                importlib.metadata.version("css-inline"),
                Path(styles.__file__).read_bytes(),
                program(),
            ),
            title=self.subject,
            language=self.language.code,
        )

    def _text(self, lines: str) -> Artifact:
        return Artifact(
            path=self._path(TEXT),
            media_type="text/plain",
            audience=Audience.PRIVATE,
            make=pages.make_text,
            values=lines,
            digest=digest_of(lines),
            title=self.subject,
            language=self.language.code,
        )

    @property
    def _letter(self) -> str:
        """What tells this letter from others: who had one of the same name gets no other."""
        head = self.edition.head
        name = f"{self.edition.slug}/{self.language.code}/{head.email.revision}"
        return name if head.retracted is None else f"{name}/{RETRACTION}"

    def _message(self) -> Artifact:
        code, slug = self.language.code, self.edition.slug
        head = self.publication.head
        name = head.title.get(code) or ""
        envelope = message.Envelope(
            subject=self.subject,
            sender=message.SENDER,
            recipient=message.RECIPIENT,
            date=message.first_hour(*self.edition.head.date.sort_key),
            id=f"{slug}.{code}",
            host=message.host_of(self.site),
            list_name=name,
            language=self._tag,
            unsubscribe=(UNSUBSCRIBE,),
            page=self._address(addresses.edition_page(slug, code)),
            keywords=self.newsletter.subjects,
            summary=plain.plainer(typeset(words_of(self.newsletter.preheader), self._tag)),
            letter=self._letter,
        )
        unsent = message.Unsent(envelope, self._path(TEXT), self._path(HTML))
        return Artifact(
            path=self._path(MESSAGE),
            media_type="message/rfc822",
            audience=Audience.PRIVATE,
            make=message.make_message,
            values=unsent,
            digest=digest_of(repr(unsent), Path(message.__file__).read_bytes()),
            inputs=(unsent.text, unsent.html),
            title=self.subject,
            language=code,
        )
