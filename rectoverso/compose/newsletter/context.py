"""What every part of a newsletter is composed from, and the words that facts are shown in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rectoverso.compose.newsletter.citations import Citations, places_of
from rectoverso.compose.newsletter.names import names_with_digits
from rectoverso.compose.newsletter.values import Notes
from rectoverso.languages import Language
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import EntryVerification, Verifications
from rectoverso.model.entries import Fact, Measure, Party, UnitWords
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.values import LocalText
from rectoverso.text import amounts
from rectoverso.text.figures import Figure, figures

_PARAGRAPH = re.compile(r"(?:.+\n?)+")


@dataclass(frozen=True, slots=True)
class Context:
    """The edition, the reader's language and the notes that are being handed out."""

    publication: Publication
    edition: Edition
    verifications: Verifications
    language: Language
    citations: Citations
    memo: Memo = KEEPS_NOTHING

    @property
    def names(self) -> tuple[str, ...]:
        """Names of parties that hold digits."""
        return self.memo(_names_of, self.publication.parties)

    def figures(self, text: str) -> tuple[Figure, ...]:
        """The figures of a text in the reader's language."""
        # The same objects for every text, so that a memo reads them once.
        words = self.memo(_words_of, self.publication.head.units, self.language.code)
        names = self.names
        return tuple(
            replace(figure, start=figure.start + start, end=figure.end + start)
            # No figure goes from one paragraph into the next, and an edit changes one of them.
            for start, paragraph in _paragraphs(text)
            for figure in self.memo(figures, paragraph, self.language, words, names)
        )

    def text(self, local: LocalText | None) -> str:
        """A text in the reader's language; empty when there is none, which load reported."""
        return (local.get(self.language.code) or "") if local is not None else ""

    def say(self, key: str, **values: object) -> str:
        """A text of the interface, by its name in the area « newsletter »."""
        return self.language.say(f"newsletter.{key}", **values)

    def name(self, id: str) -> str:
        """Name of a party, or label of a source."""
        if id in self.publication.parties:
            return self.text(self.publication.parties[id].name)
        if id in self.edition.sources:
            return self.text(self.edition.sources[id].label)
        return id

    def verification(self, kind: str, id: str) -> EntryVerification | None:
        """What was found for an entry, if it was verified."""
        return self.verifications.get((kind, id))

    def measure(self, fact: Fact) -> Measure | None:
        """The measure of a fact."""
        return self.edition.measures.get(fact.measure) if fact.measure else None

    def unit(self, fact: Fact) -> str | None:
        """The unit of a fact's value."""
        measure = self.measure(fact)
        return fact.unit or (measure.unit if measure else None)

    def figure(self, fact: Fact, *, signed: bool = False, unit: bool = True) -> str:
        """A fact's value, answer or date in words and digits; empty when it has none of them.

        Args:
            fact: the fact.
            signed: with its sign, where its measure has one and the figure is no bound: « more
                than −12 % » misleads. A sentence says « has lost », and needs no sign.
            unit: with its unit; without it for a sentence that has just named it.
        """
        measure = self.measure(fact)
        if fact.value is not None:
            return amounts.amount(
                fact.value,
                self.unit(fact) if unit else None,
                self.language.code,
                bound=fact.bound,
                to_value=fact.to_value,
                signed=signed and fact.bound is None and bool(measure and measure.signed),
                units=self.publication.head.units,
            )
        if fact.claim and measure:
            answer = self.text(measure.answers.get(fact.claim))
            return self.say("claim-denied", answer=answer) if fact.negated else answer
        return self.day(fact)

    def day(self, fact: Fact) -> str:
        """A fact's date in words; empty when it has none, or an open one."""
        known = fact.on.known if fact.on else None
        return amounts.date(known, self.language.code) if known else ""

    def detail(self, fact: Fact) -> str:
        """In what scope and at what moment, in words."""
        measure = self.measure(fact)
        if measure is None:
            return ""
        parts = (
            self.text(measure.scopes.get(fact.scope)) if fact.scope else "",
            self.text(measure.moments.get(fact.moment)) if fact.moment else "",
        )
        return " · ".join(part for part in parts if part)

    def objects(self, fact: Fact) -> str:
        """What a fact is about, by name."""
        return ", ".join(self.name(id) for id in fact.object)

    def who(self, fact: Fact) -> str:
        """Who says it first: a speaker, or the source itself."""
        if fact.told_by:
            return self.name(fact.told_by[0].who)
        return ", ".join(self.told_in(fact))

    def told_in(self, fact: Fact) -> tuple[str, ...]:
        """Labels of the sources that carry a fact, each once."""
        return tuple(dict.fromkeys(self.name(piece.source) for piece in fact.evidence))

    def via(self, fact: Fact) -> tuple[str, ...]:
        """Who passes it on, in order: the rest of the chain, then the sources."""
        if not fact.told_by:
            return ()
        chain = [self.name(teller.who) for teller in fact.told_by[1:]]
        first = self.who(fact)
        return tuple(name for name in dict.fromkeys((*chain, *self.told_in(fact))) if name != first)

    def hedges(self, fact: Fact) -> tuple[str, ...]:
        """How sure the tellers are, in words."""
        found = dict.fromkeys(hedge for teller in fact.told_by for hedge in teller.hedge)
        return tuple(self.say(f"hedge-{hedge}") for hedge in found)

    def fact_notes(self, id: str) -> Notes:
        """The notes of a fact."""
        evidence = self.edition.facts[id].evidence
        return self.citations.cite(places_of(evidence, self.verification("facts", id)))


def _words_of(units: Mapping[str, UnitWords], code: str) -> dict[str, tuple[str, ...]]:
    return {name: unit.words.get(code, ()) for name, unit in units.items()}


def _names_of(parties: Mapping[str, Party]) -> tuple[str, ...]:
    return tuple(names_with_digits(parties))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a Markdown text, each with the place at which it begins."""
    for found in _PARAGRAPH.finditer(text):
        yield found.start(), found[0]
