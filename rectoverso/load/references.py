"""Holds every reference, language and dependent field of an edition against the rest of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from rectoverso.languages import codes
from rectoverso.model.entries import Evidence, Fact, Measure, MeasureType, Party
from rectoverso.model.publication import Edition, NodePath, Places, retracted_entry_used
from rectoverso.model.values import ANY_LANGUAGE, LocalText
from rectoverso.problems import Code, Problem, Remark, suggest

PEOPLE = "content/people.yaml"


@dataclass(slots=True)
class Checker:
    """Collects problems of one edition, and the entries that cannot be used because of them."""

    edition: Edition
    parties: Mapping[str, Party]
    languages: tuple[str, ...]
    places: Places
    problems: list[Problem] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)

    def refers(
        self, kinds: tuple[str, ...], found: str | None, owner: tuple[str, str], *path: str | int
    ) -> None:
        """Reports an id that leads nowhere, unless what it means was itself set aside."""
        if found is None:
            return
        if any(self.edition.is_aside(kind, found) for kind in kinds):
            if "parties" in kinds:
                # Nothing more can be said of an entry without its people.
                self.broken.add(owner)
            return
        known = [name for kind in kinds for name in self._ids(kind)]
        if found in known:
            return
        self.broken.add(owner)
        span = self.places.value(self.edition.file_of(owner[0]), *path)
        meant = suggest(found, known)
        remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
        if kinds == ("parties",):
            self.problems.append(Problem(Code.S009, span, {"found": found}, remarks))
            return
        home = PEOPLE if kinds[0] == "parties" else self.edition.file_of(kinds[0])
        self.problems.append(Problem(Code.S004, span, {"found": found, "path": home}, remarks))

    def _ids(self, kind: str) -> Iterable[str]:
        if kind == "parties":
            return self.parties
        if kind == "sections":
            return [section.id for section in self.edition.head.sections]
        known: Mapping[str, Any] = getattr(self.edition, kind)
        return known

    def still_stands(
        self, kinds: tuple[str, ...], found: str, owner: tuple[str, str], *path: str | int
    ) -> None:
        """Reports the use of an entry that was taken back."""
        if any(self.edition.is_retracted(kind, found) for kind in kinds):
            self.broken.add(owner)
            span = self.places.value(self.edition.file_of(owner[0]), *path)
            self.problems.append(retracted_entry_used(self.edition, self.places, found, span))

    def needs(self, present: bool, name: str, owner: tuple[str, str], *path: str | int) -> None:
        """Reports a field that another field makes necessary."""
        if not present:
            self.broken.add(owner)
            span = self.places.key(self.edition.file_of(owner[0]), *path)
            self.problems.append(Problem(Code.S002, span, {"field": name}))

    def one_of(
        self,
        found: str | None,
        allowed: Iterable[str],
        owner: tuple[str, str],
        *path: str | int,
    ) -> None:
        """Reports a value that is not among those another entry allows."""
        choices = list(allowed)
        if found is None or found in choices:
            return
        self.broken.add(owner)
        span = self.places.value(self.edition.file_of(owner[0]), *path)
        meant = suggest(found, choices)
        remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
        field = next(str(step) for step in reversed(path) if isinstance(step, str))
        values = {"field": field, "found": found, "allowed": ", ".join(choices) or "@none"}
        self.problems.append(Problem(Code.S013, span, values, remarks))


def check(edition: Edition, parties: Mapping[str, Party], checker: Checker) -> None:
    """Runs every check of references over an edition; the checker holds what they find."""
    for source_id, source in edition.sources.items():
        own = ("sources", source_id)
        # Articles are read with the grammar of their language, whatever the region.
        if source.language.partition("-")[0] not in codes():
            checker.broken.add(own)
            span = checker.places.value(edition.file_of("sources"), *own, "language")
            values = {"found": source.language, "allowed": ", ".join(codes())}
            checker.problems.append(Problem(Code.S006, span, values))
        if source.url is not None and not _is_split(source.url):
            checker.broken.add(own)
            span = checker.places.value(edition.file_of("sources"), *own, "url")
            values = {"field": "url", "found": source.url, "allowed": "@form-url"}
            checker.problems.append(Problem(Code.S008, span, values))
        for name in ("publisher", "published", "republished_by"):
            stated = getattr(source, name)
            if stated is not None and stated.basis == "inferred":
                checker.needs(bool(stated.because), "because", own, *own, name)
    for fact_id, fact in edition.facts.items():
        _check_fact(fact_id, fact, edition, checker)
    for quote_id, quote in edition.quotes.items():
        own = ("quotes", quote_id)
        checker.refers(("parties",), quote.speaker, own, *own, "speaker")
        checker.refers(("parties",), quote.refers_to, own, *own, "refers_to")
        checker.refers(("sources",), quote.source, own, *own, "source")
        checker.refers(("sections",), quote.section, own, *own, "section")
    for index, role in enumerate(edition.roles):
        own = ("roles", role.who)
        checker.refers(("parties",), role.who, own, "roles", index, "who")
        checker.needs(bool(role.evidence) or role.by is not None, "evidence", own, "roles", index)
        _check_evidence(role.evidence, own, ("roles", index), checker)
    for comparison_id, comparison in edition.comparisons.items():
        own = ("comparisons", comparison_id)
        for index, fact_id in enumerate(comparison.facts):
            checker.refers(("facts",), fact_id, own, *own, "facts", index)
            checker.still_stands(("facts",), fact_id, own, *own, "facts", index)
        known = all(fact_id in edition.facts for fact_id in comparison.facts)
        # A mistyped id among the facts would come out again at every difference.
        for index, difference in enumerate(comparison.differences if known else ()):
            for side, fact_id in enumerate(difference.between):
                checker.one_of(
                    fact_id, comparison.facts, own, *own, "differences", index, "between", side
                )
        checker.refers(("sections",), comparison.section, own, *own, "section")
    for term_id, term in edition.terms.items():
        own = ("terms", term_id)
        _check_evidence(term.evidence, own, own, checker)
        checker.refers(("sections",), term.section, own, *own, "section")
    _check_sections_of_quiz(edition, checker)
    if edition.quiz is not None:
        handout, own = edition.quiz.handout, ("questions", "")
        checker.refers(("charts",), handout.chart, own, "handout", "chart")
        checker.refers(("quotes",), handout.quote, own, "handout", "quote")
        for index, section in enumerate(handout.sections):
            checker.refers(("sections",), section, own, "handout", "sections", index)
    for chart_id, chart in edition.charts.items():
        own = ("charts", chart_id)
        for index, fact_id in enumerate(chart.facts):
            checker.refers(("facts",), fact_id, own, *own, "facts", index)
            checker.still_stands(("facts",), fact_id, own, *own, "facts", index)
    for question in edition.questions:
        own = ("questions", question.id)
        for index, id in enumerate(question.fields.entries):
            where = ("questions", question.index, "entries", index)
            checker.still_stands(("facts", "quotes"), id, own, *where)


def _is_split(url: str) -> bool:
    """Whether an address has parts; some characters of other scripts stand for « / » or « : »."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _check_sections_of_quiz(edition: Edition, checker: Checker) -> None:
    for question in edition.questions:
        path = ("questions", question.index, "section")
        checker.refers(("sections",), question.fields.section, ("questions", question.id), *path)
    head = edition.quiz
    if head is None:
        return
    own = ("questions", "")
    for id, change in head.reword.items():
        checker.refers(("sections",), change.section, own, "reword", id, "section")
    for section in head.take.sections:
        checker.refers(("sections",), section, own, "take", "sections", section)


