"""Stems and explanations that several kinds build from what the content says."""

from __future__ import annotations

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context
from rectoverso.text.figures import Figure, figures

GAP = "_____"
"""Stands in a text for what is to be found; templates draw it."""


def figure_in(text: str, fact: Fact, language: str, context: Context) -> Figure | None:
    """The one figure of a text that is the fact's value; none when there are several or none."""
    if fact.value is None:
        return None
    found = [
        figure
        for figure in figures(text, language_of(language), context.unit_words(language))
        if not figure.vague and not figure.ordinal and abs(figure.number) == abs(fact.value)
    ]
    # « À la moitié » has no place for « 0,4 ».
    written = [figure for figure in found if figure.unit or abs(figure.number) >= 1]
    return written[0] if len(written) == len(found) == 1 else None


def states_value(text: LocalText, fact: Fact, context: Context) -> bool:
    """Whether a text gives the fact's value away in some language."""
    return any(
        abs(figure.number) == abs(fact.value or 0)
        for language in context.languages
        for figure in figures(text[language], language_of(language), context.unit_words(language))
    )


def replaced(fact: Fact, by: LocalText, context: Context) -> LocalText | None:
    """The fact's sentence with another text in the place of its figure.

    Returns:
        None when the figure does not stand there exactly once in every language.
    """
    texts = {}
    for language in context.languages:
        sentence = fact.says[language]
        figure = figure_in(sentence, fact, language, context)
        if figure is None:
            return None
        texts[language] = sentence[: figure.start] + by[language] + sentence[figure.end :]
    return LocalText(texts)


def gap(context: Context) -> LocalText:
    """The gap in every language."""
    return context.texts(lambda language: GAP)


def sourced(
    stem: LocalText, material: LocalText | None, id: str, fact: Fact, context: Context
) -> LocalText:
    """The stem of a question about a fact; of an unsure fact it names who says it.

    What is contested, doubted, hedged or told by someone is no plain truth: the question then
    asks what that source says (design, sections 7 and 8).
    """
    if not context.unsure(id, fact) or context.names_teller(fact, stem):
        return stem
    if material is not None and context.names_teller(fact, material):
        return stem
    source = context.edition.sources[context.sources_of(fact)[0]]
    key = "quiz.according-to" if source.publisher else "quiz.in-source"
    name = context.texts(
        lambda language: (
            source.publisher.name if source.publisher else source.label.get(language) or ""
        )
    )
    bare = context.texts(lambda language: stem[language].rstrip(" ?.\u00a0\u202f"))
    return context.say(key, stem=bare, source=name)


def explained(fact: Fact, context: Context) -> LocalText:
    """Why the key is right: the fact's sentence, and the editor's doubt where there is one."""
    return with_doubt(fact.says, fact, context)


def with_doubt(text: LocalText, fact: Fact, context: Context) -> LocalText:
    """A text, and after it the editor's doubt about the fact where there is one."""
    if fact.doubt is None or not context.complete(fact.doubt):
        return text
    doubt = fact.doubt
    return context.texts(lambda language: f"{text[language]} {doubt[language]}")
