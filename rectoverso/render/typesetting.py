"""The last hand on a filled page: typography and marked words, on all its text nodes.

Typography follows the nearest ``lang``, and the line rather than the node: marks pair, and spaces
keep words together, across the elements of a paragraph. Inside ``data-verbatim`` kinds of space
may change and nothing else. A name that holds digits (R1, GPT-4) and stands in a content region
outside any marked span is marked as a name, so that its digits are no unsourced number. A word
that the language has borrowed is marked with the language that it is from.

The page is walked as text and not parsed into a tree: what a template wrote stays byte for
byte what it was, but for its text nodes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rectoverso import languages
from rectoverso.compose.newsletter.borrowed import borrowed_pattern, borrowed_words
from rectoverso.compose.newsletter.names import name_pattern, names_with_digits
from rectoverso.model.entries import Party, Term
from rectoverso.text.typography import Part, typeset_line

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
# Elements inside a line; all others begin another.
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
        *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
_RAISED = frozenset(["sup", "sub"])
_MARKS = frozenset({"data-evidence", "data-derived", "data-waiver"})
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]")
_BEGIN_A_STRETCH = ("<section", "<details")

# Elements that hold text and no elements.
_ONLY_TEXT = frozenset(("title", "option"))
# Elements that tell something of their text, whatever their attributes.
_TELLING = _UNTOUCHED | _RAISED | _ONLY_TEXT

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
    raised: bool = False

    def inside(self, tag: str, attributes: Mapping[str, str]) -> _Context:
        return _Context(
            language=attributes.get("lang", self.language),
            verbatim=self.verbatim or "data-verbatim" in attributes,
            untouched=self.untouched or tag in _UNTOUCHED,
            content=self.content or "data-content" in attributes,
            marked=self.marked or not _MARKS.isdisjoint(attributes),
            only_text=self.only_text or tag in _ONLY_TEXT,
            raised=self.raised or tag in _RAISED,
        )


_Open = tuple[tuple[str, _Context], ...]
"""The elements that are open at a place of a page."""


class _Node(NamedTuple):
    """A text node as it stands in the page, and what is around it."""

    raw: str
    context: _Context


def finish(page: str, vocabulary: Vocabulary) -> str:
    """A filled page, typeset and with its words marked.

    Args:
        page: well-formed HTML; ``lang`` on the root and wherever the language changes.
        vocabulary: what is marked.
    """
    tags = _TOKEN.finditer(page)
    cuts = [0, *(tag.start() for tag in tags if tag[0].startswith(_BEGIN_A_STRETCH)), len(page)]
    open_: _Open = (("", _Context()),)
    done: list[str] = []
    for start, end in pairwise(cuts):
        text, open_ = _stretch(page[start:end], open_, vocabulary)
        done.append(text)
    return "".join(done)


# In the preview, an edit leaves most of a page as it was.
@lru_cache(maxsize=512)
def _stretch(html_text: str, open_: _Open, vocabulary: Vocabulary) -> tuple[str, _Open]:
    """A part of a page between two tags that begin a line, finished; and what is open after it."""
    stack = list(open_)
    done: list[str] = []
    # The text nodes of the line so far, and their places in what is done.
    line: list[_Node] = []
    places: list[int] = []

    def add(raw: str) -> None:
        # Space at the beginning of a line belongs to the template's layout.
        if line or not raw.isspace():
            line.append(_Node(raw, stack[-1][1]))
            places.append(len(done))
        done.append(raw)

    def end_line() -> None:
        for place, text in zip(places, _line(tuple(line), vocabulary), strict=True):
            done[place] = text
        line.clear()
        places.clear()

    end = 0
    for token in _TOKEN.finditer(html_text):
        if end < token.start():
            add(html_text[end : token.start()])
        end = token.end()
        tag = _TAG.fullmatch(token[0])
        if tag is None:
            done.append(token[0])
            continue
        closing, name, attributes, alone = tag.groups()
        name = name.lower()
        if line and name not in _INLINE:
            end_line()
        done.append(token[0])
        if closing:
            depth = next((i for i in range(len(stack) - 1, 0, -1) if stack[i][0] == name), None)
            if depth is not None:
                del stack[depth:]
        elif name not in _VOID and not alone:
            inside = stack[-1][1]
            lower = attributes.lower()
            if "lang" in lower or "data-" in lower:
                inside = inside.inside(name, _attributes(attributes))
            elif name in _TELLING:
                inside = inside.inside(name, {})
            stack.append((name, inside))
    add(html_text[end:])
    end_line()
    return "".join(done), tuple(stack)


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


# A page says much of it more than once: labels of sources, words of buttons.
@lru_cache(maxsize=4096)
def _line(nodes: tuple[_Node, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The text nodes of a line, finished."""
    texts = [html.unescape(node.raw) for node in nodes]
    voices = _voices(nodes, texts)
    done = list(texts)
    for voice in {voice for voice in voices if voice is not None}:
        parts = [Part(text, other != voice) for text, other in zip(texts, voices, strict=True)]
        for place, text in enumerate(typeset_line(parts, voice.language)):
            if voices[place] == voice:
                done[place] = _kinds(texts[place], text) if voice.verbatim else text
    return tuple(
        node.raw if node.context.untouched else _with_marks(text, node.context, vocabulary)
        for node, text in zip(nodes, done, strict=True)
    )


class _Voice(NamedTuple):
    """What the nodes of a line have in common that are typeset together.

    Attributes:
        language: of the nodes.
        verbatim: for words of a quotation one more than the place at which they begin, so that
            each quotation is set by itself; otherwise 0.
    """

    language: str
    verbatim: int


def _voices(nodes: Sequence[_Node], texts: Sequence[str]) -> list[_Voice | None]:
    """The voice of each node; none for what stays as it is."""
    voices: list[_Voice | None] = []
    before: _Voice | None = None
    for place, (node, text) in enumerate(zip(nodes, texts, strict=True)):
        voice = None
        if not _stays(node.context, text):
            voice = _Voice(node.context.language, place + 1 if node.context.verbatim else 0)
            if voice.verbatim and before and before.verbatim and before.language == voice.language:
                voice = before
        voices.append(voice)
        before = voice
    return voices


def _stays(context: _Context, text: str) -> bool:
    # A borrowed word may be from a language whose habits nobody here knows, such as Latin. The
    # numbers of notes are no part of the line (« 2 048<sup>3</sup> puces »), as the raised
    # letters of « 1<sup>er</sup> » are.
    return (
        context.untouched
        or not languages.is_known(context.language)
        or (context.raised and not text.isalpha())
    )


def verbatim(text: str, language: str) -> str:
    """The text with no other change than kinds of space.

    Typesetting also adds spaces and changes marks; where it does, the text stays as it is.

    Raises:
        KeyError: there is no such language.
    """
    return _kinds(text, typeset_line((Part(text),), language)[0])


def _kinds(text: str, done: str) -> str:
    """The text with the kinds of space of what it became when it was typeset."""
    if done == text:
        return text
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
    if context.only_text or text.isspace():
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
