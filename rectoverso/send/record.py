"""Who got what: a private file of the publication, written before and after each message.

A line that says ``sending`` is on the disk before the first byte of a message's text leaves,
and one that says ``sent`` after the server has taken the message over (the 250 of RFC 5321,
4.2.5). What a break leaves at ``sending`` may have arrived or not, and nobody on this side can
know: two sides that can both break cannot agree by messages alone. It counts as sent until
somebody asks for it to be sent again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDER = "sent"
"""Folder of the publication that holds a file for each edition; git ignores it."""


class State(StrEnum):
    """What became of a message to one person."""

    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    TEST = "test"


class InUse(Exception):
    """Another process is sending this edition."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that is known of one letter to one mailbox: its state, and the day of it."""

    state: State
    day: str


class Key(NamedTuple):
    """A letter to a mailbox; ``retraction`` as in ``letters.Letter``."""

    mailbox: str
    language: str
    revision: int
    retraction: bool = False


def path_of(root: Path, edition: str) -> Path:
    """Where the record of an edition lies."""
    return root / FOLDER / f"{edition}.jsonl"


def known(path: Path) -> Mapping[Key, Entry]:
    """What a record says; nothing when there is none.

    A line that a break cut short says nothing: the line before it is whole.
    """
    found: dict[Key, Entry] = {}
    if not path.is_file():
        return found
    for line in path.read_text("utf-8", errors="replace").split("\n"):
        try:
            said = json.loads(line)
            state = State(said["state"])
            key = Key(
                str(said["to"]),
                str(said["language"]),
                int(said["revision"]),
                said.get("retraction") is True,
            )
        except (ValueError, KeyError, TypeError):
            continue
        if state is not State.TEST:
            found[key] = Entry(state, str(said.get("at", ""))[:10])
    return found


class Record:
    """A record that is open for writing, and the name of its file."""

    def __init__(self, file: IO[str], name: str) -> None:
        self._file = file
        self.name = name

    def write(self, key: Key, state: State, at: datetime, id: str, detail: str = "") -> None:
        """Writes a line, and does not return before it is on the disk.

        Args:
            key: of the letter.
            state: what became of it.
            at: when.
            id: the Message-ID, to find it in the server's own record.
            detail: what the server said.
        """
        said: dict[str, object] = {
            "at": at.isoformat(timespec="seconds"),
            "state": state.value,
            "to": key.mailbox,
            "language": key.language,
            "revision": key.revision,
            "id": id,
        }
        if key.retraction:
            said["retraction"] = True
        if detail:
            said["detail"] = detail
        self._file.write(json.dumps(said, ensure_ascii=False) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def opened(path: Path) -> Iterator[Record]:
    """The record of an edition, open for one process at a time and readable by its owner only.

    Raises:
        InUse: another process has it open.
        OSError: the disk refuses.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a+", encoding="utf-8", newline="\n") as file:
        _lock(file)
        _sync_folder(path.parent)
        if _is_cut_short(path):
            # So that the next line does not become part of it.
            file.write("\n")
        yield Record(file, f"{FOLDER}/{path.name}")


def _is_cut_short(path: Path) -> bool:
    content = path.read_bytes()
    return bool(content) and not content.endswith(b"\n")


def _lock(file: IO[str]) -> None:
    """Locks until the file is closed, which the end of the process does, however it ends."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InUse from error


def _sync_folder(folder: Path) -> None:
    """Makes a new file's name survive a power cut; Windows has no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
