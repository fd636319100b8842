"""What a pupil marks in a question at its place in a version, and which marks are right.

Sheets, keys, tables of results and answer sheets read the same rows, so that a letter means
the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rectoverso.model.questions import Choice, Match, Number, Order, Question
from rectoverso.questions import keys

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that can be marked.

    Attributes:
        sign: the letter of an option or right side, or the place of a step.
        option: id of the option or right side; the place of a step.
        right: whether it is right.
    """

    sign: str
    option: str
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is marked together: a question of choices, a left side, or a step.

    Attributes:
        label: number of a left side or letter of a step as printed; empty for choices.
        part: id of the left side or step; empty for choices.
        marks: in the order in which they are printed.
    """

    label: str
    part: str
    marks: tuple[Mark, ...]


def rows(question: Question, order: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a question; none where the answer is written.

    Args:
        question: any.
        order: of its parts, as a version has it.
    """
    match question.response:
        case Choice(options=options):
            right = {option.id for option in options if option.right}
            marks = (Mark(LETTERS[at], id, id in right) for at, id in enumerate(order))
            return (Row("", "", tuple(marks)),)
        case Match(pairs=pairs):
            return tuple(
                Row(
                    str(number),
                    pair.id,
                    tuple(Mark(LETTERS[at], id, id == pair.id) for at, id in enumerate(order)),
                )
                for number, pair in enumerate(pairs, 1)
            )
        case Order():
            places = range(1, len(order) + 1)
            right_place = {id: place for place, id in enumerate(keys.part_ids(question), 1)}
            return tuple(
                Row(
                    LETTERS[at],
                    id,
                    tuple(
                        Mark(str(place), str(place), place == right_place[id]) for place in places
                    ),
                )
                for at, id in enumerate(order)
            )
    return ()


def answer(question: Question, order: Sequence[str]) -> tuple[str, ...]:
    """The key in letters and numbers.

    Returns:
        Letters of the right options; ``1B`` for each left side; ``A3`` for each step, in the
        order in which they are printed; the value of a number. None for what is written in words.
    """
    if isinstance(question.response, Number):
        return keys.key_ids(question)
    return tuple(
        row.label + mark.sign for row in rows(question, order) for mark in row.marks if mark.right
    )
