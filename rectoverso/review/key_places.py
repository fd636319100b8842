"""Where the keys of a version stand, and how many of one place are too many.

Shuffled options are held to their even share and one more when a version is made
(``compose.quiz.balance``); here figures and dates, which keep their order, count as well, so a
place may hold one more again, and four keys in a row may stand at one place. Those two limits are
ours.
"""

from __future__ import annotations

from collections import Counter

from rectoverso.compose.quiz.balance import key_place, longest_run, most_keys
from rectoverso.model.questions import Choice, Question, Quiz, Version
from rectoverso.model.review import KeyPlaces
from rectoverso.questions.keys import judges_statement

MOST_IN_A_ROW = 4
"""Keys in a row at one place."""

FEWEST_QUESTIONS = 6
"""With fewer questions nothing can be said about balance."""

_FEWEST_OPTIONS = 3


def key_places(version: Version, quiz: Quiz) -> KeyPlaces:
    """Where the keys of a version stand: those of choose-one questions with three options or
    more. The fixed answers to statements are counted by verdict and not by place."""
    places: list[int] = []
    sizes: list[int] = []
    questions = {question.id: question for question in quiz.questions}
    for placed in version.placed:
        question = questions.get(placed.question)
        place = key_place(question, placed.order) if question and _counts(question) else None
        if place is not None:
            places.append(place)
            sizes.append(len(placed.order))
    found = Counter(places)
    return KeyPlaces(
        version.name,
        tuple(found[place] for place in range(max(sizes, default=0))),
        tuple(most + 1 for most in most_keys(sizes)),
        longest_run(places),
    )


def crowded(found: KeyPlaces) -> int | None:
    """The place, counted from 0, that has too many keys, or none."""
    if sum(found.counts) < FEWEST_QUESTIONS:
        return None
    return next(
        (
            place
            for place, (count, most) in enumerate(zip(found.counts, found.allowed, strict=True))
            if count > most
        ),
        None,
    )


def _counts(question: Question) -> bool:
    response = question.response
    return (
        isinstance(response, Choice)
        and len(response.options) >= _FEWEST_OPTIONS
        and not judges_statement(question)
    )
