"""Grammatical gender of roles: an « investisseuse » is found at once among men."""

from __future__ import annotations

from enum import StrEnum

from rectoverso.languages import language as language_of
from rectoverso.model.values import LocalText
from rectoverso.questions.context import Context
from rectoverso.text.fold import fold


class Gender(StrEnum):
    """What a role tells of whoever has it; ``unknown`` is what cannot be told by its words."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


def gender(role: str, language: str) -> Gender:
    """The gender of a role's first noun, by its ending.

    Args:
        role: without an article, such as « ancien patron de Windows ».
        language: its language.
    """
    data = language_of(language).asking.roles
    words = fold(role).text.casefold().replace("'", "' ").split()
    for place, word in enumerate(words):
        if word in data.feminine_words:
            return Gender.FEMININE
        if word in data.masculine_words:
            return Gender.MASCULINE
        for prefix in data.prefixes:
            word = word.removeprefix(prefix)
        found = _by_ending(word, language)
        # « Économiste française »: what follows a neutral noun may tell after all.
        told = found is Gender.NEUTRAL and data.otherwise != Gender.NEUTRAL
        if told and place + 1 < len(words) and words[place + 1] not in data.links:
            return Gender.UNKNOWN
        return found
    return Gender.UNKNOWN


def _by_ending(noun: str, language: str) -> Gender:
    data = language_of(language).asking.roles
    endings = [
        *((ending, Gender.FEMININE) for ending in data.feminine),
        *((ending, Gender.MASCULINE) for ending in data.masculine),
        *((ending, Gender.NEUTRAL) for ending in data.neutral),
    ]
    fitting = [(len(ending), found) for ending, found in endings if noun.endswith(ending)]
    return max(fitting)[1] if fitting else Gender(data.otherwise)


def tells_apart(role: LocalText, other: LocalText, context: Context) -> bool:
    """Whether one of two roles can be ruled out for a person by gender alone, in a language.

    A neutral role tells nothing of its person, who may be ruled out for a role that does.
    """
    for language in context.languages:
        own, another = gender(role[language], language), gender(other[language], language)
        if Gender.UNKNOWN in (own, another):
            return True
        if own is not another and not (own is not Gender.NEUTRAL and another is Gender.NEUTRAL):
            return True
    return False
