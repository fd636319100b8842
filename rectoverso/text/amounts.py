"""Writes numbers, quantities and dates as a careful person would in a language.

Numbers, percentages, months and the names of currencies come from CLDR by way of Babel; the words
around them, and the short names of the currencies that news is full of (« dollars » for CLDR's
« dollars des États-Unis »), from ``languages/<code>/interface/amounts.yaml``. A number and what
belongs to it are joined by no-break spaces, so that a chart label is right without further
typesetting.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent, get_currency_name

from rectoverso.languages import language as language_of
from rectoverso.languages.reading import Node
from rectoverso.model.entries import Bound, UnitWords
from rectoverso.model.values import PartialDate

NO_BREAK = "\u00a0"
_SCALES = (
    ("trillion", Decimal(10) ** 12),
    ("billion", Decimal(10) ** 9),
    ("million", Decimal(10) ** 6),
)
_LONGEST_SCALED_FRACTION = Decimal("0.001")


def _code(language: str) -> str:
    return language.partition("-")[0]


def _words(language: str) -> Mapping[str, Node]:
    return language_of(_code(language)).interface["amounts"]


def _text(language: str, name: str) -> str:
    found = _words(language).get(name, "")
    return found if isinstance(found, str) else ""


def _form(forms: Node, category: str) -> str:
    if isinstance(forms, str):
        return forms
    if isinstance(forms, Mapping):
        return str(forms.get(category) or forms["other"])
    raise ValueError(f"neither text nor plural forms: {forms!r}")


# A publication shows the same few numbers again and again.
@lru_cache(maxsize=4096)
def number(value: Decimal, language: str) -> str:
    """A number with the language's grouping and decimal mark, all its digits kept.

    Args:
        value: any finite number; trailing zeros after the decimal mark are dropped.
        language: a code such as ``fr`` or a locale such as ``fr-CA``.
    """
    # Zero has no sign here: 0 and −0 are equal, so that one would be written as the other.
    return format_decimal(
        value or Decimal(0), locale=Locale.parse(language, sep="-"), decimal_quantization=False
    ).replace("-", "−")


def _scaled(size: Decimal, language: str) -> tuple[str, bool, Decimal]:
    """The number, in millions and up where that is short; whether it is; the number shown."""
    for name, factor in _SCALES:
        forms = _words(language)[name]
        if size < factor or not forms:
            continue
        count = size / factor
        if count % _LONGEST_SCALED_FRACTION:
            break
        form = _form(forms, _category(count, language))
        return _joined(form.format(number=number(count, language))), True, count
    return number(size, language), False, size


def _joined(text: str) -> str:
    """The text with a no-break space between its leading number and the next word."""
    return text.replace(" ", NO_BREAK, 1)


def _category(count: Decimal, language: str) -> str:
    return Locale.parse(language, sep="-").plural_form(count)


def _forms(unit: str, language: str, units: Mapping[str, UnitWords]) -> Node:
    ours = units.get(unit)
    if ours is not None:
        labels = ours.label.get(language) or ours.label.get(_code(language))
        if labels is not None:
            written = labels.model_dump(exclude_none=True)
            return {category: f"{{number}} {label}" for category, label in written.items()}
    return _words(language).get(unit) or _currency(unit, language) or f"{{number}} {unit}"


def _currency(unit: str, language: str) -> Node | None:
    """The forms of an ISO 4217 currency by the names of CLDR; none of what is no currency."""
    locale = Locale.parse(language, sep="-")
    if unit not in locale.currencies:
        return None
    names = {
        category: get_currency_name(unit, 1 if category == "one" else 2, locale)
        for category in ("one", "other")
    }
    elided = names["other"][0].lower() in _text(language, "elided-before")
    after_million = _text(language, "after-million-elided" if elided else "after-million")
    return {
        **{category: f"{{number}} {name}" for category, name in names.items()},
        "many": f"{{number}} {after_million.format(noun=names['other'])}",
    }


def _with_unit(
    size: Decimal, unit: str | None, language: str, units: Mapping[str, UnitWords]
) -> str:
    written, scaled, _ = _scaled(size, language)
    if unit is None:
        return written
    if unit == "percent" and unit not in units and not scaled:
        locale = Locale.parse(language, sep="-")
        return format_percent(size / 100, locale=locale, decimal_quantization=False)
    # In French a noun after « million » takes « de »: the category « many » of CLDR.
    form = _form(_forms(unit, language, units), "many" if scaled else _category(size, language))
    text = form.format(number=written)
    return text if scaled else _joined(text)


def amount(
    value: Decimal,
    unit: str | None,
    language: str,
    *,
    bound: Bound | str | None = None,
    to_value: Decimal | None = None,
    signed: bool = False,
    units: Mapping[str, UnitWords] = {},
) -> str:
    """A quantity in words and digits: « plus de 12 % », « 600 milliards de dollars ».

    Args:
        value: the number, not scaled.
        unit: ``percent``, ``times``, ``USD`` …, or a unit of the publication; none for a
            bare number. An unknown unit is written as it is.
        language: code or locale.
        bound: how the figure limits the quantity.
        to_value: the other end of a range.
        signed: with ``+`` or ``−``; otherwise the size alone, without its sign, unless a range
            goes from below zero to above.
        units: the publication's own units.
    """
    if to_value is None:
        text = _with_sign(value, _with_unit(abs(value), unit, language, units), signed, language)
    else:
        text = _range(value, to_value, unit, language, signed, units)
    if bound is not None:
        text = _text(language, str(bound)).format(amount=text)
    return text


def _with_sign(value: Decimal, text: str, signed: bool, language: str) -> str:
    if not signed or not value:
        return text
    return _text(language, "positive" if value > 0 else "negative").format(amount=text)


def _range(
    value: Decimal,
    to_value: Decimal,
    unit: str | None,
    language: str,
    signed: bool,
    units: Mapping[str, UnitWords],
) -> str:
    """Both ends of a range, the smaller one first.

    Falls without a sign go by their size: « a perdu 5 à 10 % » for −10 to −5.
    """
    # The sizes of « −5 à +10 % » are no range: 0 would lie outside it.
    signed = signed or value * to_value < 0
    low, high = sorted((value, to_value), key=None if signed else abs)
    repeats = _text(language, "range-repeats-unit") == "yes"
    if not repeats and _scale_of(low, language) == _scale_of(high, language):
        first = number(_scaled(abs(low), language)[2], language)
    else:
        first = _with_unit(abs(low), unit, language, units)
    return _text(language, "range").format(
        first=_with_sign(low, first, signed, language),
        last=_with_sign(high, _with_unit(abs(high), unit, language, units), signed, language),
    )


def frame(
    value: Decimal, unit: str | None, language: str, units: Mapping[str, UnitWords] = {}
) -> tuple[Decimal, str]:
    """A quantity with its number taken out, for an answer line.

    Returns:
        The number that belongs on the line, and the text around it with ``{number}`` in its
        place: 5.6 and « {number} millions de dollars » for 5,600,000 USD.
    """
    _, _, count = _scaled(abs(value), language)
    written = _with_unit(abs(value), unit, language, units)
    return count, written.replace(number(count, language), "{number}", 1)


def _scale_of(value: Decimal, language: str) -> Decimal:
    shown = _scaled(abs(value), language)[2]
    return abs(value) / shown if shown else Decimal(1)


def date(value: PartialDate, language: str) -> str:
    """A date as far as it is known: « 27 janvier 2025 », « automne 2022 », “January 2025”.

    Args:
        value: a year, month, season or day.
        language: code or locale; English puts the day first.
    """
    if value.season:
        return _text(language, value.season).format(year=value.year)
    name = "date-year"
    if value.month:
        name = "date-month"
        if value.day:
            name = "date-first-day" if value.day == 1 else "date-day"
    day = datetime.date(value.year, value.month or 1, value.day or 1)
    return format_date(day, _text(language, name), locale=Locale.parse(language, sep="-"))
