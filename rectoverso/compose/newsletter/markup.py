"""Markdown to sanitised HTML: headings below the section's own, and only elements of text."""

from __future__ import annotations

import re
from collections.abc import Container
from html import unescape

import markdown
import nh3

from rectoverso.compose.newsletter.prose import Where
from rectoverso.compose.newsletter.values import CLOSING, OPENING, mark
from rectoverso.problems import Code, Problem
from rectoverso.text.plain_letters import slug

_INLINE_TAGS = {
    *("a", "em", "strong", "b", "i", "code", "sub", "sup", "abbr", "dfn", "small", "span"),
}
_TAGS = _INLINE_TAGS | {
    *("p", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
# Neither titles nor the start of a list: both show what no check of prose reads.
_ATTRIBUTES = {"a": {"href"}, "span": {"lang"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"(</?)h([1-6])>")
TABLE_FRAME = '<div class="wide">'
"""Begins the frame around each table."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_WHOLE_HEADING = re.compile(r"<h([34])>(.*?)</h\1>", re.DOTALL)
_MARKS_AND_TAGS = re.compile(rf"{OPENING}\d+{CLOSING}|<[^>]*>")
_RAW_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>")
_ATTRIBUTE_NAME = re.compile(r"\s([^\s=/>\"']+)\s*=")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK_SCHEME = re.compile(r"\]\(\s*<?([a-zA-Z][a-zA-Z0-9+.-]*):[^)]*\)")
_LINK_TITLE = re.compile(r"\]\(\s*<?[^\s()>]*>?\s+(\"[^\"]*\"|'[^']*')\s*\)")
_BLOCK_ALONE = re.compile(rf"<p>\s*{OPENING}(\d+){CLOSING}\s*</p>")


def to_html(text: str) -> str:
    """The markup of a text whose calls are marks already."""
    html = markdown.markdown(text, extensions=["sane_lists", "tables"], output_format="html")
    return _TABLE.sub(_table, _clean(_HEADING.sub(_below_section, html), _TAGS))


def _clean(html: str, tags: set[str]) -> str:
    return nh3.clean(html, tags=tags, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def _table(found: re.Match[str]) -> str:
    """A table that says whose headers its headers are, in a frame that a phone can move it in."""
    told = _HEAD.sub(lambda head: head[0].replace("<th>", '<th scope="col">'), found[0])
    told = told.replace("<th>", '<th scope="row">')
    return f"{TABLE_FRAME}{told}</div>"


def inline_html(text: str) -> str:
    """The markup of a text that is one paragraph, without the paragraph's own element."""
    html = to_html(text.strip())
    alone = html.removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in alone else alone


def words_html(text: str) -> str:
    """The markup of words that stand within a sentence: no paragraphs, lists or headings."""
    # Behind a mark, « 1986. » or « # » begins no block.
    first = mark(0)
    line = first + _LINE_BREAK.sub(" ", text)
    return _clean(markdown.markdown(line, output_format="html"), _INLINE_TAGS).removeprefix(first)


def words_of(html: str) -> str:
    """The words of a stretch of markup."""
    return unescape(_MARKS_AND_TAGS.sub("", html))


def with_anchors(html: str, section: str) -> str:
    """The markup of a section with an id on each heading, made of its words.

    Args:
        html: headings without attributes.
        section: id of the section, which the ids begin with; a heading that says the same as an
            earlier one takes a number.
    """
    seen: dict[str, int] = {}

    def named(heading: re.Match[str]) -> str:
        words = slug(_MARKS_AND_TAGS.sub(" ", unescape(heading[2])))
        id = f"{section}-{words}"
        seen[id] = seen.get(id, 0) + 1
        number = f"-{seen[id]}" if seen[id] > 1 else ""
        return f'<h{heading[1]} id="{id}{number}">{heading[2]}</h{heading[1]}>'

    return _WHOLE_HEADING.sub(named, html)


def page_html(text: str) -> str:
    """The markup of a text that is a page of its own: headings from the second level on."""
    return _HEADING.sub(lambda heading: f"{heading[1]}h{int(heading[2]) - 1}>", to_html(text))


def _below_section(heading: re.Match[str]) -> str:
    return f"{heading[1]}h{3 if int(heading[2]) <= 3 else 4}>"


def blocks(html: str, standing: Container[int]) -> tuple[str | int, ...]:
    """Markup cut where a mark that stands for a block is alone in a paragraph.

    Args:
        html: markup with marks.
        standing: numbers of the marks that stand for blocks.

    Returns:
        Stretches of markup, and numbers of such marks, in order.
    """
    cut: list[str | int] = []
    end = 0
    for found in _BLOCK_ALONE.finditer(html):
        if int(found[1]) in standing:
            cut.extend((html[end : found.start()], int(found[1])))
            end = found.end()
    cut.append(html[end:])
    return tuple(part for part in cut if isinstance(part, int) or part.strip())


def removed(text: str, where: Where) -> tuple[Problem, ...]:
    """C014 for every stretch of a text that sanitising takes out."""
    places: list[tuple[int, int]] = []
    for tag in _RAW_TAG.finditer(text):
        attributes = set(_ATTRIBUTE_NAME.findall(tag[2].lower()))
        name = tag[1].lower()
        headings = {f"h{level}" for level in range(1, 7)}
        if name not in _TAGS | headings or attributes - _ATTRIBUTES.get(name, set()):
            places.append(tag.span())
    places += [link.span(1) for link in _LINK_TITLE.finditer(text)]
    places += [image.span() for image in _IMAGE.finditer(text)]
    places += [
        link.span(1) for link in _LINK_SCHEME.finditer(text) if link[1].lower() not in _SCHEMES
    ]
    return tuple(
        Problem(Code.C014, where(start, end), {"found": text[start:end]})
        for start, end in sorted(places)
    )
