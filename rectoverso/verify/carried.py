"""What an entry carries: the numbers, dates and names that its texts may hold.

Every number, date and name in a text of ours must be one of these; a number that is rounded
differently is not. What remains of the paraphrase is for a second reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rectoverso.languages import Language
from rectoverso.model.entries import Fact
from rectoverso.model.publication import NodePath
from rectoverso.model.values import ANY_LANGUAGE, LocalText, PartialDate
from rectoverso.text.dates import DateMention
from rectoverso.text.figures import Figure
from rectoverso.verify.case import Case, Located
from rectoverso.verify.names import forms


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that an entry's fields give: its size, its unit, whether only its magnitude."""

    size: Decimal
    unit: str | None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text of ours: the way to it in its file, its language, its words."""

    path: NodePath
    language: str
    words: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a text may hold.

    Attributes:
        amounts: numbers of the entry's own fields.
        dates: dates of the entry's own fields.
        parties: whose names may stand in it.
        passages: stretches of articles whose numbers, dates and names it may repeat, each
            with its language: (words, sentence, language).
        texts: texts of ours whose numbers and names it may repeat, each with its language.
        names: words that may stand in it as names, such as publishers.
        paragraphs: those around the passages; parties named in them may be named.
    """

    amounts: tuple[Amount, ...] = ()
    dates: tuple[PartialDate, ...] = ()
    parties: frozenset[str] = frozenset()
    passages: tuple[tuple[str, str, Language], ...] = ()
    texts: tuple[tuple[str, Language], ...] = ()
    names: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()

    def __or__(self, other: Carried) -> Carried:
        return Carried(
            (*self.amounts, *other.amounts),
            (*self.dates, *other.dates),
            self.parties | other.parties,
            (*self.passages, *other.passages),
            (*self.texts, *other.texts),
            (*self.names, *other.names),
            (*self.paragraphs, *other.paragraphs),
        )


def texts_of(path: NodePath, text: LocalText | None, case: Case) -> Iterator[Text]:
    """A text in each of the languages that the edition comes out in."""
    languages = case.edition.languages(case.head)
    for code, words in text.items() if text is not None else ():
        if code == ANY_LANGUAGE:
            yield Text(path, languages[0], words)
        elif code in languages:
            yield Text((*path, code), code, words)


def of_source(source_id: str, case: Case) -> Carried:
    """What any entry with evidence in a source may name: the source itself."""
    source = case.edition.sources.get(source_id)
    if source is None:
        return Carried()
    stated = [source.publisher, source.republished_by]
    names = [one.name for one in stated if one is not None]
    names.extend(source.authors)
    names.extend(words for _, words in source.label.items())
    dates = (source.published.date,) if source.published else ()
    return Carried(names=tuple(names), dates=dates)


def of_passages(located: Iterable[Located], case: Case) -> Carried:
    """What evidence lets a text repeat."""
    carried = Carried()
    for one in located:
        reading = one.reading
        words = reading.text[one.start : one.end]
        carried |= Carried(
            passages=((words, one.sentence.text, reading.language),),
            paragraphs=(one.paragraph_text,),
        )
        carried |= of_source(reading.id, case)
    return carried


def of_fact(id: str, fact: Fact, case: Case) -> Carried:
    """What a fact's own fields and its evidence carry, the sentences around it included."""
    return of_fields(fact, case) | of_passages(case.evidence.get(("facts", id), ()), case)


def of_fields(fact: Fact, case: Case) -> Carried:
    """What a fact's own fields carry, the words of its evidence included.

    It needs no article, so that texts about several facts are checked the same way whether
    the articles are at hand or not.
    """
    measure = case.edition.measures.get(fact.measure or "")
    unit = fact.unit or (measure.unit if measure else None)
    values = [one for one in (fact.value, fact.to_value) if one is not None]
    carried = Carried(
        amounts=(
            *(Amount(abs(value), unit) for value in values),
            *((Amount(fact.magnitude, unit, vague=True),) if fact.magnitude is not None else ()),
        ),
        dates=tuple(
            one for one in ((fact.on.date, fact.on.resolved) if fact.on else ()) if one is not None
        ),
        parties=frozenset((*fact.object, *(teller.who for teller in fact.told_by))),
    )
    for teller in fact.told_by:
        carried |= of_source(teller.who, case)
    for evidence in fact.evidence:
        carried |= of_source(evidence.source, case)
        source = case.edition.sources.get(evidence.source)
        if source is not None:
            language = case.language_of(source.language)
            carried |= Carried(passages=((evidence.words, evidence.words, language),))
    if measure is not None:
        ours = [measure.label]
        ours.extend(
            mapping[key]
            for key, mapping in (
                (fact.scope, measure.scopes),
                (fact.moment, measure.moments),
                (fact.claim, measure.answers),
            )
            if key is not None and key in mapping
        )
        for text in ours:
            carried |= Carried(
                texts=tuple(
                    (one.words, case.language_of(one.language)) for one in texts_of((), text, case)
                )
            )
    return carried


