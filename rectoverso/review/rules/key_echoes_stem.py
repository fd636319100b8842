"""No word leads from the stem to the key alone.

A word that stands in the stem and in the right answer and in no other gives the answer to whoever
knows nothing (a clang association); an answer that can be read in the question itself all the more.
Haladyna, Downing and Rodriguez 2002, guideline 28b; NBME Item-Writing Guide: word repeats.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Choice, Fill, Number, Question, Short
from rectoverso.problems import Code
from rectoverso.questions.giveaway import whole
from rectoverso.questions.keys import visible_text
from rectoverso.review.case import Case
from rectoverso.review.parts import options
from rectoverso.review.slip import Slip
from rectoverso.review.words import content_words, root, roots
from rectoverso.text.fold import comparable

RULE = "key-echoes-stem"
CODE = Code.Q038


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip for a choice with such a word, and for another answer that stands in the question."""
    for language in case.languages:
        found = _shared(question, language) or _readable(question, language)
        if found:
            yield Slip({"found": found}, ("stem",))
            return


def _shared(question: Question, language: str) -> str:
    """A content word of the key that is in the stem or its material, and in no wrong option."""
    response = question.response
    offered = options(question)
    if not isinstance(response, Choice) or response.several or len(offered) < 2:
        return ""
    key = next(option.text[language] for option in offered if option.right)
    shown = [question.stem, question.material]
    stem = roots(" ".join(text[language] for text in shown if text is not None), language)
    wrong = frozenset[str]().union(
        *(roots(option.text[language], language) for option in offered if not option.right)
    )
    return next(
        (
            word
            for word in content_words(key, language)
            if root(word) in stem and root(word) not in wrong
        ),
        "",
    )


def _readable(question: Question, language: str) -> str:
    """The answer to be written, where it stands in what the reader sees."""
    text = comparable(visible_text(question, language))
    for answer in _written(question, language):
        if whole(comparable(answer)).search(text):
            return answer
    return ""


def _written(question: Question, language: str) -> tuple[str, ...]:
    match question.response:
        case Short(accepted=accepted):
            return accepted[language][:1]
        case Fill(blanks=blanks):
            return tuple(blank.accepted[language][0] for blank in blanks)
        case Number(shown=shown):
            return (shown[language],)
    return ()
