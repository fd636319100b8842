"""Which editions come out: neither drafts nor those whose date is yet to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rectoverso.compose import Composition
from rectoverso.model.publication import Edition, Publication
from rectoverso.problems import Code, Problem


def release(
    publication: Publication, composition: Composition, today: date
) -> tuple[Publication, Composition, tuple[Problem, ...]]:
    """What comes out today of what was verified and composed.

    Args:
        publication: as loaded.
        composition: of all its editions.
        today: editions of a later date wait. A date without a day means its first day.

    Returns:
        Both without the editions that stay out; and for each of those a note: P004 for a
        draft, P005 for a date yet to come.
    """
    held = [(edition, _why(publication, edition, today)) for edition in publication.editions]
    out = [edition for edition, why in held if why is None]
    left = tuple(why for _, why in held if why is not None)
    return replace(publication, editions=tuple(out)), _only(composition, out), left


def _why(publication: Publication, edition: Edition, today: date) -> Problem | None:
    places, file = publication.places, edition.file_of("edition")
    if edition.head.status == "draft":
        return Problem(Code.P004, places.value(file, "status"), {"entry": edition.slug})
    if edition.head.date.sort_key > (today.year, today.month, today.day):
        values = {"entry": edition.slug, "found": str(edition.head.date)}
        return Problem(Code.P005, places.value(file, "date"), values)
    return None


def _only(composition: Composition, editions: Iterable[Edition]) -> Composition:
    slugs = {edition.slug for edition in editions}
    registers = {key: one for key, one in composition.registers.items() if key[0] in slugs}
    newsletters = {key: one for key, one in composition.newsletters.items() if key[0] in slugs}
    quizzes = {slug: quiz for slug, quiz in composition.quizzes.items() if slug in slugs}
    return replace(composition, newsletters=newsletters, registers=registers, quizzes=quizzes)
