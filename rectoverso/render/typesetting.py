"""The last hand on a filled page: typography and marked words, on all its text nodes.

Typography follows the nearest ``lang``. Inside ``data-verbatim`` kinds of space may change
and nothing else. A name that holds digits (R1, GPT-4) and stands in a content region outside
any marked span is marked as a name, so that its digits are no unsourced number. A word that the
language has borrowed is marked with the language that it is from.

The page is walked as text and not parsed into a tree: what a template wrote stays byte for
byte what it was, but for its text nodes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rectoverso import languages
from rectoverso.compose.newsletter.borrowed import borrowed_pattern, borrowed_words
from rectoverso.compose.newsletter.names import name_pattern, names_with_digits
from rectoverso.model.entries import Party, Term
from rectoverso.text.typography import typeset

_TOKEN = re.compile(r"<!--.*?-->|<![^>]*>|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(.*?)(/?)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_UNTOUCHED = frozenset(["script", "style", "code", "pre", "kbd", "samp", "textarea", "svg"])
# Elements inside a line: a mark after one of them belongs to the word in it (« <em>oui</em> ! »).
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
_LEADING = frozenset("?!;:»%‰")
_MARKS = frozenset({"data-evidence", "data-derived", "data-waiver"})
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]")
_BEGIN_A_STRETCH = ("<section", "<details")

# Elements that hold text and no elements.
_ONLY_TEXT = frozenset(("title", "option"))

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that pages mark.

    Attributes:
        names: each name that holds digits, and whose it is.
        borrowed: language of a reader → words from other languages and which those are, the
            longest word first.
    """

    names: Pairs = ()
    borrowed: tuple[tuple[str, Pairs], ...] = ()

    def borrowed_by(self, language: str) -> Pairs:
        """The words that a language has borrowed.

        Args:
            language: code, with or without a territory.
        """
        code = language.partition("-")[0]
        return next((words for reader, words in self.borrowed if reader == code), ())


def vocabulary_of(parties: Mapping[str, Party], terms: Iterable[Term]) -> Vocabulary:
    """The words to be marked.

    Args:
        parties: of the publication.
        terms: of the editions that a page shows.
    """
    borrowed = borrowed_words(terms)
    return Vocabulary(
        tuple(sorted(names_with_digits(parties).items())),
        tuple(
            (reader, tuple(sorted(words.items(), key=lambda pair: (-len(pair[0]), pair))))
            for reader, words in sorted(borrowed.items())
        ),
    )


class _Context(NamedTuple):
    """Everything that decides what becomes of a text."""

    language: str = ""
    verbatim: bool = False
    untouched: bool = False
    content: bool = False
    marked: bool = False
    only_text: bool = False

    def inside(self, tag: str, attributes: Mapping[str, str]) -> _Context:
        return _Context(
            language=attributes.get("lang", self.language),
            verbatim=self.verbatim or "data-verbatim" in attributes,
            untouched=self.untouched or tag in _UNTOUCHED,
            content=self.content or "data-content" in attributes,
            marked=self.marked or not _MARKS.isdisjoint(attributes),
            only_text=self.only_text or tag in _ONLY_TEXT,
        )


class _Place(NamedTuple):
    """Where a stretch begins: the open elements, and the last character of the line so far."""

    open: tuple[tuple[str, _Context], ...] = (("", _Context()),)
    last: str = ""


def finish(page: str, vocabulary: Vocabulary) -> str:
    """A filled page, typeset and with its words marked.

    Args:
        page: well-formed HTML; ``lang`` on the root and wherever the language changes.
        vocabulary: what is marked.
    """
    tags = _TOKEN.finditer(page)
    cuts = [0, *(tag.start() for tag in tags if tag[0].startswith(_BEGIN_A_STRETCH)), len(page)]
    place = _Place()
    done: list[str] = []
    for start, end in pairwise(cuts):
        text, place = _stretch(page[start:end], place, vocabulary)
        done.append(text)
    return "".join(done)


