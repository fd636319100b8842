"""What the entries of a question carry, and what of a key they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from rectoverso.languages import language as language_of
from rectoverso.load.references import texts
from rectoverso.model.entries import Fact, Quote
from rectoverso.model.questions import (
    Choice,
    Fill,
    Match,
    Number,
    Question,
    Reference,
    Short,
)
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.questions.keys import judges_statement, key_ids
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, asked, options
from rectoverso.text.dates import dates
from rectoverso.text.figures import figures


@dataclass(frozen=True, slots=True)
class Carried:
    """What a text says, or what some entries carry, as far as it can be looked up.

    Attributes:
        sizes: numbers, without their signs, with their words.
        dates: dates with a year, with their words.
        parties: people, organisations, products and places, with the name that is used.
        sources: articles, with their labels.
    """

    sizes: Mapping[Decimal, str]
    dates: Mapping[PartialDate, str]
    parties: Mapping[frozenset[str], str]
    sources: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.sizes or self.dates or self.parties or self.sources)

    def lacks(self, said: Carried) -> str:
        """The words of the first thing that is said and not carried, or nothing."""
        for size, words in said.sizes.items():
            if size not in self.sizes:
                return words
        for date, words in said.dates.items():
            if not any(one.covers(date) or date.covers(one) for one in self.dates):
                return words
        for source, words in said.sources.items():
            if source not in self.sources:
                return words
        known = frozenset[str]().union(*self.parties)
        return next((words for ids, words in said.parties.items() if not ids & known), "")


def said(text: str, language: str, case: Case) -> Carried:
    """What a text of a question says."""
    sources = {}
    # « Le Soir de Montclar » is a newspaper and no word about Montclar.
    for id, source in case.edition.sources.items():
        label = source.label.get(language) or ""
        if label and label in text:
            sources[id] = label
            text = text.replace(label, "")
    return Carried(
        {size: words for words, size in _sizes(text, language, case)},
        {date: words for words, date in _dates(text, language)},
        {mention.parties: mention.words for mention in case.parties.mentions(text)},
        sources,
    )


def carried(references: Iterable[Reference], language: str, case: Case) -> Carried:
    """What the entries carry: their fields, their texts in a language, their words in articles."""
    sizes: dict[Decimal, str] = {}
    known: dict[PartialDate, str] = {}
    parties: dict[frozenset[str], str] = {}
    sources: dict[str, str] = {}
    for entry in _entries(references, case):
        ids = [getattr(entry, name, None) for name in ("speaker", "refers_to", "who")]
        if isinstance(entry, Fact):
            given = (entry.value, entry.to_value, entry.magnitude)
            sizes.update((abs(value), "") for value in given if value is not None)
            known.update({entry.on.known: ""} if entry.on and entry.on.known else {})
            ids += [*entry.object, *(teller.who for teller in entry.told_by)]
        parties.update((frozenset((id,)), "") for id in ids if id)
        sources.update((id, "") for id in _sources(entry))
        for code, text in _said(entry, language, case):
            sizes.update((size, words) for words, size in _sizes(text, code, case))
            known.update((date, words) for words, date in _dates(text, code))
            parties.update((one.parties, one.words) for one in case.parties.mentions(text))
    return Carried(sizes, known, parties, sources)


def keys_of(question: Question) -> Iterator[Part]:
    """The texts that are right: options, pairs, answers to be written, a true statement."""
    if judges_statement(question):
        if key_ids(question) == ("true",):
            yield asked(question)
        return
    match question.response:
        case Choice():
            yield from (option for option in options(question) if option.right)
        case Match(pairs=pairs):
            for pair in pairs:
                yield Part(("pairs", pair.id, "left"), pair.left)
                yield Part(("pairs", pair.id, "right"), pair.right)
        case Number(shown=shown):
            yield Part(("value",), shown)
        case Short(accepted=accepted):
            yield Part(("accepted",), _first(accepted))
        case Fill(blanks=blanks):
            yield from (
                Part(("blanks", blank.id, "accepted"), _first(blank.accepted)) for blank in blanks
            )


def _first(accepted: Mapping[str, tuple[str, ...]]) -> LocalText:
    return LocalText({language: answers[0] for language, answers in accepted.items()})


def _entries(references: Iterable[Reference], case: Case) -> Iterator[BaseModel]:
    edition = case.edition
    for one in references:
        if one.kind == "roles":
            yield from (role for role in edition.roles if role.who == one.id)
        elif one.kind == "comparisons":
            comparison = edition.comparisons[one.id]
            yield comparison
            yield from (edition.facts[id] for id in comparison.facts)
        else:
            yield getattr(edition, one.kind)[one.id]


def _said(entry: BaseModel, language: str, case: Case) -> Iterator[tuple[str, str]]:
    """The texts of an entry, each with the language whose grammar applies."""
    edition = case.edition
    for _, text in texts(entry):
        yield language, text.get(language) or ""
    measure = edition.measures.get(getattr(entry, "measure", None) or "")
    if measure is not None:
        yield from ((language, text.get(language) or "") for _, text in texts(measure))
    for piece in getattr(entry, "evidence", ()):
        yield _code(piece.source, case), piece.words
    if isinstance(entry, Quote):
        yield _code(entry.source, case), f"{' '.join(entry.spoken)} {entry.attributed_by}"
    for id in _sources(entry):
        yield from ((language, name) for name in case.context.names(id, language))


def _sources(entry: BaseModel) -> tuple[str, ...]:
    if isinstance(entry, Quote):
        return (entry.source,)
    return tuple(dict.fromkeys(piece.source for piece in getattr(entry, "evidence", ())))


def _code(source: str, case: Case) -> str:
    return case.edition.sources[source].language.partition("-")[0]


def _sizes(text: str, language: str, case: Case) -> Iterator[tuple[str, Decimal]]:
    units = case.context.unit_words(language)
    for figure in figures(text, language_of(language), units):
        if not figure.vague and not figure.ordinal:
            yield figure.words, abs(figure.number)


def _dates(text: str, language: str) -> Iterator[tuple[str, PartialDate]]:
    for mention in dates(text, language_of(language)):
        date = mention.date
        if date is not None and date.year is not None:
            yield mention.words, PartialDate(date.year, date.month, date.day, date.season)
