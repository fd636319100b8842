"""Negatives in what is asked: what the question turns around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rectoverso.languages import language as language_of
from rectoverso.model.questions import Choice, Question
from rectoverso.questions.keys import judges_statement
from rectoverso.review.case import Case
from rectoverso.review.parts import quoted
from rectoverso.review.words import find
from rectoverso.text.cues import cues
from rectoverso.text.sentences import sentences

_OPENING = 3


@dataclass(frozen=True, slots=True)
class Negative:
    """A negative word or phrase with its half-open offsets.

    Attributes:
        marked: whether it stands in capitals, so that nobody overlooks it.
    """

    start: int
    end: int
    words: str
    marked: bool


def in_stem(question: Question, language: str, case: Case) -> tuple[Negative, ...]:
    """The negatives that turn the stem of a choice around: « lequel n’a pas … », “all except”.

    « Pourquoi … ne … pas ? » asks for a reason and turns nothing around; neither does a negative
    in a clause that only says who or what is meant, or in the name of a source.
    """
    if not isinstance(question.response, Choice) or judges_statement(question):
        return ()
    text = _without(case.names(language), question.stem[language])
    found: list[Negative] = []
    for start, end in sentences(text, language_of(language)):
        sentence = text[start:end]
        if not sentence.rstrip().endswith("?") and len(found) == 0 and "?" in text:
            continue
        if find("asks-why", sentence, language):
            continue
        identifies = any(one.start == 0 for one in find("asks-what-is", sentence, language))
        found += _moved(_main(sentence, language, whole=identifies), start)
    return tuple(found)


def in_statement(question: Question, language: str) -> tuple[Negative, ...]:
    """The negatives of a statement that is to be judged; what is quoted stays as it was said."""
    if not judges_statement(question) or quoted(question) or question.material is None:
        return ()
    return _main(question.material[language], language)


def anywhere(text: str, language: str) -> tuple[Negative, ...]:
    """All negatives of a text."""
    reader = language_of(language)
    places = {
        (cue.start, cue.end): cue.words for cue in cues(text, reader) if cue.kind == "negation"
    }
    places |= {(one.start, one.end): one.words for one in find("exception", text, language)}
    found: list[Negative] = []
    for (start, end), words in sorted(places.items()):
        if not found or start >= found[-1].end:
            found.append(Negative(start, end, words, _marked(words)))
    return tuple(found)


def _main(text: str, language: str, *, whole: bool = False) -> tuple[Negative, ...]:
    """The negatives outside of subordinate clauses, or all of them."""
    opened = [
        one.start
        for one in find("subclause", text, language)
        if len(text[: one.start].split()) >= _OPENING
    ]
    return tuple(
        negative
        for negative in anywhere(text, language)
        if whole or not any(start <= negative.start for start in opened)
    )


def _without(names: Iterable[str], text: str) -> str:
    """The text with names blotted out, so that the offsets stay what they are."""
    for name in names:
        text = text.replace(name, "X" * len(name))
    return text


def _moved(found: tuple[Negative, ...], by: int) -> list[Negative]:
    return [Negative(one.start + by, one.end + by, one.words, one.marked) for one in found]


def _marked(words: str) -> bool:
    return any(word.isupper() and len(word) > 1 for word in words.replace("’", " ").split())
