"""The glossary, in the alphabetical order of the reader's language."""

from __future__ import annotations

from rectoverso.compose.newsletter.citations import places_of
from rectoverso.compose.newsletter.context import Context
from rectoverso.compose.newsletter.values import TermView
from rectoverso.text.plain_letters import letters


def glossary(context: Context) -> tuple[TermView, ...]:
    """All terms of the edition."""
    terms = context.edition.terms
    return tuple(
        TermView(
            id,
            context.text(term.term),
            context.text(term.definition),
            context.citations.cite(places_of(term.evidence, context.verification("terms", id))),
            term.borrowed_from.get(context.language.code, ""),
        )
        for id, term in sorted(
            terms.items(), key=lambda item: (letters(context.text(item[1].term)), item[0])
        )
    )
