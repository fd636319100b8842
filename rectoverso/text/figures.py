"""Figures in running text, by the number grammar of the text's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from rectoverso.languages import Language
from rectoverso.text.dates import DateMention, clock_times, dates
from rectoverso.text.fold import Folded, fold
from rectoverso.text.numerals import Numeral, numeral_at, openings, phrase_at
from rectoverso.text.patterns import any_of
from rectoverso.text.tokens import Kind, Token, tokens

_NO_UNITS: Mapping[str, tuple[str, ...]] = {}
_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]{0,30}://|www\.)\S+", re.IGNORECASE)
_ENDING = re.compile(r"\.\w+")
_SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1}
# Between an adjective and what it counts: « 2 000 nouvelles puces », "16,000 Nvidia chips".
_WORDS_BEFORE_UNIT = 2
# How far back a currency or the opener of a range can begin.
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as a text says it.

    Attributes:
        start, end: half-open offsets, from sign or currency to the unit where it is adjacent.
        number: exact value, with multipliers applied; of a vague figure, its magnitude only.
        unit: such as ``percent``, ``USD``, ``times``; none where the text leaves it out.
        vague: whether the text names no number (« quelques millions »).
        ordinal: whether it is a rank (« première »).
        words: what stands there.
    """

    start: int
    end: int
    number: Decimal
    unit: str | None
    vague: bool
    ordinal: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure in folded offsets, with what a range needs to know of it."""

    start: int
    end: int
    numeral: Numeral
    sign: int
    unit: str | None
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Units:
    """Patterns that find the unit after a numeral."""

    direct: re.Pattern[str]
    linked: re.Pattern[str]
    later: re.Pattern[str] | None
    names: Mapping[str, str]
    declared: frozenset[str]


def figures(
    text: str,
    language: Language,
    units: Mapping[str, tuple[str, ...]] = _NO_UNITS,
    names: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """The figures of a text, in order.

    Dates, times of day, list marks, addresses and the digits of names (R1, GPT-4, H800,
    Claude 3.5 Sonnet) are no figures. The two ends of a range are two figures that share the
    unit and, where it makes sense, the multiplier.

    Args:
        text: a sentence or more.
        language: whose grammar applies.
        units: the publication's own units: name → its words, in every form.
        names: names whose digits are no figures, besides those that can be told by their form.
    """
    folded = fold(text)
    known = _units(language, tuple(sorted(units.items())))
    stream = tokens(folded.text, language)
    excluded = {
        place
        for start, end in _excluded(text, folded, language, known, names)
        for place in range(start, end)
    }
    found: list[_Found] = []
    index = 0
    while index < len(stream):
        candidate = None
        if stream[index].start not in excluded:
            candidate = _figure_at(folded, stream, index, language, known)
        if candidate is None or not excluded.isdisjoint(
            range(candidate[0].start, candidate[0].end)
        ):
            index += 1
            continue
        found.append(candidate[0])
        index = max(candidate[1], index + 1)
    return tuple(_figure(text, folded, one) for one in _ranged(folded.text, found, language))


def _figure(text: str, folded: Folded, found: _Found) -> Figure:
    start, end = folded.original_span(found.start, found.end)
    number = found.numeral.value * found.sign
    whole = number.to_integral_value()
    return Figure(
        start,
        end,
        Decimal(int(whole)) if number == whole else number.normalize(),
        found.unit,
        found.numeral.vague,
        found.ordinal,
        text[start:end],
    )


@lru_cache(maxsize=64)
def _units(language: Language, extra: tuple[tuple[str, tuple[str, ...]], ...]) -> _Units:
    names: dict[str, str] = {}
    for unit, phrases in (*language.numbers.units.items(), *extra):
        for phrase in phrases:
            names[fold(phrase).text.lower()] = unit
    of = any_of(language.numbers.of)
    everything = any_of(names)
    declared = any_of(fold(phrase).text.lower() for _, phrases in extra for phrase in phrases)
    stop = any_of(language.numbers.function_words)
    word = rf"(?!(?:{stop})(?!\w))[^\W\d_][\w-]*"
    ends = r"(?![\w])"
    return _Units(
        direct=re.compile(rf"[ -]?(?P<unit>{everything}){ends}", re.IGNORECASE),
        linked=re.compile(rf" (?:{of}) ?(?P<unit>{everything}){ends}", re.IGNORECASE),
        later=re.compile(
            rf"(?: (?:{of})(?: |(?<=')))? ?"
            rf"(?:{word} ){{1,{_WORDS_BEFORE_UNIT}}}(?P<unit>{declared}){ends}",
            re.IGNORECASE,
        )
        if extra
        else None,
        names=names,
        declared=frozenset(fold(p).text.lower() for _, phrases in extra for p in phrases),
    )


def _excluded(
    text: str, folded: Folded, language: Language, known: _Units, names: Iterable[str]
) -> list[tuple[int, int]]:
    """Stretches of the folded text whose digits are no figures."""
    plain = folded.text
    spans = [match.span() for match in _ADDRESS.finditer(plain)]
    spans += _addresses_within(plain)
    spans += [
        (mention.start, mention.end)
        for mention in dates(plain, language)
        if mention.date is not None and not _counted_year(plain, mention, known)
    ]
    spans += clock_times(plain, language)
    for pattern in _with_digits(tuple(names)):
        spans += [m.span() for m in pattern.finditer(plain)]
    spans += _list_marks(text, folded)
    return spans


@lru_cache(maxsize=64)
def _with_digits(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What finds each of the names that hold a digit, in a folded text."""
    bare = [fold(name.strip()).text for name in names]
    return tuple(
        re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in bare if re.search(r"\d", name)
    )


