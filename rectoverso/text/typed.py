"""Answers as people type them: words set straight, and quantities read.

Nothing here guesses: what two answers may differ in is written down in ``straightened``, and
what counts as a quantity in ``quantity``. The script of the web quiz (``templates/assets/``)
does the same with the same ``Habits``; ``tests/cases/answers.*.txt`` hold both together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from rectoverso.languages import Language
from rectoverso.text.fold import APOSTROPHES, HYPHENS, QUOTATION_MARKS, WITHOUT_WIDTH

_DASHES = "".join(sorted(HYPHENS | set("–—−")))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_VULGAR = re.compile("[¼-¾⅐-⅞]")
_BARE_DECIMAL = re.compile(r"(^|[ $€£(-])[.,](?=[0-9])")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?!\.?[0-9])")
_FRACTION = re.compile(r"(?:([0-9]+) )?([0-9]+)/([0-9]+)(?![0-9.])")
# From here on the unit behind an answer line carries the multiplier (« milliards de dollars »).
_SCALE = 10**6


@dataclass(frozen=True, slots=True)
class Habits:
    """What of a language's grammar matters for typed answers, in straightened words.

    Attributes:
        decimal: the decimal mark.
        grouping: the mark between groups of three digits, besides spaces and apostrophes.
        articles: phrases that do not count at the start of an answer.
        points: words for the decimal mark.
        cardinals: word → value below a hundred.
        hundreds: words for a hundred.
        multipliers: word → factor, from a thousand on.
        abbreviations: of multipliers, after digits (« Md », "bn") → factor.
        joiners: words between the parts of a numeral.
        joins_hundreds: whether they stand after hundreds and thousands too.
        halves: phrases for a half after a numeral.
        fractions: phrase → value.
        parts: denominator word → divisor.
        of: words between a multiplier and its unit.
    """

    decimal: str
    grouping: str
    articles: tuple[str, ...]
    points: tuple[str, ...]
    cardinals: Mapping[str, int]
    hundreds: tuple[str, ...]
    multipliers: Mapping[str, int]
    abbreviations: Mapping[str, int]
    joiners: tuple[str, ...]
    joins_hundreds: bool
    halves: tuple[str, ...]
    fractions: Mapping[str, Fraction]
    parts: Mapping[str, int]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as somebody typed it.

    Attributes:
        value: exact, with the multipliers that were typed; never negative.
        negative: whether a minus stood before it.
        scaled: whether a multiplier from a million on was typed.
        unit: the unit that was typed, or an empty text.
    """

    value: Fraction
    negative: bool
    scaled: bool
    unit: str


@cache
def habits(language: Language) -> Habits:
    """How people type in a language."""
    numbers, answers = language.numbers, language.answers

    def plain(phrases: Iterable[str]) -> tuple[str, ...]:
        found = (unaccented(_respelled(phrase)) for phrase in phrases)
        return tuple(sorted(dict.fromkeys(found), key=lambda phrase: (-len(phrase), phrase)))

    return Habits(
        decimal=numbers.decimal,
        grouping=numbers.grouping,
        articles=tuple(sorted(answers.articles, key=lambda phrase: (-len(phrase), phrase))),
        points=plain(answers.points),
        cardinals={unaccented(word): value for word, value in sorted(numbers.cardinals.items())},
        hundreds=plain(numbers.hundreds),
        multipliers={
            unaccented(word): int(factor) for word, factor in sorted(numbers.multipliers.items())
        },
        # On an answer line a letter after digits is no initial: it needs no capital.
        abbreviations={
            word.lower(): int(factor) for word, factor in sorted(numbers.suffixes.items())
        },
        joiners=plain(numbers.joiners),
        joins_hundreds=numbers.joins_hundreds,
        halves=plain(phrase for phrase, value in numbers.halves.items() if value * 2 == 1),
        fractions={
            unaccented(_respelled(phrase)): Fraction(value).limit_denominator(1000)
            for phrase, value in sorted(numbers.fractions.items())
        },
        parts={unaccented(word): divisor for word, divisor in sorted(numbers.parts.items())},
        of=plain(numbers.of),
    )


def straightened(text: str, habits: Habits) -> str:
    """The words of an answer without what does not count.

    Capitals, kinds of apostrophe, hyphens, quotation marks, spaces, ligatures (œ, æ) and a
    final full stop do not count; numbers in digits are written alike (``1000.5``). Accents
    are kept, and so is an article (see ``without_article``).

    Args:
        text: as typed.
        habits: of the language it is typed in.
    """
    plain = _canonical_numbers(_respelled(text).strip("' "), habits)
    return re.sub(r" (?=[%$€£°])", "", plain)


