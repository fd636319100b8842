"""Every link inside the output tree leads to a file and an anchor that are there."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from rectoverso.audit.context import Context
from rectoverso.model.artifacts import Audience
from rectoverso.model.entries import PublicationHead
from rectoverso.problems import Code, Problem
from rectoverso.render.email.desk import HTML

_LISTS = (".xml", ".json", ".txt")
"""Endings of public files that name pages by their full address: feeds, sitemap, robots."""


def check(context: Context) -> Iterable[Problem]:
    """A004 for each link that leads nowhere.

    Full addresses below the publication's own ``url`` are looked up where we write them: in the
    head of a page, in feeds and in the sitemap. Elsewhere they are when they name a page of ours
    (see ``_names_a_page``), in letters too, which have no place in the tree that another address
    could start from. A page that a broken template kept from being made is not missed once
    more by every link.
    """
    if not context.whole:
        return
    files = {artifact.path for artifact in context.artifacts}
    url = context.publication.head.url or ""
    for path, link, ours in _links(context, url.rstrip("/")):
        try:
            target = _inside(urlsplit(link), url, full=ours)
        except ValueError:
            # « http://[ » is no address at all.
            yield Problem(Code.A004, None, {"path": path, "found": link})
            continue
        if target is None:
            continue
        if _leads_somewhere(path, target.path, target.fragment, files, context):
            continue
        yield Problem(Code.A004, None, {"path": path, "found": link})


def _links(context: Context, url: str) -> Iterator[tuple[str, str, bool]]:
    """Path of a file, an address in it, and whether it is a full one of something of ours."""
    for path, page in context.pages.items():
        named = {link for link in page.named if url and link.startswith(url)}
        for link in dict.fromkeys((*page.links, *sorted(named))):
            ours = link in named or _names_a_page(link, context.publication.head)
            if ours or not path.endswith(f"/{HTML}"):
                yield path, link, ours
    if not url:
        return
    address = re.compile(re.escape(url) + r"(?![\w.-])[^\s\"'<>\\]*")
    for path, content in context.contents.items():
        if path.startswith(f"{Audience.PUBLIC}/") and path.endswith(_LISTS):
            text = html.unescape(content.decode("utf-8"))
            for link in dict.fromkeys(address.findall(text)):
                yield path, link, True


def _names_a_page(link: str, head: PublicationHead) -> bool:
    """Whether a full address lies in the folder of one of the publication's languages.

    Other addresses below its ``url`` may be anything: a newspaper that makes a publication of its
    own has its articles there.
    """
    site = (head.url or "").rstrip("/") + "/"
    return link.startswith(site) and link.removeprefix(site).partition("/")[0] in head.languages


def _inside(target: SplitResult, url: str, *, full: bool) -> SplitResult | None:
    """The part of an address that is looked up in the output tree; none for another site's.

    A path from the root of the host is one from the root of the tree, below the address of
    the publication.
    """
    folder = urlsplit(url).path.rstrip("/")
    if target.scheme or target.netloc:
        if not full:
            return None
        return SplitResult("", "", target.path[len(folder) :] or "/", "", target.fragment)
    if folder and target.path.startswith(f"{folder}/"):
        return target._replace(path=target.path[len(folder) :])
    return target


def _leads_somewhere(
    path: str, target: str, fragment: str, files: set[str], context: Context
) -> bool:
    """Whether a link from one file of the tree leads to another, and to an anchor in it.

    Args:
        path: of the file that holds the link.
        target: path of the address; from the root of what is public when it starts with ``/``.
        fragment: after the ``#``, or empty.
        files: paths of everything in the tree.
        context: holds the pages that were made.
    """
    audience = path.split("/", 1)[0]
    wanted = path
    if target:
        folder = Audience.PUBLIC if target.startswith("/") else posixpath.dirname(path)
        wanted = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
        if target.endswith("/") or wanted not in files:
            wanted = posixpath.join(wanted, "index.html")
    allowed = Audience.PUBLIC if target.startswith("/") else audience
    if wanted not in files or not wanted.startswith(f"{allowed}/"):
        return False
    page = context.pages.get(wanted)
    return not fragment or page is None or unquote(fragment) in page.ids