def _addresses_within(plain: str) -> list[tuple[int, int]]:
    """Addresses of mail, and those in which a slash is written as %2F, run by run of no space."""
    spans = []
    for found in re.finditer(r"\S+", plain):
        run = found[0]
        if "%2f" in run.lower():
            spans.append(found.span())
            continue
        at = run.find("@", 1)
        endings = list(_ENDING.finditer(run, at + 2)) if at > 0 else []
        if endings:
            spans.append((found.start(), found.start() + endings[-1].end()))
    return spans


def _counted_year(plain: str, mention: DateMention, known: _Units) -> bool:
    """« 2048 puces »: what looks like a year counts a declared unit."""
    if not mention.words.isdigit():
        return False
    match = known.direct.match(plain, mention.end)
    return match is not None and match.group("unit").lower() in known.declared


def _list_marks(text: str, folded: Folded) -> list[tuple[int, int]]:
    spans = [m.span() for m in re.finditer(r"[(\[]\d{1,3}[)\]]", folded.text)]
    for match in re.finditer(r"(?:^|(?<= ))\d{1,2}[.)](?= )", folded.text):
        start, _ = folded.original_span(*match.span())
        if not text[:start].strip(" \t\u00a0") or text[:start].rstrip(" \t\u00a0")[-1:] in "\n\r":
            spans.append(match.span())
    return spans


def _figure_at(
    folded: Folded,
    stream: Sequence[Token],
    index: int,
    language: Language,
    known: _Units,
) -> tuple[_Found, int] | None:
    """The figure that starts at a token, and the index of the token after it."""
    numbers = language.numbers
    token = stream[index]
    if token.kind is Kind.MARK:
        return None
    if token.kind is Kind.WORD and token.lower not in openings(language):
        return None
    for phrase, value in numbers.multiplicatives.items():
        after = phrase_at(stream, index, phrase)
        if after is not None:
            times = _Found(token.start, stream[after - 1].end, Numeral(after, value), 1, "times")
            return times, after
    slashed = _slashed(stream, index)
    if slashed is not None:
        return slashed
    ordinal = _ordinal(stream, index, language)
    numeral = numeral_at(stream, index, language)
    if ordinal is not None and (
        numeral is None or token.kind is Kind.NUMBER or ordinal[1] > numeral.after
    ):
        return ordinal
    if numeral is None or _inside_name(stream, index, numeral):
        return None
    last = stream[numeral.after - 1]
    unit, end = (None, last.end)
    if not numeral.fraction:
        unit, end = _unit_after(folded.text, last.end, numeral, known)
    start, sign, currency = _before(folded.text, stream, index, language)
    if currency is not None and (unit is None or unit == currency):
        unit = currency
    if not _is_quantity(folded.text, stream, index, numeral, unit, end, language):
        return None
    after = numeral.after
    while after < len(stream) and stream[after].start < end:
        after += 1
    return _Found(start, end, numeral, sign, unit), after


def _ordinal(stream: Sequence[Token], index: int, language: Language) -> tuple[_Found, int] | None:
    numbers = language.numbers
    token = stream[index]
    compound = _compound_ordinal(stream, index, language)
    if compound is not None:
        return compound
    if token.kind is Kind.WORD and token.lower in numbers.ordinals:
        if index and stream[index - 1].text == "-":
            return None
        rank = Numeral(index + 1, Decimal(numbers.ordinals[token.lower]))
        return _Found(token.start, token.end, rank, 1, None, ordinal=True), index + 1
    following = stream[index + 1] if index + 1 < len(stream) else None
    if (
        token.kind is Kind.NUMBER
        and token.value is not None
        and following is not None
        and following.start == token.end
        and following.lower in numbers.ordinal_suffixes
    ):
        rank = Numeral(index + 2, token.value)
        return _Found(token.start, following.end, rank, 1, None, ordinal=True), index + 2
    return None