def of_all_facts(case: Case) -> Carried:
    """What all facts of the edition carry together."""
    carried = Carried()
    for fact in case.edition.facts.values():
        carried |= of_fields(fact, case)
    return carried


def carries_figure(carried: Carried, figure: Figure, case: Case) -> bool:
    """Whether a number of a text is carried: same size, same unit where both have one."""
    if not figure.vague and not figure.ordinal:
        for amount in carried.amounts:
            same = not amount.vague and amount.size == abs(figure.number)
            if same and _same_unit(amount.unit, figure.unit):
                return True
    if figure.vague and any(
        amount.vague and amount.size == figure.number and _same_unit(amount.unit, figure.unit)
        for amount in carried.amounts
    ):
        return True
    # The fields say in what the number is counted; words that leave the unit out do not.
    counted = any(
        amount.size == abs(figure.number) and not _same_unit(amount.unit, figure.unit)
        for amount in carried.amounts
    )
    for words, sentence, language in carried.passages:
        loose = figure.vague or figure.ordinal
        for other in case.figures(sentence if loose else words, language):
            if _same_figure(figure, other) and (not counted or figure.unit == other.unit):
                return True
    for words, language in carried.texts:
        if any(_same_figure(figure, other) for other in case.figures(words, language)):
            return True
    return False


def _same_unit(declared: str | None, found: str | None) -> bool:
    return declared is None or found is None or declared == found


def _same_figure(a: Figure, b: Figure) -> bool:
    return (a.number, a.vague, a.ordinal) == (b.number, b.vague, b.ordinal) and _same_unit(
        a.unit, b.unit
    )


def carries_date(carried: Carried, mention: DateMention, case: Case) -> bool:
    """Whether a date of a text is carried: the same, or told less exactly."""
    for _, sentence, language in carried.passages:
        for other in case.dates(sentence, language):
            if mention.relative and other.relative:
                return True
            if mention.date is not None and other.date is not None and _agree(mention, other):
                return True
    if mention.date is None:
        return False
    if any(_within(mention, date) for date in carried.dates):
        return True
    return any(
        other.date is not None and _agree(mention, other)
        for words, language in carried.texts
        for other in case.dates(words, language)
    )


def _agree(mention: DateMention, other: DateMention) -> bool:
    """Whether all that the mention says, the other says too."""
    one, two = mention.date, other.date
    assert one is not None
    assert two is not None
    return all(
        mine is None or mine == theirs
        for mine, theirs in (
            (one.year, two.year),
            (one.month, two.month),
            (one.day, two.day),
            (one.season, two.season),
        )
    )


def _within(mention: DateMention, date: PartialDate) -> bool:
    said = mention.date
    assert said is not None
    if said.season and not date.season and date.month and (said.year in (None, date.year)):
        return PartialDate(date.year, season=said.season).covers(date)
    return all(
        mine is None or mine == theirs
        for mine, theirs in (
            (said.year, date.year),
            (said.month, date.month),
            (said.day, date.day),
            (said.season, date.season),
        )
    )


def carries_parties(carried: Carried, found: frozenset[str], words: str, case: Case) -> bool:
    """Whether a party's name is carried: by a field, or because the paragraph names the party.

    The paragraph, because a sentence may say « l’entreprise » of whom the one before names.
    """
    if found & carried.parties or words_stand(carried, words):
        return True
    if any(found & case.names.parties(paragraph) for paragraph in carried.paragraphs):
        return True
    if any(found & case.names.parties(sentence) for _, sentence, _ in carried.passages):
        return True
    if any(found & case.names.parties(words) for words, _ in carried.texts):
        return True
    known = {form for id in found if id in case.parties for form in forms(case.parties[id])}
    return any(form in name for form in known for name in carried.names)


def words_stand(carried: Carried, word: str) -> bool:
    """Whether a word stands in a passage, in a text of ours that carries, or in a name."""
    return (
        any(_stands(word, sentence) for _, sentence, _ in carried.passages)
        or any(_stands(word, words) for words, _ in carried.texts)
        or any(_stands(word, name) for name in carried.names)
    )


def _stands(word: str, text: str) -> bool:
    place = text.find(word)
    while place >= 0:
        before = text[place - 1 : place]
        after = text[place + len(word) : place + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        place = text.find(word, place + 1)
    return False
