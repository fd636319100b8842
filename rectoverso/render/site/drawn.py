"""What an edition has from a source or a party, for the pages about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rectoverso import languages
from rectoverso.compose.newsletter.values import CorrectionView, QuoteView
from rectoverso.compose.register import Definition, Place, Register, Spoken, Statement, Withdrawn
from rectoverso.render import addresses, pages
from rectoverso.render.running_text import QuotationMarks, marks_of
from rectoverso.render.site.site import Listed, Site


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A paragraph of a source, with the page about that source.

    ``page`` and ``label`` are empty where the source has just been named, or is the page's own.
    """

    page: str
    label: str
    paragraph: int | None
    link: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with links; ``context`` leads to its place in the explainer, empty without one."""

    id: str
    says: str
    hedges: tuple[str, ...]
    doubt: str
    places: tuple[PlaceLink, ...]
    context: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with links; ``person`` leads to the page about who speaks."""

    quote: QuoteView
    person: str
    places: tuple[PlaceLink, ...]
    context: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Defined:
    """A term with links."""

    id: str
    term: str
    definition: str
    places: tuple[PlaceLink, ...]
    context: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The part of an edition; ``say``, ``colon`` and ``marks`` are those of its language.

    ``withdrawn`` tells what was retracted.
    """

    listed: Listed
    say: Callable[..., str]
    colon: str
    marks: QuotationMarks
    by_speaker: bool
    statements: tuple[Told, ...]
    spoken: tuple[Said, ...]
    definitions: tuple[Defined, ...]
    withdrawn: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Drawer:
    """Makes such parts for one page.

    Attributes:
        site: the website.
        code: language of the page.
        here: path of the page.
    """

    site: Site
    code: str
    here: str

    def draw(
        self,
        listed: Listed,
        statements: Iterable[Statement],
        spoken: Iterable[Spoken],
        definitions: Iterable[Definition] = (),
        withdrawn: Iterable[Withdrawn] = (),
        *,
        by_speaker: bool,
    ) -> Drawn:
        """The part of an edition, with links from this page.

        Args:
            listed: the edition.
            statements, spoken, definitions, withdrawn: its entries.
            by_speaker: whether the page is about who speaks, and not about a source.
        """
        own = languages.language(self.site.language_of(listed.slug, self.code))
        register = self.site.register(listed.slug, self.code)
        return Drawn(
            listed=listed,
            say=own.say,
            colon=own.say("common.colon"),
            marks=marks_of(own.code),
            by_speaker=by_speaker,
            statements=tuple(
                Told(
                    one.id,
                    one.says,
                    one.hedges,
                    one.doubt,
                    self.places(register, one.places),
                    self._context(listed.slug, f"fact-{one.id}"),
                    one.corrections,
                )
                for one in statements
            ),
            spoken=tuple(
                Said(
                    one.quote,
                    pages.address(self.here, addresses.person(self.code, one.speaker)),
                    self.places(register, (one.place,)),
                    self._context(listed.slug, f"quote-{one.quote.id}"),
                    one.corrections,
                )
                for one in spoken
            ),
            definitions=tuple(
                Defined(
                    one.id,
                    one.term,
                    one.definition,
                    self.places(register, one.places),
                    self._context(listed.slug, f"term-{one.id}"),
                )
                for one in definitions
            ),
            withdrawn=tuple(view for one in withdrawn for view in one.corrections),
        )

    def places(self, register: Register, places: Iterable[Place]) -> tuple[PlaceLink, ...]:
        """Places of an edition's entry as links."""
        labels = {view.id: view.label for view in register.sources}
        found: list[PlaceLink] = []
        last = self.here
        for place in places:
            path = self.site.source_page(register.slug, place.source, self.code)
            named = path == last
            page = "" if named else pages.address(self.here, path)
            label = "" if named else labels[place.source]
            found.append(PlaceLink(page, label, place.paragraph, place.link))
            last = path
        return tuple(found)

    def _context(self, slug: str, anchor: str) -> str:
        path, found = self.site.entry_page(slug, self.code, anchor)
        return f"{pages.address(self.here, path)}#{found}" if found else ""
