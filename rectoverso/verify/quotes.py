"""Finds the pieces of a quote in its article and holds them against the rules of quoting.

The pieces come in order, in one passage, inside quotation marks. The journalist's words never
count as spoken: neither those between two quotations nor the clauses inside the marks that
name the speaker. The words that name the speaker stand by the quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rectoverso.model.articles import MatchStatus
from rectoverso.model.entries import Bridge, Party, PartyKind, Piece, Quote
from rectoverso.model.publication import NodePath, Places
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text.match import Match
from rectoverso.text.quotations import Quotation, attributions
from rectoverso.verify.case import LocatedQuote
from rectoverso.verify.names import NameIndex
from rectoverso.verify.passages import Search, WordsAt, ambiguous, search, status_of
from rectoverso.verify.reading import Reading

LEFT_OUT = "[…]"
"""Shown between two pieces where the speaker's own words were left out."""

_STOPS = tuple(".!?…")
_BEFORE_PIECE = ' \t\n\u00a0\u202f«“„"'


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """What a quote is read with.

    Attributes:
        file: the file it is written in.
        id: its id there.
        readings: articles of the edition at hand.
        names, parties: who may be named.
    """

    places: Places
    file: str
    id: str
    readings: Mapping[str, Reading]
    names: NameIndex
    parties: Mapping[str, Party]

    def at(self, *path: str | int) -> WordsAt:
        """Where a field of the quote is written."""
        return WordsAt(self.places, self.file, ("quotes", self.id, *path))

    def name(self, id: str) -> str:
        """A party's name as the article's readers know it."""
        party = self.parties.get(id)
        return next(iter(party.name.items()))[1] if party else id


