"""What a check is given: one edition with its articles read and its evidence found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from rectoverso.languages import Language
from rectoverso.model.articles import MatchStatus
from rectoverso.model.entries import Evidence, Fact, Party, PublicationHead
from rectoverso.model.publication import Edition, NodePath, Places
from rectoverso.problems import Problem, Span
from rectoverso.text import cues as cue_grammar
from rectoverso.text import dates as date_grammar
from rectoverso.text import figures as figure_grammar
from rectoverso.text.cues import Cue
from rectoverso.text.dates import DateMention
from rectoverso.text.figures import Figure
from rectoverso.verify.ledger import Key, Ledger
from rectoverso.verify.names import NameIndex, forms
from rectoverso.verify.reading import Reading, Stretch


class Needs(StrEnum):
    """What a check looks at. Without the articles only the second sort can run."""

    ARTICLES = "articles"
    ENTRIES = "entries"


NOWHERE = Stretch(0, 0, "")
"""The sentence around words that do not stand."""


@dataclass(frozen=True, slots=True)
class Located:
    """One evidence and where its words stand.

    Attributes:
        evidence: as the editor wrote it.
        path: the way to it in its file.
        reading: the article it names.
        status: how the words stand there.
        start, end: half-open offsets into the article; both 0 when the words do not stand.
        sentence: the whole sentence or sentences around the words.
        folded: what typography differs, as (offset, characters there, characters here).
        problem: why the words do not stand, if they do not.
    """

    evidence: Evidence
    path: NodePath
    reading: Reading
    status: MatchStatus
    start: int = 0
    end: int = 0
    sentence: Stretch = NOWHERE
    folded: tuple[tuple[int, str, str], ...] = ()
    problem: Problem | None = None

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of the words in their sentence."""
        return self.start - self.sentence.start, self.end - self.sentence.start

    @property
    def paragraph_text(self) -> str:
        """The paragraph in which the words stand."""
        return self.reading.paragraph_at(self.start).text


@dataclass(frozen=True, slots=True)
class LocatedQuote:
    """A quote and where its pieces stand.

    Attributes:
        reading: the article it names.
        pieces: for each piece, bridges included, its offsets in the article.
        statuses: for each piece, how it stands there.
        joins: what stands between one spoken piece and the next when they are shown.
        passage: the whole sentences around the pieces and the words that name the speaker.
        folded: what typography differs.
        problems: everything that is wrong with it.
    """

    reading: Reading
    pieces: tuple[tuple[int, int], ...] = ()
    statuses: tuple[MatchStatus, ...] = ()
    joins: tuple[str, ...] = ()
    passage: str = ""
    folded: tuple[tuple[int, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Case:
    """An edition as the checks see it. Nothing here changes but the caches.

    Attributes:
        head: settings of the publication.
        parties: people, organisations, products and places by id.
        places: where everything stands in its file.
        edition: what is checked.
        language_of: the grammar of a language code or locale.
        names: finds the parties' names.
        readings: articles at hand, by source id.
        evidence: facts, terms and roles whose articles are all at hand.
        quotes: quotes whose article is at hand.
        today: the date of this run.
        ledger: what was accepted earlier.
        digests: of every entry with evidence, as it is now.
    """

    head: PublicationHead
    parties: Mapping[str, Party]
    places: Places
    edition: Edition
    language_of: Callable[[str], Language]
    names: NameIndex
    readings: Mapping[str, Reading]
    evidence: Mapping[Key, tuple[Located, ...]]
    quotes: Mapping[str, LocatedQuote]
    today: date
    ledger: Ledger
    digests: Mapping[Key, str]
    _figures: dict[tuple[str, str], tuple[Figure, ...]] = field(default_factory=dict)
    _dates: dict[tuple[str, str], tuple[DateMention, ...]] = field(default_factory=dict)
    _cues: dict[tuple[str, str], tuple[Cue, ...]] = field(default_factory=dict)

    def facts(self) -> Iterator[tuple[str, Fact, tuple[Located, ...]]]:
        """Facts whose articles are at hand and whose evidence all stands."""
        for id, fact in self.edition.facts.items():
            located = self.evidence.get(("facts", id))
            if located and all(one.status.verified for one in located):
                yield id, fact, located

    @cached_property
    def _names_with_digits(self) -> tuple[str, ...]:
        """Names whose digits are no figures, such as « Claude 3.5 Sonnet »."""
        return tuple(
            sorted(
                form
                for party in self.parties.values()
                for form in forms(party)
                if any(c.isdigit() for c in form)
            )
        )

    def units(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """The publication's own units and their words in a language."""
        return {unit: words.words.get(language.code, ()) for unit, words in self.head.units.items()}

    def figures(self, text: str, language: Language) -> tuple[Figure, ...]:
        """The figures of a text, the digits of names left out."""
        key = (text, language.code)
        if key not in self._figures:
            self._figures[key] = figure_grammar.figures(
                text, language, self.units(language), self._names_with_digits
            )
        return self._figures[key]

    def dates(self, text: str, language: Language) -> tuple[DateMention, ...]:
        """The dates of a text."""
        key = (text, language.code)
        if key not in self._dates:
            self._dates[key] = date_grammar.dates(text, language)
        return self._dates[key]

    def cues(self, text: str, language: Language) -> tuple[Cue, ...]:
        """The cues of a sentence."""
        key = (text, language.code)
        if key not in self._cues:
            self._cues[key] = cue_grammar.cues(text, language)
        return self._cues[key]

    def span(self, *path: str | int) -> Span:
        """Where a value stands; the path begins with the kind of its entry."""
        return self.places.value(self.edition.file_of(str(path[0])), *path)

    def item_span(self, owner: NodePath, index: int, *rest: str | int) -> Span:
        """Where a part of a list's item stands; a single item may be written without a list."""
        listed = (*owner, index, *rest)
        return self.span(*(listed if self.has(str(owner[0]), listed) else (*owner, *rest)))

    def key_span(self, *path: str | int) -> Span:
        """Where the key of a value stands; of an entry, its id."""
        return self.places.key(self.edition.file_of(str(path[0])), *path)

    def within(self, kind: str, path: NodePath, start: int, end: int) -> Span:
        """Where some characters of a text stand."""
        return self.places.within(self.edition.file_of(kind), *path, start=start, end=end)

    def has(self, kind: str, path: NodePath) -> bool:
        """Whether a value stands in the file under exactly this path."""
        return path in self.places.nodes.get(self.edition.file_of(kind), {})
