"""French and English typography, for rendering only; stored words are never rewritten.

Spaces follow the profile of the locale. Addresses, code, times of day and ratios stay as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rectoverso.languages import language
from rectoverso.languages.grammar import TypographyProfile

_ANY_SPACE = r"[ \u00a0\u202f\u2007\u2009\u200a]"
# Bounded, so that a long run of letters is not read again from each of them.
_UNTOUCHED = re.compile(
    r"`[^`]*`"
    # Between straight marks an address ends at the second.
    r"|(?<=\")[a-z][a-z0-9+.-]{0,30}://[^\s\"]+(?=\")"
    r"|\b[a-z][a-z0-9+.-]{0,30}://[^\s«»“”]+"
    r"|\bwww\.[^\s«»“”]+"
    # « exemple.fr/page?x=1 »: without a scheme, a path or a « ?x= » makes it an address.
    r"|(?<![\w.-])(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,63}|localhost"
    r"|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:/|\?[\w.%+-]{1,64}=)[^\s«»“”\"]*"
    r"|\b(?:mailto|tel|urn|doi|isbn):\S+"
    # As words of a sentence these have a space after the colon.
    r"|\b(?:data|geo|sips?):[\w,+-][^\s«»“”\"]*"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b",
    re.IGNORECASE,
)
# What each of the above holds.
_SIGNS = re.compile(r"[`:@/=]|www\.", re.IGNORECASE)
_SPACE = re.compile(_ANY_SPACE)
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_ANY_SPACE}\d{{3}})+(?!\d)")
_HOUR = re.compile(rf"(?<=\d)({_ANY_SPACE}h){_ANY_SPACE}(?=\d{{2}}(?!\d))")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?])'(?!\w)")
# A colon within « a:b » is none of a sentence; « :-) » and « ;) » are faces.
_FOLLOWS = {":": r"(?=[\s\u00a0\u202f»”\")\]]|$)", ";": r"(?!-?[()])"}

_Change = tuple[str, re.Pattern[str], str]
"""A sign without which a text stays as it is, what is looked for, and what takes its place."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a locale asks for; most texts hold few of the signs, and patterns cost more."""

    profile: TypographyProfile
    inserting: tuple[_Change, ...]
    keeping: tuple[_Change, ...]
    keep_after: re.Pattern[str]
    keep_before: re.Pattern[str]


@cache
def _rules(locale: str) -> _Rules:
    code = locale.partition("-")[0]
    data = language(code).typography
    profile = data.profiles.get(locale, data.profiles[code])
    after = "|".join(re.escape(word) for word in sorted(data.keep_after, key=len, reverse=True))
    before = "|".join(re.escape(word) for word in sorted(data.keep_before, key=len, reverse=True))
    return _Rules(
        profile=profile,
        inserting=tuple(_changes(profile, insert=True)),
        keeping=tuple(_changes(profile, insert=False)),
        keep_after=re.compile(rf"(?<![\w.])({after}){_ANY_SPACE}+(?=\w)"),
        keep_before=re.compile(rf"(?<=\d){_ANY_SPACE}+(?=(?:{before})(?!\w))"),
    )


def _changes(profile: TypographyProfile, *, insert: bool) -> Iterator[_Change]:
    """The spaces before marks and inside quotation marks, in the order in which they are set."""
    least = "*" if insert else "+"
    opening, closing = profile.quotes
    for mark, space in profile.before.items():
        here = re.escape(mark) + _FOLLOWS.get(mark, "")
        yield mark, re.compile(rf"(?<=[^\s\u00a0\u202f(\[«]){_ANY_SPACE}+(?={here})"), space
        if insert and space:
            # Not after another mark of the kind (« ?! »), nor after an ellipsis (« …? »).
            pattern = rf"(?<=[^\s\u00a0\u202f;:!?(\[«…])(?={here})"
            yield mark, re.compile(pattern), space
    if profile.inside_quotes:
        pattern = rf"{opening}(?:{_ANY_SPACE}{least}(?=\S)|{_ANY_SPACE}+$)"
        yield opening, re.compile(pattern), opening + profile.inside_quotes
        pattern = rf"(?<=[^\s\u00a0\u202f«]){_ANY_SPACE}{least}{closing}"
        yield closing, re.compile(pattern), profile.inside_quotes + closing
    if profile.before_percent:
        for sign in "%‰":
            pattern = rf"(?<=\d){_ANY_SPACE}{least}(?={sign})"
            yield sign, re.compile(pattern), profile.before_percent


def typeset(text: str, locale: str, *, insert: bool = True) -> str:
    """The text with the typography of a locale.

    Args:
        text: plain text, one stretch of prose without markup.
        locale: ``fr``, ``fr-CA``, ``en`` or ``en-GB``; another region takes its language's.
        insert: whether a space may be put where there was none (« 17% »). With ``False``,
            for quoted words, only the kind of spaces and marks changes.

    Returns:
        The same words. Applying it again changes nothing.

    Raises:
        KeyError: there is no such language.
    """
    rules = _rules(locale)
    # Marks pair across an address, so they are set first, over the whole text.
    text = _marks(text, rules.profile)
    untouched = _untouched(text)
    if not untouched:
        return _spaces(text, rules, insert=insert)
    used = set(text)
    stand_in = next(chr(code) for code in range(0xE000, 0xF0000) if chr(code) not in used)
    spaced = _spaces(_UNTOUCHED.sub(stand_in, text), rules, insert=insert)
    kept = iter(untouched)
    return re.sub(stand_in, lambda _: next(kept), spaced)


def _untouched(text: str) -> list[str]:
    """Addresses, code and times in a text. Without one of their signs there is none."""
    if not _SIGNS.search(text):
        return []
    return _UNTOUCHED.findall(text)


def _marks(text: str, profile: TypographyProfile) -> str:
    if "'" not in text and '"' not in text:
        return text
    untouched = {place for match in _UNTOUCHED.finditer(text) for place in range(*match.span())}
    characters = list(text)
    last_double = text.rfind('"')
    # A straight single mark before a letter opens a quotation, unless none closes after it: then
    # it elides.
    last_closing = max((match.start() for match in _CLOSING_SINGLE.finditer(text)), default=-1)
    opening, closing = profile.quotes
    is_open = single_open = False
    for place, character in enumerate(text):
        if place in untouched:
            continue
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if character == "'":
            if before.isdigit() and not after.isalnum() and not single_open:
                # Feet, or minutes of an arc.
                continue
            if before.isalnum() or (after.isalnum() and last_closing <= place):
                characters[place] = "’"
                single_open = single_open and after.isalnum()
            elif after.isalnum():
                characters[place] = "‘"
                single_open = True
            elif not before.isspace():
                characters[place] = "’"
                single_open = False
        elif character == '"':
            if not is_open and before.isdigit() and not after.isalnum():
                continue
            if not is_open and place == last_double:
                continue
            characters[place] = closing if is_open else opening
            is_open = not is_open
    return "".join(characters)


def _spaces(text: str, rules: _Rules, *, insert: bool) -> str:
    for sign, pattern, put in rules.inserting if insert else rules.keeping:
        if sign in text:
            text = pattern.sub(put, text)
    if _DIGIT.search(text):
        group = rules.profile.group
        text = _GROUPED.sub(lambda match: _SPACE.sub(group, match.group()), text)
        text = rules.keep_before.sub(rules.profile.number_space, text)
        if "h" in text:
            text = _HOUR.sub("\\1\u00a0", text)
    return rules.keep_after.sub(lambda match: match.group(1) + "\u00a0", text)
