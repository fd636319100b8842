"""Cues: words that change what a sentence claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rectoverso.languages import Language
from rectoverso.model.entries import Bound
from rectoverso.text.dates import dates
from rectoverso.text.figures import Figure, figures
from rectoverso.text.fold import fold
from rectoverso.text.patterns import any_of
from rectoverso.text.quotations import attributions

__all__ = ["Bound", "Cue", "bound_of", "cues"]

# How far from its figure a bound can begin or end.
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue.

    Attributes:
        kind: bound, hedge, negation, attribution, each, restriction, rising or falling.
        name: the class within the kind: a bound such as ``more-than``, a hedge such as
            ``conditional``. Hedges that share a span are readings of the same words: to
            declare one of them is enough.
        start, end: half-open offsets.
        words: what stands there.
    """

    kind: str
    name: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    rules: tuple[_Rule, ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    bounds: dict[str, Bound]
    bounds_after: dict[str, Bound]
    collective: re.Pattern[str]


def _phrases(words: Iterable[str]) -> str:
    """Alternatives bounded by words; a phrase may end in an elision (« plus d' »)."""
    return rf"(?<![\w-])(?:{any_of(words)})(?:(?<=')|(?![\w-]|'(?!s\b)))"


@cache
def _grammar(language: Language) -> _Grammar:
    data = language.cues
    rules = []
    for rule in data.rules:
        sources = [*rule.patterns]
        if rule.words:
            sources.insert(0, _phrases(rule.words))
        unless = re.compile(_phrases(rule.unless), re.IGNORECASE) if rule.unless else None
        rules += [
            _Rule(rule.kind, rule.name, re.compile(source, re.IGNORECASE), unless)
            for source in sources
        ]
    speech = language.speech
    idioms = re.compile(_phrases(speech.idioms), re.IGNORECASE)
    verbs = (
        rf"(?:{_phrases(speech.forms)}"
        rf"|(?<!\w)(?:{any_of(speech.auxiliaries)}) {_phrases(speech.participles)})"
    )
    complement = rf"(?:{any_of(speech.complements)})(?:(?<=[':])|(?!\w))"
    said = rf"{verbs}(?=,? ?(?:[^\s.,;:]+ ){{0,2}}{complement})"
    for source in (_phrases(speech.always), said):
        rules.append(_Rule("attribution", "says", re.compile(source, re.IGNORECASE), idioms))
    links = any_of(data.bound_links)
    before = {phrase: Bound(name) for name, many in data.bounds_before.items() for phrase in many}
    after = {phrase: Bound(name) for name, many in data.bounds_after.items() for phrase in many}
    articles = any_of(language.numbers.articles)
    collectives = any_of(set(language.numbers.collectives) - language.numbers.plural_collectives)
    return _Grammar(
        rules=tuple(rules),
        before=re.compile(
            rf"(?<![\w-])(?P<bound>{any_of(before)})(?:(?<=')|(?: |$))"
            rf"(?:(?:{links})(?:(?<=')| ))*$",
            re.IGNORECASE,
        ),
        after=re.compile(
            rf",? ?\(?(?P<bound>{any_of(after)})(?!\w)(?! (?:{links}|\d))", re.IGNORECASE
        ),
        bounds=before,
        bounds_after=after,
        collective=re.compile(rf"(?:{articles}) (?:{collectives})(?!\w)", re.IGNORECASE),
    )


def cues(sentence: str, language: Language) -> tuple[Cue, ...]:
    """The cues of a sentence, in order.

    Args:
        sentence: the whole sentence, not only the evidence.
        language: the sentence's language.
    """
    folded = fold(sentence)
    plain = folded.text
    found: set[tuple[int, int, str, str]] = set()
    # “12 May” is no hedge.
    dated = [(mention.start, mention.end) for mention in dates(plain, language)]
    for rule in _grammar(language).rules:
        spared = [m.span() for m in rule.unless.finditer(plain)] if rule.unless else []
        spared += dated if rule.kind == "hedge" else []
        for match in rule.pattern.finditer(plain):
            start, end = match.start(), match.start() + len(match.group().rstrip())
            if end > start and not any(start < last and end > first for first, last in spared):
                found.add((start, end, rule.kind, rule.name))
    for figure in figures(plain, language):
        place = _bound_place(plain, figure, language)
        if place is not None:
            found.add((place[1], place[2], "bound", place[0].value))
    result = []
    # A cue inside another of the same name is the same cue. The longer of two that begin together
    # comes first, so that one look back is enough, however long the sentence.
    reach: dict[tuple[str, str], int] = {}
    for start, end, kind, name in sorted(found, key=lambda cue: (cue[0], -cue[1])):
        if reach.get((kind, name), 0) >= end:
            continue
        reach[kind, name] = end
        first, last = folded.original_span(start, end)
        result.append(Cue(kind, name, first, last, sentence[first:last]))
    result += _clauses(sentence, language)
    return tuple(sorted(result, key=lambda cue: (cue.start, cue.end)))


def _clauses(sentence: str, language: Language) -> list[Cue]:
    """The attribution clauses of a sentence, without the appositions to the speaker."""
    found = []
    for start, end in attributions(sentence, 0, len(sentence), language):
        said = re.search(r"\w[^,]*", sentence[start:end])
        if said is not None:
            words = said.group().rstrip(' .!?…:;»”"\u00a0\u202f–—')
            first = start + said.start()
            found.append(Cue("attribution", "clause", first, first + len(words), words))
    return found


def bound_of(text: str, figure: Figure, language: Language) -> Bound | None:
    """The bound that stands at a figure, before or after it, or none.

    Args:
        text: the text that the figure was found in.
        figure: one of ``figures(text, language)``.
    """
    head = fold(text[max(figure.start - _NEAR, 0) : figure.start])
    words = fold(text[figure.start : figure.end])
    tail = fold(text[figure.end : figure.end + _NEAR])
    plain = head.text + words.text + tail.text
    moved = Figure(
        len(head.text),
        len(head.text) + len(words.text),
        figure.number,
        figure.unit,
        figure.vague,
        figure.ordinal,
        words.text,
    )
    place = _bound_place(plain, moved, language)
    return place[0] if place else None


def _bound_place(plain: str, figure: Figure, language: Language) -> tuple[Bound, int, int] | None:
    """The bound at a figure of a folded text, with its offsets."""
    if figure.ordinal:
        return None
    grammar = _grammar(language)
    cut = max(figure.start - _NEAR, 0)
    before = grammar.before.search(plain[cut : figure.start])
    if before is not None:
        start, end = before.span("bound")
        return grammar.bounds[before.group("bound").lower()], cut + start, cut + end
    after = grammar.after.match(plain, figure.end)
    if after is None and figure.unit is None:
        # « 12 voix au moins »: the noun stands between.
        noun = re.compile(r" [^\W\d_]+(?= )").match(plain, figure.end)
        after = grammar.after.match(plain, noun.end()) if noun else None
    if after is not None:
        phrase = after.group("bound")
        return grammar.bounds_after[phrase.lower()], after.start("bound"), after.end("bound")
    if grammar.collective.match(figure.words):
        return Bound.ABOUT, figure.start, figure.end
    return None
