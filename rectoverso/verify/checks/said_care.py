"""Our own sentence keeps the care of the article: who says it, a denial, « chacun »."""

from __future__ import annotations

from collections.abc import Iterator

from rectoverso.languages import Language
from rectoverso.model.entries import Fact
from rectoverso.problems import Code, Problem
from rectoverso.text.match import find
from rectoverso.verify.carried import texts_of
from rectoverso.verify.case import Case, Needs
from rectoverso.verify.ours import field_of

CODES = (Code.V045,)
NEEDS = Needs.ENTRIES

_SPEAKS = frozenset(("hedge", "attribution"))


def check(case: Case) -> Iterator[Problem]:
    """Reports a sentence that states plainly what the article has from somebody, or denies.

    A word that hedges or attributes is enough, and so is the name of whoever says it: how the
    sentence puts it is for the second reader.
    """
    for id, fact in case.edition.facts.items():
        for text in texts_of(("facts", id, "says"), fact.says, case):
            language = case.language_of(text.language)
            kinds = {cue.kind for cue in case.cues(text.words, language)}
            lost = [
                name
                for name, declared, kept in (
                    ("told_by", bool(fact.told_by), bool(kinds & _SPEAKS)),
                    ("negated", fact.negated, "negation" in kinds),
                    ("each", fact.each, "each" in kinds),
                )
                if declared and not kept
            ]
            if "told_by" in lost and _names_teller(fact, text.words, language, case):
                lost.remove("told_by")
            for name in lost:
                values = {"field": field_of(text.path), "declared": name, "entry": id}
                span = case.within("facts", text.path, 0, len(text.words))
                yield Problem(Code.V045, span, values)


def _names_teller(fact: Fact, words: str, language: Language, case: Case) -> bool:
    return any(
        find(name, words, language)
        for teller in fact.told_by
        for name in _names(teller.who, language.code, case)
    )


def _names(who: str, language: str, case: Case) -> Iterator[str]:
    party, source = case.parties.get(who), case.edition.sources.get(who)
    for name in (party.name, *party.aliases) if party else ():
        yield from (text for text in (name.get(language),) if text)
    if source:
        yield source.label.get(language) or ""
        if source.publisher:
            yield source.publisher.name
