"""Finds the pieces of a quote in its article and holds them against the rules of quoting.

The pieces come in order, in one passage, inside quotation marks. The journalist's words never
count as spoken: neither those between two quotations nor the clauses inside the marks that
name the speaker. The words that name the speaker stand by the quotation.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rectoverso.model.articles import MatchStatus
from rectoverso.model.entries import Bridge, Piece, Quote
from rectoverso.model.publication import NodePath
from rectoverso.problems import Code, Problem
from rectoverso.text.match import Match
from rectoverso.verify.case import LocatedQuote
from rectoverso.verify.passages import Search, WordsAt, ambiguous, search, status_of
from rectoverso.verify.quoting import Clauses, QuoteContext, is_spoken, words_left
from rectoverso.verify.reading import Reading
from rectoverso.verify.speakers import attribution_words, speaker_problems

LEFT_OUT = "[…]"
"""Shown between two pieces where the speaker's own words were left out."""

_STOPS = tuple(".!?…")
_BEFORE_PIECE = ' \t\n\u00a0\u202f«“„"'


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
    attribution, nobody = attribution_words(quote, reading, context, found)
    problems = [] if nobody is None else [nobody]
    clauses = Clauses(reading, attribution)
    problems.extend(_inside_marks(quote, reading, context, found, clauses))
    joins: tuple[str, ...] = ()
    if not problems:
        joins, gap_problems = _joins(quote, reading, context, found, clauses)
        problems.extend(gap_problems)
    if attribution is not None and not problems:
        problems.extend(speaker_problems(quote, reading, context, found, attribution))
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


def _inside_marks(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    clauses: Clauses,
) -> Iterable[Problem]:
    for index, (piece, found) in enumerate(zip(quote.words, pieces, strict=True)):
        at = _piece_path(context, quote, index)
        quotation = reading.quotation_around(found.start, found.end)
        if isinstance(piece, Bridge):
            if quotation is not None and is_spoken(reading, found.start, found.end):
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
    if not words:
        return Problem(Code.V044, span)
    return Problem(Code.V014, span, {"words": words})


def _joins(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    clauses: Clauses,
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
    clauses: Clauses,
) -> tuple[str, str]:
    """What stands between two pieces when shown, and words there that nothing accounts for."""
    first = reading.quotation_around(one.start, one.end)
    second = reading.quotation_around(other.start, other.end)
    assert first is not None
    assert second is not None
    told = [(found.start, found.end) for found, _ in bridges]
    if first == second:
        taken = [*told, *clauses.within(first.start, first.end)]
        left_out = words_left(reading, one.end, other.start, taken)
        return _shown(bridges, bool(left_out), False) or _stop(reading, one, other), ""
    between = clauses.within(first.end, second.start)
    rest = words_left(reading, first.end, second.start, [*told, *between])
    if not rest and not told and not between:
        rest = reading.text[first.end : second.start]
    before = words_left(reading, one.end, first.end, clauses.within(first.start, first.end))
    after = words_left(reading, second.start, other.start, clauses.within(second.start, second.end))
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
