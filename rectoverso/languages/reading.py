"""Reads the YAML of the language folders, in which every scalar is text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

Node: TypeAlias = "str | Sequence[Node] | Mapping[str, Node]"


def read_yaml(path: Path) -> Node:
    """The content of a file of ours; an empty file is an empty mapping.

    ``BaseLoader`` builds text, lists and mappings only, so that ``no`` and ``1.10`` stay
    what they are.
    """
    found: Node | None = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return {} if found is None or found == "" else found


def mapping(node: Node, where: str) -> Mapping[str, Node]:
    """The node as a mapping.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(node, Mapping):
        raise ValueError(f"{where}: not a mapping")
    return node


def text(node: Node, where: str) -> str:
    """The node as text.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(node, str):
        raise ValueError(f"{where}: not text")
    return node


def words(node: Node, where: str) -> tuple[str, ...]:
    """The node as a list of words; text is split at commas.

    Raises:
        ValueError: it is something else.
    """
    if isinstance(node, str):
        return tuple(part.strip() for part in node.split(",") if part.strip())
    if isinstance(node, Mapping):
        raise ValueError(f"{where}: not a list")
    return tuple(text(part, where) for part in node)


def lists(node: Node, where: str) -> dict[str, tuple[str, ...]]:
    """The node as a mapping of lists of words."""
    return {name: words(part, f"{where}.{name}") for name, part in mapping(node, where).items()}