def _check_fact(fact_id: str, fact: Fact, edition: Edition, checker: Checker) -> None:
    own = ("facts", fact_id)
    checker.refers(("measures",), fact.measure, own, *own, "measure")
    for index, party in enumerate(fact.object):
        checker.refers(("parties",), party, own, *own, "object", index)
    for index, teller in enumerate(fact.told_by):
        checker.refers(("parties", "sources"), teller.who, own, *own, "told_by", index, "who")
    if fact.on is not None and fact.on.basis not in (None, "editor"):
        checker.refers(("sources",), fact.on.basis, own, *own, "on", "basis")
    if fact.on is not None and fact.on.basis is not None:
        checker.needs(fact.on.resolved is not None, "resolved", own, *own, "on")
    checker.refers(("sections",), fact.section, own, *own, "section")
    _check_evidence(fact.evidence, own, own, checker)
    measure = edition.measures.get(fact.measure or "")
    if measure is not None:
        _check_against_measure(fact, measure, own, checker)


def _check_against_measure(
    fact: Fact, measure: Measure, own: tuple[str, str], checker: Checker
) -> None:
    checker.one_of(fact.scope, measure.scopes, own, *own, "scope")
    checker.one_of(fact.moment, measure.moments, own, *own, "moment")
    if measure.type is MeasureType.CLAIM:
        checker.needs(fact.claim is not None, "claim", own, *own)
        checker.one_of(fact.claim, measure.answers, own, *own, "claim")
    elif measure.type is MeasureType.DATE:
        checker.needs(fact.on is not None, "on", own, *own)
    else:
        figured = fact.value is not None or fact.magnitude is not None
        checker.needs(figured, "value", own, *own)
        unit = fact.unit or measure.unit
        checker.needs(bool(unit) or measure.type is MeasureType.NUMBER, "unit", own, *own)


