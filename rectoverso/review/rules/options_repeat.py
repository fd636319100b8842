"""What all options say stands once, in the stem.

Three words at the start or at the end of every option are read as often as there are options, and
hide what differs. Haladyna, Downing and Rodriguez 2002, guidelines 13 and 15: the central idea in
the stem; NBME Item-Writing Guide: long, complex options.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import alternatives
from rectoverso.review.quantities import date, quantity
from rectoverso.review.slip import Slip

RULE = "options-repeat"
CODE = Code.Q048

_WORDS = 3
_OPTIONS = 3


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when all of three or more options begin or end with the same three words.

    The unit of figures stays with each of them.
    """
    offered = alternatives(question)
    if len(offered) < _OPTIONS:
        return
    for language in case.languages:
        texts = [option.text[language] for option in offered]
        if all(quantity(text, language, case.context) or date(text, language) for text in texts):
            continue
        split = [text.rstrip(".").split() for text in texts]
        for found in (_common(split), _common([words[::-1] for words in split])[::-1]):
            if len(found) >= _WORDS:
                yield Slip({"found": " ".join(found)}, offered[0].path[:1])
                return


def _common(options: list[list[str]]) -> list[str]:
    """The words that all lists begin with; none when one of them has no others."""
    found = [
        words[0]
        for words in takewhile(
            lambda words: all(word.lower() == words[0].lower() for word in words),
            zip(*options, strict=False),
        )
    ]
    return found if all(len(words) > len(found) for words in options) else []
