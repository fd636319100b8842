"""What a composed newsletter holds: everything a template shows, in one language, in order.

Texts are plain but for ``Flow.html``, which is sanitised markup with marks where parts go.
Nothing here is typeset yet, and quoted words stand as they stand in the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from rectoverso.model.entries import Bound, DifferenceKind

Notes = tuple[int, ...]
"""Numbers of source notes."""

PIECE_SPOKEN, PIECE_BRIDGE, PIECE_GAP, PIECE_STOP = "spoken", "bridge", "gap", "stop"


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as readers get to know it.

    Attributes:
        id: its id in the edition.
        label: the short name in notes.
        title: of the article, as the copy gives it.
        publisher: who published it; ``publisher_because`` what that is inferred from, when no
            words of the copy say so; empty when they do.
        authors: as the copy names them.
        published: the date in words, empty when unknown; ``published_because`` likewise;
            ``day`` the date as ``PartialDate`` writes it.
        republished_by: who reposted it; ``republished_because`` likewise.
        language: of the article.
        url: its address.
        notes: the notes that lead to it.
    """

    id: str
    label: str
    title: str
    publisher: str
    publisher_because: str
    authors: tuple[str, ...]
    published: str
    day: str
    published_because: str
    republished_by: str
    republished_because: str
    language: str
    url: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """Words of a quote: ``spoken``, a ``bridge`` of the journalist's, a ``gap`` (``[…]``), or
    the ``stop`` of a sentence whose attribution was left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote with all that must stand beside it.

    Attributes:
        id: its id.
        language: of the words.
        pieces: the words as the source prints them.
        translation: ours, when the reader's language is another and there is one.
        origin: how the words came to the source, in a few words: translated by it, or quoted
            in a language that may not be the speaker's; empty when they are the speaker's own.
        speaker_id, speaker, role: who speaks; ``role_is_ours`` when no source gives the role.
        about: what the speaker is talking about.
        source: label of the source.
        notes: its notes.
    """

    id: str
    language: str
    pieces: tuple[QuotePiece, ...]
    translation: str
    origin: str
    speaker_id: str
    speaker: str
    role: str
    role_is_ours: bool
    about: str
    source: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: one paragraph of one source, however often it is cited.

    Attributes:
        number: from 1, in the order of first citation.
        source: what it leads to.
        paragraph: number in the copy; none when the entry leaves it open and no copy was seen.
        link: the passage online, as a text fragment; empty without an address.
        originals: quotes that running text gives in our translation, with the words as printed.
    """

    number: int
    source: SourceView
    paragraph: int | None
    link: str
    originals: tuple[QuoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class Inline:
    """A call inside a sentence.

    Attributes:
        kind: ``figure``, ``fact``, ``cite``, ``quote``, ``term`` or ``waiver``.
        id: of the entry; of a waiver, its reason.
        text: what is shown, without markup.
        html: the same with markup, for a waiver.
        before: punctuation that stands before the note in the reader's language.
        tail: closing punctuation that follows it.
        evidence: the mark for the audit, such as ``fact:some-id``.
        notes: its notes.
        quote: the quote, for a call of that kind.
        language: of a borrowed word; empty for one of the reader's own language.
    """

    kind: str
    id: str
    text: str = ""
    html: str = ""
    before: str = ""
    tail: str = ""
    evidence: str = ""
    notes: Notes = ()
    quote: QuoteView | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text. ``html`` holds ``mark(n)`` where ``parts[n]`` goes."""

    kind: ClassVar[str] = "flow"
    html: str
    parts: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A quote that stands alone."""

    kind: ClassVar[str] = "quote"
    quote: QuoteView


@dataclass(frozen=True, slots=True)
class DoubtView:
    """The editor's remark on a fact; ``about`` tells which: its figure, and where it stands."""

    fact: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """Remarks on facts that the text just before relied on for the first time."""

    kind: ClassVar[str] = "doubts"
    doubts: tuple[DoubtView, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One fact of a comparison.

    Attributes:
        letter: A, B, C …, by which differences name it; empty when none needs to.
        fact: its id.
        who: who says it first; ``via`` who passes it on, in order.
        hedges: how sure they are, in words.
        object, detail: what it is about and when or in what scope, where the rows differ.
        value: the figure or the answer; empty when the sentence alone tells it.
        says: the statement.
        complete: whether value, object and detail tell the statement, under the measure's name.
        doubt: the editor's remark.
        notes: its notes.
    """

    letter: str
    fact: str
    who: str
    via: tuple[str, ...]
    hedges: tuple[str, ...]
    object: str
    detail: str
    value: str
    says: str
    complete: bool
    doubt: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Pairs of rows that differ in the same way.

    Attributes:
        between: the pairs in short: « A–B », « A, B, C » for each with each, « A, B – C, D »
            for each of one side with each of the other. Empty when the rows tell by themselves
            what sets them apart (another object, another scope), or are only two.
        kind: of the difference; ``name`` in words, empty when the reason tells it.
        because: the reason, or the reasons one after the other.
    """

    between: str
    kind: DifferenceKind
    name: str
    because: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Who says what, side by side."""

    id: str
    title: str
    measure: str
    rows: tuple[ComparisonRow, ...]
    differences: tuple[DifferenceView, ...]
    note: str

    @property
    def statements(self) -> tuple[tuple[ComparisonRow, ...], ...]:
        """The rows, those that say the same together, in the order of the first of them."""
        groups: dict[tuple[str, ...], list[ComparisonRow]] = {}
        for row in self.rows:
            alone = () if row.complete else (row.fact,)
            groups.setdefault((row.value, row.object, row.detail, *alone), []).append(row)
        return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True, slots=True)
class ComparisonBlock:
    """A comparison at its place in the text."""

    kind: ClassVar[str] = "comparison"
    comparison: ComparisonView


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One fact of a chart.

    Attributes:
        fact: its id.
        label: what it is about, or who says it; ``detail`` what sets it apart.
        text: the value in words and digits.
        value, to_value: the numbers; none for an event.
        bound: how the figure limits the quantity.
        certain: neither hedged nor doubted nor only a bound.
        date: when, in words; empty when not dated. ``moment`` in ISO 8601, as far as known.
        notes: its notes.
    """

    fact: str
    label: str
    detail: str
    text: str
    value: Decimal | None
    to_value: Decimal | None
    bound: Bound | None
    certain: bool
    date: str
    moment: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class ChartView:
    """A figure drawn from facts. ``kind`` names a template in ``templates/charts/``."""

    id: str
    kind: str
    title: str
    alt: str
    caption: Flow | None
    unit: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart at its place in the text."""

    kind: ClassVar[str] = "chart"
    chart: ChartView


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """The events of the edition along time."""

    kind: ClassVar[str] = "timeline"
    events: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was mended or taken back after it had come out.

    Attributes:
        on: the date in words; ``moment`` in ISO 8601 as far as known, ``order`` for sorting.
        reason: what was wrong and what is right.
        digest: a short one of the reason in the first of the publication's languages that has
            one, so the same for readers of all languages.
        entry: the mark of the fact or the quote, such as ``fact:some-id``; empty for the
            edition as a whole.
        taken_back: what was taken back, in words; empty for a correction.
        anchor: id of the place on the page where it stands; empty when it stands only in the
            list of corrections.
    """

    on: str
    moment: str
    order: tuple[int, int, int]
    reason: str
    digest: str
    entry: str
    taken_back: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionBlock:
    """Corrections of one fact or quote where it stands, or stood."""

    kind: ClassVar[str] = "correction"
    anchor: str
    corrections: tuple[CorrectionView, ...]


Block = Flow | PullQuote | Doubts | CorrectionBlock | ComparisonBlock | ChartBlock | TimelineBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its blocks in order."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A word of the glossary.

    Attributes:
        id: of the entry.
        term, definition: in the reader's language.
        notes: empty for a definition that is ours alone.
        language: that the word was borrowed from; empty for one of the reader's own.
    """

    id: str
    term: str
    definition: str
    notes: Notes
    language: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """How the edition was verified.

    Attributes:
        facts, quotes, sources: how many of each were held against the articles.
        accepted_on: the latest date in the ledger, in words; empty before the first acceptance.
    """

    facts: int
    quotes: int
    sources: int
    accepted_on: str


@dataclass(frozen=True, slots=True)
class Newsletter:
    """An edition's explainer in one language.

    Attributes:
        retracted: why and when it was taken back as a whole, if it was.
        comparisons: shown in the text, by id.
        further: comparisons that the text does not show: the annex of a sheet, a page of their own
            on a screen.
        cited_on_page: how many of the notes, from the first, the text and the glossary cite.
        minutes: reading time at the language's silent reading speed, at least 1.
        subject, preheader: of the e-mail; they refer to no notes. The preheader of what was
            taken back says why.
        used: (kind, id) of every entry that the prose calls.
    """

    slug: str
    language: str
    title: str
    kicker: str
    lede: Flow
    date: str
    moment: str
    authors: tuple[str, ...]
    subjects: tuple[str, ...]
    essentials: tuple[Flow, ...]
    sections: tuple[Section, ...]
    comparisons: Mapping[str, ComparisonView]
    further: tuple[ComparisonView, ...]
    glossary: tuple[TermView, ...]
    notes: tuple[Note, ...]
    cited_on_page: int
    sources: tuple[SourceView, ...]
    verification: Verification
    corrections: tuple[CorrectionView, ...]
    minutes: int
    subject: Flow
    preheader: Flow
    retracted: CorrectionView | None = None
    used: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """The charts of all sections in order, each once."""
        found = {
            block.chart.id: block.chart
            for section in self.sections
            for block in section.blocks
            if isinstance(block, ChartBlock)
        }
        return tuple(found.values())

    @property
    def page_notes(self) -> tuple[Note, ...]:
        """The notes of the text and the glossary."""
        return self.notes[: self.cited_on_page]

    @property
    def further_notes(self) -> tuple[Note, ...]:
        """The notes of the further comparisons; some of them are notes of the text, too."""
        cited = {number for view in self.further for row in view.rows for number in row.notes}
        return tuple(note for note in self.notes if note.number in cited)

    @property
    def last_change(self) -> str:
        """The date of the latest correction, or else its own, in ISO 8601 as far as known."""
        return self.corrections[0].moment if self.corrections else self.moment


OPENING, CLOSING = "\ue000", "\ue001"
"""Private-use characters around the number of a part; prose cannot hold them."""


def mark(number: int) -> str:
    """What stands in ``Flow.html`` for a part."""
    return f"{OPENING}{number}{CLOSING}"
