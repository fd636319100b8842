"""What a kind of question may look at: an edition, what of it is verified, and its names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rectoverso.languages import Language
from rectoverso.languages import language as language_of
from rectoverso.model.articles import Verifications
from rectoverso.model.entries import Fact, Measure, Quote, Role, Term, UnitWords
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.values import LocalText
from rectoverso.text import amounts
from rectoverso.text.match import find


@dataclass(frozen=True, slots=True)
class Context:
    """One edition, as the kinds see it.

    Attributes:
        publication, edition: what was loaded.
        verifications: what was found in the articles; only verified entries are asked about.
        languages: codes that every question comes in.
        contested: facts that another fact contradicts, or whose difference is unclear.
        differing: facts of whose very matter another fact says something else, if only by a
            rounding or a bound.
        fixed: question id → ids of its options or steps, as the lock holds them.
    """

    publication: Publication
    edition: Edition
    verifications: Verifications
    languages: tuple[str, ...]
    contested: frozenset[str] = frozenset()
    differing: frozenset[str] = frozenset()
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def verified(self, kind: str, id: str) -> bool:
        """Whether the entry's words were found in its article."""
        found = self.verifications.get((kind, id))
        return found is not None and found.status.verified

    @property
    def whole(self) -> bool:
        """Whether everything that was written could be verified.

        If not, questions are missing for reasons that were reported where they arose.
        """
        edition = self.edition
        return not edition.aside and all(
            self.verified(kind, id)
            for kind, ids in (
                ("facts", edition.facts),
                ("quotes", edition.quotes),
                ("terms", [id for id, term in edition.terms.items() if term.evidence]),
                ("roles", [role.who for role in edition.roles if role.evidence]),
            )
            for id in ids
        )

    def facts(self) -> tuple[tuple[str, Fact], ...]:
        """Facts that may be asked about: verified and not taken back."""
        return tuple(
            (id, fact)
            for id, fact in self.edition.facts.items()
            if fact.retracted is None and self.verified("facts", id)
        )

    def quotes(self) -> tuple[tuple[str, Quote], ...]:
        """Quotes that may be asked about: verified and not taken back."""
        return tuple(
            (id, quote)
            for id, quote in self.edition.quotes.items()
            if quote.retracted is None and self.verified("quotes", id)
        )

    def terms(self) -> tuple[tuple[str, Term], ...]:
        """The glossary, without entries whose evidence failed."""
        return tuple(
            (id, term)
            for id, term in self.edition.terms.items()
            if not term.evidence or self.verified("terms", id)
        )

    def roles(self) -> tuple[Role, ...]:
        """What parties are, as far as a source says so."""
        return tuple(
            role
            for role in self.edition.roles
            if role.evidence and self.verified("roles", role.who)
        )

    def role_of(self, party: str) -> Role | None:
        """What a party is; the editor's own word counts here."""
        return next((role for role in self.edition.roles if role.who == party), None)

    @property
    def units(self) -> Mapping[str, UnitWords]:
        """The publication's own units."""
        return self.publication.head.units

    def unit_words(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """The publication's own units as they are written in a language."""
        return {name: unit.words.get(language, ()) for name, unit in self.units.items()}

    def measure(self, fact: Fact) -> Measure | None:
        """The quantity or matter that a fact reports on."""
        return self.edition.measures.get(fact.measure) if fact.measure else None

    def unit(self, fact: Fact) -> str | None:
        """The unit of a fact's value."""
        measure = self.measure(fact)
        return fact.unit or (measure.unit if measure else None)

    def rivals(self, fact: Fact) -> tuple[Fact, ...]:
        """All facts of the same measure and object, this one among them.

        Also facts that could not be verified: a wrong answer must not be right by one of them.
        An object that is not named may be any. Without a measure, the unit stands in for it,
        among figures; what is neither has no rivals but those without a measure.
        """
        figure = fact.value is not None
        return tuple(
            other
            for other in self.edition.facts.values()
            if (
                self.unit(other) == self.unit(fact)
                if fact.measure is None and figure
                else other.measure == fact.measure
            )
            and (not fact.object or not other.object or set(fact.object) & set(other.object))
        )

    def sources_of(self, fact: Fact) -> tuple[str, ...]:
        """Ids of the sources that carry a fact, each once."""
        return tuple(dict.fromkeys(piece.source for piece in fact.evidence))

    def name(self, party: str) -> LocalText:
        """The name of a party, or the label of a source."""
        if party in self.publication.parties:
            return self.publication.parties[party].name
        if party in self.edition.sources:
            return self.edition.sources[party].label
        return self.texts(lambda language: party)

    def names(self, party: str, language: str) -> tuple[str, ...]:
        """Every name and alias of a party or a source in a language."""
        found = [self.name(party).get(language)]
        if party in self.publication.parties:
            found += [alias.get(language) for alias in self.publication.parties[party].aliases]
        if party in self.edition.sources:
            source = self.edition.sources[party]
            found += [source.publisher.name if source.publisher else None, source.title]
            found.append(source.in_text.get(language) if source.in_text else None)
        return tuple(name for name in found if name)

    def texts(self, text_in: Callable[[str], str]) -> LocalText:
        """A text in every language of the edition, made by a function of the language."""
        return LocalText({language: text_in(language) for language in self.languages})

    def say(self, key: str, **values: LocalText | str | int) -> LocalText:
        """A text of the interface in every language, its values in that language."""
        return self.texts(
            lambda language: language_of(language).say(
                key,
                **{
                    name: value[language] if isinstance(value, LocalText) else value
                    for name, value in values.items()
                },
            )
        )

    def complete(self, *texts: LocalText | None) -> bool:
        """Whether all the texts are there in every language."""
        return all(
            text is not None and bool(text.get(language))
            for text in texts
            for language in self.languages
        )

    def amount(self, value: Decimal, unit: str | None) -> LocalText:
        """A quantity without its sign, in every language."""
        return self.texts(lambda language: amounts.amount(value, unit, language, units=self.units))

    def source_name(self, source: str) -> LocalText:
        """How a sentence names a source after « selon »; a label that may be a title stands
        in brackets after « cet article »."""
        known = self.edition.sources[source]
        if known.in_text is not None and self.complete(known.in_text):
            return known.in_text
        if known.publisher is not None:
            return self.texts(lambda language: known.publisher.name if known.publisher else "")
        return self.say("quiz.this-article", label=known.label)

    def tellers(self, fact: Fact) -> tuple[str, ...]:
        """Who may be named as the one who says it: the chain of speakers, then the sources."""
        chain = tuple(teller.who for teller in fact.told_by)
        return tuple(dict.fromkeys((*chain, *self.sources_of(fact))))

    def unsure(self, id: str, fact: Fact) -> bool:
        """Whether the fact may only be asked about with the name of who says it."""
        return (
            id in self.contested
            or id in self.differing
            or fact.doubt is not None
            or bool(fact.hedges)
            or bool(fact.told_by)
        )

    def names_teller(self, fact: Fact, text: LocalText) -> bool:
        """Whether a text names who says the fact, in every language."""
        return self._names_any(self.tellers(fact), text)

    def names_source(self, fact: Fact, text: LocalText, *, by_article: bool = False) -> bool:
        """Whether a text names who says the fact so that nobody else can be meant.

        Who says something else about the same matter elsewhere is not enough: what DeepSeek
        says of its costs depends on the article. With ``by_article``, only the article will do.
        """
        others = [
            other
            for other in (self.rivals(fact) if fact.measure else ())
            if other is not fact and other.retracted is None and _answers(other) != _answers(fact)
        ]
        plural = {teller.who for other in others for teller in other.told_by}
        sources = self.sources_of(fact)
        named = tuple(
            who
            for who in self.tellers(fact)
            if who in sources or (who not in plural and not by_article)
        )
        return self._names_any(named, text)

    def _names_any(self, parties: Iterable[str], text: LocalText) -> bool:
        parties = tuple(parties)
        return all(
            any(
                find(name, text.get(language) or "", language_of(language))
                for party in parties
                for name in self.names(party, language)
            )
            for language in self.languages
        )


def _answers(fact: Fact) -> tuple[object, ...]:
    on = fact.on.known if fact.on else None
    return fact.value, fact.to_value, fact.magnitude, fact.bound, fact.claim, fact.negated, on


def mentions(text: str, words: str, language: Language) -> bool:
    """Whether words stand in a text, whatever their case; never inside a word or a number."""
    return bool(find(words.casefold(), text.casefold(), language))


def hashed(*parts: object) -> str:
    """Hexadecimal digest of parts: the same on every machine and in every Python."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def shuffled(ids: Iterable[str], *salt: object) -> tuple[str, ...]:
    """Ids in an order that only they and the salt decide."""
    return tuple(sorted(ids, key=lambda id: hashed(*salt, id)))
