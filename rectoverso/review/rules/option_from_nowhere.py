"""Where the edition speaks of the key, it speaks of the other options, too.

If the right name is the only one that a reader has met, it is recognised and not known. The rule
looks at short options that are no figures or dates: when the key stands in the edition word for
word, each of the others should. Haladyna, Downing and Rodriguez 2002, guideline 29: make all
distractors plausible.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.questions.giveaway import whole
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.quantities import date, quantity
from rectoverso.review.slip import Slip
from rectoverso.review.words import count, find
from rectoverso.text.fold import comparable

RULE = "option-from-nowhere"
CODE = Code.Q045
YIELDS_TO = ("all-or-none-of-the-above", "options-mixed")

_SHORT = 4


def check(question: Question, case: Case) -> Iterable[Slip]:
    """One slip for each wrong option that occurs nowhere in the edition, in some language, while
    every right one does."""
    offered = options(question)
    for language in case.languages:
        texts = [option.text[language] for option in offered]
        if any(count(text) > _SHORT or _reckoned(text, language, case) for text in texts):
            return
    known = {
        option.id: all(
            whole(_bare(option.text[language], language)).search(case.corpora[language])
            for language in case.languages
        )
        for option in offered
    }
    if all(known[option.id] for option in offered if option.right):
        for option in offered:
            if not option.right and not known[option.id]:
                yield Slip({"found": case.first(option.text)}, option.path)


def _reckoned(text: str, language: str, case: Case) -> bool:
    return bool(date(text, language) or quantity(text, language, case.context))


def _bare(text: str, language: str) -> str:
    """An option without its article, as it may stand elsewhere."""
    opening = next((one for one in find("article", text, language) if one.start == 0), None)
    return comparable(text[opening.end :] if opening else text).rstrip(".")
