"""Cues: words that change what a sentence claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rectoverso.languages import Language
from rectoverso.text.figures import Figure


class Bound(StrEnum):
    """How a figure is bounded."""

    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOUT = "about"
    UP_TO = "up-to"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue.

    Attributes:
        kind: bound, hedge, negation, attribution, each, restriction, rising or falling.
        name: the class within the kind: a bound such as ``more-than``, a hedge such as
            ``conditional``. Hedges that share a span are readings of the same words: to
            declare one of them is enough.
        start, end: half-open offsets.
        words: what stands there.
    """

    kind: str
    name: str
    start: int
    end: int
    words: str


def cues(sentence: str, language: Language) -> tuple[Cue, ...]:
    """The cues of a sentence, in order.

    Args:
        sentence: the whole sentence, not only the evidence.
        language: the sentence's language.
    """
    raise NotImplementedError


def bound_of(text: str, figure: Figure, language: Language) -> Bound | None:
    """The bound that stands at a figure, before or after it, or none.

    Args:
        text: the text that the figure was found in.
        figure: one of ``figures(text, language)``.
    """
    raise NotImplementedError