# In the preview, an edit leaves most of a page as it was.
@lru_cache(maxsize=512)
def _stretch(html_text: str, place: _Place, vocabulary: Vocabulary) -> tuple[str, _Place]:
    """A part of a page between two tags, finished; and the place at which it ends."""
    stack = list(place.open)
    last = place.last
    done: list[str] = []

    def shown(raw: str) -> str:
        nonlocal last
        if not raw:
            return ""
        left = last if raw.lstrip(" \u00a0\u202f")[:1] in _LEADING else ""
        last = "" if raw[-1].isspace() else html.unescape(raw[-8:])[-1]
        return _text(raw, left, stack[-1][1], vocabulary)

    end = 0
    for token in _TOKEN.finditer(html_text):
        done.append(shown(html_text[end : token.start()]))
        done.append(token[0])
        end = token.end()
        tag = _TAG.fullmatch(token[0])
        if tag is None:
            continue
        closing, name, attributes, alone = tag.groups()
        name = name.lower()
        if name not in _INLINE:
            last = ""
        if closing:
            depth = next((i for i in range(len(stack) - 1, 0, -1) if stack[i][0] == name), None)
            if depth is not None:
                del stack[depth:]
        elif name not in _VOID and not alone:
            lower = attributes.lower()
            bears = "lang" in lower or "data-" in lower
            inside = stack[-1][1].inside(name, _attributes(attributes) if bears else {})
            stack.append((name, inside))
    done.append(shown(html_text[end:]))
    return "".join(done), _Place(tuple(stack), last)


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


# A page says much of it more than once: labels of sources, words of buttons.
@lru_cache(maxsize=4096)
def _text(raw: str, left: str, context: _Context, vocabulary: Vocabulary) -> str:
    """A text node.

    Args:
        raw: as it stands in the page.
        left: the character that stands before it on its line, where that matters.
        context: the elements around it.
        vocabulary: what is marked.
    """
    if context.untouched or not raw.strip():
        return raw
    text = html.unescape(raw)
    # Space around a node belongs to the template's layout.
    start = len(text) - len(text.lstrip(" \n\t"))
    end = len(text.rstrip(" \n\t"))
    before = text[:start] if "\n" in text[:start] else ""
    after = text[end:] if "\n" in text[end:] else ""
    inner = text[len(before) : len(text) - len(after)]
    hand = verbatim if context.verbatim else _set
    inner = (
        hand(left + inner, context.language)[len(left) :]
        if not before
        else hand(inner, context.language)
    )
    return before + _with_marks(inner, context, vocabulary) + after


def _set(text: str, language: str) -> str:
    # A borrowed word may be from a language whose habits nobody here knows, such as Latin.
    return typeset(text, language) if languages.is_known(language) else text


def verbatim(text: str, language: str) -> str:
    """The text with no other change than kinds of space.

    Typesetting also adds spaces and changes marks; where it does, the text stays as it is.
    """
    done = _set(text, language)
    kept: list[str] = []
    place = 0
    for character in text:
        space = _SPACE.match(character)
        while not space and place < len(done) and _SPACE.match(done[place]):
            place += 1
        if space and (place == len(done) or not _SPACE.match(done[place])):
            kept.append(character)
            continue
        kept.append(done[place] if space else character)
        place += 1
    return "".join(kept)


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _with_marks(text: str, context: _Context, vocabulary: Vocabulary) -> str:
    if context.only_text:
        return _escape(text)
    borrowed = vocabulary.borrowed_by(context.language)
    named = context.content and not context.marked and not context.verbatim
    found = [
        *(_borrowed(text, borrowed) if borrowed else ()),
        *(_named(text, dict(vocabulary.names)) if named else ()),
    ]
    done: list[str] = []
    end = 0
    for (start, stop), tag in sorted(found):
        if start >= end:
            done += [_escape(text[end:start]), tag, _escape(text[start:stop]), "</span>"]
            end = stop
    done.append(_escape(text[end:]))
    return "".join(done)


_Found = tuple[tuple[int, int], str]
"""Where a word stands, and the tag that marks it."""


def _borrowed(text: str, words: Pairs) -> Iterator[_Found]:
    pattern = borrowed_pattern(tuple(word for word, _ in words))
    for found in pattern.finditer(text):
        place = int((found.lastgroup or "w0")[1:])
        yield found.span(), f'<span lang="{words[place][1]}">'


def _named(text: str, names: Mapping[str, str]) -> Iterator[_Found]:
    pattern = name_pattern(names)
    for found in pattern.finditer(text) if pattern else ():
        id = names[" ".join(found[0].split())]
        yield found.span(), f'<span data-evidence="party:{id}">'
