"""The passage most like some words, for the help line only; nothing is accepted by likeness."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from rectoverso.text.fold import fold

# Below this likeness the passage would only mislead.
_LEAST = 55.0
# The alignment is as long as the needle, so words at its edges can be missing.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest passage.

    Attributes:
        start, end: half-open offsets into the text, widened to whole words.
        words: what stands there.
        score: likeness from 0 to 100 (normalised indel similarity of rapidfuzz).
    """

    start: int
    end: int
    words: str
    score: float


def nearest(words: str, text: str) -> Nearest | None:
    """The passage of the text that is most like the words, or none when nothing is."""
    needle = fold(words.strip()).text.lower()
    hay = fold(text)
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in hay.text)
    if not needle or not lowered:
        return None
    if len(needle) > len(lowered):
        whole = fuzz.ratio(needle, lowered)
        return Nearest(0, len(text), text, whole) if whole >= _LEAST else None
    found = fuzz.partial_ratio_alignment(needle, lowered, score_cutoff=_LEAST)
    if found is None:
        return None
    first, last, score = _fitted(needle, lowered, found.dest_start, found.dest_end)
    start, end = hay.original_span(first, last)
    return Nearest(start, end, text[start:end], score)


def _fitted(needle: str, text: str, start: int, end: int) -> tuple[int, int, float]:
    """The run of whole words about a stretch that is most like the needle."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    touched = [index for index, (a, b) in enumerate(words) if a < end and b > start]
    low, high = touched[0], touched[-1]
    starts = {words[index][0] for index in range(max(low - _SLACK, 0), high + 1)}
    ends = set()
    for index in range(low, min(high + _SLACK, len(words) - 1) + 1):
        a, b = words[index]
        ends |= {b, a + len(text[a:b].rstrip(".,;:!?"))}
    return max(
        ((a, b, fuzz.ratio(needle, text[a:b])) for a in starts for b in ends if a < b),
        key=lambda stretch: (stretch[2], -stretch[0], stretch[1]),
    )


def difference(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """What turns one text into the other, word by word.

    Returns:
        Steps as (operation, words): ``equal`` in both, ``delete`` only in ``a``, ``insert``
        only in ``b``. Typographic variants count as equal.
    """
    here, there = a.split(), b.split()
    matcher = difflib.SequenceMatcher(
        None, [_plain(word) for word in here], [_plain(word) for word in there], autojunk=False
    )
    steps = []
    for operation, a0, a1, b0, b1 in matcher.get_opcodes():
        if operation == "equal":
            steps.append(("equal", " ".join(here[a0:a1])))
            continue
        if a1 > a0:
            steps.append(("delete", " ".join(here[a0:a1])))
        if b1 > b0:
            steps.append(("insert", " ".join(there[b0:b1])))
    return tuple(steps)


def _plain(word: str) -> str:
    return re.sub(r"\s", "", fold(word).text)
