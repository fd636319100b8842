"""Says which entries match only once typography is put aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.case import Case, Needs

CODES = (Code.V032,)
NEEDS = Needs.ARTICLES


def check(case: Case) -> Iterator[Problem]:
    """One note for each source whose words were typed with other typography.

    A note for each entry would bury the rest: the same keyboard gives the same apostrophe in
    all of them.
    """
    changes: dict[str, dict[tuple[str, str], int]] = {}
    for located in case.evidence.values():
        for one in located:
            _count(changes, one.reading.id, one.folded)
    for quote in case.quotes.values():
        _count(changes, quote.reading.id, quote.folded)
    for source, found in changes.items():
        shown = ", ".join(
            f"{_shown(there)} → {_shown(here)} ({count}×)"
            for (there, here), count in sorted(found.items())
        )
        yield Problem(Code.V032, case.key_span("sources", source), {"found": shown})


def _count(
    changes: dict[str, dict[tuple[str, str], int]],
    source: str,
    folded: tuple[tuple[int, str, str], ...],
) -> None:
    for _, there, here in folded:
        found = changes.setdefault(source, {})
        found[there, here] = found.get((there, here), 0) + 1


def _shown(characters: str) -> str:
    """Characters that cannot be seen by their code points, the others as they are."""
    return (
        "".join(
            f"U+{ord(c):04X}" if c.isspace() or unicodedata.category(c) in ("Cf", "Mn") else c
            for c in characters
        )
        or "∅"
    )
