"""Where the prose cites an entry: the section of a question whose entry names none."""

from __future__ import annotations

from collections.abc import Mapping

from rectoverso.compose.newsletter.calls import KINDS_OF_CALLS
from rectoverso.compose.newsletter.prose import in_file, read_calls
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.publication import Edition
from rectoverso.model.questions import Question

Cited = Mapping[tuple[str, str], str]
"""(kind, id) of an entry → the first section that cites it."""


def where_cited(edition: Edition, memo: Memo = KEEPS_NOTHING) -> Cited:
    """The first section, in the order of the edition, whose prose calls each entry.

    A section that cites a comparison cites its facts; one that lets a person speak, or tells
    what a party says, speaks of that party's role.

    Args:
        edition: with its prose.
        memo: keeps the calls of texts.
    """
    order = [section.id for section in edition.head.sections]
    found: dict[tuple[str, str], str] = {}
    for prose in sorted(edition.prose, key=lambda one: order.index(one.section)):
        calls, _ = read_calls(prose.text, in_file(prose.file, prose.text), memo)
        for call in calls:
            id = call.arguments[0] if call.arguments else call.options.get("id")
            for kind in KINDS_OF_CALLS.get(call.name, ()):
                for entry in _with_parts(kind, str(id), edition):
                    found.setdefault(entry, prose.section)
    return found


def _with_parts(kind: str, id: str, edition: Edition) -> list[tuple[str, str]]:
    entries = [(kind, id)]
    if kind == "comparisons" and id in edition.comparisons:
        entries += [("facts", fact) for fact in edition.comparisons[id].facts]
    if kind == "quotes" and id in edition.quotes:
        entries.append(("roles", edition.quotes[id].speaker))
    if kind == "facts" and id in edition.facts:
        entries += [("roles", teller.who) for teller in edition.facts[id].told_by]
    return entries


def section_of(question: Question, cited: Cited, edition: Edition) -> str | None:
    """The section that cites the best of the question's entries; none when nothing does.

    A role that no prose cites belongs where the person is quoted.
    """
    for reference in question.references:
        section = cited.get((reference.kind, reference.id))
        if section is None and reference.kind == "roles":
            section = next(
                (
                    quote.section
                    for quote in edition.quotes.values()
                    if quote.speaker == reference.id and quote.section
                ),
                None,
            )
        if section is not None:
            return section
    return None
