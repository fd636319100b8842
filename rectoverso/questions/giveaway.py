"""Whether one question shows the answer of another (Haladyna, Downing and Rodriguez 2002,
guideline 4: keep the content of items independent of one another)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rectoverso.model.questions import Question
from rectoverso.questions import keys
from rectoverso.text.fold import comparable


@dataclass(frozen=True, slots=True)
class Shown:
    """What one question shows and what its answer is, in every language, for comparison.

    Attributes:
        texts: what a reader sees before answering, without the options of choices.
        answers: the key in words, as far as it can be given away, with what finds it.
    """

    texts: tuple[str, ...]
    answers: tuple[tuple[str, re.Pattern[str]], ...]


def shown(question: Question, languages: tuple[str, ...]) -> Shown:
    """What a question shows and what its answer is."""
    found = {
        comparable(text) for code in languages for text in keys.key_texts(question, code) if text
    }
    return Shown(
        tuple(comparable(keys.visible_text(question, code)) for code in languages),
        tuple((text, whole(text)) for text in sorted(found)),
    )


def whole(text: str) -> re.Pattern[str]:
    """Finds a plain text where it is neither part of a word, a name or a number.

    « 4 » is not in « GPT-4 » nor in « 4,5 », « 5 millions » not in « 1,5 millions ».
    """
    return re.compile(rf"(?<![\w-])(?<!\d[ .,]){re.escape(text)}(?!\w|[.,]\d)")


def gives_away(one: Shown, other: Shown) -> str | None:
    """The answer of the other that stands in what the one shows, or none."""
    return next(
        (answer for answer, key in other.answers if any(key.search(text) for text in one.texts)),
        None,
    )
