"""HTML pages as artifacts, and addresses between the files of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rectoverso.model.artifacts import Artifact, Audience, Made, digest_of
from rectoverso.render.slots import fill_slots, program

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page, with slots where other artifacts go in (see ``slots``)."""

    html: str
    slots: Mapping[str, str] = field(default_factory=dict)


def artifact(
    path: str,
    html: str,
    *,
    title: str,
    language: str,
    slots: Mapping[str, str] | None = None,
    audience: Audience = Audience.PUBLIC,
) -> Artifact:
    """A page as an artifact that knows what it is made from."""
    page = Page(html, slots or {})
    return Artifact(
        path=path,
        media_type="text/html",
        audience=audience,
        make=make_page,
        values=page,
        digest=digest_of(
            html, *(f"{name}={source}" for name, source in page.slots.items()), program()
        ),
        inputs=tuple(sorted(set(page.slots.values()))),
        title=title,
        language=language,
    )


def anchors(artifacts: Iterable[Artifact]) -> dict[str, tuple[str, ...]]:
    """The ids in planned pages, by path: the places that a link can lead to."""
    return {
        item.path: tuple(_ID.findall(item.values.html))
        for item in artifacts
        if isinstance(item.values, Page)
    }


def text_artifact(path: str, text: str, media_type: str) -> Artifact:
    """A public text file, such as a style sheet."""
    return Artifact(
        path=path,
        media_type=media_type,
        audience=Audience.PUBLIC,
        make=make_text,
        values=text,
        digest=digest_of(text),
    )


def make_page(page: Page, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a page."""
    return Made(fill_slots(page.html, page.slots, inputs).encode())


def make_text(text: str, inputs: Mapping[str, bytes]) -> Made:
    """Makes the bytes of a text file."""
    return Made(text.encode())


def address(source: str, target: str) -> str:
    """The relative address of a file of the site, seen from another.

    It names the file and not only its folder, so that it also works without a web server.

    Args:
        source, target: paths of artifacts.
    """
    return posixpath.relpath(target, posixpath.dirname(source))
