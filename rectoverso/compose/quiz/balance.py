"""Positions of keys: how many of one place are too many, and how long a run of one place is.

Whoever guesses must gain nothing from a favourite place, and a pupil who is right must not
doubt it because the last three answers were B as well. Key balancing in place of free chance
follows Haladyna, Downing & Rodriguez (2002), guideline 20 (« Vary the location of the right
answer according to the number of choices »); counts are bounded rather than equal, because a
fully even key is a pattern of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from rectoverso.model.questions import Choice, Question
from rectoverso.questions import keys

LONGEST_RUN = 2
"""Choose-one questions in a row whose keys may stand at the same place."""


def most_keys(sizes: Iterable[int]) -> tuple[int, ...]:
    """How many keys each place may have at most.

    Args:
        sizes: numbers of options of the choose-one questions with shuffled options.

    Returns:
        For place 0, 1, … : ⌈share⌉ + 1, where the share is 1/k of each question that has the
        place among its k options. For n questions of k options that is ⌈n/k⌉ + 1.
    """
    counted = Counter(sizes)
    return tuple(
        math.ceil(sum(Fraction(count, size) for size, count in counted.items() if size > place)) + 1
        for place in range(max(counted, default=0))
    )


def longest_run(places: Sequence[int]) -> int:
    """Length of the longest stretch of equal places; 0 without any."""
    return max((len(list(run)) for _, run in groupby(places)), default=0)


def is_balanced(question: Question) -> bool:
    """Whether the place of its key is ours to choose: choose-one, options in no set order."""
    response = question.response
    return isinstance(response, Choice) and not response.several and not response.ordered


def key_place(question: Question, order: Sequence[str]) -> int | None:
    """Where the key of a choose-one question stands; none for other shapes."""
    response = question.response
    if not isinstance(response, Choice) or response.several:
        return None
    return order.index(keys.key_ids(question)[0])


class Places:
    """Gives keys their places one after the other, so that the bound holds for all of them.

    A place is given only if those that are still to come can all be placed under the bound:
    questions of k options may use the first k places, and by Hall's theorem for such nested
    sets it is enough that, for every k, as many questions of at most k options are left as
    there is room in the first k places.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        """Takes the numbers of options of all questions that will be placed."""
        self._room = list(most_keys(sizes))
        self._left = Counter(sizes)

    def possible(self, size: int) -> list[int]:
        """The places that the next question, of ``size`` options, may get; never none."""
        self._left[size] -= 1
        found = [place for place in range(size) if self._fits(place)]
        self._left[size] += 1
        return found

    def room(self, place: int) -> int:
        """How many keys the place can still take."""
        return self._room[place]

    def take(self, size: int, place: int) -> None:
        """Gives the place to a question of ``size`` options."""
        self._left[size] -= 1
        self._room[place] -= 1

    def _fits(self, place: int) -> bool:
        if self._room[place] == 0:
            return False
        room = waiting = 0
        for at, free in enumerate(self._room):
            room += free - (at == place)
            waiting += self._left[at + 1]
            if waiting > room:
                return False
        return True
