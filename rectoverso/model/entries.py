"""What editors write in an edition's YAML. Field descriptions feed the JSON Schema for editors."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from rectoverso.model.email import EditionEmail, PublicationEmail
from rectoverso.model.values import (
    Authored,
    EntryId,
    LanguageCode,
    Name,
    PartialDate,
    SiteAddress,
    Size,
    Text,
    WebAddress,
)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


def _bare_as(field: str) -> Any:
    def wrap(value: Any) -> Any:
        return {field: value} if isinstance(value, str) else value

    return wrap


class Basis(StrEnum):
    """Where a piece of metadata comes from: the copy says it, or the editor infers it."""

    STATED = "stated"
    INFERRED = "inferred"


class StatedText(Authored):
    """Metadata with where it comes from. A bare string means: the copy states it."""

    name: str
    basis: Basis = Basis.STATED
    because: Text | None = Field(
        None, description="what it is inferred from, as readers see it; needed when inferred"
    )


class StatedDate(Authored):
    """A date of publication with where it comes from."""

    date: PartialDate
    basis: Basis = Basis.STATED
    because: Text | None = Field(
        None, description="what it is inferred from, as readers see it; needed when inferred"
    )


Stated = Annotated[
    StatedText, BeforeValidator(_bare_as("name"), json_schema_input_type=str | StatedText)
]
StatedOn = Annotated[
    StatedDate, BeforeValidator(_bare_as("date"), json_schema_input_type=str | StatedDate)
]


class SegmentKind(StrEnum):
    """Stretches of an article that are not its own reporting."""

    ADVERTISEMENT = "advertisement"
    CAPTION = "caption"
    COMMENT = "comment"
    INTERFACE = "interface"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    LINKS = "links"
    CREDIT = "credit"
    FRAME = "frame"


class Segment(Authored):
    """A stretch that yields no evidence: whole paragraphs, or part of one.

    ``from`` and ``to`` are at most six boundary words, both included; without them the
    whole paragraph is meant. ``to_paragraph`` makes it a run of whole paragraphs.
    """

    kind: SegmentKind
    paragraph: int = Field(ge=1, description="counted from 1 in the copy")
    to_paragraph: int | None = Field(None, ge=1, description="last paragraph of a run")
    from_: str | None = Field(None, alias="from")
    to: str | None = None


class Source(Authored):
    """One article: metadata as far as known, the digest of the copy, its segments."""

    label: Name = Field(description="our short name for it, shown in notes")
    in_text: Name | None = Field(
        None,
        description="how a sentence names it, after « selon »: where its label is a title or"
        " also names a company",
    )
    title: str | None = None
    publisher: Stated | None = None
    authors: tuple[str, ...] = ()
    published: StatedOn | None = None
    republished_by: Stated | None = Field(None, description="who reposted it, if the copy is one")
    language: LanguageCode
    url: WebAddress | None = None
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the copy that was used")
    paragraphs: Literal["auto", "lines", "blocks"] = Field(
        "auto",
        description="how the copy separates paragraphs; auto: by empty lines if it has any,"
        " unless a block holds a line too long to have been wrapped",
    )
    segments: tuple[Segment, ...] = ()


class Bound(StrEnum):
    """How a figure limits the quantity instead of giving it."""

    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    UP_TO = "up-to"
    ABOUT = "about"


class Hedge(StrEnum):
    """How sure a speaker is, or how far the article keeps its distance."""

    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    CLAIMED = "claimed"
    ESTIMATED = "estimated"
    PRESENTED = "presented"
    EXPECTED = "expected"
    SUSPECTED = "suspected"
    UNLIKELY = "unlikely"


class Carries(StrEnum):
    """What of a fact the words of one evidence carry."""

    OBJECT = "object"
    VALUE = "value"
    UNIT = "unit"
    BOUND = "bound"
    DATE = "date"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    CLAIM = "claim"
    EACH = "each"


class Unrelated(Authored):
    """Words in the sentence of the evidence that look like a hedge, a bound, a negation or
    an attribution, but do not bear on the fact."""

    words: str = Field(description="the cue as it stands in the sentence")
    because: str = Field(min_length=3)


class AllowSegment(Authored):
    """Permission to use words from a segment, with the reason."""

    because: str = Field(min_length=3)


class Evidence(Authored):
    """A source, a paragraph and the exact words there that carry the entry."""

    source: EntryId
    paragraph: int | None = Field(None, ge=1, description="needed when the words stand twice")
    words: str = Field(min_length=1, description="exact words, 25 at most")
    carries: tuple[Carries, ...] = ()
    unrelated: tuple[Unrelated, ...] = ()
    allow_segment: AllowSegment | None = None


class Teller(Authored):
    """One link of an attribution chain, and how sure that speaker is."""

    who: EntryId = Field(description="a person, an organisation or a source")
    hedge: Annotated[tuple[Hedge, ...], BeforeValidator(_as_list)] = ()


class OnDate(Authored):
    """When: a date, or the article's relative words with what they mean."""

    date: PartialDate | None = None
    words: str | None = Field(None, description="the article's relative words, such as « lundi »")
    resolved: PartialDate | None = None
    basis: EntryId | None = Field(
        None, description="the source that tells the date, or « editor »; open without one"
    )

    @property
    def known(self) -> PartialDate | None:
        """The date that may be used; none while a relative one stays open."""
        return self.date or (self.resolved if self.basis else None)


