"""What each source gave and what each party said, in one language of one edition.

The explainer shows entries where its argument needs them; the register holds all of them, for
the pages about people and sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rectoverso import languages
from rectoverso.compose.newsletter.citations import (
    Citations,
    places_of,
    source_view,
    text_fragment,
)
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.corrections import of_entry
from rectoverso.compose.newsletter.quotes import quote_view
from rectoverso.compose.newsletter.values import CorrectionView, QuoteView, SourceView
from rectoverso.model.articles import Verifications
from rectoverso.model.entries import Evidence
from rectoverso.model.publication import Edition, Publication


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a source; its number is none where an entry leaves it open and no copy was
    seen. ``link`` leads to the passage online; empty without an address."""

    source: str
    paragraph: int | None
    link: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact: the sentence, who says it (name, then through whom), how sure they are.

    ``tellers`` holds the ids of the parties and sources of the chain, first speaker first;
    ``corrections`` what was mended in it.
    """

    id: str
    says: str
    who: str
    via: tuple[str, ...]
    hedges: tuple[str, ...]
    doubt: str
    tellers: tuple[str, ...]
    places: tuple[Place, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quote, the id of who speaks, where it stands, and what was mended in it."""

    quote: QuoteView
    speaker: str
    place: Place
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A fact or a quote that was retracted: whose words it was taken for and from which sources,
    and what became of it."""

    teller: str
    sources: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the glossary that a source sheds light on."""

    id: str
    term: str
    definition: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """What a party is, and the places that say so; ``ours`` when no source does."""

    party: str
    role: str
    ours: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Everything of an edition in one language; what was retracted stands apart."""

    slug: str
    language: str
    sources: tuple[SourceView, ...]
    statements: tuple[Statement, ...]
    spoken: tuple[Spoken, ...]
    definitions: tuple[Definition, ...]
    roles: tuple[RoleGiven, ...]
    withdrawn: tuple[Withdrawn, ...]


def register(
    publication: Publication, edition: Edition, verifications: Verifications, language: str
) -> Register:
    """The register of an edition.

    Args:
        publication, edition: as loaded.
        verifications: where the evidence was found.
        language: code of one of the edition's languages.
    """
    reader = languages.language(language)
    context = Context(
        publication, edition, verifications, reader, Citations(edition.sources, reader)
    )
    return Register(
        slug=edition.slug,
        language=language,
        sources=tuple(source_view(id, one, reader) for id, one in edition.sources.items()),
        statements=tuple(
            Statement(
                id=id,
                says=context.text(fact.says),
                who=context.who(fact),
                via=context.via(fact),
                hedges=context.hedges(fact),
                doubt=context.text(fact.doubt),
                tellers=tuple(teller.who for teller in fact.told_by),
                places=_places(context, "facts", id, fact.evidence),
                corrections=of_entry(context, ("facts", id)),
            )
            for id, fact in edition.facts.items()
            if fact.retracted is None
        ),
        spoken=tuple(
            Spoken(
                quote_view(context, id),
                quote.speaker,
                _spoken_at(context, id),
                of_entry(context, ("quotes", id)),
            )
            for id, quote in edition.quotes.items()
            if quote.retracted is None
        ),
        definitions=tuple(
            Definition(
                id,
                context.text(term.term),
                context.text(term.definition),
                _places(context, "terms", id, term.evidence),
            )
            for id, term in edition.terms.items()
            if term.evidence
        ),
        roles=tuple(
            RoleGiven(
                role.who,
                context.text(role.role),
                role.by == "editor",
                _places(context, "roles", role.who, role.evidence),
            )
            for role in edition.roles
        ),
        withdrawn=tuple(_withdrawn(context)),
    )


def _withdrawn(context: Context) -> Iterator[Withdrawn]:
    for id, fact in context.edition.facts.items():
        if fact.retracted is not None:
            teller = next((one.who for one in fact.told_by), "")
            sources = tuple(dict.fromkeys(piece.source for piece in fact.evidence))
            yield Withdrawn(teller, sources, of_entry(context, ("facts", id)))
    for id, quote in context.edition.quotes.items():
        if quote.retracted is not None:
            corrections = of_entry(context, ("quotes", id))
            yield Withdrawn(quote.speaker, (quote.source,), corrections)


def _places(
    context: Context, kind: str, id: str, evidence: Iterable[Evidence]
) -> tuple[Place, ...]:
    """Where an entry stands: each paragraph once, with all its words in the link."""
    words: dict[tuple[str, int | None], list[str]] = {}
    for place, text in places_of(evidence, context.verification(kind, id)):
        words.setdefault(place, []).append(text)
    return tuple(
        Place(source, paragraph, _link(context, source, texts))
        for (source, paragraph), texts in words.items()
    )


def _spoken_at(context: Context, id: str) -> Place:
    quote = context.edition.quotes[id]
    found = context.verification("quotes", id)
    paragraph = found.passages[0].paragraph if found and found.passages else quote.paragraph
    return Place(quote.source, paragraph, _link(context, quote.source, quote.spoken))


def _link(context: Context, source: str, words: Iterable[str]) -> str:
    url = context.edition.sources[source].url
    return text_fragment(url, words) if url else ""
