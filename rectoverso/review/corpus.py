"""Everything that an edition says, as one text for looking words up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from rectoverso.load.references import texts
from rectoverso.questions.context import Context
from rectoverso.text.fold import comparable


def corpus(context: Context, language: str) -> str:
    """All texts of an edition in a language, and the words of its evidence and quotes in
    whatever language they are, folded and in lower case.

    The quiz is no part of it: what only a question says is not said.
    """
    return "\n".join(comparable(text) for text in _texts(context, language))


def _texts(context: Context, language: str) -> Iterator[str]:
    edition = context.edition
    entries: Iterable[BaseModel] = (
        edition.head,
        *edition.sources.values(),
        *edition.measures.values(),
        *edition.facts.values(),
        *edition.comparisons.values(),
        *edition.quotes.values(),
        *edition.roles,
        *edition.terms.values(),
        *edition.charts.values(),
    )
    for entry in entries:
        for _, text in texts(entry):
            yield text.get(language) or ""
        yield from (piece.words for piece in getattr(entry, "evidence", ()))
    for quote in edition.quotes.values():
        yield " ".join(quote.spoken)
    for id in (*sorted(_parties(context)), *edition.sources):
        yield from context.names(id, language)
    yield from (prose.text for prose in edition.prose if prose.language == language)


def _parties(context: Context) -> set[str]:
    """The people and organisations that the edition speaks of."""
    edition = context.edition
    found = {party for fact in edition.facts.values() for party in fact.object}
    found |= {teller.who for fact in edition.facts.values() for teller in fact.told_by}
    found |= {quote.speaker for quote in edition.quotes.values()}
    found |= {role.who for role in edition.roles}
    return found