def _check_evidence(
    evidence: tuple[Evidence, ...], own: tuple[str, str], path: NodePath, checker: Checker
) -> None:
    for index, piece in enumerate(evidence):
        where = (*path, "evidence", index, "source")
        checker.refers(("sources",), piece.source, own, *where)


def texts(value: Any, path: NodePath = ()) -> Iterator[tuple[NodePath, LocalText]]:
    """Every text by language inside a model value, with the way to it."""
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from texts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))


def check_languages(
    value: Any,
    file: str,
    path: NodePath,
    languages: tuple[str, ...],
    places: Places,
    *,
    source_language: str | None = None,
) -> tuple[Problem, ...]:
    """Holds every text by language against the languages that are wanted.

    Args:
        value: an entry.
        file, path: where it stands.
        languages: codes that readers get.
        places: where everything stands.
        source_language: language of the words that a ``translation`` translates; a
            translation into it is not asked for.

    Returns:
        One problem for each missing and for each unknown language.
    """
    problems: list[Problem] = []
    for inner, text in texts(value):
        span = places.key(file, *path, *inner)
        for code in text.languages():
            if code not in (ANY_LANGUAGE, *languages):
                values = {"found": code, "allowed": ", ".join(languages)}
                meant = suggest(code, languages)
                remarks = (Remark("did-you-mean", {"suggestion": meant}),) if meant else ()
                at = places.key(file, *path, *inner, code)
                problems.append(Problem(Code.S006, at, values, remarks))
        for code in languages:
            spared = inner[-1:] == ("translation",) and code == source_language
            if text.get(code) is None and not spared:
                values = {"field": str(inner[-1]) if inner else "", "language": code}
                problems.append(Problem(Code.S007, span, values))
    return tuple(problems)


def named_everywhere(name: LocalText, languages: tuple[str, ...]) -> LocalText:
    """A name in every language: where one is missing, which is reported, another stands in.

    Names go into texts of every kind, none of which is at fault for what a name lacks.
    """
    if all(name.get(language) for language in languages) or not name.root:
        return name
    stand_in = next(iter(name.root.values()))
    return LocalText({language: name.get(language) or stand_in for language in languages})
