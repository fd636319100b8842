"""Properties that hold for every text: what matching accepts, what typesetting changes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rectoverso.languages import language
from rectoverso.text.figures import figures
from rectoverso.text.fold import fold
from rectoverso.text.match import Status, find, find_loose
from rectoverso.text.quotations import quotations
from rectoverso.text.sentences import sentences
from rectoverso.text.typography import typeset

FRENCH, ENGLISH = language("fr"), language("en")
LANGUAGES = st.sampled_from([FRENCH, ENGLISH])
LOCALES = st.sampled_from(["fr", "fr-CA", "en", "en-GB"])

VOCABULARY = (
    "le la l'usine rivière a perdu coûté dix 16,86 % 5,6 2 048 millions d'euros « non » “oui” "
    "savoir-faire cœur GPT-4 H800 qu'elle monte, baisse; enfin. the river's bank of $600 17 48 "
    "neuf aujourd'hui Été ÉTÉ ça va –3 100–300 12:30"
)
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, min_size=3, max_size=14).map(" ".join)
# Every kind of character that folding, boundaries or typography treat in a way of its own.
ANYTHING = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aeéEn0158 .,;:!?'’ʼ‘\"“”«»-‐‑–—−%$€\u00a0\u202f\u2009\n\t\u00ad\u200b\u0301()…"
        ),
        st.characters(exclude_categories=("Cs", "Co")),
    ),
    max_size=60,
)

VARIANTS = {
    "'": "'’ʼ‘",
    "’": "'’ʼ‘",
    "-": "-‐‑",
    "“": '“”"„‟',
    "”": '“”"„‟',
}
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\n", "  ", "\t")


def _piece(draw: st.DrawFn, text: str) -> str:
    """Some whole words of the text."""
    words = text.split(" ")
    start = draw(st.integers(0, len(words) - 1))
    end = draw(st.integers(start + 1, len(words)))
    return " ".join(words[start:end])


@st.composite
def text_and_words(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(SENTENCES)
    return text, _piece(draw, text)


@st.composite
def typographic_variant(draw: st.DrawFn, text: str) -> str:
    varied = [draw(st.sampled_from(SPACES if c == " " else VARIANTS.get(c, c))) for c in text]
    varied_text = "".join(varied)
    if draw(st.booleans()):
        varied_text = unicodedata.normalize("NFD", varied_text)
    if draw(st.booleans()):
        varied_text = re.sub(r"(?<=[a-z])(?=[a-z])", "\u00ad", varied_text, count=1)
    return varied_text


@given(text_and_words(), LANGUAGES)
def test_words_that_stand_there_are_found_unless_cut(pair, tongue) -> None:
    text, words = pair
    assert find_loose(words, text, tongue)
    for match in find(words, text, tongue):
        assert (match.status is Status.EXACT) == (text[match.start : match.end] == words)


@given(st.data(), SENTENCES, LANGUAGES)
def test_a_typographic_variant_of_the_whole_text_is_always_found(data, text, tongue) -> None:
    varied = data.draw(typographic_variant(text))
    found = find(text, varied, tongue)
    assert len(found) == 1
    assert fold(varied[found[0].start : found[0].end]).text == fold(text).text
    assert (found[0].status is Status.EXACT) == (varied == text)
    assert find(varied, text, tongue)


@given(st.data(), SENTENCES, LANGUAGES)
def test_every_folded_character_is_reported_where_it_lies(data, text, tongue) -> None:
    varied = data.draw(typographic_variant(text))
    (match,) = find(text, varied, tongue)
    if match.status is Status.TYPOGRAPHIC:
        assert match.folded
    mended = varied
    for offset, there, wanted in reversed(match.folded):
        assert varied[offset : offset + len(there)] == there
        mended = mended[:offset] + wanted + mended[offset + len(there) :]
    assert mended.strip() == text


@given(st.data(), text_and_words(), LANGUAGES)
def test_no_edit_of_one_word_is_accepted(data, pair, tongue) -> None:
    text, words = pair
    parts = words.split(" ")
    place = data.draw(st.integers(0, len(parts) - 1))
    edit = data.draw(st.sampled_from(["drop", "double", "swap", "replace", "case"]))
    edited = list(parts)
    if edit == "drop":
        assume(0 < place < len(parts) - 1)
        del edited[place]
    elif edit == "double":
        edited.insert(place, edited[place])
    elif edit == "swap":
        assume(place + 1 < len(parts))
        edited[place], edited[place + 1] = edited[place + 1], edited[place]
    elif edit == "replace":
        edited[place] = "jamais"
    else:
        edited[place] = edited[place].swapcase()
    changed = " ".join(edited)
    # The edit may happen to give words that the text holds elsewhere; then they are there.
    assume(fold(changed).text not in fold(text).text)
    assert find(changed, text, tongue) == ()
    assert find_loose(changed, text, tongue) == ()


@given(st.data(), text_and_words(), LANGUAGES)
def test_no_edit_of_one_digit_is_accepted(data, pair, tongue) -> None:
    _, words = pair
    digits = [place for place, character in enumerate(words) if character.isdigit()]
    assume(digits)
    place = data.draw(st.sampled_from(digits))
    edit = data.draw(st.sampled_from(["another", "drop", "add"]))
    digit = data.draw(st.sampled_from("0123456789"))
    if edit == "another":
        assume(digit != words[place])
        article = words[:place] + digit + words[place + 1 :]
    elif edit == "drop":
        article = words[:place] + words[place + 1 :]
    else:
        article = words[:place] + digit + words[place:]
        assume(not re.search(rf"(?<!\d){re.escape(words)}(?!\d)", article))
    assume(fold(words).text != fold(article).text)
    assert find(words, article, tongue) == ()


@given(st.integers(0, 10**9), st.integers(0, 10**9), LANGUAGES)
def test_a_number_is_never_found_inside_another(small, large, tongue) -> None:
    assume(small != large)
    for written in (f"{large}", f"{large:,}".replace(",", "\u202f"), f"{large},{small}"):
        if written.replace("\u202f", "") == f"{small}":
            continue
        assert find(f"{small}", f"soit {written} pages", tongue) == ()


@given(ANYTHING, LANGUAGES)
def test_folding_keeps_its_offsets(text, tongue) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(start < end for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert fold(folded.text).text == folded.text
    for offset, original, _ in folded.folded:
        assert text[offset : offset + len(original)] == original


@given(ANYTHING, ANYTHING, LANGUAGES)
def test_what_is_found_folds_to_what_was_looked_for(words, text, tongue) -> None:
    for match in find(words, text + words + text, tongue):
        found = (text + words + text)[match.start : match.end]
        assert fold(found).text.strip() == fold(words.strip()).text.strip()


@given(ANYTHING, LANGUAGES)
def test_engines_keep_to_the_text(text, tongue) -> None:
    for figure in figures(text, tongue):
        assert text[figure.start : figure.end] == figure.words
        assert figure.words.strip()
    last = 0
    for start, end in sentences(text, tongue):
        assert last <= start < end <= len(text)
        last = end
    for quotation in quotations(text):
        assert 0 < quotation.start <= quotation.end < len(text)


@given(st.decimals(0, 10**6, places=2), LANGUAGES)
def test_a_number_is_read_as_it_was_written(number, tongue) -> None:
    written = f"{number:f}".replace(".", tongue.numbers.decimal)
    (figure,) = figures(f"soit {written} %", tongue)
    assert (figure.number, figure.unit) == (number, "percent")


@pytest.mark.parametrize("insert", [True, False])
@given(text=st.one_of(SENTENCES, ANYTHING), locale=LOCALES)
def test_typesetting_twice_changes_nothing(insert, text, locale) -> None:
    once = typeset(text, locale, insert=insert)
    assert typeset(once, locale, insert=insert) == once


@given(st.one_of(SENTENCES, ANYTHING), LOCALES)
def test_typesetting_changes_only_spaces_and_marks(text, locale) -> None:
    def bare(words: str) -> str:
        return re.sub(r"[\s\u00a0\u202f]", "", fold(words).text).replace("‘", "'")

    assert bare(typeset(text, locale)) == bare(text)


@given(SENTENCES, LOCALES)
def test_typesetting_quoted_words_never_makes_them_another_quotation(text, locale) -> None:
    tongue = language(locale.split("-")[0])
    assert find(text, typeset(text, locale, insert=False), tongue)
