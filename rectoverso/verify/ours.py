"""Every text of ours that readers see with an entry, and what carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from rectoverso.model.entries import Quote, Term
from rectoverso.model.publication import NodePath
from rectoverso.model.values import LocalText
from rectoverso.verify.carried import (
    Carried,
    Text,
    of_all_facts,
    of_fact,
    of_fields,
    of_passages,
    of_source,
    texts_of,
)
from rectoverso.verify.case import Case
from rectoverso.verify.ledger import role_id

_TOLD = ("stem", "explanation", "feedback", "guide", "model_answer")
"""Fields of written questions in which the editor tells what the sources say."""

_SMALL = 12
"""Numbers in words up to here count what the question itself holds (« les trois articles »)."""


@dataclass(frozen=True, slots=True)
class Owned:
    """The texts of one entry and what carries them.

    Attributes:
        kind, id: the entry.
        texts: what is read.
        carried: what it may hold.
        numbers_only: names are not looked at, because the text speaks of the whole edition.
        counts: the text may count so many things that it sets side by side, and rank them.
        vague: it may speak of « des milliards » without a number, as prose may.
    """

    kind: str
    id: str
    texts: tuple[Text, ...]
    carried: Carried
    numbers_only: bool = False
    counts: int = 0
    vague: bool = False


def field_of(path: NodePath) -> str:
    """The name of the field that a text stands in, as the editor wrote it."""
    return ".".join(str(part) for part in path[2:])


def owned_by_facts(case: Case) -> Iterator[Owned]:
    """The texts of facts. A doubt may hold what any fact of the edition carries."""
    whole: Carried | None = None
    for id, fact, _ in case.facts():
        carried = of_fact(id, fact, case)
        own = ("facts", id)
        texts = [
            text
            for name in ("says", "event", "stem")
            for text in texts_of((*own, name), getattr(fact, name), case)
        ]
        yield Owned("facts", id, tuple(texts), carried)
        if fact.doubt is not None and _all_usable(case):
            if whole is None:
                whole = of_all_facts(case)
            doubts = tuple(texts_of((*own, "doubt"), fact.doubt, case))
            yield Owned("facts", id, doubts, whole, numbers_only=True, counts=1)


def _all_usable(case: Case) -> bool:
    """Whether no fact or quote was set aside.

    What may speak of the whole edition may speak of one that was: it is judged once that is
    mended.
    """
    return not any(kind in ("facts", "quotes") for kind, _ in case.edition.aside)


def owned_by_quotes(case: Case) -> Iterator[Owned]:
    """The translations of quotes and what we say they are about."""
    for id, located in case.quotes.items():
        if located.problems:
            continue
        quote: Quote = case.edition.quotes[id]
        reading = located.reading
        spoken = " ".join(reading.text[start:end] for start, end in located.pieces)
        around = located.passage
        paragraph = reading.paragraph_at(located.pieces[0][0]).text
        carried = Carried(
            parties=frozenset({quote.speaker}),
            passages=((spoken, around, reading.language),),
            paragraphs=(paragraph,),
        ) | of_source(quote.source, case)
        own: NodePath = ("quotes", id)
        yield Owned(
            "quotes", id, tuple(texts_of((*own, "translation"), quote.translation, case)), carried
        )
        wider = carried | Carried(passages=((paragraph, paragraph, reading.language),))
        yield Owned("quotes", id, tuple(texts_of((*own, "about"), quote.about, case)), wider)


def owned_by_terms(case: Case) -> Iterator[Owned]:
    """Definitions. Those without evidence are ours, and hold no number that nothing carries."""
    for id, term in case.edition.terms.items():
        if not term.evidence:
            texts = tuple(texts_of(("terms", id, "definition"), term.definition, case))
            yield Owned("terms", id, texts, Carried(), numbers_only=True, counts=1, vague=True)
    for (kind, id), located in case.evidence.items():
        if kind != "terms" or not all(one.status.verified for one in located):
            continue
        defined: Term = case.edition.terms[id]
        ours = [defined.term, *defined.aliases]
        carried = of_passages(located, case) | Carried(
            names=tuple(words for text in ours for _, words in text.items())
        )
        texts = tuple(texts_of(("terms", id, "definition"), defined.definition, case))
        yield Owned("terms", id, texts, carried)


def owned_by_measures(case: Case) -> Iterator[Owned]:
    """What a measure and its scopes, moments and answers are called: their numbers are those of
    its facts. The names of answers and scopes are checked with the facts that use them."""
    for id, measure in case.edition.measures.items():
        carried = Carried()
        for fact in case.edition.facts.values():
            if fact.measure == id:
                carried |= replace(of_fields(fact, case), texts=())
        own: NodePath = ("measures", id)
        texts = [*texts_of((*own, "label"), measure.label, case)]
        for name in ("scopes", "moments", "answers"):
            for key, text in getattr(measure, name).items():
                texts.extend(texts_of((*own, name, key), text, case))
        yield Owned("measures", id, tuple(texts), carried, numbers_only=True, counts=1, vague=True)


def owned_by_roles(case: Case) -> Iterator[Owned]:
    """Roles that an article gives."""
    for index, role in enumerate(case.edition.roles):
        located = case.evidence.get(("roles", role_id(case.edition.roles, index)), ())
        if role.by is not None or not located:
            continue
        if not all(one.status.verified for one in located):
            continue
        carried = of_passages(located, case) | Carried(parties=frozenset({role.who}))
        texts = tuple(texts_of(("roles", index, "role"), role.role, case))
        yield Owned("roles", role_id(case.edition.roles, index), texts, carried)


def owned_by_comparisons(case: Case) -> Iterator[Owned]:
    """Titles, notes and reasons of comparisons: carried by any of their facts."""
    for id, comparison in case.edition.comparisons.items():
        carried = Carried()
        for fact_id in comparison.facts:
            if fact_id in case.edition.facts:
                carried |= of_fields(case.edition.facts[fact_id], case)
        own: NodePath = ("comparisons", id)
        texts = [
            *texts_of((*own, "title"), comparison.title, case),
            *texts_of((*own, "note"), comparison.note, case),
        ]
        for index, difference in enumerate(comparison.differences):
            texts.extend(
                texts_of((*own, "differences", index, "because"), difference.because, case)
            )
        yield Owned("comparisons", id, tuple(texts), carried, counts=len(comparison.facts))


def owned_by_charts(case: Case) -> Iterator[Owned]:
    """Titles, captions and text alternatives of charts: carried by any of their facts."""
    for id, chart in case.edition.charts.items():
        carried = Carried()
        for fact_id in chart.facts:
            if fact_id in case.edition.facts:
                carried |= of_fields(case.edition.facts[fact_id], case)
        texts = [
            text
            for name in ("title", "alt", "caption")
            for text in texts_of(("charts", id, name), getattr(chart, name), case)
        ]
        yield Owned("charts", id, tuple(texts), carried, counts=len(chart.facts))


def owned_by_questions(case: Case) -> Iterator[Owned]:
    """What written questions tell: stems, reasons, guides and model answers.

    Wrong options, and statements that are not true, hold what no source says; and a question
    may speak of the whole edition.
    """
    if not _all_usable(case):
        return
    carried: Carried | None = None
    for question in case.edition.questions:
        if carried is None:
            carried = of_all_facts(case) | _of_all_quotes(case)
        path: NodePath = ("questions", question.index)
        told = tuple(_told(question.fields, path, case))
        yield Owned(
            "questions", question.id, told, carried, numbers_only=True, counts=_SMALL, vague=True
        )


def _told(fields: BaseModel, path: NodePath, case: Case) -> Iterator[Text]:
    untrue = getattr(fields, "key", "true") != "true"
    # A right option tells what is true; a wrong one is meant to hold what is not.
    right = ("text",) if getattr(fields, "right", False) else ()
    for name in (*right, *(_TOLD[1:] if untrue else _TOLD)):
        yield from _texts_in(getattr(fields, name, None), (*path, name), case)
    for name in type(fields).model_fields:
        value = getattr(fields, name)
        if name not in _TOLD and not isinstance(value, LocalText):
            parts = value.items() if isinstance(value, Mapping) else enumerate(_listed(value))
            for key, part in parts:
                if isinstance(part, BaseModel):
                    yield from _told(part, (*path, name, key), case)


def _texts_in(value: object, path: NodePath, case: Case) -> Iterator[Text]:
    """Every text in a value: a text, a mapping or a list of texts, or of parts with a text."""
    if isinstance(value, LocalText):
        yield from texts_of(path, value, case)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts_in(getattr(value, name), (*path, name), case)
    else:
        parts = value.items() if isinstance(value, Mapping) else enumerate(_listed(value))
        for key, part in parts:
            yield from _texts_in(part, (*path, key), case)


def _listed(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else ()


def _of_all_quotes(case: Case) -> Carried:
    """The words of all quotes: a question may take up a number that somebody said."""
    carried = Carried()
    for quote in case.edition.quotes.values():
        source = case.edition.sources.get(quote.source)
        if source is not None:
            words = " ".join(quote.spoken)
            language = case.language_of(source.language)
            carried |= Carried(passages=((words, words, language),))
    return carried


def owned(case: Case) -> Iterator[Owned]:
    """Every text of ours that needs carrying.

    The texts of an entry whose articles are not at hand are left to the ledger, whose digest
    of the entry holds them.
    """
    yield from owned_by_facts(case)
    yield from owned_by_quotes(case)
    yield from owned_by_terms(case)
    yield from owned_by_measures(case)
    yield from owned_by_roles(case)
    yield from owned_by_comparisons(case)
    yield from owned_by_charts(case)
    yield from owned_by_questions(case)
