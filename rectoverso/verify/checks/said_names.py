"""Every name in a text of ours is carried by its entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rectoverso.problems import Code, Problem
from rectoverso.verify.carried import carries_parties, words_stand
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.names import unknown_names
from rectoverso.verify.ours import field_of, owned

CODES = (Code.V021,)
NEEDS = Needs.ENTRIES


def check(case: Case) -> Iterator[Problem]:
    """Reports names of parties, and words that look like names, that nothing carries.

    Names of our own terms and units may stand anywhere: they name no one.
    """
    ours = _our_words(case)
    for owner in owned(case):
        if owner.numbers_only:
            continue
        for text in owner.texts:
            language = case.language_of(text.language)
            known = case.names.mentions(text.words)
            strange = [
                (start, end, word)
                for start, end, word in unknown_names(text.words, language, known)
                if word not in ours and not words_stand(owner.carried, word)
            ]
            missing = [
                (mention.start, mention.end, mention.words)
                for mention in known
                if not carries_parties(owner.carried, mention.parties, mention.words, case)
            ]
            for start, end, word in sorted([*strange, *missing]):
                span = case.within(owner.kind, text.path, start, end)
                values = {"found": word, "field": str(field_of(text.path))}
                yield Problem(Code.V021, span, values)


def _our_words(case: Case) -> frozenset[str]:
    """Words of the glossary and of the publication's units, and their plurals in -s."""
    texts = [
        words
        for term in case.edition.terms.values()
        for name in (term.term, *term.aliases)
        for _, words in name.items()
    ]
    texts.extend(
        word for unit in case.head.units.values() for words in unit.words.values() for word in words
    )
    singles = {part for text in texts for part in re.findall(r"[\w.+-]+", text)}
    return frozenset(singles | {f"{single}s" for single in singles})
