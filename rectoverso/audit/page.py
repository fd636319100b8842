"""An HTML page as a stream of text runs, each with the elements that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from rectoverso.text.fold import fold

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# Links that a reader follows, or a program; the browser itself fetches every other one.
_FOLLOWED = frozenset(("alternate", "author", "canonical", "help", "license", "next", "prev"))
_FETCHED = ("src", "srcset", "poster", "data", "style")
_SILENT = frozenset(("script", "style", "template"))


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: its name and attributes, and its number in the page."""

    name: str
    attributes: Mapping[str, str]
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text and the elements around it, outermost first."""

    text: str
    within: tuple[Element, ...]

    def inside(self, attribute: str) -> Element | None:
        """The innermost element around it that has the attribute."""
        for element in reversed(self.within):
            if attribute in element.attributes:
                return element
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    Attributes:
        runs: text outside of scripts and styles, in reading order.
        ids: values of ``id`` attributes.
        links: values of ``href`` and ``src`` attributes.
        fetched: values of attributes by which the browser loads something unasked.
        attributes: name and value of every attribute.
        unseen: texts that no reader sees: scripts, data, styles, templates and comments.
        named: addresses in ``link`` and ``meta`` elements, by which the page names itself, its
            translations and its picture.
    """

    runs: tuple[Run, ...]
    ids: frozenset[str]
    links: tuple[str, ...]
    fetched: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All text, with a space between runs of different elements."""
        return " ".join(run.text for run in self.runs)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.runs: list[Run] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.unseen: list[str] = []
        self.named: list[str] = []
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.add(attributes["id"])
        self.attributes.extend(attributes.items())
        self.fetched.extend(attributes[name] for name in _FETCHED if name in attributes)
        if tag == "link" and _FOLLOWED.isdisjoint(attributes.get("rel", "").lower().split()):
            self.fetched.append(attributes.get("href", ""))
        if tag in ("image", "use"):
            self.fetched.append(attributes.get("href") or attributes.get("xlink:href", ""))
        self.links.extend(attributes[name] for name in ("href", "src") if name in attributes)
        if tag in ("link", "meta"):
            self.named.extend(
                attributes[name] for name in ("href", "content") if name in attributes
            )
        self.count += 1
        if tag not in _VOID:
            self.open.append(Element(tag, attributes, self.count))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        if any(element.name in _SILENT for element in self.open):
            self.unseen.append(data)
        else:
            self.runs.append(Run(data, tuple(self.open)))

    def handle_comment(self, data: str) -> None:
        self.unseen.append(data)


def parse(html: str) -> Page:
    """Parses a page that the build rendered."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return Page(
        tuple(parser.runs),
        frozenset(parser.ids),
        tuple(parser.links),
        tuple(parser.fetched),
        tuple(parser.attributes),
        tuple(parser.unseen),
        tuple(parser.named),
    )


def bare(text: str) -> str:
    """The text without its spaces: typesetting adds some, and every element ends a run."""
    return "".join(fold(text).text.split())
