"""Numerals: digits or words, with their multipliers. What they count is for ``figures``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from rectoverso.languages import Language
from rectoverso.languages.grammar import Numbers
from rectoverso.text.tokens import Kind, Token

# Beyond it no text counts anything; it keeps arithmetic exact and bounded.
_LARGEST = Decimal("1e24")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that starts at some token.

    Attributes:
        after: index of the token after it.
        coefficient, multiplier: their product is the value.
        vague: only the magnitude is known.
        linked: a unit may follow with « de », "of".
        bare_one: it is « un », "a" or "one" and nothing else.
        ambiguous: a single word that has another sense (« neuf »).
        fraction: a part of something, which therefore has no unit of its own.
    """

    after: int
    coefficient: Decimal
    multiplier: Decimal = Decimal(1)
    vague: bool = False
    linked: bool = False
    bare_one: bool = False
    ambiguous: bool = False
    fraction: bool = False

    @property
    def value(self) -> Decimal:
        """The number, with multipliers applied."""
        return self.coefficient * self.multiplier


@cache
def _parts_of(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase of the grammar."""
    return tuple(phrase.replace("'", " ' ").replace("-", " - ").split())


@cache
def openings(language: Language) -> frozenset[str]:
    """The words, in lower case, that a numeral or an ordinal in words can begin with.

    Few words of a text are among them, and looking here first spares the grammar the others.
    """
    numbers = language.numbers
    phrases = (*numbers.multiplicatives, *numbers.vague, *numbers.half, *numbers.fractions)
    return frozenset(
        (
            *(_parts_of(phrase)[0] for phrase in phrases),
            *numbers.plural_collectives,
            *numbers.plural_multipliers,
            *numbers.cardinals,
            *numbers.hundreds,
            *numbers.multipliers,
            *numbers.ordinals,
        )
    )


def phrase_at(tokens: Sequence[Token], index: int, phrase: str) -> int | None:
    """The index after a phrase that starts at a token, or none."""
    for part in _parts_of(phrase):
        if index >= len(tokens) or tokens[index].lower != part:
            return None
        index += 1
    return index


def numeral_at(tokens: Sequence[Token], index: int, language: Language) -> Numeral | None:
    """The numeral that starts at a token, or none.

    Args:
        tokens: of a folded text.
        index: where to look.
        language: whose grammar applies.
    """
    numbers = language.numbers
    token = tokens[index]
    if token.kind is Kind.NUMBER and token.value is not None:
        return _with_tail(tokens, Numeral(index + 1, token.value), numbers)
    if token.kind is not Kind.WORD:
        return None
    return (
        _vague(tokens, index, numbers)
        or _half(tokens, index, numbers)
        or _fraction(tokens, index, numbers)
        or _spelled(tokens, index, numbers)
    )


def _lower(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _vague(tokens: Sequence[Token], index: int, numbers: Numbers) -> Numeral | None:
    place = index
    for phrase in numbers.vague:
        after = phrase_at(tokens, index, phrase)
        if after is not None:
            place = after
            break
    word = _lower(tokens, place)
    # English leaves the noun in the singular: "a few million", "several hundred".
    named = place > index
    if word in numbers.plural_collectives or (named and word in numbers.collectives):
        magnitude = numbers.collectives[word]
    elif word in numbers.plural_multipliers or (named and word in numbers.multipliers):
        magnitude = numbers.multipliers[word]
    elif named and word in numbers.hundreds:
        magnitude = Decimal(100)
    else:
        return None
    found = _with_scales(tokens, Numeral(place + 1, magnitude, vague=True, linked=True), numbers)
    return _repeated(tokens, found, word, numbers)


def _repeated(tokens: Sequence[Token], found: Numeral, word: str, numbers: Numbers) -> Numeral:
    """« des milliards et des milliards »: said twice, it is the same magnitude."""
    place = found.after
    if _lower(tokens, place) not in numbers.joiners:
        return found
    place += 1
    for phrase in numbers.vague:
        place = phrase_at(tokens, place, phrase) or place
    return replace(found, after=place + 1) if _lower(tokens, place) == word else found


def _half(tokens: Sequence[Token], index: int, numbers: Numbers) -> Numeral | None:
    for phrase in numbers.half:
        after = phrase_at(tokens, index, phrase)
        if after is None:
            continue
        if _lower(tokens, after) == "-":
            after += 1
        multiplier = numbers.multipliers.get(_lower(tokens, after))
        if multiplier is not None:
            return Numeral(after + 1, Decimal("0.5"), multiplier, linked=True)
        collective = numbers.collectives.get(_lower(tokens, after))
        if collective is not None:
            return Numeral(after + 1, Decimal("0.5"), collective, linked=True)
    return None


def _fraction(tokens: Sequence[Token], index: int, numbers: Numbers) -> Numeral | None:
    found = [
        (after, value)
        for phrase, value in numbers.fractions.items()
        if (after := phrase_at(tokens, index, phrase)) is not None
    ]
    if not found:
        return None
    after, value = max(found)
    return Numeral(after, value, fraction=True)


def _spelled(tokens: Sequence[Token], index: int, numbers: Numbers) -> Numeral | None:
    total = Decimal(0)
    current: int | None = None
    scale: Decimal | None = None
    place = index
    while place < len(tokens) and total < _LARGEST:
        here, joined = _next_part(tokens, place, index, numbers)
        word = _lower(tokens, here)
        if word in numbers.cardinals:
            added = _added(current, numbers.cardinals[word], joined, numbers)
            if added is None:
                break
            current = added
        elif joined:
            break
        elif word in numbers.hundreds and (current or 0) < 100:
            current = (current or 1) * 100
        elif word in numbers.multipliers:
            factor = numbers.multipliers[word]
            if scale is None or factor < scale:
                total += (current or 1) * factor
            else:
                total = (total + (current or 0)) * factor
            current, scale = 0, factor
        else:
            break
        place = here + 1
    if place == index:
        return None
    value = total + (current or 0)
    first = tokens[index].lower
    single = place == index + 1
    part = _part(tokens, place, value, numbers)
    if part is not None:
        return part
    pure = scale is not None and not current
    found = Numeral(
        place,
        value / scale if pure and scale is not None else value,
        scale if pure and scale is not None else Decimal(1),
        linked=scale is not None and scale > 1000,
        bare_one=single and first in numbers.one,
        ambiguous=single and first in numbers.ambiguous,
    )
    tailed = _with_tail(tokens, found, numbers)
    if tailed.after > found.after:
        return replace(tailed, bare_one=False, ambiguous=False)
    return found


def _next_part(
    tokens: Sequence[Token], place: int, first: int, numbers: Numbers
) -> tuple[int, bool]:
    """Where the next word of a numeral would stand, and whether « et » leads to it."""
    if place == first:
        return place, False
    if tokens[place].text == "-" and place + 1 < len(tokens):
        if tokens[place + 1].lower in numbers.joiners and _lower(tokens, place + 2) == "-":
            return place + 3, True
        return place + 1, False
    if tokens[place].lower in numbers.joiners:
        return place + 1, True
    return place, False


def _added(current: int | None, value: int, joined: bool, numbers: Numbers) -> int | None:
    """The numeral so far with one more cardinal, or none where the two do not join."""
    if current is None:
        return None if joined else value
    if value == 0:
        return None
    tens = current % 100
    if joined:
        after_tens = 20 <= tens <= 70 and tens % 10 == 0 and value in (1, 11)
        after_hundreds = numbers.joins_hundreds and tens == 0 and current > 0
        return current + value if after_tens or after_hundreds else None
    if value == 20 and tens == 4:
        return current + 76
    if tens == 0:
        return current + value
    if tens == 10 and 7 <= value <= 9:
        return current + value
    if tens >= 20 and tens % 10 == 0 and (value < 10 or (tens in (60, 80) and value < 20)):
        return current + value
    return None


def _part(tokens: Sequence[Token], place: int, value: Decimal, numbers: Numbers) -> Numeral | None:
    """« trois quarts », "two-thirds": a numeral with a denominator."""
    if _lower(tokens, place) == "-":
        place += 1
    word = _lower(tokens, place)
    if word not in numbers.parts or not 0 < value < 100:
        return None
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if (
        word in numbers.ordinals
        and following is not None
        and following.kind is Kind.WORD
        and following.lower not in numbers.function_words
    ):
        return None
    return Numeral(place + 1, value / numbers.parts[word], fraction=True)


def _with_tail(tokens: Sequence[Token], found: Numeral, numbers: Numbers) -> Numeral:
    """The numeral with the half, multipliers, abbreviation and collectives that follow it."""
    found = _with_half(tokens, found, numbers)
    found = _with_suffix(tokens, found, numbers)
    word = _lower(tokens, found.after)
    adjacent_hyphen = word == "-" and _lower(tokens, found.after + 1) in numbers.multipliers
    if adjacent_hyphen:
        found = replace(found, after=found.after + 1)
    while (word := _lower(tokens, found.after)) in numbers.multipliers and (found.value < _LARGEST):
        factor = numbers.multipliers[word]
        found = replace(
            found,
            after=found.after + 1,
            multiplier=found.multiplier * factor,
            linked=found.linked or factor > 1000,
        )
    if word in numbers.collectives:
        found = replace(
            found,
            after=found.after + 1,
            multiplier=found.multiplier * numbers.collectives[word],
            linked=True,
        )
        return _with_scales(tokens, found, numbers)
    return _with_half(tokens, found, numbers)


def _with_half(tokens: Sequence[Token], found: Numeral, numbers: Numbers) -> Numeral:
    for phrase, value in numbers.halves.items():
        after = phrase_at(tokens, found.after, phrase)
        if after is not None:
            return replace(found, after=after, coefficient=found.coefficient + value)
    return found


def _with_suffix(tokens: Sequence[Token], found: Numeral, numbers: Numbers) -> Numeral:
    if found.after >= len(tokens):
        return found
    last, suffix = tokens[found.after - 1], tokens[found.after]
    if last.kind is not Kind.NUMBER or suffix.text not in numbers.suffixes:
        return found
    following = tokens[found.after + 1] if found.after + 1 < len(tokens) else None
    attached = suffix.start == last.end
    symbol = following is not None and following.text in "$€£¥" and following.start == suffix.end
    before = tokens[found.after - 2] if found.after >= 2 else None
    currency = symbol or (before is not None and before.text in "$€£¥")
    # « 5 m » and « 3 M » may be metres or an initial; with a currency they are not.
    if not currency and (suffix.text in ("m", "b", "t", "T") or not attached):
        return found
    return replace(
        found,
        after=found.after + 1,
        multiplier=found.multiplier * numbers.suffixes[suffix.text],
        linked=True,
    )


def _with_scales(tokens: Sequence[Token], found: Numeral, numbers: Numbers) -> Numeral:
    """« centaines de millions », "tens of thousands"."""
    while found.value < _LARGEST:
        place = found.after
        if _lower(tokens, place) not in {word.rstrip("'") for word in numbers.of}:
            return found
        if _lower(tokens, place + 1) == "'":
            place += 1
        word = _lower(tokens, place + 1)
        factor = numbers.multipliers.get(word) or (
            numbers.collectives[word] if word in numbers.plural_collectives else None
        )
        if factor is None:
            return found
        found = replace(found, after=place + 2, multiplier=found.multiplier * factor)
    return found
