"""Reads files of the publication: inside it only, UTF-8 only, not too large."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rectoverso.model.articles import Article
from rectoverso.problems import Code, Problem, Span

MAX_BYTES = 4_000_000
"""A hand-written file or an article is far smaller; a larger one is a mistake or an attack."""


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as its folder lets us see."""
    try:
        return path.is_file()
    except OSError:
        return False


@dataclass(slots=True)
class Reader:
    """Reads each file once, and keeps the text for messages.

    Attributes:
        root: the publication; nothing outside it is read, but for folders of articles that
            the caller names.
        texts: text by path relative to the root.
        problems: what was wrong, in the order of reading.
    """

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """The path as messages show it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def text(self, path: Path, *, needed: bool = True) -> str | None:
        """The text of a file of the publication, or none when there is none to be used."""
        name = self.name(path)
        if not is_file(path):
            if needed:
                self.problems.append(Problem(Code.Y008, Span(name), {"path": name}))
            return None
        if not path.resolve().is_relative_to(self.root.resolve()):
            self.problems.append(Problem(Code.Y013, Span(name), {"path": name}))
            return None
        data = self._bytes(path, name)
        if data is None:
            return None
        text = self._decoded(data, name)
        if text is None:
            return None
        self.texts[name] = text
        return text

    def articles(self, folders: Iterable[Path]) -> dict[str, Article]:
        """Copies of articles (``.txt`` and ``.md``) by the SHA-256 of their bytes."""
        found: dict[str, Article] = {}
        for folder in folders:
            for path in sorted(folder.glob("*")):
                if path.suffix not in (".txt", ".md") or not is_file(path):
                    continue
                name = self.name(path)
                inside = path.is_relative_to(self.root)
                if inside and not path.resolve().is_relative_to(self.root.resolve()):
                    self.problems.append(Problem(Code.Y013, Span(name), {"path": name}))
                    continue
                data = self._bytes(path, name)
                if data is None:
                    continue
                try:
                    text = data.decode("utf-8-sig")
                except UnicodeDecodeError as fault:
                    self.problems.append(_not_utf8(data, fault, name))
                    continue
                digest = hashlib.sha256(data).hexdigest()
                found.setdefault(digest, Article(digest, text, name))
        return found

    def _bytes(self, path: Path, name: str) -> bytes | None:
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                values = {
                    "path": name,
                    "found": str(size // 1000),
                    "allowed": str(MAX_BYTES // 1000),
                }
                self.problems.append(Problem(Code.Y011, Span(name), values))
                return None
            return path.read_bytes()
        except OSError:
            self.problems.append(Problem(Code.Y008, Span(name), {"path": name}))
            return None

    def _decoded(self, data: bytes, name: str) -> str | None:
        if data.startswith(b"\xef\xbb\xbf"):
            self.problems.append(Problem(Code.Y007, Span(name, 1, 1, 1, 2)))
            data = data[3:]
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as fault:
            self.problems.append(_not_utf8(data, fault, name))
            self.texts[name] = data.decode("utf-8", errors="replace")
            return None


def _not_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> Problem:
    before = data[: fault.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
    span = Span(name, line, column, line, column + 1)
    return Problem(Code.Y006, span, {"found": f"0x{data[fault.start]:02X}"})
