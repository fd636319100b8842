"""Dates in running text: whole, partial and relative."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rectoverso.languages import Language
from rectoverso.text.fold import fold
from rectoverso.text.patterns import any_of

# How far from a bare year a bound or a unit can reach.
_NEAR = 40


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which only some parts may be known.

    Attributes:
        year: four digits.
        month: 1 to 12.
        day: 1 to 31.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text says it.

    Attributes:
        start, end: half-open offsets.
        date: what is known without the article's own date; none for « hier » or « lundi ».
        relative: whether the article's own date is needed to understand it.
        words: what stands there.
    """

    start: int
    end: int
    date: PartialDate | None
    relative: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    clock: re.Pattern[str]


@cache
def _grammar(language: Language) -> _Grammar:
    data = language.dates
    flags = re.UNICODE if data.capital_months else re.IGNORECASE
    month = rf"(?P<month>{any_of(data.months)})(?!\w)"
    clear = rf"(?P<month>{any_of(set(data.months) - data.ambiguous_months)})(?!\w)"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d\w]|[.,]\d)"
    number = rf"(?P<day>[12]\d|3[01]|0?[1-9])(?:{any_of(data.day_suffixes)})?(?![\d\w])"
    day = rf"(?:(?P<first>{any_of(data.first_day)})|{number})"
    of = rf"(?: (?:{any_of(data.of)}))*"
    # « de l'été » has no space after its elision.
    gap = rf"(?:{of} |(?: (?:{any_of(w for w in data.of if w.endswith(chr(39)))})))"
    season = rf"(?P<season>{any_of(data.seasons)})(?!\w)"
    clear_season = rf"(?P<season>{any_of(set(data.seasons) - data.ambiguous_seasons)})(?!\w)"
    weekday = rf"(?P<weekday>(?i:{any_of(data.weekdays)}))(?!\w)"
    part = rf"(?:(?:(?i:{any_of(data.parts)}))[ -])?"
    cue = rf"(?:(?<=\W)|^)(?:(?i:{any_of(data.year_cues)}))(?:[ -]|(?<='))"
    month_cue = rf"(?:(?<=\W)|^)(?:(?i:{any_of(data.month_cues)}))(?:[ -]|(?<='))"
    start = r"(?<![\w.,/-])"
    patterns = [
        ("iso", rf"{start}(?P<year>\d{{4}})-(?P<month2>\d\d)(?:-(?P<day2>\d\d))?(?![\d-])"),
        ("numeric", rf"{start}(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<year>\d{{4}})(?!\d)"),
        (
            "day-before-day",
            rf"{start}{day}(?= ?(?:{any_of(data.day_ranges)}) ?(?:[12]\d|3[01]|0?[1-9]){gap}{month}"
            rf"(?:,? (?:{any_of(data.of)} )?{year})?)",
        ),
        (
            "day-month",
            rf"{start}(?:{weekday},? )?{day}{gap}{month}(?:,? (?:{any_of(data.of)} )?{year})?",
        ),
        ("month-day", rf"{start}(?:{weekday},? )?{month} (?:the )?{number}(?:,? {year})?"),
        ("month-year", rf"{start}{part}{month},?{of} {year}"),
        ("season-year", rf"{start}{part}{season}{of} {year}"),
        ("relative", rf"{start}(?i:{any_of(data.relative)})(?!\w)"),
        (
            "weekday",
            rf"{start}(?:(?i:{any_of(data.relative_before)}) )?{weekday}"
            rf"(?: (?i:{any_of(data.relative_after)})(?!\w))?",
        ),
        ("month-cued", rf"{month_cue}(?P<from>){month}"),
        ("month-part", rf"{start}(?:(?i:{any_of(data.parts)}))[ -]{month}"),
        ("month-alone", rf"{start}{clear}"),
        ("season-alone", rf"{start}{clear_season}"),
        ("year-cued", rf"{cue}(?P<from>){year}"),
        ("year-bare", rf"{start}{year}"),
    ]
    if not data.capital_months:
        patterns = [entry for entry in patterns if entry[0] != "month-day"]
    clock = any_of(data.clock)
    return _Grammar(
        tuple((name, re.compile(pattern, flags)) for name, pattern in patterns),
        re.compile(
            r"(?<![\w.,])(?:[01]?\d|2[0-4])"
            rf"(?::[0-5]\d(?::[0-5]\d)?(?: ?(?:{clock}))?| ?(?:{clock}) ?[0-5]\d"
            + (
                rf"| ?(?:{any_of(w for w in data.clock if w not in ('h', 'heures', 'heure'))})"
                if data.month_first
                else ""
            )
            + r")(?!\w)|(?<=\bà )(?:[01]?\d|2[0-4]) ?(?:h|heures?)(?!\w)",
            re.IGNORECASE,
        ),
    )


