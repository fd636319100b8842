"""The glossary, in the alphabetical order of the reader's language."""

from __future__ import annotations

import unicodedata

from rectoverso.compose.newsletter.citations import places_of
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import TermView


def glossary(context: Context) -> tuple[TermView, ...]:
    """All terms of the edition."""
    terms = context.edition.terms
    return tuple(
        TermView(
            id,
            context.text(term.term),
            context.text(term.definition),
            context.citations.cite(places_of(term.evidence, context.verification("terms", id))),
        )
        for id, term in sorted(
            terms.items(), key=lambda item: (_letters(context.text(item[1].term)), item[0])
        )
    )


def _letters(text: str) -> str:
    """Letters without accents, as dictionaries order words."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
