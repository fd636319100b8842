"""What the build makes: an artifact knows its path, its audience and what it is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rectoverso.problems import Problem


class Audience(StrEnum):
    """Who may see it. The path starts with the audience: ``public/…`` or ``private/…``."""

    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Made:
    """Bytes of an artifact, and the problems that came up while making it."""

    content: bytes
    problems: tuple[Problem, ...] = ()


Maker = Callable[[Any, Mapping[str, bytes]], Made]
"""A module-level function of (values, bytes of the inputs by path); a worker process calls it."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the output tree.

    Attributes:
        path: below ``site/``, with forward slashes, starting with the audience.
        media_type: such as ``text/html``.
        audience: public or private.
        make: makes its bytes from ``values`` and the bytes of ``inputs``.
        values: picklable; everything that the bytes depend on, but for the inputs.
        inputs: paths of artifacts it is made from.
        digest: of the values and of what else decides the bytes (templates, fonts, program);
            with the bytes of the inputs it tells whether the artifact must be made again.
        content: language and title where that makes sense, for summaries.
    """

    path: str
    media_type: str
    audience: Audience
    make: Maker
    values: Any
    digest: str
    inputs: tuple[str, ...] = ()
    title: str = ""
    language: str = ""


def digest_of(*parts: str | bytes) -> str:
    """SHA-256 over parts, each preceded by its length so that no two lists of parts collide."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()
