"""Whether a sentence can stand in a question without the text that it was written for."""

from __future__ import annotations

from rectoverso.languages import language as language_of
from rectoverso.model.entries import Fact
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context, mentions
from rectoverso.text.dates import dates


def stands_alone(text: LocalText, fact: Fact, context: Context, *, dated: bool = True) -> bool:
    """Whether a sentence of a fact tells by itself of whom, of what and of when it speaks.

    It must, in every language,

    - hold no word that leans on a sentence before it (« ces méthodes », “as well”),
    - name one of the fact's objects, by a name and no common noun (« l’application »),
    - tell the date, when the article has only told it by relative words or when the fact
      reports a rise or a fall, which is true of its day alone; unless the date is told beside
      it (``dated`` is false).
    """
    measure = context.measure(fact)
    relative = fact.on is not None and fact.on.words is not None
    dated = dated and (relative or (measure is not None and measure.signed))
    return all(
        not _leans(text[language], language)
        and _names_object(text[language], fact, language, context)
        and (not dated or tells_date(text[language], language))
        for language in context.languages
    )


def tells_date(text: str, language: str) -> bool:
    """Whether a text names a date that needs no other to be understood."""
    return any(
        mention.date is not None and not mention.relative
        for mention in dates(text, language_of(language))
    )


def names_date(text: LocalText, context: Context) -> bool:
    """Whether a text names a date of any kind, in any language."""
    return any(dates(text[language], language_of(language)) for language in context.languages)


def lasts(text: LocalText, context: Context) -> bool:
    """Whether a sentence tells of what has lasted since a date, and so has no one date."""
    return any(
        mentions(text[language], word, language_of(language))
        for language in context.languages
        for word in language_of(language).asking.since
    )


def _leans(text: str, language: str) -> bool:
    grammar = language_of(language)
    return any(mentions(text, word, grammar) for word in grammar.asking.leans)


def _names_object(text: str, fact: Fact, language: str, context: Context) -> bool:
    if not fact.object:
        return True
    grammar = language_of(language)
    return any(
        mentions(text, name, grammar)
        for party in fact.object
        for name in _proper(party, language, context)
    )


def _proper(party: str, language: str, context: Context) -> tuple[str, ...]:
    """The party's name, and its aliases as far as they are as much of a name.

    « R1 » is one of DeepSeek-R1, « application » is none of « application DeepSeek »; but where the
    title speaks of « le bac », everybody knows which.
    """
    name, *aliases = context.names(party, language)
    grammar = language_of(language)
    title = context.edition.head.title.get(language) or ""
    return (
        name,
        *(
            alias
            for alias in aliases
            if _telling(alias) or not _telling(name) or mentions(title, alias, grammar)
        ),
    )


def _telling(name: str) -> bool:
    """Whether a name holds a capital or a digit, as no common noun does."""
    return name != name.lower() or any(character.isdigit() for character in name)
