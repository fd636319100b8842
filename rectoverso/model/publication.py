"""The whole publication as it was loaded, and where everything stands in its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from rectoverso.model.articles import Article
from rectoverso.model.entries import (
    Chart,
    Comparison,
    EditionHead,
    Fact,
    Measure,
    Party,
    PublicationHead,
    Quote,
    Role,
    Source,
    Term,
)
from rectoverso.model.questions import QuizHead, WrittenQuestion
from rectoverso.problems import Code, Problem, Remark, Span

NodePath = tuple[str | int, ...]
"""The way to a node of a YAML document: keys and list indexes."""


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where a node stands.

    Attributes:
        key: the key that holds it; the value itself for list items and the document.
        value: the value.
        verbatim: whether the value's characters stand in the file one for one, on one line,
            from ``value.column + indent`` on.
        indent: 1 after an opening quotation mark, else 0.
    """

    key: Span
    value: Span
    verbatim: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Finds the span of any node of any file, or of its nearest ancestor that has one."""

    nodes: Mapping[str, Mapping[NodePath, NodePlace]]

    def _nearest(self, file: str, path: NodePath) -> NodePlace | None:
        known = self.nodes.get(file, {})
        for length in range(len(path), -1, -1):
            if path[:length] in known:
                return known[path[:length]]
        return None

    def value(self, file: str, *path: str | int) -> Span:
        """Span of a value."""
        place = self._nearest(file, path)
        return place.value if place else Span(file)

    def key(self, file: str, *path: str | int) -> Span:
        """Span of the key that holds a value."""
        place = self._nearest(file, path)
        return place.key if place else Span(file)

    def within(self, file: str, *path: str | int, start: int, end: int) -> Span:
        """Span of the characters from start to end (0-based) of a scalar, or of all of it."""
        place = self.nodes.get(file, {}).get(path)
        if place is None or not place.verbatim:
            return self.value(file, *path)
        first = place.value.column + place.indent
        return Span(file, place.value.line, first + start, place.value.line, first + end)


@dataclass(frozen=True, slots=True)
class ProseFile:
    """The Markdown of one section in one language."""

    section: str
    language: str
    file: str
    text: str


class _Withheld(tuple[Any, ...]):
    """Stands for what a part of the program is not given.

    Were it left out, a part that comes to need it would go on with nothing, and be wrong.
    """

    def _refuse(self, *_: object) -> NoReturn:
        raise LookupError("this part of an edition is withheld from what looks at it")

    __iter__ = __len__ = __getitem__ = __contains__ = __bool__ = __add__ = _refuse

    def __reduce__(self) -> str:
        return "WITHHELD"


WITHHELD = _Withheld()

EDITIONS = "content/editions/"
"""What the path of each file of an edition begins with."""

EVERY = "*"
"""Stands in ``Edition.aside`` for every entry of a kind."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One explainer with its quiz, as loaded: every reference in it leads somewhere.

    ``aside`` names entries that are written but could not be used, as (kind, id), with the
    id ``EVERY`` where their whole file could not be read. Kinds are the keys of ``FILES``.
    """

    slug: str
    folder: str
    head: EditionHead
    sources: Mapping[str, Source] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    quiz: QuizHead | None = None
    questions: tuple[WrittenQuestion, ...] = ()
    prose: tuple[ProseFile, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    ledger_text: str | None = None
    lock_text: str | None = None
    aside: frozenset[tuple[str, str]] = frozenset()

    def is_aside(self, kind: str, id: str) -> bool:
        """Whether an entry may be written but cannot be used.

        A reference to such an entry is not reported: only what is wrong with the entry is.
        """
        return (kind, id) in self.aside or (kind, EVERY) in self.aside

    def is_retracted(self, kind: str, id: str) -> bool:
        """Whether a fact or a quote was taken back."""
        known: Mapping[str, Mapping[str, Fact | Quote]] = {
            "facts": self.facts,
            "quotes": self.quotes,
        }
        entry = known.get(kind, {}).get(id)
        return entry is not None and entry.retracted is not None

    def file_of(self, kind: str) -> str:
        """Path of the file that holds entries of a kind, relative to the publication."""
        return f"{self.folder}/{FILES[kind]}"

    def languages(self, publication: PublicationHead) -> tuple[str, ...]:
        """The languages this edition comes out in."""
        return self.head.languages or publication.languages

    def with_prose_in(self, language: str) -> Edition:
        """The edition with its prose in this language, and no other."""
        return replace(self, prose=tuple(file for file in self.prose if file.language == language))

    def without_prose(self) -> Edition:
        """The edition for those who may not look at its prose."""
        return replace(self, prose=WITHHELD)

    def without_quiz(self) -> Edition:
        """The edition for those who may look at no question, and no lock that holds any."""
        return replace(self, quiz=None, questions=WITHHELD, lock_text=None)


FILES: Mapping[str, str] = {
    "edition": "edition.yaml",
    "sections": "edition.yaml",
    "sources": "sources.yaml",
    "measures": "facts.yaml",
    "facts": "facts.yaml",
    "comparisons": "facts.yaml",
    "quotes": "quotes.yaml",
    "roles": "quotes.yaml",
    "terms": "glossary.yaml",
    "charts": "charts.yaml",
    "questions": "quiz.yaml",
}
"""Kinds of entries and the file of an edition that holds them, under the key of that name."""


def retracted_entry_used(edition: Edition, places: Places, found: str, span: Span) -> Problem:
    """S015 for a use of a fact or a quote that was taken back, with the place where it was.

    Args:
        edition: that holds the entry.
        places: where everything stands.
        found: id of the entry.
        span: of the use.
    """
    kind = "facts" if edition.is_retracted("facts", found) else "quotes"
    at = places.key(edition.file_of(kind), kind, found, "retracted")
    return Problem(Code.S015, span, {"found": found}, (Remark("retracted-here", {}, at),))


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that was loaded.

    Attributes:
        root: folder that holds ``content/``.
        head: ``publication.yaml``.
        parties: people, organisations, products and places by id.
        editions: in the order of their date, newest first.
        places: where everything stands.
        texts: text of each file that was read, for showing lines of it.
    """

    root: Path
    head: PublicationHead
    parties: Mapping[str, Party]
    editions: tuple[Edition, ...]
    places: Places
    texts: Mapping[str, str]

    def only(self, edition: Edition) -> Publication:
        """This publication with one edition and no texts.

        What looks at one edition is given this, so that nothing it finds can hang on another.

        Args:
            edition: one of them, or one of them without some of its parts.
        """
        nodes = {
            file: nodes
            for file, nodes in self.places.nodes.items()
            if not file.startswith(EDITIONS) or file.startswith(f"{edition.folder}/")
        }
        return replace(self, editions=(edition,), places=Places(nodes), texts={})
