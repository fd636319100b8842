"""What the checks of rendered output look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rectoverso.audit.page import Page, parse
from rectoverso.compose import Composition
from rectoverso.model.artifacts import Artifact
from rectoverso.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a check may need.

    Attributes:
        publication, composition: what the pages were made from.
        artifacts: everything that will be in the output tree, made in this run or not.
        contents: bytes by path of what was made.
        pages: parsed HTML by path.
        whole: whether nothing is missing because of an earlier error.
    """

    publication: Publication
    composition: Composition
    artifacts: tuple[Artifact, ...]
    contents: Mapping[str, bytes]
    pages: Mapping[str, Page]
    whole: bool = True


def read_pages(contents: Mapping[str, bytes]) -> dict[str, Page]:
    """Parses every HTML file among the contents."""
    return {
        path: parse(content.decode("utf-8"))
        for path, content in contents.items()
        if path.endswith(".html")
    }
