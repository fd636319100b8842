"""Quotes with what must stand beside them: speaker, role, source, and whose words they are."""

from __future__ import annotations

from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import (
    PIECE_BRIDGE,
    PIECE_GAP,
    PIECE_SPOKEN,
    PIECE_STOP,
    Notes,
    QuotePiece,
    QuoteView,
)
from rectoverso.model.entries import Bridge, Quote, Role

_GAP = "[…]"


def quote_notes(context: Context, id: str) -> Notes:
    """The note of a quote."""
    quote = context.edition.quotes[id]
    found = context.verification("quotes", id)
    paragraph = found.passages[0].paragraph if found and found.passages else quote.paragraph
    place = (quote.source, paragraph)
    return context.citations.cite(tuple((place, words) for words in quote.spoken))


def quote_view(context: Context, id: str) -> QuoteView:
    """A quote of the edition for the reader."""
    quote = context.edition.quotes[id]
    source = context.edition.sources[quote.source]
    role = _role(context, quote.speaker)
    reader = context.language.code
    foreign = source.language != reader
    return QuoteView(
        id=id,
        language=source.language,
        pieces=_pieces(context, id, quote),
        translation=context.text(quote.translation) if foreign else "",
        origin=_origin(context, quote, source.language),
        speaker_id=quote.speaker,
        speaker=context.name(quote.speaker),
        role=context.text(role.role) if role else "",
        role_is_ours=bool(role and role.by == "editor"),
        about=context.text(quote.about),
        source=context.name(quote.source),
        notes=quote_notes(context, id),
    )


def _role(context: Context, speaker: str) -> Role | None:
    return next((role for role in context.edition.roles if role.who == speaker), None)


def _pieces(context: Context, id: str, quote: Quote) -> tuple[QuotePiece, ...]:
    """Pieces with what stands between them, as verification found it; else a gap."""
    found = context.verification("quotes", id)
    joins = found.joins if found else ()
    pieces: list[QuotePiece] = []
    gaps = iter(joins)
    for index, piece in enumerate(quote.words):
        if isinstance(piece, Bridge):
            pieces.append(QuotePiece(PIECE_BRIDGE, piece.bridge))
            # The join of the two pieces around a bridge is the bridge itself.
            next(gaps, None)
            continue
        if index > 0 and isinstance(quote.words[index - 1], str):
            join = next(gaps, _GAP)
            if join:
                pieces.append(QuotePiece(PIECE_GAP if join == _GAP else PIECE_STOP, join))
        pieces.append(QuotePiece(PIECE_SPOKEN, piece))
    return tuple(pieces)


def _origin(context: Context, quote: Quote, printed: str) -> str:
    if quote.spoken_in == printed:
        return ""
    languages = context.language.locale.languages
    source = context.name(quote.source)
    if quote.spoken_in == "unknown":
        return context.say("quoted-in", language=languages[printed], source=source)
    return context.say(
        "translated-by-source", language=languages[quote.spoken_in[:2]], source=source
    )
