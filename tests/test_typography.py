"""Typography, for any text: applied again it changes nothing, and it adds nothing but spaces."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from rectoverso.render.typesetting import Vocabulary, finish, verbatim
from rectoverso.text.amounts import amount, number
from rectoverso.text.typography import typeset

LOCALES = ("fr", "fr-CA", "en", "en-GB")
SPACES = " \u00a0\u202f\u2009"
WORDS = (
    *("a", "Oui", "l'été", "n°", "M.", "p.", "h", "km", "m²", "milliards", "17", "2 048", "5,6"),
    *("12:30", "3:1", "https://a.example/?b=1;c!", "www.a.example", "a@b.example", "`a ? b`"),
    *("a-b.example/page?x=oui;y!", "a.example:8080/p?x=1", "localhost:8000/p?x=1;y"),
    *("192.168.0.1/p?x=1!y", "a.example?x=1;y=2", "data:text/plain;base64", "sip:a@b.fr;x"),
    "geo:48.2,16.3;u=35",
    *("5'10\"", "12''", "'90s", "'Tis", "'n'", "players'", "!=", "e\u0301", "1er"),
    *("12 h 30", "5' 10\"", "'90", "[…]", "…", "—", ":-)", "doi:10.1/x;y"),
)
MARKS = ("?", "!", ";", ":", "«", "»", '"', "'", "%", "‰", "“", "”", "(", ")", ",", ".", "’")
PROSE = st.lists(st.sampled_from([*WORDS, *MARKS, *SPACES, " ", " "]), max_size=14).map("".join)
ANY = st.one_of(PROSE, st.text(max_size=30))
# Straight marks become typographic ones; nothing else but spaces may differ.
STRAIGHT = str.maketrans("«»“”‘’", '""""\'\'')


def bare(text: str) -> str:
    """The text without its spaces, and with straight marks."""
    return re.sub(rf"[{SPACES}\u2007\u200a]", "", text).translate(STRAIGHT)


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=300)
@given(text=ANY)
def test_applied_again_it_changes_nothing(locale: str, text: str) -> None:
    once = typeset(text, locale)
    assert typeset(once, locale) == once


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=300)
@given(text=ANY)
def test_without_its_spaces_it_is_the_text_that_was_given(locale: str, text: str) -> None:
    assert bare(typeset(text, locale)) == bare(text)


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=300)
@given(text=PROSE)
def test_the_spaces_that_it_adds_are_all_that_it_adds(locale: str, text: str) -> None:
    """Taking away what was added, place by place, gives the input."""
    done, place = typeset(text, locale), 0
    for character in text:
        while done[place : place + 1] in ("\u00a0", "\u202f") and character not in SPACES:
            place += 1
        if character in SPACES:
            # A space may change its kind, or go where the locale has none.
            place += done[place : place + 1] in tuple(SPACES)
            continue
        assert done[place].translate(STRAIGHT) == character.translate(STRAIGHT)
        place += 1
    assert done[place:].strip("\u00a0\u202f") == ""


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=300)
@given(text=ANY)
def test_quoted_words_change_in_kinds_of_space_only(locale: str, text: str) -> None:
    done = verbatim(text, locale)
    assert len(done) == len(text)
    assert all(
        after == before or (before.isspace() and after in "\u00a0\u202f ")
        for before, after in zip(text, done, strict=True)
    )


@given(text=PROSE)
def test_a_page_is_typeset_once_and_for_all(text: str) -> None:
    safe = text.replace("&", "").replace("<", "").replace(">", "")
    page = f'<html lang="fr"><p>{safe}</p><p lang="en">{safe}</p></html>'
    once = finish(page, Vocabulary())
    assert finish(once, Vocabulary()) == once


# A paragraph: texts, each within one of these elements or none.
ELEMENTS = ("", "em", "b", "code", "sup", 'span lang="en"', "q data-verbatim")
LINE = st.lists(st.tuples(st.sampled_from(ELEMENTS), PROSE), max_size=6)


def _paragraph(line: list[tuple[str, str]]) -> str:
    inner = "".join(
        f"<{element}>{text}</{element.split()[0]}>" if element else text for element, text in line
    )
    return f'<html lang="fr"><p>{inner}</p></html>'


@settings(max_examples=300)
@given(line=LINE)
def test_a_line_of_elements_is_typeset_once_and_for_all(line: list[tuple[str, str]]) -> None:
    once = finish(_paragraph(line), Vocabulary())
    assert finish(once, Vocabulary()) == once


@settings(max_examples=300)
@given(line=LINE)
def test_elements_keep_their_words_and_quotes_and_code_their_characters(
    line: list[tuple[str, str]],
) -> None:
    before = _paragraph(line)
    after = finish(before, Vocabulary())
    assert bare(after) == bare(before)
    for kept, spaces in (("code", ""), ("q data-verbatim", SPACES)):
        pattern = re.compile(f"<{kept}>(.*?)</")
        assert [re.sub(f"[{spaces} ]", " ", text) for text in pattern.findall(after)] == [
            re.sub(f"[{spaces} ]", " ", text) for text in pattern.findall(before)
        ]


@pytest.mark.parametrize(
    "kept",
    [word for word in WORDS if re.search(r"://|www|@|`|\d:\d|doi:|data:|geo:|\w[/?]\w", word)],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_addresses_code_and_times_are_never_touched(locale: str, kept: str) -> None:
    for text in (f"{kept} : oui ?", f"Voir {kept} et partir !", f'"Oui" {kept} "non"'):
        assert kept in typeset(text, locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("value", ["0.1686", "0.5", "12.345"])
def test_numbers_and_percentages_are_written_as_cldr_writes_them(locale: str, value: str) -> None:
    """Kinds of space apart, which the typographic profile decides."""
    babel = Locale.parse(locale, sep="-")
    part = Decimal(value)
    ours = amount(part * 100, "percent", locale)
    assert bare(ours) == bare(format_percent(part, locale=babel, decimal_quantization=False))
    many = part * 10**8
    assert bare(number(many, locale)) == bare(format_decimal(many, locale=babel))
