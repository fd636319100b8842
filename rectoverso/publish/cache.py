"""Keeps what was made, by digest, so that nothing unchanged is made again."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from rectoverso.model.artifacts import Made
from rectoverso.problems import Code, Problem, Remark, Span


class Kept(Protocol):
    """Keeps what was made, by digest."""

    def get(self, digest: str) -> Made | None:
        """What was made under that digest, with its problems; none if it is not kept."""

    def put(self, digest: str, made: Made) -> None:
        """Keeps what was made, as far as there is room."""


class Cache:
    """A folder of made artifacts. A file in it that cannot be read counts as not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, digest: str) -> Made | None:
        """What was made under that digest, with its problems; none if it is not kept."""
        try:
            head, _, content = (self.folder / digest).read_bytes().partition(b"\n")
            kept = json.loads(head)
            if kept["size"] != len(content):
                return None
            return Made(content, tuple(_problem(item) for item in kept["problems"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, digest: str, made: Made) -> None:
        """Keeps what was made. A disk that refuses costs only the time to make it again."""
        head = {"size": len(made.content), "problems": [_plain(item) for item in made.problems]}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half = self.folder / f"{digest}.{os.getpid()}.part"
            half.write_bytes(json.dumps(head).encode() + b"\n" + made.content)
            half.replace(self.folder / digest)
        except OSError:
            return

    def forget_all_but(self, digests: set[str]) -> None:
        """Drops what the last build did not use. What the disk keeps costs only its room."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in digests:
                    path.unlink(missing_ok=True)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.name,
        "span": asdict(problem.span) if problem.span else None,
        "values": dict(problem.values),
        "remarks": [
            {
                "name": remark.name,
                "values": dict(remark.values),
                "span": asdict(remark.span) if remark.span else None,
            }
            for remark in problem.remarks
        ],
    }


def _span(item: dict[str, Any] | None) -> Span | None:
    return Span(**item) if item else None


def _problem(item: dict[str, Any]) -> Problem:
    remarks = tuple(
        Remark(remark["name"], remark["values"], _span(remark["span"]))
        for remark in item["remarks"]
    )
    return Problem(Code[item["code"]], _span(item["span"]), item["values"], remarks)
