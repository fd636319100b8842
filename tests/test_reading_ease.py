"""Reading ease: sentences and words are counted as people count them, then the formula holds."""

from __future__ import annotations

import pytest

from rectoverso.languages import language
from rectoverso.review.reading_ease import ease


@pytest.mark.parametrize(
    ("code", "text", "sentences", "words", "syllables"),
    [
        ("en", "The cat sat on the mat. The dog ran after it.", 2, 11, 12),
        # Neither the point of a decimal, nor that of a title or an initial, ends a sentence.
        ("en", "Nvidia fell by 16.86% on Monday. Mr. Cox and David D. Hill agree.", 2, 13, 20),
        # A number with its groups is one word.
        ("en", "They used 2,048 chips, not 50,000 chips.", 1, 7, 7),
        # What is too short to be a sentence is left out, and so are headings.
        ("en", "Yes.\n\nThe cat sat on the mat.", 1, 6, 6),
        ("fr", "Le chat dort sur le lit. Le chien court vers lui.", 2, 11, 11),
        ("fr", "Nvidia perd 16,86 % en Bourse. M. Cox et la FTC le notent.", 2, 12, 13),
        ("fr", "Elle dit avoir pris 2\u202f048 puces, et non 50\u202f000 puces.", 1, 10, 10),
        # An elided word is one with the next, as a contraction is in English.
        ("fr", "L’action d’Apple a monté.", 1, 4, 6),
    ],
)
def test_sentences_and_words_are_counted_as_people_do(
    code: str, text: str, sentences: int, words: int, syllables: int
) -> None:
    found = ease(text, language(code))
    assert found is not None
    assert (found.sentences, found.words, found.syllables) == (sentences, words, syllables)


def test_english_has_the_formula_of_flesch() -> None:
    found = ease("The cat sat on the mat. The dog ran after it.", language("en"))
    assert found is not None
    assert found.score == round(206.835 - 1.015 * 11 / 2 - 84.6 * 12 / 11, 1)


def test_french_has_the_formula_of_kandel_and_moles() -> None:
    found = ease("Le chat dort sur le lit. Le chien court vers lui.", language("fr"))
    assert found is not None
    assert found.score == round(207 - 1.015 * 11 / 2 - 73.6 * 11 / 11, 1)


def test_longer_words_and_sentences_read_less_easily() -> None:
    easy = "Le chat dort sur le lit. Il a fini son repas."
    hard = (
        "L’approfondissement méthodologique des considérations institutionnelles"
        " nécessite vraisemblablement une réorganisation administrative considérable."
    )
    scores = [ease(text, language("fr")) for text in (easy, hard)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0].score > 90
    assert scores[1].score < 10


@pytest.mark.parametrize("text", ["", "Oui.", "16,86 %"])
def test_what_is_no_sentence_has_no_score(text: str) -> None:
    assert ease(text, language("fr")) is None
