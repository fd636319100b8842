"""Quotes inside questions: what of them is shown in which language."""

from __future__ import annotations

from rectoverso.model.articles import Verifications
from rectoverso.model.entries import Bridge, Quote
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context

STOPS = tuple(".!?…")
"""Joins that close the sentence of the piece before."""


def pieces(quote: Quote, id: str, verifications: Verifications) -> str:
    """The spoken words in the source's language, with what stands between them when shown."""
    verification = verifications.get(("quotes", id))
    joins = verification.joins if verification else ()
    shown = ""
    for place, piece in enumerate(quote.words):
        if isinstance(piece, Bridge):
            shown += f" {piece.bridge}"
            continue
        if place and isinstance(quote.words[place - 1], str) and place - 1 < len(joins):
            join = joins[place - 1]
            shown += join if join in STOPS or not join else f" {join}"
        shown += f" {piece}"
    return shown.strip()


def shown(quote: Quote, id: str, context: Context) -> LocalText | None:
    """The quote as each reader sees it: the words themselves, or our translation of them.

    Returns:
        None when a translation is missing.
    """
    texts: dict[str, str] = {}
    source = context.edition.sources[quote.source].language
    for language in context.languages:
        if language.partition("-")[0] == source.partition("-")[0]:
            texts[language] = pieces(quote, id, context.verifications)
            continue
        translation = quote.translation.get(language) if quote.translation else None
        if not translation:
            return None
        texts[language] = translation
    return LocalText(texts)


def verbatim_in(quote: Quote, language: str, context: Context) -> bool:
    """Whether a reader in that language sees the words of the source and no translation."""
    source = context.edition.sources[quote.source].language
    return source.partition("-")[0] == language.partition("-")[0]


def back_translated(quote: Quote, context: Context) -> bool:
    """Whether the article's words are, or may be, a translation of what was said."""
    source = context.edition.sources[quote.source].language
    return quote.spoken_in.partition("-")[0] != source.partition("-")[0]


def count_words(quote: Quote) -> int:
    """Number of spoken words."""
    return sum(len(piece.split()) for piece in quote.spoken)
