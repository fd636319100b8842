"""No public page makes the reader's browser ask another host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rectoverso.audit.context import Context
from rectoverso.model.artifacts import Audience
from rectoverso.problems import Code, Problem

_ELSEWHERE = re.compile(r"(?:https?:)?//[^\s\"'),;]+", re.IGNORECASE)
_IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\s\"');]+)", re.IGNORECASE)


def check(context: Context) -> Iterable[Problem]:
    """A008 for each address of another host that a page or a style sheet loads by itself.

    A link that a reader may follow is none. What a script asks for at run time is forbidden by
    the policy in the page of the quiz, the only page that has one.
    """
    for artifact in context.artifacts:
        content = context.contents.get(artifact.path)
        if content is None or artifact.audience is not Audience.PUBLIC:
            continue
        for found in dict.fromkeys(_asked(context, artifact.path, artifact.media_type, content)):
            yield Problem(Code.A008, None, {"path": artifact.path, "found": found})


def _asked(context: Context, path: str, media_type: str, content: bytes) -> Iterator[str]:
    page = context.pages.get(path)
    if page is not None:
        for value in page.fetched:
            yield from _ELSEWHERE.findall(value)
        for text in page.unseen:
            yield from _IN_STYLE.findall(text)
    elif media_type == "text/css":
        yield from _IN_STYLE.findall(content.decode("utf-8", "replace"))
