"""What counts as right on an answer line, and whether a typed answer does.

Words count when nothing differs but what ``text.typed`` says does not count; a missing accent
is accepted with a remark, unless the author wants accents. A number counts in digits or in
words, with the unit that stands beside the line or without it, within the tolerance. Nothing
else is accepted, however near it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rectoverso.languages import Language
from rectoverso.model.entries import UnitWords
from rectoverso.model.questions import Accents, Blank, Fill, Number, Question, Short
from rectoverso.text.typed import (
    Habits,
    Quantity,
    habits,
    quantity,
    straightened,
    unaccented,
    without_article,
)

Units = Mapping[str, UnitWords]
"""The publication's own units by name."""


class Verdict(StrEnum):
    """What a typed answer is worth. ``accents`` is right, with a remark."""

    RIGHT = "right"
    ACCENTS = "accents"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that counts.

    Attributes:
        value: in the unit that stands beside the line.
        scale: the multiplier that stands there with the unit (« milliards »), or 1.
        tolerance: how far off still counts, in the same unit.
        units: what may be typed after the number, straightened.
        symbols: what may be typed before it, straightened.
        unit_needed: whether the number counts only with its unit.
        negative: whether a minus may stand before it.
    """

    value: Fraction
    scale: Fraction = Fraction(1)
    tolerance: Fraction = Fraction(0)
    units: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    unit_needed: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An answer line: the words and the numbers that count on it.

    ``strict`` is whether an answer without its accents is wrong.
    """

    accepted: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the accepted wording that a remark about accents names."""

    verdict: Verdict
    wording: str = ""


def lines(question: Question, language: Language, units: Units) -> tuple[Line, ...]:
    """The answer lines of a question in the order of its language; none if nothing is typed.

    Args:
        question: of any shape.
        language: of the reader.
        units: the publication's own.
    """
    match question.response:
        case Short(accepted=accepted, accents=accents):
            return (_words(accepted[language.code], accents, language, units),)
        case Fill() as response:
            return tuple(
                _words(blank.accepted[language.code], blank.accents, language, units)
                for blank in in_text(response, language.code)
            )
        case Number() as response:
            return (Line(amounts=(_amount(response, language, units),)),)
    return ()


def in_text(response: Fill, language: str) -> tuple[Blank, ...]:
    """Gaps in the order in which they stand in a language's text."""
    text = response.text[language]
    return tuple(sorted(response.blanks, key=lambda blank: text.find(f"{{{blank.id}}}")))


def judge(typed: str, line: Line, language: Language) -> Judgement:
    """Whether a typed answer is right: what the script of the web quiz is held to.

    Nothing is judged while a site is built; tests put this judgement beside the script's.

    Args:
        typed: as it was typed; nothing at all is wrong.
        line: what counts.
        language: whose grammar of numbers and articles applies.
    """
    ways = habits(language)
    text = straightened(typed, ways)
    if not text:
        return Judgement(Verdict.WRONG)
    bare = without_article(text, ways)
    wordings = [(without_article(straightened(one, ways), ways), one) for one in line.accepted]
    for plain, wording in wordings:
        if plain == bare:
            return Judgement(Verdict.RIGHT, wording)
    if any(_counts(text, amount, ways) for amount in line.amounts):
        return Judgement(Verdict.RIGHT)
    for plain, wording in wordings:
        if not line.strict and unaccented(plain) == unaccented(bare):
            return Judgement(Verdict.ACCENTS, wording)
    return Judgement(Verdict.WRONG)


def _counts(text: str, amount: Amount, ways: Habits) -> bool:
    found = quantity(text, ways, amount.units, amount.symbols)
    if found is None or (amount.unit_needed and not found.unit):
        return False
    if found.negative and not amount.negative:
        return False
    readings = _readings(found, amount.scale)
    return any(abs(read - amount.value) <= amount.tolerance for read in readings)


def _readings(found: Quantity, scale: Fraction) -> tuple[Fraction, ...]:
    """What the number may mean on a line that ends with « milliards de dollars ».

    « 600 » and « 600 milliards » are the same there; with the unit alone (« 600 dollars ») it
    may repeat what stands behind the line, or give the whole sum.
    """
    if found.scaled:
        return (found.value / scale,)
    return (found.value, found.value / scale) if found.unit else (found.value,)


def _amount(response: Number, language: Language, units: Units) -> Amount:
    words, symbols = _unit_words(response.measured, language, units)
    return Amount(
        value=Fraction(response.value),
        scale=Fraction(response.scale),
        tolerance=Fraction(response.tolerance),
        units=words,
        symbols=symbols,
        negative=response.negative,
    )


def _words(accepted: tuple[str, ...], accents: Accents, language: Language, units: Units) -> Line:
    found = (_amount_in(text, language, units) for text in accepted)
    amounts = tuple(dict.fromkeys(amount for amount in found if amount is not None))
    return Line(accepted, amounts, accents is Accents.STRICT)


def _amount_in(text: str, language: Language, units: Units) -> Amount | None:
    """The number that an accepted answer is, so that it also counts written otherwise.

    « un » and « neuf » alone stay words: they have another sense.
    """
    ways, numbers = habits(language), language.numbers
    plain = straightened(text, ways)
    if plain in numbers.one or plain in numbers.ambiguous:
        return None
    for unit in (None, *sorted({*numbers.units, *units})):
        words, symbols = _unit_words(unit, language, units)
        found = quantity(plain, ways, words, symbols)
        if found is not None:
            return Amount(
                value=found.value,
                units=words,
                symbols=symbols,
                unit_needed=unit is not None,
                negative=found.negative,
            )
    return None


def _unit_words(
    unit: str | None, language: Language, units: Units
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be typed after and before a number in that unit, straightened."""
    if unit is None:
        return (), ()
    ways, numbers = habits(language), language.numbers
    after = [*numbers.units.get(unit, ())]
    if unit in units:
        labels = units[unit].label.get(language.code)
        after += units[unit].words.get(language.code, ())
        after += labels.model_dump(exclude_none=True).values() if labels else ()
    before = [symbol for symbol, meant in numbers.symbols_before.items() if meant == unit]

    def plain(phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({unaccented(straightened(phrase, ways)) for phrase in phrases}))

    return plain(after), plain(before)
