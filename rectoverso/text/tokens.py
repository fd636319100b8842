"""Words, numbers and marks of a folded text, for the number grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from rectoverso.languages import Language

# Longer runs of digits are identifiers; shorter ones fit the 28 digits of exact arithmetic.
_LONGEST = 24


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    Attributes:
        kind: number, word or mark.
        text: its characters; ``lower``: the same in lower case.
        start, end: half-open offsets into the folded text.
        value: of a number, its exact value.
    """

    kind: Kind
    text: str
    lower: str
    start: int
    end: int
    value: Decimal | None = None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    decimal, grouping = map(re.escape, (language.numbers.decimal, language.numbers.grouping))
    return re.compile(
        rf"""(?P<number>
            (?<![\w-])[1-9]\d{{0,2}}(?:[ ]\d{{3}})+(?!\d)(?:{decimal}\d+)?
          | [1-9]\d{{0,2}}(?:'\d{{3}})+(?!\d)(?:{decimal}\d+)?
          | [1-9]\d{{0,2}}(?:{grouping}\d{{3}})+(?!\d)(?:{decimal}\d+)?
          | \d+(?:{decimal}\d+|{grouping}\d+(?![{grouping}\d]))?
        )
        | (?P<word>[^\W\d_]+)
        | (?P<mark>\S)""",
        re.VERBOSE,
    )


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """The tokens of a folded text, without spaces.

    A group of three digits after a space, an apostrophe or the language's grouping mark
    belongs to its number. The other language's decimal mark is understood where it cannot
    be grouping (« 16.86 % »).
    """
    found = []
    for match in _pattern(language).finditer(text):
        kind = Kind(match.lastgroup or "mark")
        words = match.group()
        counts = kind is Kind.NUMBER and len(words) <= _LONGEST
        value = _value(words, language) if counts else None
        found.append(Token(kind, words, words.lower(), match.start(), match.end(), value))
    return tuple(found)


def _value(words: str, language: Language) -> Decimal:
    numbers = language.numbers
    bare = words.replace(" ", "").replace("'", "")
    whole, mark, part = bare.partition(numbers.decimal)
    groups = whole.split(numbers.grouping)
    if not mark and len(groups) == 2 and (len(groups[1]) != 3 or groups[0].startswith("0")):
        whole, part = groups
    else:
        whole = "".join(groups)
    return Decimal(f"{whole}.{part}" if part else whole)