On = Annotated[OnDate, BeforeValidator(_bare_as("date"), json_schema_input_type=str | OnDate)]


class Correction(Authored):
    """When and why an entry was corrected or taken back after it had come out."""

    on: PartialDate
    reason: Text = Field(description="what was wrong and what is right, as readers see it")


Corrections = Annotated[
    tuple[Correction, ...],
    BeforeValidator(_as_list),
]


class MeasureType(StrEnum):
    """What the facts of a measure report."""

    NUMBER = "number"
    RATIO = "ratio"
    MONEY = "money"
    DATE = "date"
    CLAIM = "claim"


class Measure(Authored):
    """The quantity or the matter that several facts report."""

    label: Text
    type: MeasureType
    unit: str | None = Field(None, description="percent, times, USD, EUR …, or a unit of ours")
    signed: bool = Field(False, description="a rise is positive, a fall negative")
    answers: dict[EntryId, Text] = Field(
        default_factory=dict, description="of a claim: what may be claimed"
    )
    scopes: dict[EntryId, Text] = Field(
        default_factory=dict, description="what exactly is measured, where it differs"
    )
    moments: dict[EntryId, Text] = Field(
        default_factory=dict, description="when it is measured, where it differs"
    )


class Fact(Authored):
    """One statement in the editor's words, with who says it and its evidence."""

    measure: EntryId | None = None
    object: Annotated[tuple[EntryId, ...], BeforeValidator(_as_list)] = ()
    scope: EntryId | None = None
    moment: EntryId | None = None
    says: Text
    value: Size | None = None
    to_value: Size | None = Field(None, description="upper end of a range")
    magnitude: Size | None = Field(
        None,
        gt=0,
        description="instead of a value, for a vague figure: « des dizaines de milliers » is 10000",
    )
    unit: str | None = Field(None, description="only where the measure gives none")
    bound: Bound | None = None
    each: bool = False
    negated: bool = Field(False, description="the source says that it is not so")
    claim: EntryId | None = Field(None, description="of a measure of claims: which answer")
    on: On | None = None
    told_by: Annotated[tuple[Teller, ...], BeforeValidator(_as_list)] = Field(
        (), description="attribution chain, first speaker first; without it the source itself"
    )
    doubt: Text | None = Field(None, description="the editor's remark for the reader")
    event: Text | None = Field(None, description="short wording for the timeline")
    stem: Text | None = Field(None, description="a question about it, written by hand")
    level: Literal["remember", "understand", "apply", "analyse"] | None = None
    section: EntryId | None = None
    reviewed: str | None = Field(None, description="initials of the second reader")
    correction: Corrections = Field((), description="what was mended after it had come out")
    retracted: Correction | None = Field(
        None, description="taken back: nothing may use it any more, and the log keeps it"
    )
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(_as_list)]

    @property
    def hedges(self) -> frozenset[Hedge]:
        """All hedges of its chain."""
        return frozenset(hedge for teller in self.told_by for hedge in teller.hedge)


