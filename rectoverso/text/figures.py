"""Figures in running text, by the number grammar of the text's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rectoverso.languages import Language

_NO_UNITS: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as a text says it.

    Attributes:
        start, end: half-open offsets, from sign or currency to the unit where it is adjacent.
        number: exact value, with multipliers applied; of a vague figure, its magnitude only.
        unit: such as ``percent``, ``USD``, ``times``; none where the text leaves it out.
        vague: whether the text names no number (« quelques millions »).
        ordinal: whether it is a rank (« première »).
        words: what stands there.
    """

    start: int
    end: int
    number: Decimal
    unit: str | None
    vague: bool
    ordinal: bool
    words: str


def figures(
    text: str,
    language: Language,
    units: Mapping[str, tuple[str, ...]] = _NO_UNITS,
    names: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """The figures of a text, in order.

    Args:
        text: a sentence or more.
        language: whose grammar applies.
        units: the publication's own units: name → its words.
        names: names whose digits are no figures (« Claude 3.5 Sonnet »), besides those that
            can be told by their form.
    """
    raise NotImplementedError
