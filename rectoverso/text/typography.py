"""French and English typography, for rendering only; stored words are never rewritten.

Spaces follow the profile of the locale. Addresses, code, times of day and ratios stay as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from rectoverso.languages import language
from rectoverso.languages.grammar import TypographyProfile
from rectoverso.text.patterns import any_of
from rectoverso.text.straight_marks import STAND_IN, elided_marks, with_marks

_SPACES = " \u00a0\u202f\u2007\u2009\u200a"
_ANY_SPACE = f"[{_SPACES}]"
# How an address begins. Bounded, so that a long run of letters is not read again from each of
# them. « exemple.fr/page?x=1 »: without a scheme, a path or a « ?x= » makes it an address.
_BEGINS = r"\b[a-z][a-z0-9+.-]{0,30}://|\bwww\."
_BEGINS_BARE = (
    r"(?<![\w.-])(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,63}|localhost"
    r"|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:/|\?[\w.%+-]{1,64}=)"
)
_UNTOUCHED = re.compile(
    r"`[^`]*`"
    # Between straight marks an address ends at the second.
    rf"|(?<=\")(?:{_BEGINS}|{_BEGINS_BARE})[^\s«»“”\"]*(?=\")"
    # Typographic ones as well: what was set once is set again.
    rf"|(?<=['‘’])(?<!\w['‘’])(?:{_BEGINS}|{_BEGINS_BARE})[^\s'‘’«»“”\"]*(?=['’])"
    rf"|(?:{_BEGINS})[^\s«»“”]+"
    rf"|{_BEGINS_BARE}[^\s«»“”\"]*"
    r"|\b(?:mailto|tel|urn|doi|isbn):\S+"
    # As words of a sentence these have a space after the colon.
    r"|\b(?:data|geo|sips?):[\w,+-][^\s«»“”\"]*"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    rf"|{STAND_IN}",
    re.IGNORECASE,
)
# What each of the above holds.
_SIGNS = re.compile(rf"[`:@/={STAND_IN}]|www\.", re.IGNORECASE)
_SPACE = re.compile(_ANY_SPACE)
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_ANY_SPACE}\d{{3}})+(?!\d)")
_HOUR = re.compile(rf"(?<=\d)({_ANY_SPACE}h){_ANY_SPACE}(?=\d{{2}}(?!\d))")
_ENDS = r"[\s\u00a0\u202f»”\"\]]|$"
# Where a space is put before a mark. Within « a:b » and « a;b » neither is one of a sentence, and
# « != » is none; « :-) » and « ;) » are faces.
_PUT_BEFORE = {":": rf"(?={_ENDS}|\))", ";": rf"(?={_ENDS})", "!": "(?!=)"}
# Where the space that stands there changes its kind.
_CHANGED_BEFORE = {":": rf"(?={_ENDS}|[\w)«“])", ";": r"(?!-?[()])", "!": "(?!=)"}

_Change = tuple[str, re.Pattern[str], str]
"""A sign without which a text stays as it is, what is looked for, and what takes its place."""


class Part(NamedTuple):
    """A part of a line, such as the text of one element.

    Attributes:
        text: plain text without markup.
        stays: whether it is code or in another language: it only stands in the line.
    """

    text: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a locale asks for; most texts hold few of the signs, and patterns cost more."""

    profile: TypographyProfile
    inserting: tuple[_Change, ...]
    keeping: tuple[_Change, ...]
    keep_after: re.Pattern[str]
    keep_before: re.Pattern[str]
    elided: re.Pattern[str]


@cache
def _rules(locale: str) -> _Rules:
    code = locale.partition("-")[0]
    grammar = language(code)
    data = grammar.typography
    profile = data.profiles.get(locale, data.profiles[code])
    after, before = any_of(data.keep_after), any_of(data.keep_before)
    # « 17 », or « 1er ».
    number = "|".join(
        rf"(?<=\d{re.escape(end)})" for end in ("", *sorted(grammar.numbers.ordinal_suffixes))
    )
    return _Rules(
        profile=profile,
        inserting=tuple(_changes(profile, insert=True)),
        keeping=tuple(_changes(profile, insert=False)),
        keep_after=re.compile(rf"(?<![\w.])({after}){_ANY_SPACE}+(?=[\w{STAND_IN}])"),
        keep_before=re.compile(rf"(?:{number}){_ANY_SPACE}+(?=(?:{before})(?!\w))"),
        elided=elided_marks(data.elided),
    )