def clock_times(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The times of day in a text, as offsets: « 14 h 30 », "7:57 pm", « à 9 heures »."""
    folded = fold(text)
    return tuple(
        folded.original_span(*match.span())
        for match in _grammar(language).clock.finditer(folded.text)
    )


def dates(text: str, language: Language) -> tuple[DateMention, ...]:
    """The dates of a text, in order, none inside another.

    A bare year counts from 1500 to 2099, unless a noun follows that could be counted
    (« 2048 processeurs »). A month alone has no year; a weekday or « hier » is relative.
    """
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    found = []
    for name, pattern in _grammar(language).patterns:
        for match in pattern.finditer(folded.text):
            groups = match.groupdict()
            start = match.start("from") if groups.get("from") is not None else match.start()
            end = match.end()
            if any(start < last and end > first for first, last in taken):
                continue
            if name == "year-bare" and _counts(folded.text, start, end, language):
                continue
            if name == "year-cued" and (
                _has_unit(folded.text, end, language) or _bounded(folded.text, start, language)
            ):
                continue
            date = _date(name, groups, language)
            if date is None and name not in ("relative", "weekday"):
                continue
            taken.append((start, end))
            first, last = folded.original_span(start, end)
            found.append(
                DateMention(first, last, date, name in ("relative", "weekday"), text[first:last])
            )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _date(name: str, groups: dict[str, str | None], language: Language) -> PartialDate | None:
    data = language.dates
    if name in ("relative", "weekday"):
        return None
    year = int(groups["year"]) if groups.get("year") else None  # type: ignore[arg-type]
    if name == "numeric":
        a, b = int(groups["a"] or 0), int(groups["b"] or 0)
        month, day = (a, b) if data.month_first and a <= 12 else (b, a)
        return _checked(year, month, day)
    if name == "iso":
        return _checked(year, int(groups["month2"] or 0), int(groups["day2"] or 0) or None)
    month_word, season_word = groups.get("month"), groups.get("season")
    month_number = None
    if month_word:
        lookup = month_word if data.capital_months else month_word.lower()
        month_number = data.months[lookup]
    season = data.seasons[season_word.lower()] if season_word else None
    day_words = groups.get("day")
    day_number = 1 if groups.get("first") else int(day_words) if day_words else None
    return PartialDate(year, month_number, day_number, season)


def _checked(year: int | None, month: int, day: int | None) -> PartialDate | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return PartialDate(year, month, day)


def _counts(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a bare four-digit number counts something or numbers a thing."""
    if _has_unit(text, end, language) or _bounded(text, start, language):
        return True
    following = re.match(r" ([^\W\d_]+)", text[end : end + _NEAR])
    if following is None:
        return False
    word = following.group(1)
    return word.islower() and word not in language.numbers.function_words and word.endswith("s")


def _bounded(text: str, start: int, language: Language) -> bool:
    """Whether « plus de » or the like stands before; a bare « en » or « vers » does not count."""
    phrases = [
        phrase
        for bound, many in language.cues.bounds_before.items()
        for phrase in many
        if bound in ("more-than", "less-than") and phrase not in language.dates.year_cues
    ]
    return bool(
        re.search(
            rf"(?<!\w)(?:{any_of(phrases)})$",
            text[max(start - _NEAR, 0) : start].rstrip(),
            re.IGNORECASE,
        )
    )


def _has_unit(text: str, end: int, language: Language) -> bool:
    numbers = language.numbers
    rest = text[end : end + _NEAR].lstrip(" ").lower()
    phrases = [phrase for unit, many in numbers.units.items() for phrase in many if phrase != "x"]
    return bool(re.match(rf"(?:{any_of([*phrases, *numbers.multipliers])})(?!\w)", rest))
