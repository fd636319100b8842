"""Sentences, so that a hedge or a bound is read in the whole sentence around some words."""

from __future__ import annotations

import re

from rectoverso.languages import Language
from rectoverso.text.paragraphs import split

_END = re.compile(
    r"""[.!?…]+                 # the mark
        (?:[\s\u00a0\u202f]*[»”"’)\]])*   # marks that close after it
        (?=[\s\u00a0\u202f]|$)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w.'’-]+$")
_NEXT = re.compile(r"[\s\u00a0\u202f]*([«“\"‘(\[—–-]?[\s\u00a0\u202f]*)(\w)")


def sentences(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, as offsets without the white space around.

    A sentence ends at a full stop, a mark of exclamation or question or an ellipsis before a
    space, unless an abbreviation or an initial carries the stop or the next word has no
    capital; and at the end of a paragraph.
    """
    found: list[tuple[int, int]] = []
    for paragraph in split(text):
        start = 0
        words = paragraph.text
        for end in [
            *(m.end() for m in _END.finditer(words) if _ends(words, m, language)),
            len(words),
        ]:
            piece = words[start:end]
            bare = piece.strip()
            if bare:
                first = start + piece.index(bare)
                found.append((paragraph.start + first, paragraph.start + first + len(bare)))
            start = end
    return tuple(found)


def around(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """The sentence or sentences in which a stretch lies.

    Args:
        start, end: half-open offsets into the text.

    Returns:
        From the start of the sentence of the first character to the end of that of the last;
        the stretch itself where there is no sentence.
    """
    touched = [
        (first, last)
        for first, last in sentences(text, language)
        if first < max(end, start + 1) and last > start
    ]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])


def _ends(text: str, mark: re.Match[str], language: Language) -> bool:
    following = _NEXT.match(text, mark.end())
    if following and following.group(2).islower():
        return False
    if mark.group() != ".":
        return True
    before = _LAST_WORD.search(text, 0, mark.start())
    if before is None:
        return True
    word = before.group().rsplit("'", 1)[-1].rsplit("’", 1)[-1].lower()
    # An initial: « David D. Cox »; but a name such as « vitamine C. » may end a sentence.
    if len(word) == 1 and before.group()[-1].isupper():
        return not _initial(text, before.start(), following)
    return word.lstrip(".") not in language.speech.abbreviations


def _initial(text: str, start: int, following: re.Match[str] | None) -> bool:
    previous = text[:start].split()
    after_a_name = not previous or previous[-1][:1].isupper() or previous[-1].endswith(".")
    return after_a_name and following is not None and following.group(2).isupper()