def _changes(profile: TypographyProfile, *, insert: bool) -> Iterator[_Change]:
    """The spaces before marks and inside quotation marks, in the order in which they are set."""
    least = "*" if insert else "+"
    opening, closing = profile.quotes
    for mark, space in profile.before.items():
        here = re.escape(mark) + _CHANGED_BEFORE.get(mark, "")
        yield mark, re.compile(rf"(?<=[^\s\u00a0\u202f(\[«]){_ANY_SPACE}+(?={here})"), space
        if insert and space:
            here = re.escape(mark) + _PUT_BEFORE.get(mark, "")
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
    return typeset_line((Part(text),), locale, insert=insert)[0]


def typeset_line(parts: Sequence[Part], locale: str, *, insert: bool = True) -> tuple[str, ...]:
    """The parts of a line with the typography of a locale, which marks and spaces follow across
    the bounds between them: « <em>17</em> % ».

    Args:
        parts: what stands on the line, in its order.
        locale, insert: as for ``typeset``.

    Returns:
        The text of each part; as it was, where it stays.

    Raises:
        KeyError: there is no such language.
    """
    rules = _rules(locale)
    stood = [_stood_in(part, rules.profile) for part in parts]
    texts = [text for text, _ in stood]
    marked = with_marks("".join(texts), rules.profile.quotes, rules.elided)
    done = _spaces(marked, rules, insert=insert)
    if len(done) == len(marked) and _SPACE.sub(" ", done) == _SPACE.sub(" ", marked):
        ends = accumulate(map(len, texts))
        cut = [done[end - len(text) : end] for end, text in zip(ends, texts, strict=True)]
    else:
        cut = _cut(done, texts, rules.profile.quotes[0])
    return tuple(
        part.text if part.stays else _put_back(text, kept)
        for part, text, (_, kept) in zip(parts, cut, stood, strict=True)
    )


def _stood_in(part: Part, profile: TypographyProfile) -> tuple[str, list[str]]:
    """A part with something in the place of addresses, code and times; and these.

    Digits are grouped here, because in two elements they are two numbers.
    """
    if part.stays:
        inner = part.text.strip()
        first, last = part.text[:1], part.text[-1:]
        body = STAND_IN if inner else ""
        return " " * first.isspace() + body + " " * bool(body and last.isspace()), []
    # Without one of their signs there is none.
    if not _SIGNS.search(part.text):
        return _grouped(part.text, profile), []
    text = _UNTOUCHED.sub(STAND_IN, part.text)
    return _grouped(text, profile), _UNTOUCHED.findall(part.text)


def _grouped(text: str, profile: TypographyProfile) -> str:
    if not _DIGIT.search(text):
        return text
    return _GROUPED.sub(lambda match: _SPACE.sub(profile.group, match.group()), text)


def _put_back(text: str, kept: list[str]) -> str:
    if not kept:
        return text
    pieces = text.split(STAND_IN)
    return "".join(piece + word for piece, word in zip(pieces, [*kept, ""], strict=True))


def _cut(done: str, parts: Sequence[str], opening: str) -> list[str]:
    """The parts of a line whose spaces have changed: its other characters tell where to cut.

    A space that is new belongs to the part of the mark that asks for it.
    """
    places = [place for place, character in enumerate(done) if character not in _SPACES]
    places.append(len(done))
    cut: list[str] = []
    start = others = spaces = 0
    for part, following in zip(parts, [*parts[1:], ""], strict=True):
        here = len(part) - sum(map(part.count, _SPACES))
        spaces = len(part) - len(part.rstrip(_SPACES)) if here else spaces + len(part)
        others += here
        low = places[others - 1] + 1 if others else 0
        room = places[others] - low
        if spaces or following[:1] in _SPACES:
            end = low + min(spaces, room)
        else:
            end = low + (room if done[low - 1 : low] == opening else 0)
        cut.append(done[start:end])
        start = end
    cut[-1] += done[start:]
    return cut


def _spaces(text: str, rules: _Rules, *, insert: bool) -> str:
    for sign, pattern, put in rules.inserting if insert else rules.keeping:
        if sign in text:
            text = pattern.sub(put, text)
    if _DIGIT.search(text):
        text = rules.keep_before.sub(rules.profile.number_space, text)
        if "h" in text:
            text = _HOUR.sub("\\1\u00a0", text)
    return rules.keep_after.sub(lambda match: match.group(1) + "\u00a0", text)