def without_article(text: str, habits: Habits) -> str:
    """A straightened text without the article at its start, if anything else is left."""
    for article in habits.articles:
        if text.startswith(article) and len(text) > len(article):
            rest = text[len(article) :]
            if article.endswith("'") or rest.startswith(" "):
                return rest.strip()
    return text


def unaccented(text: str) -> str:
    """The text without its accents, cedillas and other marks."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))


def quantity(
    text: str, habits: Habits, units: Iterable[str] = (), symbols: Iterable[str] = ()
) -> Quantity | None:
    """The quantity that a straightened text is, and nothing besides; else none.

    A number in digits or in words, a fraction, multipliers and abbreviations (« 600 Md »),
    « et demi », and one of the units.

    Args:
        text: see ``straightened``.
        habits: of the language it is typed in.
        units: what may stand after the number, straightened.
        symbols: what may stand before it, straightened.
    """
    rest = unaccented(text)
    before = _phrase(rest, symbols)
    negative = rest.startswith("-")
    rest = rest[len(before) :].lstrip(" ").removeprefix("-").removeprefix("+").lstrip(" ")
    number = _in_digits(rest) or _in_words(rest, habits)
    if number is None:
        return None
    return _with_tail(number, negative, before, habits, tuple(units))


def _respelled(text: str) -> str:
    """Lower case and plain characters; a sign of a number is a hyphen."""
    plain = _VULGAR.sub(lambda one: " " + unicodedata.normalize("NFKC", one[0]), text)
    plain = unicodedata.normalize("NFC", plain).replace("⁄", "/").lower().translate(_LIGATURES)
    plain = "".join(
        "'"
        if character in APOSTROPHES
        else ""
        if character in QUOTATION_MARKS or character in WITHOUT_WIDTH
        else character
        for character in plain
    )
    plain = re.sub(r"\s+", " ", plain).strip(" ")
    sign = "-" if re.match(rf"[{_DASHES}] ?[0-9.,]", plain) else ""
    plain = re.sub(rf"[{_DASHES}]", " ", plain)
    plain = re.sub(r" ?' ?", "'", plain)
    plain = re.sub(r"(?<=[0-9]) ?/ ?(?=[0-9])", "/", plain)
    return sign + re.sub(r" +", " ", plain).strip(" ").rstrip(".").strip(" ")


@cache
def _numbers(decimal: str, grouping: str) -> re.Pattern[str]:
    point, mark = re.escape(decimal), re.escape(grouping)
    three, end = "[0-9]{3}", "(?![0-9])"
    return re.compile(
        rf"(?P<spaced>[1-9][0-9]{{0,2}}(?:(?: {three})+|(?:'{three})+){end}(?:[.,][0-9]+)?)"
        rf"|(?P<marked>[1-9][0-9]{{0,2}}(?:{mark}{three})+{end}(?:{point}[0-9]+)?)"
        r"|[0-9]+(?:[.,][0-9]+)?"
    )


def _canonical_numbers(text: str, habits: Habits) -> str:
    """Numbers in digits without groups, with a point; ``.5`` gets its zero."""

    def written(found: re.Match[str]) -> str:
        number = re.sub("[ ']", "", found[0])
        if found["marked"]:
            number = number.replace(habits.grouping, "")
        return number.replace(",", ".")

    text = _BARE_DECIMAL.sub(r"\g<1>0.", text)
    return _numbers(habits.decimal, habits.grouping).sub(written, text)


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A number at the start of an answer.

    ``last`` is the multiplier that it ends with, or 1: « deux millions et demi » is two and a
    half of them.
    """

    value: Fraction
    rest: str
    scaled: bool = False
    last: int = 1


def _in_digits(text: str) -> _Numeral | None:
    fraction = _FRACTION.match(text)
    if fraction is not None and int(fraction[3]):
        value = int(fraction[1] or 0) + Fraction(int(fraction[2]), int(fraction[3]))
        return _Numeral(value, text[fraction.end() :].strip(" "))
    number = _NUMBER.match(text)
    if number is None:
        return None
    return _Numeral(Fraction(number[0]), text[number.end() :].strip(" "))


