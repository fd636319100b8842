"""Which pages of a built site the tests look at, and what they weigh."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

_NAMED = {
    *("archive", "subjects", "people", "sources", "corrections"),
    *("about", "search", "quiz", "comparisons"),
}
KINDS = {
    *("", "404.html", "archive", "archive/*", "subjects", "subjects/*", "people", "people/*"),
    *("sources", "sources/*/*", "corrections", "about", "search", "*", "*/quiz", "*/comparisons"),
}
"""Kinds of pages by their addresses below a language; ``""`` is the home page, ``*`` an edition."""


def every(public: Path) -> list[str]:
    """The paths of all pages of all languages.

    Args:
        public: what is deployed.
    """
    return sorted(path.relative_to(public).as_posix() for path in public.rglob("*.html"))


def by_kind(public: Path, code: str) -> dict[str, str]:
    """The longest page of each kind in one language: its kind, see ``KINDS`` → its path.

    Args:
        public: what is deployed.
        code: language of the pages.
    """
    found: dict[str, str] = {}
    files = (public / code).rglob("*.html")
    for path in sorted(files, key=lambda one: (-one.stat().st_size, one)):
        parts = path.relative_to(public / code).parts
        named = [part if part in _NAMED else "*" for part in parts[:-1]]
        if parts[-1] != "index.html":
            named.append(parts[-1])
        found.setdefault("/".join(named), path.relative_to(public).as_posix())
    return found


def weight(paths: Iterable[Path]) -> int:
    """Bytes that a server sends for files: text compressed by gzip, fonts as they are."""
    return sum(
        path.stat().st_size
        if path.suffix == ".woff2"
        else len(gzip.compress(path.read_bytes(), 9, mtime=0))
        for path in paths
    )
