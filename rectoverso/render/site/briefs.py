"""Editions as the rest of the website sees them: what lists, feeds and neighbours show of them.

Nothing here holds prose or facts, so that pages which show an edition only in short are not
made anew for every sentence that changes in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso.compose import Composition
from rectoverso.compose.newsletter import Newsletter
from rectoverso.compose.newsletter.values import CorrectionView, Verification
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.values import LocalText, PartialDate
from rectoverso.render.running_text import plain


@dataclass(frozen=True, slots=True)
class Outline:
    """An edition, whatever the language.

    Attributes:
        languages: codes of those it comes out in, the first one first.
        subjects: as the editor writes them.
        sources: id of each source and the digest of its copy.
        quiz: whether it has a practice quiz.
    """

    slug: str
    date: PartialDate
    languages: tuple[str, ...]
    subjects: tuple[LocalText, ...]
    sources: Mapping[str, str]
    quiz: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """An edition in one of its languages; ``lede`` and ``essentials`` are plain text.

    Attributes:
        further: whether it has comparisons on a page of their own.
    """

    slug: str
    language: str
    title: str
    kicker: str
    lede: str
    essentials: tuple[str, ...]
    date: str
    moment: str
    changed: str
    minutes: int
    authors: tuple[str, ...]
    subjects: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    retracted: CorrectionView | None
    verification: Verification
    further: bool


def outlines(publication: Publication, composition: Composition) -> tuple[Outline, ...]:
    """The editions in the order of the publication, newest first."""
    return tuple(
        Outline(
            edition.slug,
            edition.head.date,
            edition.languages(publication.head),
            edition.head.subjects,
            {id: source.sha256 for id, source in edition.sources.items()},
            _has_quiz(edition, composition),
        )
        for edition in publication.editions
    )


def _has_quiz(edition: Edition, composition: Composition) -> bool:
    quiz = composition.quizzes.get(edition.slug)
    return quiz is not None and bool(quiz.of_use("practice"))


def brief(newsletter: Newsletter) -> Brief:
    """What others show of an explainer."""
    return Brief(
        slug=newsletter.slug,
        language=newsletter.language,
        title=newsletter.title,
        kicker=newsletter.kicker,
        lede=plain(newsletter.lede),
        essentials=tuple(plain(line) for line in newsletter.essentials),
        date=newsletter.date,
        moment=newsletter.moment,
        changed=newsletter.last_change,
        minutes=newsletter.minutes,
        authors=newsletter.authors,
        subjects=newsletter.subjects,
        corrections=newsletter.corrections,
        retracted=newsletter.retracted,
        verification=newsletter.verification,
        further=bool(newsletter.further),
    )
