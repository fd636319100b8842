"""Every link inside the output tree leads to a file and an anchor that are there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from rectoverso.audit.context import Context
from rectoverso.problems import Code, Problem
from rectoverso.render.email.desk import HTML


def check(context: Context) -> Iterable[Problem]:
    """A004 for each link that leads nowhere. Addresses of other hosts are not looked up.

    A page that a broken template kept from being made is not missed once more by every link.
    """
    if not context.whole:
        return
    files = {artifact.path for artifact in context.artifacts}
    for path, page in context.pages.items():
        if path.endswith(f"/{HTML}"):
            # A letter has no place in the tree that an address could start from: see ``email``.
            continue
        for link in dict.fromkeys(page.links):
            try:
                target = urlsplit(link)
            except ValueError:
                # « http://[ » is no address at all.
                yield Problem(Code.A004, None, {"path": path, "found": link})
                continue
            if target.scheme or target.netloc:
                continue
            if not leads_somewhere(path, target.path, target.fragment, files, context):
                yield Problem(Code.A004, None, {"path": path, "found": link})


def leads_somewhere(
    path: str, target: str, fragment: str, files: set[str], context: Context
) -> bool:
    """Whether a link from one file of the tree leads to another, and to an anchor in it.

    Args:
        path: of the file that holds the link.
        target: path of the address; from the root of its audience when it starts with ``/``.
        fragment: after the ``#``, or empty.
        files: paths of everything in the tree.
        context: holds the pages that were made.
    """
    audience = path.split("/", 1)[0]
    wanted = path
    if target:
        folder = audience if target.startswith("/") else posixpath.dirname(path)
        wanted = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
        if target.endswith("/") or wanted not in files:
            wanted = posixpath.join(wanted, "index.html")
    if wanted not in files or not wanted.startswith(f"{audience}/"):
        return False
    page = context.pages.get(wanted)
    return not fragment or page is None or unquote(fragment) in page.ids
