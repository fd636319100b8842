"""A letter is light enough to arrive whole, and each of its addresses leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from rectoverso.audit.context import Context
from rectoverso.problems import Code, Problem
from rectoverso.render.email import message
from rectoverso.render.email.desk import HTML, TEXT

WARNED, LARGEST = 90_000, 100_000
"""Bytes. Gmail shows the first 102 kB of a message and hides the rest behind a link, the
address for leaving the list with it."""

_WHOLE = ("https://", "http://", "mailto:")
_WRITTEN = re.compile(r"[\s<>]+")
_ANCHOR = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


def check(context: Context) -> Iterable[Problem]:
    """A020 and A021 for weight, A022 for a link that the text lacks, A023 for one not whole."""
    for path, page in context.pages.items():
        if not path.endswith(f"/{HTML}"):
            continue
        shown = context.contents[path].decode()
        yield from _weight(path, shown)
        yield from _addresses(path, page.links)
        text = context.contents.get(path.removesuffix(HTML) + TEXT, b"").decode()
        written = set(_WRITTEN.split(text))
        for link in dict.fromkeys(map(html.unescape, _ANCHOR.findall(shown))):
            if link.startswith(_WHOLE) and written.isdisjoint((link, link.removeprefix("mailto:"))):
                yield Problem(Code.A022, None, {"path": path, "found": link})


def _weight(path: str, shown: str) -> Iterator[Problem]:
    raw = len(shown.encode())
    sent = message.encoded_size(shown, message.encoding(shown))
    code = Code.A021 if max(raw, sent) > LARGEST else Code.A020
    if max(raw, sent) > WARNED:
        values = {"path": path, "found": str(_kilo(raw)), "other": str(_kilo(sent))}
        yield Problem(code, None, values | {"allowed": str(_kilo(LARGEST))})


def _kilo(size: int) -> int:
    return -(-size // 1000)


def _addresses(path: str, links: tuple[str, ...]) -> Iterator[Problem]:
    for link in dict.fromkeys(links):
        if not link.startswith(_WHOLE):
            yield Problem(Code.A023, None, {"path": path, "found": link})
