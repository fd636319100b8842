"""Every number in a text of ours is carried by its entry."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.text.figures import Figure
from rectoverso.verify.carried import carries_figure
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ours import Owned, field_of, owned

CODES = (Code.V020,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports numbers that no field of the entry and no word of its evidence gives.

    A number that is rounded differently is another number.
    """
    for owner in owned(case):
        for text in owner.texts:
            language = case.language_of(text.language)
            for figure in case.figures(text.words, language):
                if _counts(owner, figure) or carries_figure(owner.carried, figure, case):
                    continue
                span = case.within(owner.kind, text.path, figure.start, figure.end)
                values = {"found": figure.words, "field": str(field_of(text.path))}
                yield Problem(Code.V020, span, values)


def _counts(owner: Owned, figure: Figure) -> bool:
    """Whether a number only counts or ranks what the text itself sets side by side, or is none."""
    if figure.vague:
        return owner.vague
    if not owner.counts:
        return False
    if figure.ordinal:
        return True
    spelled = not any(c.isdigit() for c in figure.words)
    return spelled and figure.unit is None and figure.number <= owner.counts
