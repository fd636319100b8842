"""A letter is light enough to arrive whole, and each of its addresses leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from rectoverso.audit.checks.links import leads_somewhere, names_a_page
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
    """A020 and A021 for weight, A022 for a link that the text lacks, A023 and A004 for links.

    Addresses of the publication's pages are looked up in the tree. Others are not, on its own
    host neither: an article or a shop may lie beside it.
    """
    for path, page in context.pages.items():
        if not path.endswith(f"/{HTML}"):
            continue
        shown = context.contents[path].decode()
        yield from _weight(path, shown)
        yield from _addresses(path, page.links, context)
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


def _addresses(path: str, links: tuple[str, ...], context: Context) -> Iterator[Problem]:
    site = (context.publication.head.url or "").rstrip("/") + "/"
    files = {artifact.path for artifact in context.artifacts}
    for link in dict.fromkeys(links):
        if not link.startswith(_WHOLE):
            yield Problem(Code.A023, None, {"path": path, "found": link})
            continue
        if not context.whole or not names_a_page(link, context.publication.head):
            continue
        target = urlsplit(link.removeprefix(site))
        # Seen from a file at the root of what is public, where the site's address leads.
        way = ("public/index.html", f"/{target.path}", target.fragment)
        if not leads_somewhere(*way, files, context):
            yield Problem(Code.A004, None, {"path": path, "found": link})
