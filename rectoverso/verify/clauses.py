"""Which cues of a sentence bear on some words of it.

A sentence is cut into clauses at semicolons, colons, brackets, and commas before a word that
opens a clause. A cue bears on what shares its clause, and on a short coordinated clause after
it, which may borrow its verb. An attribution, and what an attribution implies, also governs
the clauses that hang on its own. In doubt a cue bears: the editor can
say that it does not (``unrelated``), while nobody notices one that was passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from rectoverso.languages import Language
from rectoverso.text.cues import Cue
from rectoverso.text.fold import fold

GOVERNING_HEDGES = frozenset({"claimed", "estimated", "expected", "suspected"})
"""Hedges that come from a verb of saying or thinking, and so govern what is said."""

_LONGEST_WITHOUT_VERB = 8


class _Break(Enum):
    START = "start"
    STRONG = "strong"
    BRACKET = "bracket"
    OPPOSING = "opposing"
    COORDINATING = "coordinating"
    RELATIVE = "relative"
    SUBORDINATE_END = "subordinate-end"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: half-open offsets into the sentence, and what kind of break opens it."""

    start: int
    end: int
    opened_by: _Break


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = language.clauses

    def any_of(name: str, phrases: tuple[str, ...]) -> str:
        parts = [
            re.escape(phrase) + ("" if phrase.endswith("'") else r"(?!\w)")
            for phrase in sorted(phrases, key=len, reverse=True)
        ]
        return rf"(?P<{name}>{'|'.join(parts)})"

    return re.compile(
        r"(?P<sentence>[.!?…]+[\s»”\"]+(?=[A-ZÀ-Ý«“\"]))"
        r"|(?P<strong>;|:(?= )| – | — )"
        r"|(?P<bracket>[()\[\]])"
        r"|, (?:"
        + "|".join(
            (
                any_of("opposing", words.opposing),
                any_of("coordinating", words.coordinating),
                any_of("relative", words.relative),
            )
        )
        + r")|(?P<comma>, )",
        re.IGNORECASE,
    )


@cache
def _subordinate(language: Language) -> re.Pattern[str]:
    parts = [
        re.escape(phrase) + ("" if phrase.endswith("'") else r"(?!\w)")
        for phrase in sorted(language.clauses.subordinating, key=len, reverse=True)
    ]
    return re.compile(rf"[«“\"(\s]*(?:{'|'.join(parts)})", re.IGNORECASE)


def clauses(sentence: str, language: Language) -> tuple[Clause, ...]:
    """The clauses of a sentence, or of several, in order."""
    folded = fold(sentence)
    found: list[Clause] = []
    start, opened_by = 0, _Break.START
    subordinate = bool(_subordinate(language).match(folded.text))
    for match in _pattern(language).finditer(folded.text):
        name = match.lastgroup
        if name == "comma":
            if not subordinate:
                continue
            kind = _Break.SUBORDINATE_END
        elif name in ("sentence", "strong"):
            kind = _Break.STRONG
        elif name == "bracket":
            kind = _Break.BRACKET
        else:
            kind = _Break(name)
        place = match.start()
        found.append(Clause(*folded.original_span(start, place), opened_by))
        start, opened_by = place, kind
        if name == "sentence":
            start = match.end()
            subordinate = bool(_subordinate(language).match(folded.text, match.end()))
        elif name != "relative":
            subordinate = False
    found.append(Clause(*folded.original_span(start, len(folded.text)), opened_by))
    return tuple(clause for clause in found if clause.start < clause.end)


def bears(cue: Cue, start: int, end: int, sentence: str, language: Language) -> bool:
    """Whether a cue bears on a stretch of its sentence.

    Args:
        cue: one of ``cues(sentence, language)``.
        start, end: half-open offsets of the stretch in the sentence.
    """
    parts = clauses(sentence, language)
    if cue.start < end and start < cue.end:
        return True
    touched = [i for i, part in enumerate(parts) if part.start < end and start < part.end]
    here = [i for i, part in enumerate(parts) if part.start < cue.end and cue.start < part.end]
    if not touched or not here or set(touched) & set(here):
        return True
    first, last, at = touched[0], touched[-1], here[0]
    governs = cue.kind == "attribution" or cue.name in GOVERNING_HEDGES
    if not governs:
        return _around_a_bracket(parts, touched, at) or (
            at == first - 1 and _may_lack_its_verb(parts[first], sentence)
        )
    between = parts[at + 1 : first + 1] if at < first else parts[last + 1 : at + 1]
    if any(
        part.opened_by in (_Break.STRONG, _Break.OPPOSING, _Break.SUBORDINATE_END)
        for part in between
    ):
        return _opens(cue, parts[at]) and at < first and _is_frame(parts, at, first)
    return at < first or _opens(cue, parts[at])


def _may_lack_its_verb(part: Clause, sentence: str) -> bool:
    """Whether a clause is coordinated and short: « et la gare 30 millions » borrows the verb,
    and with it the hedge or the negation, of the clause before."""
    words = sentence[part.start : part.end].split()
    return part.opened_by is _Break.COORDINATING and len(words) <= _LONGEST_WITHOUT_VERB


def _around_a_bracket(parts: tuple[Clause, ...], touched: list[int], at: int) -> bool:
    """Whether only a bracket lies between: « il a (dit-il) perdu »."""
    low, high = (at, touched[0]) if at < touched[0] else (touched[-1], at)
    return high - low == 2 and all(
        parts[i].opened_by is _Break.BRACKET for i in range(low + 1, high + 1)
    )


def _opens(cue: Cue, part: Clause) -> bool:
    """Whether the cue stands at the clause's beginning, as an attribution after a comma does."""
    return cue.start - part.start <= 6


def _is_frame(parts: tuple[Clause, ...], at: int, first: int) -> bool:
    """Whether a clause such as « Selon X, » opens the sentence and only it parts the words."""
    return all(part.opened_by is _Break.SUBORDINATE_END for part in parts[at + 1 : first + 1])
