"""The options are of one kind and of one build.

A figure among words, a company among people, a sentence among names: the odd one out draws the eye,
and is often the key, or plainly not. « Qui est Lina Khan ? » with one « patronne » among three men
is answered by grammar. Haladyna, Downing and Rodriguez 2002, guidelines 23 and 28c; NBME
Item-Writing Guide: options that are not parallel.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectoverso.model.questions import Question
from rectoverso.problems import Code
from rectoverso.review.case import Case
from rectoverso.review.parts import Part, alternatives, options
from rectoverso.review.quantities import date, quantity
from rectoverso.review.slip import Slip
from rectoverso.review.words import count, find, listed, words
from rectoverso.text.fold import comparable

RULE = "options-mixed"
CODE = Code.Q031
YIELDS_TO = ("all-or-none-of-the-above", "distractor-in-bound")

_PHRASE = 6


def check(question: Question, case: Case) -> Iterable[Slip]:
    """A slip when two options, right sides or steps are of different kinds, or of the same kind
    and of different builds, in any language."""
    offered = alternatives(question)
    for language in case.languages:
        for describe in (_kind, _named, _ending, _opening):
            first: tuple[str, str] | None = None
            for option in offered:
                text = option.text[language]
                found = describe(option, language, case)
                if found is None:
                    continue
                if first is None:
                    first = (found, text)
                elif found != first[0]:
                    yield Slip({"found": first[1], "other": text}, offered[0].path[:1])
                    return
        alone = _alone_in_gender(options(question), language)
        if alone is not None:
            yield Slip({"found": alone[0], "other": alone[1]}, ("options",))
            return


def _kind(option: Part, language: str, case: Case) -> str:
    """A figure with its unit, a date as exactly as it is told, or words."""
    text = option.text[language]
    told = date(text, language)
    if told is not None:
        return "day" if told.day else "month" if told.month else "season" if told.season else "year"
    found = quantity(text, language, case.context)
    return f"figure {found.unit or ''}" if found is not None else "words"


def _named(option: Part, language: str, case: Case) -> str | None:
    """Whether it is the name of a person, or of something else.

    Names that are in no list are words, so words beside a name prove nothing.
    """
    text = comparable(option.text[language])
    for party in case.publication.parties.values():
        if text == comparable(party.name.get(language) or ""):
            return "person" if party.kind == "person" else "thing"
    return None


def _ending(option: Part, language: str, case: Case) -> str:
    """Whether it ends like a sentence."""
    bare = option.text[language].rstrip('»”" \u00a0\u202f)')
    return "sentence" if bare.endswith((".", "!", "?")) else "phrase"


def _opening(option: Part, language: str, case: Case) -> str | None:
    """How a phrase of a few words opens: with an article, a subject, an infinitive, or neither.

    Names and figures open as they do.
    """
    text = option.text[language]
    if (
        not text[:1].islower()
        or count(text) > _PHRASE
        or _ending(option, language, case) != "phrase"
    ):
        return None
    if date(text, language) or quantity(text, language, case.context):
        return None
    for name in ("infinitive", "pronoun", "article"):
        if any(one.start == 0 for one in find(name, text, language)):
            return name
    return "bare"


def _alone_in_gender(offered: tuple[Part, ...], language: str) -> tuple[str, str] | None:
    """The key and a wrong option, when the noun of the key alone is of its gender.

    At least two wrong options have to show theirs; many nouns do not.
    """
    genders = {option.id: _gender(option.text[language], language) for option in offered}
    right = [option for option in offered if option.right]
    wrong = [option for option in offered if not option.right and genders[option.id]]
    if len(right) != 1 or not genders[right[0].id] or len(wrong) < 2:
        return None
    if any(genders[option.id] == genders[right[0].id] for option in wrong):
        return None
    return right[0].text[language], wrong[0].text[language]


def _gender(text: str, language: str) -> str:
    """What the ending of its first word tells, of a role without an article; or nothing."""
    first = next(iter(words(text)), "")
    if not first[:1].islower():
        return ""
    for name in ("feminine", "masculine"):
        endings = tuple(word.removeprefix("-") for word in listed(name, language))
        if endings and first.endswith(endings):
            return name
    return ""
