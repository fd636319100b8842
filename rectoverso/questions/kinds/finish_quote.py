"""How a verbatim quotation goes on: its last words, to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from rectoverso.languages import language as language_of
from rectoverso.model.questions import Blank, Fill, Level, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import quoting
from rectoverso.questions.context import Context

KIND = "finish-quote"
Authored = None

_FEWEST_WORDS = 8
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]{5,})(?P<end>[\s.!?…]*)$")
_GAP = "end"


def generate(context: Context) -> Iterator[Question]:
    """Asks for the last word of each quote in one piece that was said in these very words.

    A back-translation has no exact words: it is not asked, and neither is a quote that some
    reader of the edition gets only as our translation.
    """
    for id, quote in context.quotes():
        one_piece = len(quote.words) == 1 and len(quote.spoken) == 1
        if not one_piece or quoting.back_translated(quote, context):
            continue
        if not all(quoting.verbatim_in(quote, code, context) for code in context.languages):
            continue
        words = quote.spoken[0]
        last = _LAST_WORD.search(words)
        if last is None or quoting.count_words(quote) < _FEWEST_WORDS:
            continue
        word = last["word"]
        if words.casefold().count(word.casefold()) > 1 or "{" in words:
            continue
        told = context.say(
            "quiz.quote-ends",
            name=context.name(quote.speaker),
            word=word,
            source=context.edition.sources[quote.source].label,
        )
        shown = f"{words[: last.start()]}{{{_GAP}}}{last['end']}".strip()
        text = context.texts(partial(_in_marks, shown))
        yield Question(
            id=f"{KIND}:{id}",
            kind=KIND,
            stem=_stem(quote.speaker, context),
            response=Fill(text, (Blank(_GAP, dict.fromkeys(context.languages, (word,)), told),)),
            material_reference=Reference("quotes", id),
            explanation=told,
            references=(Reference("quotes", id),),
            level=Level.REMEMBER,
            section=quote.section,
        )


def _in_marks(words: str, language: str) -> str:
    profile = language_of(language).typography.profiles[language]
    opening, closing = profile.quotes
    return f"{opening}{profile.inside_quotes}{words}{profile.inside_quotes}{closing}"


def _stem(speaker: str, context: Context) -> LocalText:
    return context.say("quiz.stem-finish-quote", name=context.name(speaker))