class Bridge(Authored):
    """The journalist's words between two quotations: verified, shown outside the marks."""

    bridge: str = Field(min_length=1)


Piece = str | Bridge


class Quote(Authored):
    """The words of a named speaker, in pieces."""

    speaker: EntryId
    source: EntryId
    paragraph: int | None = Field(None, ge=1)
    words: Annotated[tuple[Piece, ...], BeforeValidator(_as_list)]
    attributed_by: str = Field(description="the words that name the speaker")
    refers_to: EntryId | None = Field(None, description="whom a pronoun or a role in them means")
    spoken_in: LanguageCode | Literal["unknown"] = "unknown"
    translation: Text | None = Field(None, description="ours, shown as ours")
    about: Text | None = Field(None, description="what the speaker is talking about")
    allow_segment: AllowSegment | None = None
    section: EntryId | None = None
    reviewed: str | None = None
    correction: Corrections = Field((), description="what was mended after it had come out")
    retracted: Correction | None = Field(
        None, description="taken back: nothing may use it any more, and the log keeps it"
    )

    @property
    def spoken(self) -> tuple[str, ...]:
        """The spoken pieces alone."""
        return tuple(piece for piece in self.words if isinstance(piece, str))


class Role(Authored):
    """What a party is, as a source says it; or as the editor does, and then marked so."""

    who: EntryId
    role: Text
    by: Literal["editor"] | None = None
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(_as_list)] = ()


class DifferenceKind(StrEnum):
    """Why two facts of one measure differ, in the order in which it is checked."""

    OBJECT = "object"
    SCOPE = "scope"
    MOMENT = "moment"
    ROUNDING = "rounding"
    BOUND = "bound"
    CONTRADICTION = "contradiction"
    UNCLEAR = "unclear"
    AGREEMENT = "agreement"


class Difference(Authored):
    """Why two facts differ."""

    between: Annotated[tuple[EntryId, ...], Field(min_length=2, max_length=2)]
    kind: DifferenceKind
    because: Text | None = None


class Comparison(Authored):
    """Facts of one measure set side by side. Nothing is averaged or merged."""

    title: Text
    facts: Annotated[tuple[EntryId, ...], Field(min_length=2)]
    differences: tuple[Difference, ...] = ()
    note: Text | None = None
    section: EntryId | None = None


class Term(Authored):
    """A word of the glossary. Without evidence the definition is marked as ours."""

    term: Text
    borrowed_from: dict[LanguageCode, LanguageCode] = Field(
        default_factory=dict,
        description="language that the word is from, by language of the reader: {fr: en}",
    )
    definition: Text
    aliases: Annotated[tuple[Name, ...], BeforeValidator(_as_list)] = ()
    section: EntryId | None = None
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(_as_list)] = ()


class Chart(Authored):
    """A figure drawn from facts. ``kind`` is the name of a file in ``templates/charts/``."""

    kind: EntryId
    title: Text
    alt: Text = Field(description="what a reader who cannot see it should know")
    caption: Text | None = None
    facts: Annotated[tuple[EntryId, ...], Field(min_length=1)]
    label_by: Literal["object", "source", "scope", "date"] = "object"


class SectionHead(Authored):
    """A section of the edition; its prose is ``sections/<id>.<language>.md``."""

    id: EntryId
    title: Text