def locate_quote(quote: Quote, context: QuoteContext) -> LocatedQuote:
    """Finds a quote's pieces and checks everything about it that its article decides."""
    reading = context.readings[quote.source]
    if not quote.spoken:
        nothing = Problem(Code.V034, context.at("words").whole, {"entry": context.id})
        return LocatedQuote(reading, problems=(nothing,))
    named = any(quote.speaker in one.parties for one in context.names.mentions(reading.text))
    if not named:
        values = {"found": context.name(quote.speaker), "source": reading.id}
        problem = Problem(Code.V016, context.at("speaker").whole, values)
        return LocatedQuote(reading, problems=(problem,))
    found = _pieces(quote, reading, context)
    if isinstance(found, Problem):
        return LocatedQuote(reading, problems=(found,))
    attribution, nobody = _attribution_words(quote, reading, context, found)
    problems = [] if nobody is None else [nobody]
    clauses = _Clauses(reading, attribution)
    problems.extend(_inside_marks(quote, reading, context, found, clauses))
    joins: tuple[str, ...] = ()
    if not problems:
        joins, gap_problems = _joins(quote, reading, context, found, clauses)
        problems.extend(gap_problems)
    if attribution is not None and not problems:
        problems.extend(_speaker(quote, reading, context, found, attribution))
    spans = [(one.start, one.end) for one in found]
    around = [*spans, *(() if attribution is None else ((attribution.start, attribution.end),))]
    whole = reading.sentence_around(min(a for a, _ in around), max(b for _, b in around))
    return LocatedQuote(
        reading,
        tuple(spans),
        tuple(status_of(one) for one in found),
        joins,
        whole.text,
        tuple(change for one in found for change in one.folded),
        tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Clauses:
    """The journalist's words inside quotation marks and between them."""

    reading: Reading
    attribution: Match | None

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        found = list(attributions(self.reading.text, start, end, self.reading.language))
        if self.attribution and start <= self.attribution.start and self.attribution.end <= end:
            found.append((self.attribution.start, self.attribution.end))
        return tuple(sorted(found))


def _words(piece: Piece) -> str:
    return piece.bridge if isinstance(piece, Bridge) else piece


def _piece_path(context: QuoteContext, quote: Quote, index: int) -> WordsAt:
    path: NodePath = ("words", index)
    if context.at(*path).path not in context.places.nodes.get(context.file, {}):
        path = ("words",)
    if isinstance(quote.words[index], Bridge):
        path = (*path, "bridge")
    return context.at(*path)


def _pieces(quote: Quote, reading: Reading, context: QuoteContext) -> tuple[Match, ...] | Problem:
    """The places of all pieces in order, or what is wrong with the first that has none."""
    searches: list[Search] = []
    for index, piece in enumerate(quote.words):
        found = search(
            _words(piece),
            reading,
            context.readings,
            _piece_path(context, quote, index),
            paragraph=quote.paragraph,
            allow_segment=quote.allow_segment is not None,
        )
        if found.problem is not None:
            return found.problem
        searches.append(found)
    chains = [
        chain
        for first in searches[0].matches
        if (chain := _chain(first, searches[1:], reading)) is not None
    ]
    if not chains:
        at = _piece_path(context, quote, min(1, len(quote.words) - 1))
        return Problem(Code.V015, at.whole, {"words": _words(quote.words[0])})
    quoted = [chain for chain in chains if reading.quotation_around(chain[0].start, chain[0].end)]
    chains = quoted or chains
    if len(chains) > 1:
        only = Search(tuple(chain[0] for chain in chains), MatchStatus.AMBIGUOUS)
        return ambiguous(only, reading, _piece_path(context, quote, 0))
    return chains[0]


def _chain(first: Match, rest: Iterable[Search], reading: Reading) -> tuple[Match, ...] | None:
    """The pieces that follow a first one in its paragraph, each as early as it can be."""
    paragraph = reading.paragraph_at(first.start)
    chain = [first]
    for found in rest:
        after = [
            one for one in found.matches if one.start >= chain[-1].end and one.end <= paragraph.end
        ]
        if not after:
            return None
        chain.append(after[0])
    return tuple(chain)


def _region(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """From the sentence before a passage to the one after it, within its paragraph."""
    paragraph = reading.paragraph_at(start)
    here = [s for s in reading.sentences if paragraph.start <= s[0] and s[1] <= paragraph.end]
    before = [s for s in here if s[1] <= start]
    touched = [s for s in here if s[0] < end and s[1] > start]
    after = [s for s in here if s[0] >= max([end, *(s[1] for s in touched)])]
    first = before[-1][0] if before else min([start, *(s[0] for s in touched)])
    last = after[0][1] if after else max([end, *(s[1] for s in touched)])
    return first, last


def _attribution_words(
    quote: Quote, reading: Reading, context: QuoteContext, pieces: tuple[Match, ...]
) -> tuple[Match | None, Problem | None]:
    """Where the words that name the speaker stand, by the quotation and outside its speech."""
    at = context.at("attributed_by")
    found = search(quote.attributed_by, reading, context.readings, at, allow_segment=True)
    if found.problem is not None:
        return None, found.problem
    around = reading.quotation_around(pieces[0].start, pieces[0].end)
    last = reading.quotation_around(pieces[-1].start, pieces[-1].end)
    start, end = _region(
        reading,
        around.start if around else pieces[0].start,
        last.end if last else pieces[-1].end,
    )
    by_it = [
        one
        for one in found.matches
        if start <= one.start
        and one.end <= end
        and not _spoken(reading, one.start, one.end)
        and not _introduces_another(one, reading, context, pieces)
    ]
    if not by_it:
        values = {"found": context.name(quote.speaker)}
        return None, Problem(Code.V017, at.whole, values)
    nearest = min(by_it, key=lambda one: _distance(one, pieces))
    return nearest, None


def _introduces_another(
    attribution: Match, reading: Reading, context: QuoteContext, pieces: tuple[Match, ...]
) -> bool:
    """Whether the words stand in another sentence, which has a quotation of its own.

    « Nous roulerons. » Pour Odile Brac, c’est « impossible »: she did not say the first. A
    quotation that goes on after an attribution has the same speaker, though.
    """
    used = _quotations_of(reading, pieces)
    if not used:
        return False
    own = reading.sentence_around(used[0].start, used[-1].end)
    if own.holds(attribution.start, attribution.end):
        return False
    sentence = reading.sentence_around(attribution.start, attribution.end)
    names = [
        (sentence.start + named.start, sentence.start + named.end)
        for named in context.names.mentions(sentence.text)
    ]
    others = [
        other
        for other in reading.quotations
        if sentence.holds(other.start, other.end)
        and other not in used
        and not any(start <= other.start and other.end <= end for start, end in names)
    ]
    return any(not _goes_on(reading, other, used[0], attribution) for other in others)


def _goes_on(reading: Reading, one: Quotation, other: Quotation, attribution: Match) -> bool:
    """Whether only an attribution lies between a quotation and a later one."""
    if other.start < one.end:
        return False
    clauses = _Clauses(reading, attribution).within(one.end, other.start)
    return bool(clauses) and not _rest(reading, one.end, other.start, clauses)


def _quotations_of(reading: Reading, pieces: tuple[Match, ...]) -> list[Quotation]:
    """The quotations that hold the pieces, in order, each once."""
    found = [reading.quotation_around(piece.start, piece.end) for piece in pieces]
    return sorted({one for one in found if one is not None}, key=lambda one: one.start)


def _distance(one: Match, pieces: tuple[Match, ...]) -> int:
    return min(max(piece.start - one.end, one.start - piece.end, 0) for piece in pieces)


def _spoken(reading: Reading, start: int, end: int) -> bool:
    """Whether words stand in quotation marks and in no clause that names the speaker."""
    quotation = reading.quotation_around(start, end)
    if quotation is None:
        return False
    return not any(
        first <= start and end <= last
        for first, last in attributions(
            reading.text, quotation.start, quotation.end, reading.language
        )
    )


def _inside_marks(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    clauses: _Clauses,
) -> Iterable[Problem]:
    for index, (piece, found) in enumerate(zip(quote.words, pieces, strict=True)):
        at = _piece_path(context, quote, index)
        quotation = reading.quotation_around(found.start, found.end)
        if isinstance(piece, Bridge):
            if quotation is not None and _spoken(reading, found.start, found.end):
                yield Problem(Code.V019, at.whole, {"words": piece.bridge})
            continue
        if quotation is None:
            yield _outside(reading, found, at)
            continue
        for start, end in clauses.within(quotation.start, quotation.end):
            if start < found.end and found.start < end:
                yield _swallowed(reading, found, max(start, found.start), min(end, found.end), at)
                break


def _outside(reading: Reading, found: Match, at: WordsAt) -> Problem:
    """A piece that is in no quotation: all of it, or what lies between two."""
    for quotation in reading.quotations:
        if quotation.start < found.end and found.start < quotation.end:
            first, last = found.start, quotation.start
            if quotation.start <= found.start:
                following = [q.start for q in reading.quotations if q.start > quotation.end]
                first, last = quotation.end, min([found.end, *following[:1]])
            return _swallowed(reading, found, first, last, at)
    return Problem(Code.V013, at.whole, {"source": reading.id})


def _swallowed(reading: Reading, found: Match, start: int, end: int, at: WordsAt) -> Problem:
    words = reading.text[start:end].strip(' \u00a0\u202f,«»“”"')
    exact = not found.folded
    span = at.part(start - found.start, end - found.start) if exact else at.whole
    return Problem(Code.V014, span, {"words": words})


def _joins(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    clauses: _Clauses,
) -> tuple[tuple[str, ...], list[Problem]]:
    joins: list[str] = []
    problems: list[Problem] = []
    spoken = [i for i, piece in enumerate(quote.words) if isinstance(piece, str)]
    for one, other in pairwise(spoken):
        bridges = [(pieces[i], _words(quote.words[i])) for i in range(one + 1, other)]
        join, rest = _join(reading, pieces[one], pieces[other], bridges, clauses)
        joins.append(join)
        if rest:
            at = _piece_path(context, quote, other)
            problems.append(Problem(Code.V015, at.whole, {"words": " ".join(rest.split())}))
    return tuple(joins), problems


def _join(
    reading: Reading,
    one: Match,
    other: Match,
    bridges: list[tuple[Match, str]],
    clauses: _Clauses,
) -> tuple[str, str]:
    """What stands between two pieces when shown, and words there that nothing accounts for."""
    first = reading.quotation_around(one.start, one.end)
    second = reading.quotation_around(other.start, other.end)
    assert first is not None
    assert second is not None
    told = [(found.start, found.end) for found, _ in bridges]
    if first == second:
        taken = [*told, *clauses.within(first.start, first.end)]
        left_out = _rest(reading, one.end, other.start, taken)
        return _shown(bridges, bool(left_out), False) or _stop(reading, one, other), ""
    between = clauses.within(first.end, second.start)
    rest = _rest(reading, first.end, second.start, [*told, *between])
    if not rest and not told and not between:
        rest = reading.text[first.end : second.start]
    before = _rest(reading, one.end, first.end, clauses.within(first.start, first.end))
    after = _rest(reading, second.start, other.start, clauses.within(second.start, second.end))
    return _shown(bridges, bool(before), bool(after)) or _stop(reading, one, other), rest


def _stop(reading: Reading, one: Match, other: Match) -> str:
    """The mark that ends the sentence between two pieces, where the attribution that is left
    out stands before it: « … ici, note Cox. La réduction … »."""
    between = reading.text[one.end : other.start].rstrip(_BEFORE_PIECE)
    return between[-1:] if between[-1:] in _STOPS else ""


def _shown(bridges: list[tuple[Match, str]], before: bool, after: bool) -> str:
    if not bridges:
        return LEFT_OUT if before or after else ""
    parts = [LEFT_OUT] if before else []
    parts.extend(words for _, words in bridges)
    if after:
        parts.append(LEFT_OUT)
    return " ".join(parts)


def _rest(reading: Reading, start: int, end: int, taken: Iterable[tuple[int, int]]) -> str:
    """The words of a stretch that lie in none of the taken ones; empty when only marks do."""
    parts = []
    place = start
    for first, last in sorted(taken):
        if last <= place or first >= end:
            continue
        parts.append(reading.text[place : max(first, place)])
        place = last
    parts.append(reading.text[place:end] if place < end else "")
    rest = " ".join(parts)
    return rest.strip() if any(c.isalnum() for c in rest) else ""


def _speaker(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    attribution: Match,
) -> Iterable[Problem]:
    at = context.at("attributed_by")
    named = context.names.mentions(reading.text[attribution.start : attribution.end])
    parties = [one.parties for one in named]
    between = _named_between(reading, context, attribution, pieces)
    if between is not None and quote.speaker not in between:
        yield _another(quote, context, between, at.whole)
        return
    if any(quote.speaker in some for some in parties):
        yield from _other_speaker(quote, reading, context, pieces)
        return
    persons = [one for one in named if _persons(one.parties, context)]
    if persons:
        yield _another(quote, context, persons[0].parties, at.whole)
        return
    if quote.refers_to is None:
        yield Problem(Code.V017, at.whole, {"found": context.name(quote.speaker)})
        return
    if quote.refers_to != quote.speaker:
        yield _another(quote, context, frozenset({quote.refers_to}), context.at("refers_to").whole)
        return
    before = _named_before(reading, context, attribution.start, quote)
    if before is not None and quote.speaker not in before:
        yield _another(quote, context, before, at.whole)
        return
    yield from _other_speaker(quote, reading, context, pieces)


def _named_between(
    reading: Reading, context: QuoteContext, attribution: Match, pieces: tuple[Match, ...]
) -> frozenset[str] | None:
    """A person whom the article names between the attribution and the quotation nearest to it."""
    gaps = []
    for quotation in _quotations_of(reading, pieces):
        if attribution.end <= quotation.start:
            gaps.append((attribution.end, quotation.start))
        elif quotation.end <= attribution.start:
            gaps.append((quotation.end, attribution.start))
        else:
            return None
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    for named in context.names.mentions(reading.text[start:end]):
        persons = _persons(named.parties, context)
        if persons and not _spoken(reading, start + named.start, start + named.end):
            return persons
    return None


def _persons(parties: frozenset[str], context: QuoteContext) -> frozenset[str]:
    return frozenset(
        id
        for id in parties
        if id in context.parties and context.parties[id].kind is PartyKind.PERSON
    )


def _named_before(
    reading: Reading, context: QuoteContext, place: int, quote: Quote
) -> frozenset[str] | None:
    """Whoever was named last before a place, in the article's own words.

    Persons are looked for; when the speaker is no person, bodies and products too.
    """
    speaker = context.parties.get(quote.speaker)
    any_party = speaker is not None and speaker.kind is not PartyKind.PERSON
    for one in reversed(context.names.mentions(reading.text[:place])):
        if reading.segment_at(one.start, one.end) or _spoken(reading, one.start, one.end):
            continue
        found = one.parties if any_party else _persons(one.parties, context)
        if found:
            return found
    return None


def _other_speaker(
    quote: Quote, reading: Reading, context: QuoteContext, pieces: tuple[Match, ...]
) -> Iterable[Problem]:
    """A clause in or right after the quotation that names somebody else."""
    seen: set[Quotation] = set()
    for piece in pieces:
        quotation = reading.quotation_around(piece.start, piece.end)
        if quotation is None or quotation in seen:
            continue
        seen.add(quotation)
        stretches = [(quotation.start, quotation.end), _after(reading, quotation)]
        for start, end in stretches:
            for first, last in attributions(reading.text, start, end, reading.language):
                named = context.names.mentions(reading.text[first:last])
                persons = [_persons(one.parties, context) for one in named]
                others = [some for some in persons if some]
                if others and not any(quote.speaker in one.parties for one in named):
                    yield _another(quote, context, others[0], context.at("speaker").whole)
                    return


def _after(reading: Reading, quotation: Quotation) -> tuple[int, int]:
    """From a quotation's end to the end of its sentence, or to the next quotation."""
    sentence = reading.sentence_around(quotation.end - 1, quotation.end)
    following = [q.start for q in reading.quotations if q.start > quotation.end]
    end = min([sentence.end, *following[:1]])
    return quotation.end, max(end, quotation.end)


def _another(quote: Quote, context: QuoteContext, found: frozenset[str], span: Span) -> Problem:
    names = ", ".join(context.name(id) for id in sorted(found))
    values = {"found": names, "declared": context.name(quote.speaker)}
    remarks: tuple[Remark, ...] = ()
    return Problem(Code.V018, span, values, remarks)
