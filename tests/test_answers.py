"""Typed answers: what counts as right, by the cases that the script is held to as well."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectoverso.compose.quiz.pool import pool
from rectoverso.languages import language
from rectoverso.load import load
from rectoverso.questions import answers
from rectoverso.questions.context import Context
from rectoverso.text import amounts, typed
from rectoverso.text.numerals import numeral_at
from rectoverso.text.tokens import tokens
from rectoverso.verify import verify
from tests import typed_answers
from tests.cases.reader import Case

Keys = dict[str, dict[str, tuple[answers.Line, ...]]]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Language → question → its answer lines."""
    root = typed_answers.publication(tmp_path_factory.mktemp("answers") / "publication")
    publication, problems = load(root)
    assert publication is not None
    assert not problems
    verified, _ = verify(publication, today=date(2025, 3, 10))
    found: Keys = {}
    for edition in publication.editions:
        (code,) = edition.languages(publication.head)
        assert edition.quiz is not None
        context = Context(publication, edition, verified.editions[edition.slug], (code,))
        questions, problems = pool(context, edition.quiz)
        assert not problems
        found[code] = {
            id: answers.lines(question, language(code), context.units)
            for id, question in questions.items()
        }
    return found


@pytest.mark.parametrize(
    ("code", "case"),
    [(code, case) for code, found in typed_answers.ALL.items() for case in found],
    ids=lambda value: value.name if isinstance(value, Case) else value,
)
def test_a_typed_answer_counts_or_not(keys: Keys, code: str, case: Case) -> None:
    judged = []
    for place, (text, _) in enumerate(typed_answers.expected(case), 1):
        (line,) = keys[code][typed_answers.question_id(case, place)]
        judged.append((text, str(answers.judge(text, line, language(code)).verdict)))
    assert judged == typed_answers.expected(case)


# A speller of its own: the numbers of both languages as schoolbooks write them.
_FRENCH = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
_FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_ENGLISH_TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy"} | {
    8: "eighty",
    9: "ninety",
}


def _french_below_100(number: int) -> str:
    if number < 17:
        return _FRENCH[number]
    tens, ones = divmod(number, 10)
    if tens == 1:
        return f"dix-{_FRENCH[ones]}"
    if tens in (7, 9):
        base = "soixante" if tens == 7 else "quatre-vingt"
        link = "-et-" if number == 71 else "-"
        return base + link + _french_below_100(10 + ones)
    if tens == 8:
        return "quatre-vingts" if not ones else f"quatre-vingt-{_FRENCH[ones]}"
    if not ones:
        return _FRENCH_TENS[tens]
    return f"{_FRENCH_TENS[tens]}-et-un" if ones == 1 else f"{_FRENCH_TENS[tens]}-{_FRENCH[ones]}"


def _french(number: int) -> str:
    for factor, one, many in (
        (10**9, "milliard", "milliards"),
        (10**6, "million", "millions"),
        (1000, "mille", "mille"),
        (100, "cent", "cents"),
    ):
        count, rest = divmod(number, factor)
        if not count:
            continue
        alone = factor < 10**6 and count == 1
        word = many if count > 1 and (not rest or factor > 100) else one
        head = word if alone else f"{_french(count)} {word}"
        if factor == 1000:
            head = head.replace("cents mille", "cent mille").replace("vingts mille", "vingt mille")
        return f"{head} {_french(rest)}" if rest else head
    return _french_below_100(number)


def _english(number: int) -> str:
    for factor, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, rest = divmod(number, factor)
        if count:
            link = " and " if 0 < rest < 100 else " "
            return f"{_english(count)} {word}" + (link + _english(rest) if rest else "")
    hundreds, rest = divmod(number, 100)
    if hundreds:
        return f"{_ENGLISH[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")
    if number < 20:
        return _ENGLISH[number]
    tens, ones = divmod(number, 10)
    return _ENGLISH_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else "")


SPELLERS = {"fr": _french, "en": _english}
# Every number to ten thousand, and steps that meet every group of digits beyond.
NUMBERS = [*range(10_001), *range(10_001, 10**6, 997), *range(10**6, 3 * 10**9, 7_654_321)]


@pytest.mark.parametrize("code", SPELLERS)
def test_every_number_is_read_from_its_words(code: str) -> None:
    ways = typed.habits(language(code))
    for number in NUMBERS:
        words = SPELLERS[code](number)
        read = typed.quantity(typed.straightened(words, ways), ways)
        assert read is not None, words
        assert read.value == number, words


@pytest.mark.parametrize("code", SPELLERS)
def test_words_are_read_as_the_grammar_of_the_evidence_reads_them(code: str) -> None:
    tongue = language(code)
    ways = typed.habits(tongue)
    for number in NUMBERS[::7]:
        # "A thousand and five" could be two numbers in running text, so the grammar stops there.
        words = SPELLERS[code](number).replace("thousand and", "thousand").replace("n and", "n")
        stream = tokens(words, tongue)
        numeral = numeral_at(stream, 0, tongue)
        assert numeral is not None, words
        assert numeral.after == len(stream), words
        read = typed.quantity(typed.straightened(words, ways), ways)
        assert read is not None
        assert read.value == numeral.value, words


@pytest.mark.parametrize("code", SPELLERS)
@given(number=st.decimals(0, 10**9, places=3), spaces=st.sampled_from(" \u00a0\u202f\u2009"))
def test_numbers_are_read_as_the_program_writes_them(
    code: str, number: Decimal, spaces: str
) -> None:
    ways = typed.habits(language(code))
    shown = amounts.number(number, code)
    for written in (shown, re.sub(r"\s", spaces, shown), re.sub(r"\s", "", shown)):
        read = typed.quantity(typed.straightened(written, ways), ways)
        assert read is not None, written
        assert read.value == Fraction(number), written


@pytest.mark.parametrize("code", SPELLERS)
@given(text=st.text(max_size=40))
def test_straightening_twice_changes_nothing_more(code: str, text: str) -> None:
    ways = typed.habits(language(code))
    once = typed.straightened(text, ways)
    assert typed.straightened(once, ways) == once
