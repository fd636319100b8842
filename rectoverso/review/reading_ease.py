"""How easily a text reads: a score from 0 (hard) to 100 (easy).

- English: Flesch 1948, A New Readability Yardstick: 206.835 − 1.015 × words per sentence − 84.6 ×
  syllables per word.
- French: Kandel and Moles 1958, Application de l’indice de Flesch à la langue française: 207 −
  1.015 × words per sentence − 73.6 × syllables per word.

A word is what stands between spaces, so « l’entreprise » is one, as a contraction is with Flesch;
a number is one word of one syllable. Syllables are those at which the word could be hyphenated, in
English those of a pronouncing dictionary where it has the word. French words are not hyphenated
after a single first letter (« avoir », « école »), so French scores are some points too high. The
scores of two languages are not to be compared: what one scale calls 60 the other does not.
"""

from __future__ import annotations

import re

from textstat.textstat import textstatistics  # type: ignore[import-untyped]

from rectoverso.languages import Language
from rectoverso.model.review import Ease
from rectoverso.review.words import count
from rectoverso.text.fold import fold
from rectoverso.text.sentences import sentences

_STOPS = re.compile(r"[.!?…]")
_DIGIT_GROUP = re.compile(r"(?<=\d)[ ,.'](?=\d)")
_FEWEST_WORDS = 3
"""The library counts no sentence of fewer words: headings and « Oui. » are left out."""


def ease(text: str, language: Language) -> Ease | None:
    """The reading ease of a text without markup.

    Args:
        text: paragraphs apart by empty lines; headings and labels are no sentences, so they
            should not be in it.
        language: of the text. A language without a formula of its own gets Flesch's.

    Returns:
        The score and what it was made from; none when there is no sentence of three words.
    """
    told = [fold(text[start:end]).text for start, end in sentences(text, language)]
    fed = [_fed(sentence) for sentence in told if count(sentence) >= _FEWEST_WORDS]
    if not fed:
        return None
    plain = " ".join(fed)
    library = textstatistics()
    library.set_lang(language.code)
    return Ease(
        score=round(float(library.flesch_reading_ease(plain)), 1),
        sentences=int(library.sentence_count(plain)),
        words=int(library.lexicon_count(plain)),
        syllables=int(library.syllable_count(plain)),
    )


def _fed(sentence: str) -> str:
    """A sentence as the library takes it for one: it ends sentences at every full stop, that of
    « 16.86 % » and of « M. Cox » included, and takes « 50 000 » for two words."""
    return _STOPS.sub("", _DIGIT_GROUP.sub("", sentence)).strip() + "."
