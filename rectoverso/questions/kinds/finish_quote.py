"""How a quotation goes on: its last word, to be written; or its next sentence, to be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Quote
from rectoverso.model.questions import Blank, Choice, Fill, Level, Option, Question, Reference
from rectoverso.model.values import LocalText
from rectoverso.questions import quoting
from rectoverso.questions.choosing import chosen
from rectoverso.questions.context import Context, shuffled
from rectoverso.questions.families import alike
from rectoverso.text.sentences import sentences

KIND = "finish-quote"
Authored = None

_FEWEST_WORDS = 8
_FEWEST_GIVEN = 4
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]{5,})(?P<end>[\s.!?…]*)$")
_GAP = "end"
_CHOICE = "choice"


def generate(context: Context) -> Iterator[Question]:
    """Asks for the last word of each quote in one piece that was said in these very words, and
    for the sentence that follows the first in each quote of several.

    A back-translation has no exact words: they are not asked, and neither are those of a quote
    that some reader of the edition gets only as our translation. To choose how a quotation goes
    on asks for its sense alone, so that every reader can do it in the text they have.
    """
    for id, quote in context.quotes():
        question = _last_word(id, quote, context)
        if question is not None:
            yield question
    followed = _followed(context)
    for id in followed:
        question = _choice(id, followed, context)
        if question is not None:
            yield question


def _last_word(id: str, quote: Quote, context: Context) -> Question | None:
    one_piece = len(quote.words) == 1 and len(quote.spoken) == 1
    if not one_piece or quoting.back_translated(quote, context):
        return None
    if not all(quoting.verbatim_in(quote, code, context) for code in context.languages):
        return None
    words = quote.spoken[0]
    last = _LAST_WORD.search(words)
    if last is None or quoting.count_words(quote) < _FEWEST_WORDS:
        return None
    word = last["word"]
    if words.casefold().count(word.casefold()) > 1 or "{" in words:
        return None
    told = context.say(
        "quiz.quote-ends",
        name=context.name(quote.speaker),
        word=word,
        source=context.edition.sources[quote.source].label,
    )
    shown = f"{words[: last.start()]}{{{_GAP}}}{last['end']}".strip()
    text = context.texts(partial(_in_marks, shown))
    return Question(
        id=f"{KIND}:{id}",
        kind=KIND,
        stem=context.say("quiz.stem-finish-quote", name=context.name(quote.speaker)),
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


@dataclass(frozen=True, slots=True)
class _Followed:
    """A quote with its first sentence and the one that follows it, as each reader sees them."""

    quote: Quote
    first: LocalText
    next: LocalText


def _followed(context: Context) -> dict[str, _Followed]:
    """Quotes of several sentences with nothing left out, and as many in every language."""
    found = {}
    for id, quote in context.quotes():
        shown = quoting.shown(quote, id, context)
        if shown is None or len(quote.spoken) < len(quote.words):
            continue
        told = {language: _sentences(shown[language], language) for language in context.languages}
        if len({len(parts) for parts in told.values()}) != 1:
            continue
        if any(len(parts) < 2 or len(parts[0].split()) < _FEWEST_GIVEN for parts in told.values()):
            continue
        first = LocalText({language: parts[0] for language, parts in told.items()})
        following = LocalText({language: parts[1] for language, parts in told.items()})
        found[id] = _Followed(quote, first, following)
    return found


def _sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a quote without their full stops, which may be the article's."""
    if "[…]" in text:
        return ()
    places = sentences(text, language_of(language))
    return tuple(text[start:end].removesuffix(".") for start, end in places)


def _choice(id: str, followed: Mapping[str, _Followed], context: Context) -> Question | None:
    question = f"{KIND}:{id}:{_CHOICE}"
    others = [other for other in followed if other != id]
    texts = {other: followed[other].next for other in others}
    picked = chosen(question, followed[id].next, shuffled(others, question), texts, context)
    if not picked or alike(followed[id].first, followed[id].next, context):
        return None
    explanation = _said_by("quiz.said-by", id, followed, context)
    options = [Option(id, followed[id].next, True, explanation, Reference("quotes", id))]
    for other in picked:
        reason = _said_by("quiz.other-quote", other, followed, context)
        options.append(
            Option(other, followed[other].next, False, reason, Reference("quotes", other))
        )
    return Question(
        id=question,
        kind=KIND,
        stem=context.say("quiz.stem-next-sentence"),
        material=followed[id].first,
        material_reference=Reference("quotes", id),
        response=Choice(tuple(options)),
        explanation=explanation,
        references=(Reference("quotes", id),),
        level=Level.UNDERSTAND,
        section=followed[id].quote.section,
    )


def _said_by(key: str, id: str, followed: Mapping[str, _Followed], context: Context) -> LocalText:
    quote = followed[id].quote
    source = context.edition.sources[quote.source].label
    return context.say(key, name=context.name(quote.speaker), source=source)
