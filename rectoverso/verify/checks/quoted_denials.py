"""A quote keeps the denial that its speaker put before the words."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.model.entries import Bridge, Quote
from rectoverso.problems import Code, Problem, Remark, Span
from rectoverso.text.cues import Cue
from rectoverso.verify.case import Case, LocatedQuote, Needs
from rectoverso.verify.clauses import bears

CODES = (Code.V009,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """Reports pieces cut out of a denial: « qu’il faille des milliards » out of « Nous ne
    pensons pas qu’il faille des milliards » makes its speaker say the contrary.

    Only spoken words count, in the sentence of the piece and before it: what the journalist
    denies around a quotation is told in our own words.
    """
    for id, located in case.quotes.items():
        if located.problems:
            continue
        quote: Quote = case.edition.quotes[id]
        for index, (start, end) in enumerate(located.pieces):
            if isinstance(quote.words[index], Bridge):
                continue
            found = _denial(located, start, end, case)
            if found is None:
                continue
            cue, sentence = found
            number = located.reading.paragraph_at(start).number
            values = {
                "source": located.reading.id,
                "paragraph": str(number),
                "words": " ".join(sentence.split()),
            }
            remark = Remark("sentence", values)
            yield Problem(Code.V009, _span(id, index, case), {"words": cue.words}, (remark,))
            break


def _denial(located: LocatedQuote, start: int, end: int, case: Case) -> tuple[Cue, str] | None:
    """The denial left out before a piece, and its sentence."""
    reading = located.reading
    quotation = reading.quotation_around(start, end)
    if quotation is None:
        return None
    around = reading.sentence_around(start, end)
    for cue in case.cues(around.text, reading.language):
        first, last = around.start + cue.start, around.start + cue.end
        if cue.kind != "negation" or first < quotation.start or first >= start:
            continue
        if any(a <= first < b for a, b in located.pieces):
            continue
        inner = (start - around.start, end - around.start)
        if last > start or bears(cue, *inner, around.text, reading.language):
            return cue, around.text
    return None


def _span(id: str, index: int, case: Case) -> Span:
    return case.item_span(("quotes", id, "words"), index)
