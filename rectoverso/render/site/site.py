"""The publication as the pages of its website see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from babel.core import get_global
from markupsafe import Markup

from rectoverso import languages
from rectoverso.compose import Composition
from rectoverso.compose.newsletter.values import SourceView
from rectoverso.compose.register import Register, Spoken, Statement, Withdrawn
from rectoverso.languages import Language
from rectoverso.model.artifacts import Artifact
from rectoverso.model.entries import Party, PartyKind, PublicationHead
from rectoverso.model.publication import Publication
from rectoverso.model.values import LocalText
from rectoverso.problems import Problem
from rectoverso.render import addresses, pages
from rectoverso.render.environment import Templates
from rectoverso.render.running_text import marks_of
from rectoverso.render.site.briefs import Brief, Outline, brief, outlines
from rectoverso.render.site.frame import Frame, Link
from rectoverso.render.site.subjects import Subject, subjects
from rectoverso.render.themes import Theme
from rectoverso.render.typesetting import Vocabulary, finish, vocabulary_of
from rectoverso.system import pagefind
from rectoverso.text import amounts
from rectoverso.text.plain_letters import letters
from rectoverso.text.typography import typeset

Planned = tuple[tuple[Artifact, ...], tuple[Problem, ...]]
"""Pages, and what went wrong in their templates."""

# The other kinds of page only list what these hold.
_SEARCHED = frozenset(("edition", "comparisons", "quiz", "person", "source", "log", "about"))

PathOf = Callable[[str], str]
"""Path of a page in the language of a code."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition in a list.

    Attributes:
        href: address of its explainer, seen from the list.
        quiz: address of its practice quiz; empty without one.
        language: tag of the explainer that is listed; ``translated`` whether it is in the
            reader's.
        retracted: whether it was taken back.
    """

    slug: str
    href: str
    quiz: str
    title: str
    kicker: str
    summary: str
    date: str
    moment: str
    year: int
    minutes: int
    language: str
    language_name: str
    translated: bool
    retracted: bool


@dataclass(frozen=True, slots=True)
class Use:
    """A source as one edition uses it."""

    edition: str
    id: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whichever editions use it; the first of them gives its address."""

    first: Use
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Site:
    """Everything the website is made from.

    Attributes:
        head, parties: of the publication.
        editions: newest first.
        briefs, registers: of each edition in each of its languages, by slug and code.
        templates, theme: how it looks.
        anchors: ids on the pages of the editions, by path, as far as they are made already.
        searchable: whether there will be an index to search in.
        vocabulary: words that its pages mark.
    """

    head: PublicationHead
    parties: Mapping[str, Party]
    editions: tuple[Outline, ...]
    briefs: Mapping[tuple[str, str], Brief]
    registers: Mapping[tuple[str, str], Register]
    templates: Templates
    theme: Theme
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    searchable: bool = False
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the publication's languages, the first one first."""
        return self.head.languages

    @property
    def url(self) -> str:
        """Address of the publication; empty without one."""
        return self.head.url or ""

    def tag(self, code: str) -> str:
        """A language with its territory, by which texts are set and which heads tell: ``fr-CA``."""
        return self.head.tags[code]

    @cached_property
    def _editions(self) -> Mapping[str, Outline]:
        return {edition.slug: edition for edition in self.editions}

    def edition(self, slug: str) -> Outline:
        """The edition of that name.

        Raises:
            KeyError: it does not come out.
        """
        return self._editions[slug]

    def language_of(self, slug: str, code: str) -> str:
        """The language in which readers of ``code`` get an edition: theirs, or its first."""
        spoken = self.edition(slug).languages
        return code if code in spoken else spoken[0]

    def brief(self, slug: str, code: str) -> Brief:
        """The edition as readers of a language get it."""
        return self.briefs[slug, self.language_of(slug, code)]

    def register(self, slug: str, code: str) -> Register:
        """The register that readers of a language get."""
        return self.registers[slug, self.language_of(slug, code)]

    def listed(self, code: str, here: str) -> tuple[Listed, ...]:
        """All editions, newest first, for a list on the page ``here``."""
        return tuple(self._listed(edition, code, here) for edition in self.editions)

    def _listed(self, edition: Outline, code: str, here: str) -> Listed:
        shown = self.brief(edition.slug, code)
        spoken = shown.language
        practice = addresses.practice_page(edition.slug, spoken)
        return Listed(
            slug=edition.slug,
            href=pages.address(here, addresses.edition_page(edition.slug, spoken)),
            quiz=pages.address(here, practice) if edition.quiz else "",
            title=shown.title,
            kicker=shown.kicker,
            summary=shown.lede,
            date=amounts.date(edition.date, code),
            moment=shown.moment,
            year=edition.date.year,
            minutes=shown.minutes,
            language=self.tag(spoken),
            language_name=_named(spoken, code),
            translated=spoken == code,
            retracted=shown.retracted is not None,
        )

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """All subjects, each once, in the order of their addresses."""
        return subjects(self.editions, self.codes)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Ids of all who are quoted or reported, in the alphabetical order of their names."""
        found: set[str] = set()
        for edition in self.editions:
            register = self.register(edition.slug, self.codes[0])
            found |= {spoken.speaker for spoken in register.spoken}
            found |= {one.tellers[0] for one in register.statements if one.tellers}
            found |= {one.teller for one in register.withdrawn}
        parties = self.parties
        return tuple(
            sorted(
                (id for id in found if id in parties),
                key=lambda id: (letters(self.name(id, self.codes[0])), id),
            )
        )

    def text(self, local: LocalText, code: str) -> str:
        """A text in a language, or in the first language that has it."""
        known = (text for other in (code, *self.codes) if (text := local.get(other)))
        return next(known, "")

    def name(self, party: str, code: str) -> str:
        """Name of a party in a language."""
        return self.parties[party].name.get(code) or party

    def is_person(self, party: str) -> bool:
        """Whether a party is a person."""
        return self.parties[party].kind is PartyKind.PERSON

    def said_by(self, party: str, slug: str, code: str) -> tuple[Spoken, ...]:
        """The quotes of a party in an edition."""
        register = self.register(slug, code)
        return tuple(spoken for spoken in register.spoken if spoken.speaker == party)

    def told_by(self, party: str, slug: str, code: str) -> tuple[Statement, ...]:
        """The facts of an edition that a party is reported to tell first."""
        register = self.register(slug, code)
        return tuple(one for one in register.statements if one.tellers[:1] == (party,))

    def withdrawn_of(self, party: str, slug: str, code: str) -> tuple[Withdrawn, ...]:
        """What was taken for words of a party in an edition and was retracted."""
        register = self.register(slug, code)
        return tuple(one for one in register.withdrawn if one.teller == party)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, those of the newest edition first; one that several use stands once."""
        uses: dict[str, list[Use]] = {}
        for edition in reversed(self.editions):
            for id, digest in edition.sources.items():
                uses.setdefault(digest, []).append(Use(edition.slug, id))
        order = {edition.slug: place for place, edition in enumerate(self.editions)}
        return tuple(
            Article(found[0], tuple(found))
            for found in sorted(uses.values(), key=lambda found: order[found[-1].edition])
        )

    @cached_property
    def _addresses_of_sources(self) -> Mapping[tuple[str, str], Use]:
        return {
            (use.edition, use.id): article.first
            for article in self.articles
            for use in article.uses
        }

    def source_view(self, use: Use, code: str) -> SourceView:
        """A source as an edition that uses it describes it to readers of a language."""
        register = self.register(use.edition, code)
        return next(view for view in register.sources if view.id == use.id)

    def source_page(self, slug: str, id: str, code: str) -> str:
        """Path of the page about a source of an edition."""
        first = self._addresses_of_sources[slug, id]
        return addresses.source(code, first.edition, first.id)

    def entry_page(self, slug: str, code: str, anchor: str) -> tuple[str, str]:
        """Path of the page of an edition that has the anchor, and the anchor.

        Where none has it, the path of the explainer and nothing.
        """
        spoken = self.language_of(slug, code)
        explainer = addresses.edition_page(slug, spoken)
        for path in (explainer, addresses.comparisons_page(slug, spoken)):
            if anchor in self.anchors.get(path, ()):
                return path, anchor
        return explainer, ""

    def full_address(self, slug: str, code: str, anchor: str) -> str:
        """Full address of a place on an edition's pages; empty if there is none."""
        path, found = self.entry_page(slug, code, anchor)
        return f"{addresses.absolute(self.url, path)}#{found}" if self.url and found else ""

    def frame(
        self,
        code: str,
        path_of: PathOf,
        *,
        title: str,
        description: str,
        kind: str,
        here: str = "",
        translated: tuple[str, ...] = (),
        standing_in: bool = False,
        moment: str = "",
        changed: str = "",
        card: str = "",
        data: Markup | None = None,
    ) -> Frame:
        """The frame of a page.

        Args:
            code: language of the page.
            path_of: paths of the page in the languages of the publication.
            title, description, kind, moment, changed, data: see ``Frame``.
            card: path of its own picture; by default the publication's.
            here: path of the page, where it is another than ``path_of(code)``.
            translated: the languages in which the page is really there; by default all.
            standing_in: the page stands in for another and is not to be found by itself.
        """
        head, language = self.head, languages.language(code)
        path = here or path_of(code)
        anywhere = kind == "not-found"
        faces = self.theme.first_faces
        if kind == "edition":
            faces = tuple(dict.fromkeys((*faces, *self.theme.edition_faces)))

        def to(target: str) -> str:
            # A page that is shown at any address cannot know the way from there.
            if anywhere:
                return addresses.from_root(self.url, target)
            return pages.address(path, target)

        def full(target: str) -> str:
            return addresses.absolute(self.url, target) if self.url else to(target)

        there = [other for other in self.codes if other in (translated or self.codes)]
        default = addresses.START if kind == "home" else path_of(there[0])
        alternates = [Link(full(path_of(other)), "", other) for other in there]
        return Frame(
            title=typeset(title, self.tag(code)),
            description=typeset(description, self.tag(code)),
            kind=kind,
            path=path,
            publication=head.title.get(code) or "",
            tagline=(head.tagline.get(code) if head.tagline else "") or "",
            publisher=head.publisher or "",
            licence=(head.licence.get(code) if head.licence else "") or "",
            contact=head.contact or "",
            style=to(addresses.STYLE),
            icon=to(addresses.ICON),
            fonts=tuple(to(addresses.font(name)) for name in faces),
            home=to(addresses.home(code)),
            languages=tuple(
                Link(to(path_of(other)), languages.language(other).name, other, other == code)
                for other in self.codes
            ),
            alternates=(() if standing_in else (*alternates, Link(full(default), "", "x-default"))),
            canonical=full(path_of(code)) if self.url and not standing_in else "",
            navigation=self._navigation(language, path, to),
            further=self._further(language, path, to),
            feeds=self._feeds(language, to),
            card=full(card or addresses.card(code)) if self.url and not standing_in else "",
            locale=_locale(self.tag(code)),
            moment=moment,
            changed=changed,
            robots="noindex" if standing_in else "",
            searched=self.searchable and kind in _SEARCHED,
            data=data or Markup(),
        )

    def _feeds(self, language: Language, to: PathOf) -> tuple[Link, ...]:
        if not self.url:
            return ()
        code = language.code
        kinds = [
            ("atom", addresses.atom(code), "application/atom+xml"),
            ("json", addresses.json_feed(code), "application/feed+json"),
        ]
        return tuple(
            Link(to(path), language.say(f"site.feed-{name}"), code, kind=kind)
            for name, path, kind in kinds
        )

    def _navigation(self, language: Language, here: str, to: PathOf) -> tuple[Link, ...]:
        code = language.code
        parts = [
            ("archive", addresses.archive(code), bool(self.editions)),
            ("subjects", addresses.subjects(code), bool(self.subjects)),
            ("people", addresses.people(code), bool(self.speakers)),
            ("sources", addresses.sources(code), bool(self.articles)),
            ("search", addresses.search(code), self.searchable and bool(self.editions)),
        ]
        return tuple(
            Link(to(path), language.say(f"site.{name}"), current=path == here)
            for name, path, there in parts
            if there
        )

    def _further(self, language: Language, here: str, to: PathOf) -> tuple[Link, ...]:
        code = language.code
        parts = [("about", addresses.about(code)), ("corrections", addresses.corrections(code))]
        return tuple(
            Link(to(path), language.say(f"site.{name}"), current=path == here)
            for name, path in parts
        )

    def page(self, template: str, frame: Frame, code: str, values: Mapping[str, object]) -> Planned:
        """A page as an artifact, or the problems of its template.

        Args:
            template: in ``templates/site/``.
            frame: of the page.
            code: its language.
            values: what the template gets beside the frame.
        """
        language = languages.language(code)
        given = {
            "frame": frame,
            "medium": "screen",
            "colon": language.say("common.colon"),
            "marks": marks_of(code),
            "source_marks": marks_of,
            **values,
        }
        filled = self.templates.fill(f"site/{template}", language, given)
        if filled.problems:
            return (), filled.problems
        made = pages.artifact(
            frame.path,
            finish(filled.text, self.vocabulary),
            title=frame.title or frame.publication,
            language=code,
        )
        return (made,), ()


