"""A role is one that an article gives, or it is marked as the editor's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rectoverso.languages import Language
from rectoverso.model.entries import Role
from rectoverso.problems import Code, Problem
from rectoverso.text.fold import fold
from rectoverso.verify.case import Case, Located, Needs
from rectoverso.verify.ledger import role_id

CODES = (Code.V023,)
NEEDS = Needs.ARTICLES

_WORD = re.compile(r"[^\W\d_]+|\d+")


def check(case: Case) -> Iterator[Problem]:
    """Reports roles without evidence, evidence that does not stand by the person's name, and
    evidence that gives another role.

    The role in the article's language stands in the words of its evidence, word by word and in
    order: words between (« professeur agrégé d’informatique ») may be left out, one before that
    makes it another role (« vice-président », « ex-patronne ») may not.
    """
    for index, role in enumerate(case.edition.roles):
        if role.by is not None:
            continue
        located = case.evidence.get(("roles", role_id(case.edition.roles, index)))
        if role.evidence and (located is None or not all(one.status.verified for one in located)):
            continue
        given = [
            one
            for one in located or ()
            if role.who in case.names.parties(one.sentence.text) and _gives(role, one)
        ]
        if not given:
            text = next(iter(role.role.items()))[1]
            name = next(iter(case.parties[role.who].name.items()))[1]
            values = {"entry": name, "found": text}
            yield Problem(Code.V023, case.span("roles", index), values)


def _gives(role: Role, one: Located) -> bool:
    """Whether evidence holds the role; a role without a text in its language is a translation,
    which is left to the second reader."""
    language = one.reading.language
    text = next((words for code, words in role.role.items() if code == language.code), None)
    if text is None:
        return True
    there = _words(one.reading.text[one.start : one.end], language)
    place = -1
    for at, word in enumerate(_words(text, language)):
        found = next(
            (i for i in range(place + 1, len(there)) if _same(word, there[i], language)), -1
        )
        if found < 0:
            return False
        if at == 0 and found and there[found - 1] in language.names.role_qualifiers:
            return False
        place = found
    return place >= 0


def _words(text: str, language: Language) -> list[str]:
    """The words that say something, in lower case: articles and prepositions vary with where
    the name stands (« la journaliste Joanna Stern du … », « journaliste au … »)."""
    words = (word.lower() for word in _WORD.findall(fold(text).text))
    return [word for word in words if word not in language.numbers.function_words]


def _same(one: str, other: str, language: Language) -> bool:
    """Whether two words are the same, or the same for a man and a woman."""
    if one == other:
        return True
    return any(
        (one.endswith(a) and other == one.removesuffix(a) + b)
        or (one.endswith(b) and other == one.removesuffix(b) + a)
        for a, b in language.names.role_endings
    )
