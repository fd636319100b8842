"""What ``take`` asks for besides the total: so many of a kind, a level, a section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rectoverso.model.questions import Question, QuizHead, Range
from rectoverso.problems import Code, Problem
from rectoverso.questions.context import Context

Group = tuple[str, str]
"""A field of ``take`` (``kinds``, ``levels``, ``sections``) and one of its keys."""

_FIELDS = ("kinds", "levels", "sections")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The ranges by group."""

    ranges: Mapping[Group, Range]

    def groups(self, question: Question) -> tuple[Group, ...]:
        """The groups with a range that a question counts in."""
        own = (
            ("kinds", question.kind),
            ("levels", question.level.value),
            ("sections", question.section or ""),
        )
        return tuple(group for group in own if group in self.ranges)

    def count(self, questions: Iterable[Question]) -> dict[Group, int]:
        """How many questions each group has."""
        counts = dict.fromkeys(self.ranges, 0)
        for question in questions:
            for group in self.groups(question):
                counts[group] += 1
        return counts

    def admits(self, question: Question, counts: Mapping[Group, int], left: int) -> bool:
        """Whether the question can be one of the ``left`` that are still to be taken.

        It must fit under every ``at_most``, and what remains after it must be enough for every
        ``at_least``.
        """
        own = self.groups(question)
        for group in own:
            most = self.ranges[group].at_most
            if most is not None and counts[group] >= most:
                return False
        missing = dict.fromkeys(_FIELDS, 0)
        for group, range in self.ranges.items():
            have = counts[group] + (group in own)
            missing[group[0]] += max(0, range.at_least - have)
        return all(count <= left - 1 for count in missing.values())

    def serves(self, question: Question, counts: Mapping[Group, int]) -> int:
        """In how many groups the question makes up for what is missing."""
        return sum(counts[group] < self.ranges[group].at_least for group in self.groups(question))

    def lack(self, counts: Mapping[Group, int]) -> int:
        """By how many questions the counts miss the ranges, all groups together."""
        lack = 0
        for group, range in self.ranges.items():
            lack += max(0, range.at_least - counts[group])
            lack += max(0, counts[group] - (range.at_most or 0)) if range.at_most is not None else 0
        return lack


def wishes(head: QuizHead) -> Wishes:
    """The ranges of ``take``."""
    ranges: dict[Group, Range] = {}
    for field in _FIELDS:
        for key, range in getattr(head.take, field).items():
            ranges[field, str(key)] = range
    return Wishes(ranges)


def contradictions(head: QuizHead, context: Context, pinned: int) -> tuple[Problem, ...]:
    """Q018 for numbers that cannot all be right, whatever the questions are.

    Args:
        head: what ``quiz.yaml`` says.
        context: for places.
        pinned: how many questions come in any case.
    """
    found: list[tuple[tuple[str, ...], str, str]] = []
    take = head.take
    if pinned > take.total:
        found.append((("pin",), str(pinned), str(take.total)))
    if take.practice is not None and take.practice > take.total:
        found.append((("take", "practice"), str(take.practice), str(take.total)))
    for field in _FIELDS:
        ranges: Mapping[str, Range] = getattr(take, field)
        least = sum(range.at_least for range in ranges.values())
        if least > take.total:
            found.append((("take", field), str(least), str(take.total)))
        for key, range in ranges.items():
            if range.at_most is not None and range.at_most < range.at_least:
                path = ("take", field, str(key))
                found.append((path, str(range.at_least), str(range.at_most)))
    file = context.edition.file_of("questions")
    return tuple(
        Problem(
            Code.Q018,
            context.publication.places.key(file, *path),
            {"field": path[-1], "found": high, "allowed": low},
        )
        for path, high, low in found
    )


def unmet(
    chosen: Iterable[Question], asked: Wishes, head: QuizHead, context: Context
) -> tuple[Problem, ...]:
    """Q017 for each range that the chosen questions miss, with what was found."""
    file = context.edition.file_of("questions")
    counts = asked.count(chosen)
    return tuple(
        Problem(
            Code.Q017,
            context.publication.places.key(file, "take", *group),
            {"entry": group[1], "found": str(counts[group]), "expected": _told(range)},
        )
        for group, range in asked.ranges.items()
        if not range.holds(counts[group])
    )


def _told(range: Range) -> str:
    """A range in figures: « 3 », « 2–4 », « ≥ 2 », « ≤ 4 »."""
    if range.at_most is None:
        return f"≥ {range.at_least}"
    if range.at_least == range.at_most:
        return str(range.at_least)
    return f"≤ {range.at_most}" if not range.at_least else f"{range.at_least}–{range.at_most}"
