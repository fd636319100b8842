"""Numbers, quantities and dates are written as a careful person writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rectoverso.model.entries import UnitWords
from rectoverso.model.values import PartialDate
from rectoverso.text import amounts

UNITS = {
    "chip": UnitWords.model_validate(
        {
            "words": {"fr": ["puce"], "en": ["chip"]},
            "label": {
                "fr": {"one": "puce", "other": "puces", "many": "de puces"},
                "en": {"one": "chip", "other": "chips"},
            },
        }
    )
}


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "unit", "fr", "en"),
    [
        ("16.86", "percent", "16,86 %", "16.86%"),
        ("-16.86", "percent", "16,86 %", "16.86%"),
        ("0.5", "percent", "0,5 %", "0.5%"),
        ("600e9", "USD", "600 milliards de dollars", "$600 billion"),
        ("1e9", "USD", "1 milliard de dollars", "$1 billion"),
        ("1e6", "EUR", "1 million d’euros", "€1 million"),
        ("1.5e6", "EUR", "1,5 million d’euros", "€1.5 million"),
        ("5.6e6", "USD", "5,6 millions de dollars", "$5.6 million"),
        ("2.8e12", "USD", "2 800 milliards de dollars", "$2.8 trillion"),
        ("1", "USD", "1 dollar", "$1"),
        ("250000", "EUR", "250 000 euros", "€250,000"),
        ("5571234", "EUR", "5 571 234 euros", "€5,571,234"),
        ("1234.5", "percent", "1 234,5 %", "1,234.5%"),
        ("1500", "KRW", "1 500 wons sud-coréens", "1,500 South Korean won"),
        ("1", "INR", "1 roupie indienne", "1 Indian rupee"),
        ("3e6", "INR", "3 millions de roupies indiennes", "3 million Indian rupees"),
        ("2e9", "MGA", "2 milliards d’ariarys malgaches", "2 billion Malagasy ariaries"),
        ("12", "widget", "12 widget", "12 widget"),
        ("10", "times", "10 fois", "10 times"),
        ("2048", "chip", "2 048 puces", "2,048 chips"),
        ("1", "chip", "1 puce", "1 chip"),
        ("0", "chip", "0 puce", "0 chips"),
        ("3e6", "chip", "3 millions de puces", "3 million chips"),
        ("12", None, "12", "12"),
        ("17.0", "percent", "17 %", "17%"),
    ],
)
def test_a_quantity(value: str, unit: str | None, fr: str, en: str) -> None:
    assert _plain(amounts.amount(Decimal(value), unit, "fr", units=UNITS)) == fr
    assert _plain(amounts.amount(Decimal(value), unit, "en", units=UNITS)) == en


@pytest.mark.parametrize(
    ("bound", "fr", "en"),
    [
        ("more-than", "plus de 12 %", "more than 12%"),
        ("less-than", "moins de 12 %", "less than 12%"),
        ("at-least", "au moins 12 %", "at least 12%"),
        ("up-to", "jusqu’à 12 %", "up to 12%"),
        ("about", "environ 12 %", "about 12%"),
    ],
)
def test_a_bound(bound: str, fr: str, en: str) -> None:
    assert _plain(amounts.amount(Decimal(12), "percent", "fr", bound=bound)) == fr
    assert _plain(amounts.amount(Decimal(12), "percent", "en", bound=bound)) == en


def test_a_range_says_the_scale_once_where_the_language_does() -> None:
    low, high = Decimal("5e6"), Decimal("6e6")
    assert _plain(amounts.amount(low, "USD", "fr", to_value=high)) == "5 à 6 millions de dollars"
    assert _plain(amounts.amount(low, "USD", "en", to_value=high)) == "$5 million to $6 million"


@pytest.mark.parametrize(
    ("ends", "unit", "signed", "fr", "en"),
    [
        (("5", "10"), "percent", False, "5 à 10 %", "5% to 10%"),
        (("5", "10"), "percent", True, "+5 à +10 %", "+5% to +10%"),
        (("-10", "-5"), "percent", False, "5 à 10 %", "5% to 10%"),
        (("-10", "-5"), "percent", True, "−10 à −5 %", "−10% to −5%"),
        (("-5", "-10"), "percent", False, "5 à 10 %", "5% to 10%"),
        (("-5", "-10"), "percent", True, "−10 à −5 %", "−10% to −5%"),
        (("-5", "10"), "percent", False, "−5 à +10 %", "−5% to +10%"),
        (("-5", "10"), "percent", True, "−5 à +10 %", "−5% to +10%"),
        (("-10", "0"), "percent", False, "0 à 10 %", "0% to 10%"),
        (("-10", "0"), "percent", True, "−10 à 0 %", "−10% to 0%"),
        (
            ("-6e6", "-5e6"),
            "USD",
            True,
            "−6 à −5 millions de dollars",
            "−$6 million to −$5 million",
        ),
        (
            ("-1e6", "5e5"),
            "EUR",
            False,
            "−1 million d’euros à +500 000 euros",
            "−€1 million to +€500,000",
        ),
    ],
)
def test_a_range_goes_from_the_smaller_end_to_the_larger(
    ends: tuple[str, str], unit: str, signed: bool, fr: str, en: str
) -> None:
    low, high = (Decimal(end) for end in ends)
    for language, expected in (("fr", fr), ("en", en)):
        written = amounts.amount(low, unit, language, to_value=high, signed=signed)
        assert _plain(written) == expected


def test_a_bound_stands_before_the_whole_range() -> None:
    ends = {"to_value": Decimal(-5), "bound": "about"}
    assert _plain(amounts.amount(Decimal(-10), "percent", "fr", **ends)) == "environ 5 à 10 %"


def test_a_sign_is_shown_only_where_it_is_asked_for() -> None:
    assert _plain(amounts.amount(Decimal("-4.03"), "percent", "fr", signed=True)) == "−4,03 %"
    assert amounts.amount(Decimal("3.18"), "percent", "en", signed=True) == "+3.18%"


def test_a_number_does_not_part_from_its_unit() -> None:
    assert " " not in amounts.amount(Decimal("16.86"), "percent", "fr")
    assert amounts.amount(Decimal("600e9"), "USD", "fr") == "600\u00a0milliards de dollars"


@pytest.mark.parametrize(
    ("date", "fr", "en"),
    [
        ("2025-01-27", "27 janvier 2025", "27 January 2025"),
        ("2025-02-01", "1er février 2025", "1 February 2025"),
        ("2024-12", "décembre 2024", "December 2024"),
        ("2022-autumn", "automne 2022", "autumn 2022"),
        ("2023", "2023", "2023"),
    ],
)
def test_a_date_as_far_as_it_is_known(date: str, fr: str, en: str) -> None:
    assert amounts.date(PartialDate.parse(date), "fr") == fr
    assert amounts.date(PartialDate.parse(date), "en") == en


@pytest.mark.parametrize(
    ("value", "unit", "language", "number", "frame"),
    [
        ("600e9", "USD", "fr", "600", "{number} milliards de dollars"),
        ("600e9", "USD", "en", "600", "${number} billion"),
        ("16.86", "percent", "fr", "16.86", "{number} %"),
        ("2048", "chip", "en", "2048", "{number} chips"),
    ],
)
def test_an_answer_line_keeps_the_words_around_the_number(
    value: str, unit: str, language: str, number: str, frame: str
) -> None:
    count, text = amounts.frame(Decimal(value), unit, language, UNITS)
    assert count == Decimal(number)
    assert _plain(text) == frame