def _compound_ordinal(
    stream: Sequence[Token], index: int, language: Language
) -> tuple[_Found, int] | None:
    """« vingt et unième », "twenty-first"."""
    numbers = language.numbers
    if stream[index].kind is not Kind.WORD:
        return None
    tens = numeral_at(stream, index, language)
    if tens is None or tens.after + 1 >= len(stream) or tens.value % 10 or tens.fraction:
        return None
    joint, last = stream[tens.after], stream[tens.after + 1]
    joined = joint.lower in numbers.joiners or (joint.text == "-" and last.start == joint.end)
    if not joined or not 0 < numbers.ordinals.get(last.lower, 0) < 10:
        return None
    rank = Numeral(tens.after + 2, tens.value + numbers.ordinals[last.lower])
    return _Found(stream[index].start, last.end, rank, 1, None, ordinal=True), tens.after + 2


def _slashed(stream: Sequence[Token], index: int) -> tuple[_Found, int] | None:
    """« 3/4 »: a fraction in digits; « 24/7 » and « 29/01/2025 » are none."""
    if index + 2 >= len(stream) or stream[index + 1].text != "/":
        return None
    above, slash, below = stream[index : index + 3]
    if above.value is None or below.value is None:
        return None
    touching = above.end == slash.start and slash.end == below.start
    around = [*stream[max(index - 1, 0) : index], *stream[index + 3 : index + 4]]
    if not touching or any(
        mark.text in "/-" and (mark.end == above.start or mark.start == below.end)
        for mark in around
    ):
        return None
    if not 0 < above.value < below.value <= 10:
        return None
    part = Numeral(index + 3, above.value / below.value, fraction=True)
    return _Found(above.start, below.end, part, 1, None), index + 3


def _inside_name(stream: Sequence[Token], index: int, numeral: Numeral) -> bool:
    """Whether digits are joined to letters or to other digits: R1, GPT-4o, 24/7, v3.5."""
    token = stream[index]
    before = stream[index - 1] if index else None
    after = stream[numeral.after] if numeral.after < len(stream) else None
    last = stream[numeral.after - 1]
    if token.kind is Kind.WORD:
        hyphen = before is not None and before.text == "-" and before.end == token.start
        return hyphen and index > 1 and stream[index - 2].end == stream[index - 1].start
    if before is not None and before.end == token.start:
        if before.kind is Kind.WORD:
            return True
        joined = index > 1 and stream[index - 2].end == before.start
        if before.text == "-" and joined and stream[index - 2].kind is Kind.WORD:
            return True
        if before.text in "._/:@#=&" and (joined or before.text == "#"):
            return True
    if after is not None and after.start == last.end and last.kind is Kind.NUMBER:
        if after.text in "/:" and numeral.after + 1 < len(stream):
            following = stream[numeral.after + 1]
            return following.start == after.end and following.kind is Kind.NUMBER
        if after.text == "-" and numeral.after + 1 < len(stream):
            following = stream[numeral.after + 1]
            return following.start == after.end and following.text[:1].isupper()
    return False


def _unit_after(text: str, end: int, numeral: Numeral, known: _Units) -> tuple[str | None, int]:
    patterns = [known.direct]
    if numeral.linked or numeral.vague:
        patterns.append(known.linked)
    if known.later is not None:
        patterns.append(known.later)
    for pattern in patterns:
        match = pattern.match(text, end)
        if match is None:
            continue
        words = match.group("unit").lower()
        # The letter x is a sign only when it touches the digits.
        if words == "x" and match.group()[0] in " -":
            continue
        return known.names[words], match.end()
    return None, end


def _before(
    text: str, stream: Sequence[Token], index: int, language: Language
) -> tuple[int, int, str | None]:
    """Where the figure starts, its sign, and the currency that stands before it."""
    start = stream[index].start
    symbols = language.numbers.symbols_before
    currency = None
    match = re.search(
        rf"(?<!\w)({any_of(symbols)}) ?$", text[max(start - _NEAR, 0) : start], re.IGNORECASE
    )
    if match is not None and stream[index].kind is Kind.NUMBER:
        currency = symbols[match.group(1).lower()]
        start -= len(match.group())
    if stream[index].kind is Kind.NUMBER and start:
        sign = text[start - 1]
        free = start == 1 or text[start - 2] in " (\"'"
        if sign in _SIGNS and free:
            return start - 1, _SIGNS[sign], currency
    return start, 1, currency


