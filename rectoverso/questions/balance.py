"""Where the keys of a version stand, and how evenly they should.

A place may hold its even share of the keys, rounded up, and two more; four in a row may stand at
one place, and no more. Both limits are ours: a test that is shuffled fairly stays well within
them, and whoever always marks the same letter gains little (Haladyna, Downing and Rodriguez 2002,
guideline 20: vary the location of the right answer).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import groupby
from math import ceil

from rectoverso.model.questions import Choice, Placed, Question, Version
from rectoverso.model.review import KeyPlaces
from rectoverso.questions.keys import judges_statement, key_ids

MOST_IN_A_ROW = 4
"""Keys in a row at one place."""

FEWEST_QUESTIONS = 6
"""Below this number nothing can be said about balance."""

_MORE_THAN_SHARE = 2
_FEWEST_OPTIONS = 3


def counts(question: Question) -> bool:
    """Whether the place of a question's key matters: one right among three options or more,
    which are not the fixed answers to a statement."""
    response = question.response
    return (
        isinstance(response, Choice)
        and not response.several
        and len(response.options) >= _FEWEST_OPTIONS
        and not judges_statement(question)
    )


def key_places(version: Version, questions: Mapping[str, Question]) -> KeyPlaces:
    """Where the keys of a version stand.

    Args:
        version: with the order of options of each question.
        questions: by id; those that are not there are left out.
    """
    places: list[int] = []
    share = Fraction(0)
    for placed in version.placed:
        question = questions.get(placed.question)
        if question is not None and counts(question):
            places.append(_place(question, placed))
            share += Fraction(1, len(placed.order))
    found = Counter(places)
    return KeyPlaces(
        version.name,
        tuple(found[place] for place in range(max(places, default=-1) + 1)),
        ceil(share) + _MORE_THAN_SHARE,
        _longest_run(places),
    )


def balanced(found: KeyPlaces) -> bool:
    """Whether no place has too many keys, nor too many in a row."""
    if sum(found.counts) < FEWEST_QUESTIONS:
        return True
    return max(found.counts) <= found.allowed and found.run <= MOST_IN_A_ROW


def _place(question: Question, placed: Placed) -> int:
    return placed.order.index(key_ids(question)[0])


def _longest_run(places: Iterable[int]) -> int:
    return max((len(list(group)) for _, group in groupby(places)), default=0)
