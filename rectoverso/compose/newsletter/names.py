"""Names of parties that hold digits (R1, GPT-4): their digits are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from rectoverso.model.entries import Party


def names_with_digits(parties: Mapping[str, Party]) -> dict[str, str]:
    """Names and aliases that hold a digit → id of the party."""
    return {
        written: id
        for id, party in sorted(parties.items())
        for name in (party.name, *party.aliases)
        for _, written in name.items()
        if any(character.isdigit() for character in written)
    }


def name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the names as a whole word, the longest first; none without names."""
    return _pattern(tuple(sorted(names, key=lambda name: (-len(name), name))))


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    written = "|".join(r"\s".join(re.escape(part) for part in name.split()) for name in names)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")
