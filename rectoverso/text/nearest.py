"""The passage most like some words, for the help line only; nothing is accepted by likeness."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from rectoverso.text.fold import fold

# Below this likeness the passage would only mislead.
_LEAST = 55.0


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
    first, last = _widen(hay.text, found.dest_start, found.dest_end)
    start, end = hay.original_span(first, last)
    return Nearest(start, end, text[start:end], fuzz.ratio(needle, lowered[first:last]))


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start] in " ,;:.":
        start += 1
    while end > start and text[end - 1] in " ,;:":
        end -= 1
    return start, end


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
