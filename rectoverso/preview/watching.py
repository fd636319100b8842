"""Waits for changes of what a publication is made from."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from watchfiles import DefaultFilter
from watchfiles import watch as changes

from rectoverso.render.environment import OWN_FOLDER, our_templates

QUIET = 15
"""Milliseconds without a change after which what has changed is told. An editor that writes a
file by way of another one, or several files at once, is done by then."""

_LONGEST = 250
"""Milliseconds after which it is told, however many changes still come."""

_LOOK_AGAIN = 1000
"""Milliseconds between two looks whether a folder has come or gone."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a publication is made from.

    Attributes:
        root: the publication.
        articles: further folders with copies of articles.
    """

    root: Path
    articles: tuple[Path, ...] = ()

    def present(self) -> tuple[tuple[Path, int], ...]:
        """Those that are there now, each with a number that tells it from one of its name."""
        wanted = (
            self.root / "content",
            self.root / OWN_FOLDER,
            our_templates(),
            *self.articles,
        )
        found: dict[Path, int] = {}
        for folder in wanted:
            try:
                if folder.is_dir():
                    found.setdefault(folder.resolve(), folder.stat().st_ino)
            except OSError:
                # A folder that goes away while it is looked at is not there.
                continue
        return tuple(found.items())


def watch(folders: Folders, tell: Callable[[], object], over: threading.Event) -> None:
    """Tells of every change until it is over.

    Args:
        folders: what to watch; folders that come or go are noticed.
        tell: called after each change, or after several that come at once.
        over: set when to stop.
    """
    while not over.is_set():
        known = folders.present()
        if known:
            _watch(folders, known, tell, over)
        elif over.wait(_LOOK_AGAIN / 1000):
            return
        if not over.is_set():
            tell()


def _watch(
    folders: Folders,
    known: tuple[tuple[Path, int], ...],
    tell: Callable[[], object],
    over: threading.Event,
) -> None:
    """Watches these folders until they are others."""
    try:
        for found in changes(
            *(path for path, _ in known),
            watch_filter=DefaultFilter(),
            debounce=_LONGEST,
            step=QUIET,
            stop_event=over,
            rust_timeout=_LOOK_AGAIN,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if found:
                tell()
            if folders.present() != known:
                return
    except OSError:
        # One of them went away before it could be watched.
        over.wait(_LOOK_AGAIN / 1000)
