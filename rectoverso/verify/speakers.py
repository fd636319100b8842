"""Whose words a quote gives: the one whom the article names at the quotation, and no one else."""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.entries import PartyKind, Quote
from rectoverso.problems import Code, Problem, Span
from rectoverso.text.match import Match
from rectoverso.text.quotations import Quotation, attributions
from rectoverso.verify.passages import search
from rectoverso.verify.quoting import Clauses, QuoteContext, is_spoken, quotations_of, words_left
from rectoverso.verify.reading import Reading


def attribution_words(
    quote: Quote, reading: Reading, context: QuoteContext, pieces: tuple[Match, ...]
) -> tuple[Match | None, Problem | None]:
    """Where the words that name the speaker stand, by the quotation and outside its speech.

    By it means: in its sentence, in the one before or the one after, within the paragraph; and
    where that other sentence has a quotation of its own, the words belong to that one.
    """
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
        and not is_spoken(reading, one.start, one.end)
        and not _introduces_another(one, reading, context, pieces)
    ]
    if not by_it:
        values = {"found": context.name(quote.speaker)}
        return None, Problem(Code.V017, at.whole, values)
    nearest = min(by_it, key=lambda one: _distance(one, pieces))
    return nearest, None


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


def _introduces_another(
    attribution: Match, reading: Reading, context: QuoteContext, pieces: tuple[Match, ...]
) -> bool:
    """Whether the words stand in another sentence, which has a quotation of its own.

    « Nous roulerons. » Pour Odile Brac, c’est « impossible »: she did not say the first. A
    quotation that goes on after an attribution has the same speaker, though.
    """
    used = quotations_of(reading, pieces)
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
    clauses = Clauses(reading, attribution).within(one.end, other.start)
    return bool(clauses) and not words_left(reading, one.end, other.start, clauses)


def _distance(one: Match, pieces: tuple[Match, ...]) -> int:
    return min(max(piece.start - one.end, one.start - piece.end, 0) for piece in pieces)


def speaker_problems(
    quote: Quote,
    reading: Reading,
    context: QuoteContext,
    pieces: tuple[Match, ...],
    attribution: Match,
) -> Iterable[Problem]:
    """What is wrong with the speaker that a quote names.

    Args:
        quote: the quote.
        reading: its article.
        context: what it is read with.
        pieces: where its pieces stand.
        attribution: where the words that name the speaker stand.
    """
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
    for quotation in quotations_of(reading, pieces):
        if attribution.end <= quotation.start:
            gaps.append((attribution.end, quotation.start))
        elif quotation.end <= attribution.start:
            gaps.append((quotation.end, attribution.start))
        else:
            return None
    start, end = min(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    for named in context.names.mentions(reading.text[start:end]):
        persons = _persons(named.parties, context)
        if persons and not is_spoken(reading, start + named.start, start + named.end):
            return persons
    return None


def _named_before(
    reading: Reading, context: QuoteContext, place: int, quote: Quote
) -> frozenset[str] | None:
    """Whoever was named last before a place, in the article's own words.

    Persons are looked for; when the speaker is no person, bodies and products too.
    """
    speaker = context.parties.get(quote.speaker)
    any_party = speaker is not None and speaker.kind is not PartyKind.PERSON
    for one in reversed(context.names.mentions(reading.text[:place])):
        if reading.segment_at(one.start, one.end) or is_spoken(reading, one.start, one.end):
            continue
        found = one.parties if any_party else _persons(one.parties, context)
        if found:
            return found
    return None


def _persons(parties: frozenset[str], context: QuoteContext) -> frozenset[str]:
    return frozenset(
        id
        for id in parties
        if id in context.parties and context.parties[id].kind is PartyKind.PERSON
    )


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
    return Problem(Code.V018, span, values)