def _is_quantity(
    text: str,
    stream: Sequence[Token],
    index: int,
    numeral: Numeral,
    unit: str | None,
    end: int,
    language: Language,
) -> bool:
    numbers = language.numbers
    token = stream[index]
    before = stream[index - 1] if index else None
    scaled = numeral.multiplier != 1 or unit is not None
    if token.kind is Kind.NUMBER:
        last = stream[numeral.after - 1]
        after = stream[numeral.after] if numeral.after < len(stream) else None
        if (
            after is not None
            and after.kind is Kind.WORD
            and after.start == last.end
            and end == last.end
        ):
            return False
        return scaled or not (_labelled(stream, index, language) or _named(stream, index, language))
    if numeral.bare_one:
        counted = unit is not None and (unit == "percent" or unit.isupper())
        return unit is not None and (counted or token.lower not in numbers.articles)
    # « pour cent » is a unit, not a hundred.
    if before is not None and token.lower in numbers.hundreds:
        phrase = f"{before.lower} {token.lower}"
        if any(phrase in phrases for phrases in numbers.units.values()):
            return False
    if numeral.ambiguous and unit is None:
        return _counts_plural(stream, index, language)
    return True


def _labelled(stream: Sequence[Token], index: int, language: Language) -> bool:
    """« page 3 », « n° 5 », "No. 7": the number names something and counts nothing."""
    before = index - 1
    while before >= 0 and stream[before].text in ".°º":
        before -= 1
    return before >= 0 and stream[before].lower in language.numbers.labels


def _named(stream: Sequence[Token], index: int, language: Language) -> bool:
    """« Claude 3.5 Sonnet », « iPhone 15 »: a name stands right before the number."""
    before = stream[index - 1] if index else None
    if before is None or before.kind is not Kind.WORD or before.end == stream[index].start:
        return False
    if not any(character.isupper() for character in before.text):
        return False
    if before.lower in language.numbers.openers:
        return False
    calendar = (language.dates.months, language.dates.weekdays)
    if any(form in words for form in (before.text, before.lower) for words in calendar):
        # "January 3025": no date, so a number that somebody must answer for.
        return False
    opens = index == 1 or stream[index - 2].text in '.!?:;"'
    return not (opens and before.text[1:].islower() and _goes_on(stream, index, language))


def _goes_on(stream: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a plural noun or the other end of a range follows a number."""
    after = stream[index + 1] if index + 1 < len(stream) else None
    if after is None:
        return False
    if after.kind is Kind.WORD:
        stop = language.numbers.function_words
        return after.text.islower() and after.lower.endswith(("s", "x")) and after.lower not in stop
    following = stream[index + 2] if index + 2 < len(stream) else None
    ranged = after.text in language.numbers.ranges
    return ranged and following is not None and following.kind is Kind.NUMBER


def _counts_plural(stream: Sequence[Token], index: int, language: Language) -> bool:
    """Whether a cardinal with another sense (« neuf ») counts the plural noun after it."""
    numbers = language.numbers
    following = stream[index + 1] if index + 1 < len(stream) else None
    if following is None or following.kind is not Kind.WORD:
        return False
    plural = following.lower.endswith(("s", "x")) and following.lower not in numbers.function_words
    before = stream[index - 1] if index else None
    return plural and (
        before is None or before.kind is Kind.MARK or before.lower in numbers.determiners
    )


def _ranged(text: str, found: list[_Found], language: Language) -> list[_Found]:
    """Gives both ends of a range their common unit and multiplier."""
    numbers = language.numbers
    done = list(found)
    for place in range(len(done) - 1):
        first, second = done[place], done[place + 1]
        if first.ordinal or second.ordinal or first.numeral.fraction or second.numeral.fraction:
            continue
        gap = text[first.end : second.start].strip().lower()
        opener = re.search(
            rf"(?<!\w)({any_of(numbers.between)}) $",
            text[max(first.start - _NEAR, 0) : first.start].lower(),
        )
        if gap not in numbers.ranges and not (
            opener is not None and gap == numbers.between[opener.group(1)]
        ):
            continue
        one, two = first.numeral, second.numeral
        if one.multiplier == 1 and two.multiplier != 1 and one.coefficient < two.coefficient:
            one = replace(one, multiplier=two.multiplier)
        unit = first.unit or second.unit
        done[place] = replace(first, numeral=one, unit=unit)
        done[place + 1] = replace(second, unit=second.unit or unit)
    return done