def _in_words(text: str, habits: Habits) -> _Numeral | None:
    phrase = _phrase(text, habits.fractions)
    if phrase:
        return _Numeral(habits.fractions[phrase], text[len(phrase) :].strip(" "))
    words = text.split(" ")
    whole = _spelled(words, 0, habits)
    if not whole.after:
        return None
    following, rest = words[whole.after : whole.after + 1], words[whole.after + 1 :]
    if following and following[0] in habits.parts and 0 < whole.value < 100:
        return _Numeral(Fraction(whole.value, habits.parts[following[0]]), " ".join(rest))
    if following and following[0] in habits.points:
        digits, after = _decimals(words, whole.after + 1, habits)
        if digits:
            return _Numeral(Fraction(f"{whole.value}.{digits}"), " ".join(words[after:]))
    return _Numeral(Fraction(whole.value), " ".join(words[whole.after :]), whole.scaled, whole.last)


def _decimals(words: Sequence[str], place: int, habits: Habits) -> tuple[str, int]:
    """Digits said one by one ("eight six"), or as a number (« quatre-vingt-six »)."""
    digits = ""
    while place < len(words) and words[place] in habits.cardinals:
        found = _spelled(words, place, habits)
        digits += str(found.value)
        if found.after > place + 1 or found.value > 9:
            return digits, found.after
        place = found.after
    return digits, place


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A whole number in words; ``after`` is the place after it, or its start if there is none."""

    value: int
    after: int
    scaled: bool
    last: int


def _spelled(words: Sequence[str], start: int, habits: Habits) -> _Spelled:
    total, place, last, scaled = 0, start, 0, False
    current: int | None = None
    while place < len(words):
        joined = place > start and words[place] in habits.joiners
        here = place + 1 if joined else place
        word = words[here] if here < len(words) else ""
        if word in habits.cardinals:
            added = _added(current, habits.cardinals[word], joined, last > 0, habits)
            if added is None:
                break
            current = added
        elif joined:
            break
        elif word in habits.hundreds and (current or 0) < 100:
            current = (current or 1) * 100
        elif word in habits.multipliers:
            factor = habits.multipliers[word]
            if not last or factor < last:
                total += (current or 1) * factor
            else:
                total = (total + (current or 0)) * factor
            current, last, scaled = None, factor, scaled or factor >= _SCALE
        else:
            break
        place = here + 1
    return _Spelled(total + (current or 0), place, scaled, last if last and not current else 1)


def _added(
    current: int | None, value: int, joined: bool, multiplied: bool, habits: Habits
) -> int | None:
    """The numeral so far with one more cardinal, or none where the two do not join."""
    if current is None:
        return value if not joined or (multiplied and habits.joins_hundreds) else None
    if value == 0 or current == 0:
        return None
    tens = current % 100
    if joined:
        after_tens = 20 <= tens <= 70 and tens % 10 == 0 and value in (1, 11)
        after_hundreds = habits.joins_hundreds and tens == 0
        return current + value if after_tens or after_hundreds else None
    if value == 20 and tens == 4:
        return current + 76
    if tens == 0 or (tens == 10 and 7 <= value <= 9):
        return current + value
    if tens >= 20 and tens % 10 == 0 and (value < 10 or (tens in (60, 80) and value < 20)):
        return current + value
    return None


def _with_tail(
    number: _Numeral, negative: bool, symbol: str, habits: Habits, units: tuple[str, ...]
) -> Quantity | None:
    """The quantity with multipliers, « et demi » and the unit; none if anything else follows."""
    value, rest, scaled, last = number.value, number.rest, number.scaled, number.last
    factors = {**habits.abbreviations, **habits.multipliers}
    while rest:
        named = next((unit for unit in (rest, _after_of(rest, habits)) if unit in units), "")
        if named:
            return Quantity(value, negative, scaled, named)
        half = _phrase(rest, habits.halves)
        word = _phrase(rest, factors)
        if half:
            value += Fraction(last, 2)
        elif word:
            factor = factors[word]
            value, last, scaled = value * factor, last * factor, scaled or factor >= _SCALE
        else:
            return None
        rest = rest[len(half or word) :].strip(" ")
    return Quantity(value, negative, scaled, symbol)


def _after_of(text: str, habits: Habits) -> str:
    return text[len(_phrase(text, habits.of)) :].strip(" ")


def _phrase(text: str, phrases: Iterable[str]) -> str:
    """The longest of the phrases that the text starts with, whole words only; or none."""
    found = ""
    for phrase in phrases:
        if len(phrase) > len(found) and text.startswith(phrase):
            following = text[len(phrase) : len(phrase) + 1]
            if not (phrase[-1].isalpha() and following.isalpha()):
                found = phrase
    return found
