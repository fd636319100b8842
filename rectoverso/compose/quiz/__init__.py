"""The quiz of an edition: a pool of questions, a choice among them, versions, the lock.

- ``pool``: written and generated questions, reworded or dropped as ``quiz.yaml`` says
  (``rewording``), each with a section (``sections``)
- ``selection``: the choice, spread over sections, sources, kinds and levels, within what
  ``take`` asks for (``wishes``)
- ``versions``: orders of questions and options, with balanced positions of the keys
- ``arrangement``, ``balance``: how orders differ, and how many keys a place may have
- ``lock_check``: whether a lock fits together
- ``lock``: the file that keeps a printed quiz what it was
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rectoverso.compose.quiz.lock import Lock, hold, next_revision, path_of, read, written
from rectoverso.compose.quiz.lock_check import faults
from rectoverso.compose.quiz.pool import pinned, pool
from rectoverso.compose.quiz.sections import Cited
from rectoverso.compose.quiz.selection import select
from rectoverso.compose.quiz.versions import make_versions
from rectoverso.model.articles import Verifications
from rectoverso.model.publication import Edition, Publication
from rectoverso.model.questions import Question, Quiz, QuizHead
from rectoverso.problems import Code, Problem, Span
from rectoverso.questions.context import Context
from rectoverso.verify.facts import contested, differing


def compose_quiz(
    publication: Publication,
    edition: Edition,
    verifications: Verifications,
    *,
    cited: Cited | None = None,
    reshuffle: bool = False,
) -> tuple[Quiz | None, tuple[Problem, ...]]:
    """Chooses and orders the questions of an edition.

    Args:
        publication, edition: as loaded.
        verifications: what was found in the articles.
        cited: where the prose cites entries; without it that is read from the edition.
        reshuffle: choose and order anew instead of keeping to the lock.

    Returns:
        The quiz, none when the edition has no ``quiz.yaml``; and the problems (Q001 to Q014,
        Q023 to Q025). A quiz of which too little can be asked is returned as far as it goes.
    """
    head = edition.quiz
    if head is None:
        return None, ()
    lock, problems = read(edition)
    if reshuffle:
        problems = ()
    elif lock is None and edition.lock_text is None:
        values = {"path": path_of(edition), "entry": edition.slug}
        problems += (Problem(Code.Q010, _head(publication, edition), values),)
    kept = None if reshuffle else lock
    context = replace(
        context_of(publication, edition, verifications),
        fixed={entry.id: entry.options for entry in kept.questions} if kept else {},
    )
    candidates, found = pool(context, head, cited)
    problems += found
    if kept is not None:
        decided = {written.id for written in edition.questions}
        decided |= {id for id, change in head.reword.items() if change.use is not None}
        chosen, found = hold(kept, candidates, edition, frozenset(decided), publication.places)
        # What is gone because an entry could not be verified was reported there.
        problems += found if context.whole else ()
        found, broken = faults(publication, edition, kept, chosen)
        problems += found
        chosen = tuple(question for question in chosen if question.id not in broken)
        problems += _not_on_handout(publication, edition, chosen, candidates)
        return _quiz(edition, head, chosen, kept.revision, kept, candidates), problems
    revision = next_revision(edition, lock)
    chosen, found = select(candidates, head, context, revision, pinned(context, head))
    found += _not_on_handout(publication, edition, chosen, candidates)
    return _quiz(edition, head, chosen, revision, None, candidates), (*problems, *found)


def context_of(publication: Publication, edition: Edition, verifications: Verifications) -> Context:
    """What questions of an edition are made from, without a lock.

    Args:
        publication, edition: as loaded.
        verifications: what was found in the articles.
    """
    return Context(
        publication=publication,
        edition=edition,
        verifications=verifications,
        languages=edition.languages(publication.head),
        contested=frozenset(id for id in edition.facts if contested(edition, id)),
        differing=frozenset(id for id in edition.facts if differing(edition, id)),
    )


def _not_on_handout(
    publication: Publication,
    edition: Edition,
    chosen: tuple[Question, ...],
    candidates: Mapping[str, Question],
) -> tuple[Problem, ...]:
    """Q027 for each question of the handout that the quiz does not ask."""
    asked = {question.id for question in chosen}
    named = edition.quiz.handout.questions if edition.quiz else ()
    file = edition.file_of("questions")
    return tuple(
        Problem(
            Code.Q027,
            publication.places.value(file, "handout", "questions", place),
            {"entry": id},
        )
        for place, id in enumerate(named)
        if id in candidates and id not in asked
    )


def _quiz(
    edition: Edition,
    head: QuizHead,
    chosen: tuple[Question, ...],
    revision: int,
    lock: Lock | None,
    candidates: Mapping[str, Question],
) -> Quiz:
    sections = [section.id for section in edition.head.sections]
    versions = make_versions(head, chosen, revision, lock.versions if lock else {}, sections)
    return Quiz(
        head=head,
        questions=chosen,
        versions=versions,
        revision=revision,
        lock_text=written(chosen, versions, revision),
        candidates=candidates,
    )


def _head(publication: Publication, edition: Edition) -> Span:
    return publication.places.key(edition.file_of("questions"), "title")
