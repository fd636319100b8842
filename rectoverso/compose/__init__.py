"""Verified entries → what readers will get, still without any layout.

- ``newsletter``: prose with its citations, comparisons, glossary, timeline
- ``register``: all that sources gave and parties said
- ``quiz``: chosen questions, versions, key
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rectoverso.compose.newsletter import Newsletter, compose_newsletter
from rectoverso.compose.quiz import compose_quiz
from rectoverso.compose.quiz.sections import where_cited
from rectoverso.compose.register import Register, register
from rectoverso.memo import KEEPS_NOTHING, Memo
from rectoverso.model.articles import VerifiedEntries
from rectoverso.model.publication import Publication
from rectoverso.model.questions import Quiz
from rectoverso.problems import Problem


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything that will be rendered.

    Attributes:
        newsletters: by slug of the edition and language.
        registers: what sources gave and parties said, by slug and language.
        quizzes: by slug; an edition without ``quiz.yaml`` has none.
        verified: what verification found, for notes and reports.
    """

    newsletters: Mapping[tuple[str, str], Newsletter]
    quizzes: Mapping[str, Quiz]
    verified: VerifiedEntries
    registers: Mapping[tuple[str, str], Register] = field(default_factory=dict)


def compose(
    publication: Publication,
    verified: VerifiedEntries,
    *,
    reshuffle: Collection[str] = frozenset(),
    memo: Memo = KEEPS_NOTHING,
) -> tuple[Composition, tuple[Problem, ...]]:
    """Composes every edition.

    Args:
        publication: as loaded.
        verified: what verification found.
        reshuffle: slugs of the editions whose questions are chosen and ordered anew; the
            others keep to their lock.
        memo: keeps what was composed of what did not change.

    Returns:
        The composition and all problems.
    """
    newsletters: dict[tuple[str, str], Newsletter] = {}
    registers: dict[tuple[str, str], Register] = {}
    quizzes: dict[str, Quiz] = {}
    problems: list[Problem] = []
    for edition in publication.editions:
        verifications = verified.editions.get(edition.slug, {})
        for language in edition.languages(publication.head):
            explained = edition.with_prose_in(language).without_quiz()
            newsletter, found = memo(
                compose_newsletter,
                publication.only(explained),
                explained,
                verifications,
                language,
                memo,
            )
            newsletters[edition.slug, language] = newsletter
            problems.extend(found)
            noted = edition.without_prose().without_quiz()
            registers[edition.slug, language] = memo(
                register, publication.only(noted), noted, verifications, language
            )
        anew = edition.slug in reshuffle
        asked = edition.without_prose()
        quiz, found = memo(
            compose_quiz,
            publication.only(asked),
            asked,
            verifications,
            cited=where_cited(edition, memo),
            reshuffle=anew,
        )
        problems.extend(found)
        if quiz is not None:
            quizzes[edition.slug] = quiz
    return Composition(newsletters, quizzes, verified, registers), tuple(problems)