def site_of(
    publication: Publication, composition: Composition, templates: Templates, theme: Theme
) -> Site:
    """The website of what comes out, before any of its pages is there."""
    return Site(
        publication.head,
        publication.parties,
        outlines(publication, composition),
        {key: brief(one) for key, one in composition.newsletters.items()},
        composition.registers,
        templates,
        theme,
        searchable=pagefind.program() is not None,
        vocabulary=vocabulary_of(
            publication.parties,
            [term for edition in publication.editions for term in edition.terms.values()],
        ),
    )


def together(*planned: Planned) -> Planned:
    """Several plans as one; a fault of one template is told once."""
    unique: list[Problem] = []
    for _, found in planned:
        unique.extend(problem for problem in found if problem not in unique)
    return tuple(artifact for made, _ in planned for artifact in made), tuple(unique)


def _locale(tag: str) -> str:
    """A language with its territory or the likeliest, as the Open Graph asks for: ``fr_FR``."""
    code, _, territory = tag.partition("-")
    likeliest = get_global("likely_subtags").get(code, code).rpartition("_")[2]
    return f"{code}_{territory or likeliest}"


def _named(spoken: str, reader: str) -> str:
    """Name of a language in the reader's language: « anglais »."""
    names = languages.language(reader).locale.languages
    return str(names.get(spoken.partition("-")[0], spoken))
