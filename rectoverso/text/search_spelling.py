"""How a text is spelled in the index of the search, so that words are found as people type them.

Pagefind sets case and accents aside by itself. It takes « l’école » for one word, « lécole », so
that neither « école » finds it nor « lune » leaves « l’une » alone; it does not know « œ »; it
cuts 2 048 at its space; « R1 » does not find DeepSeek-R1, nor « Brien » O’Brien, nor « loreal »
L’Oréal once that is two words. So the index holds another spelling, from which the page's own can
be had back: the script of the search page (``templates/assets/search.js``) shows that one.
"""

from __future__ import annotations

import re
from functools import cache

from rectoverso import languages

_JOINED = "\u2060"
"""Stands inside a word; Pagefind counts it neither as a letter nor as a space."""

_HIDDEN = "\u2063"
"""Begins a keyword that nobody sees: how else the word before it may be typed."""

_CURVED = "`"
"""Stands for ’."""

# Some keyboards write it for ’. Pagefind takes it for a letter.
_LETTERLIKE = "ʼ"
_MARK = re.compile("['’‘]")
# Not elided, but of parts: O’Brien, rock’n’roll. Pagefind sees these where the mark is in ASCII.
_PARTED = re.compile(r"(?<!\w)O’(?=[^\W\d_])|(?<=[^\W\d_])’[nN]’(?=[^\W\d_])")
_LIGATURE = re.compile("[œŒæÆ]")
_ASH = re.compile(r"[^\W\d_]*[æÆ][^\W\d_]*")
_PARTS = {"œ": ("o", "e"), "Œ": ("O", "e"), "æ": ("a", "e"), "Æ": ("A", "e")}
# A node of text may end at the hyphen: a name with a digit is marked by an element of its own.
_NUMBERED = re.compile(r"(?<=\w)-(?=\w*\d|\Z)|(?<=\d)-(?=\w)")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")


@cache
def elided() -> str:
    """Words of all languages that end in an apostrophe, as alternatives of a regular expression.

    Those of all languages at once, for a page in English quotes French.
    """
    known = (languages.language(code).speech.elisions for code in languages.codes())
    words = {word for some in known for word in some}
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words))


@cache
def _elision() -> re.Pattern[str]:
    # A node of text may end before the word, as in « l’<em>école</em> ».
    # None begins in the middle of a word, as in « rock’n’roll ».
    return re.compile(rf"(?<!\w)(?<!\w['’‘])(?:(?:{elided()})['’‘])+(?=\w|\Z)", re.IGNORECASE)


@cache
def _elided_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w'’‘])(?P<elision>{elided()})['’‘](?P<name>[^\W\d_]+)", re.IGNORECASE
    )


def _with_keyword(found: re.Match[str]) -> str:
    """A name that holds its article is typed without the apostrophe: « loreal », « lhumanite »."""
    elision, name = found["elision"], found["name"]
    if not (elision[0].isupper() and name[0].isupper()):
        return found[0]
    return f"{found[0]} {_HIDDEN}{elision.lower()}{name.lower()}"


def _ends(mark: re.Match[str]) -> str:
    return f"{_CURVED if mark[0] == '’' else mark[0]}| "


def _ash_as_e(word: str) -> str:
    return word.lower().replace("æ", "e")


def search_spelling(text: str) -> str:
    """The text of a page as the index spells it.

    - an elided word is a word of its own: « l’eau » is ``l`| eau``, « l'eau » ``l'| eau``
    - a name of parts shows them to Pagefind: « O’Brien » is ``O`Brien``
    - an elided name has a keyword after it that is hidden: « L’Oréal » is ``L`| Oréal loréal``, and
      so has a word with æ, which many write with e
    - a letter that looks like an apostrophe is one: « lʼeau » is spelled as « l’eau » is
    - a hyphen beside a part with a digit ends a word: « GPT-4 » is ``GPT-| 4``
    - a ligature is two letters: « cœur » is ``coeur`` with a word joiner between o and e
    - the space between the digits of a number is a word joiner: ``2048``
    """
    text = text.replace(_LETTERLIKE, "’")
    text = _ASH.sub(lambda found: f"{found[0]} {_HIDDEN}{_ash_as_e(found[0])}", text)
    text = _elided_name().sub(_with_keyword, text)
    text = _elision().sub(lambda found: _MARK.sub(_ends, found[0]), text)
    text = _PARTED.sub(lambda found: found[0].replace("’", _CURVED), text)
    text = _NUMBERED.sub("-| ", text)
    text = _LIGATURE.sub(lambda found: _JOINED.join(_PARTS[found[0]]), text)
    return _GROUPED.sub(_JOINED, text)
