"""Writes the output tree: beside the old one first, then in its place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from rectoverso.model.artifacts import Audience
from rectoverso.problems import Code, Problem

STATE = ".rectoverso"
"""Folder below ``site/`` for the cache and for the list of what we wrote."""

_MANIFEST = "written.json"
_NEXT = "next"
_PREVIOUS = "previous"


def foreign_files(site: Path) -> tuple[Problem, ...]:
    """A problem if the folders that will be replaced hold files that were not written by us."""
    ours = _written(site)
    for audience in Audience:
        for path in sorted((site / audience).rglob("*")):
            if not path.is_dir() and path.relative_to(site).as_posix() not in ours:
                return (
                    Problem(Code.P003, None, {"path": path.relative_to(site.parent).as_posix()}),
                )
    return ()


def write(site: Path, contents: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Replaces ``site/public`` and ``site/private`` by the contents.

    Everything is written beside the old tree before the first folder is moved. If a move
    fails the old folders are moved back.

    Args:
        site: the output folder.
        contents: bytes by path below it; each path starts with an audience.

    Returns:
        P002 when the disk refuses; the previous site is then as it was.
    """
    state = site / STATE
    following, previous = state / _NEXT, state / _PREVIOUS
    moved: list[tuple[Path, Path]] = []
    try:
        for folder in (following, previous):
            shutil.rmtree(folder, ignore_errors=True)
        for path, content in contents.items():
            target = following / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        previous.mkdir(parents=True, exist_ok=True)
        # Both are listed until the move is over: a run that is cut short must know its files.
        _list(site, _written(site) | set(contents))
        for audience in Audience:
            old, new = site / audience, following / audience
            if old.is_dir():
                _move(old, previous / audience, moved)
            if new.is_dir():
                _move(new, old, moved)
    except (OSError, KeyboardInterrupt) as error:
        with suppress(OSError):
            for source, target in reversed(moved):
                os.replace(target, source)
        shutil.rmtree(following, ignore_errors=True)
        if isinstance(error, KeyboardInterrupt):
            raise
        detail = error.strerror or type(error).__name__
        return (Problem(Code.P002, None, {"path": site.name, "detail": detail}),)
    shutil.rmtree(following, ignore_errors=True)
    shutil.rmtree(previous, ignore_errors=True)
    # The list that names the old files too stays good: it only knows more than there is.
    with suppress(OSError):
        _list(site, set(contents))
    return ()


def _written(site: Path) -> set[str]:
    try:
        return set(json.loads((site / STATE / _MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return set()


def _list(site: Path, paths: set[str]) -> None:
    text = json.dumps(sorted(paths), indent=0)
    (site / STATE / _MANIFEST).write_text(text, "utf-8")


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    os.replace(source, target)
    moved.append((source, target))