class EditionHead(Authored):
    """``edition.yaml``: title, lede, essentials, order of sections."""

    title: Text
    kicker: Text | None = None
    lede: Text
    date: PartialDate
    authors: tuple[str, ...] = ()
    subjects: tuple[Name, ...] = Field(
        (), description="each has a page, which editions share that name it alike"
    )
    essentials: tuple[Text, ...] = Field((), description="five lines; calls are allowed")
    sections: tuple[SectionHead, ...]
    languages: tuple[LanguageCode, ...] = Field((), description="default: the publication's")
    status: Literal["draft", "published"] = Field(
        "published", description="a draft is verified with everything else, and never comes out"
    )
    correction: Corrections = Field((), description="what was mended after it had come out")
    retracted: Correction | None = Field(
        None, description="taken back as a whole; its page stays, and says so first"
    )
    email: EditionEmail = EditionEmail()


class SourcesFile(Authored):
    """``sources.yaml``."""

    sources: dict[EntryId, Source]


class FactsFile(Authored):
    """``facts.yaml``."""

    measures: dict[EntryId, Measure] = Field(default_factory=dict)
    facts: dict[EntryId, Fact] = Field(default_factory=dict)
    comparisons: dict[EntryId, Comparison] = Field(default_factory=dict)


class QuotesFile(Authored):
    """``quotes.yaml``."""

    quotes: dict[EntryId, Quote] = Field(default_factory=dict)
    roles: tuple[Role, ...] = ()


class GlossaryFile(Authored):
    """``glossary.yaml``."""

    terms: dict[EntryId, Term] = Field(default_factory=dict)


class ChartsFile(Authored):
    """``charts.yaml``."""

    charts: dict[EntryId, Chart] = Field(default_factory=dict)


class PartyKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PRODUCT = "product"
    PLACE = "place"


class PartyEntry(Authored):
    """A person, an organisation, a product or a place that recurs, with its other names."""

    name: Name
    aliases: Annotated[tuple[Name, ...], BeforeValidator(_as_list)] = ()


class Party(PartyEntry):
    """A party with its kind, which is the section of ``people.yaml`` that it stands in."""

    kind: PartyKind


class PeopleFile(Authored):
    """``people.yaml`` of the publication."""

    people: dict[EntryId, PartyEntry] = Field(default_factory=dict)
    organisations: dict[EntryId, PartyEntry] = Field(default_factory=dict)
    products: dict[EntryId, PartyEntry] = Field(default_factory=dict)
    places: dict[EntryId, PartyEntry] = Field(default_factory=dict)


class PluralForms(Authored):
    """A word by the plural categories of CLDR; ``other`` is the one that every language has."""

    one: str | None = None
    many: str | None = None
    other: str


class UnitWords(Authored):
    """A unit of our own: how articles write it and how we write it."""

    words: dict[LanguageCode, tuple[str, ...]] = Field(description="forms found in articles")
    label: dict[LanguageCode, PluralForms] = Field(
        description="how we write it, by plural category"
    )


class PublicationHead(Authored):
    """``publication.yaml``: what holds for every edition."""

    title: Name
    tagline: Text | None = None
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    regions: dict[LanguageCode, Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = Field(
        default_factory=dict,
        description="territory whose typography a language follows, such as {fr: CA}",
    )
    url: SiteAddress | None = None
    publisher: str | None = None
    contact: str | None = Field(
        None, pattern=r"^[^@\s]+@[^@\s]+$", description="e-mail address that readers write to"
    )
    licence: Name | None = None
    about: Text | None = Field(
        None, description="in Markdown, for the page about the publication; else one of ours"
    )
    theme: EntryId = "editorial"
    papers: tuple[Literal["a4", "letter"], ...] = ("a4", "letter")
    units: dict[EntryId, UnitWords] = Field(default_factory=dict)
    quotation_budget: Annotated[int, Field(ge=1)] = Field(
        400, description="words quoted from one source at most, evidence not counted"
    )
    require_review: bool = False
    email: PublicationEmail = PublicationEmail()

    @property
    def tags(self) -> dict[str, str]:
        """The tag of each language, with its territory where it has one: ``fr-CA`` (BCP 47)."""
        return {
            code: f"{code}-{self.regions[code]}" if code in self.regions else code
            for code in self.languages
        }
