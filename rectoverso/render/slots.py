"""Slots: places in a page that hold the bytes of another artifact, such as a chart.

A page is planned before its charts are drawn, and drawn charts are kept between builds; so
the page's text names them, and the worker that makes the page puts them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


def slot(name: str) -> str:
    """The text that stands in a page until the slot is filled.

    Args:
        name: unique in its page.
    """
    return f"<!--slot:{name}-->"


def fill_slots(html: str, slots: Mapping[str, str], inputs: Mapping[str, bytes]) -> str:
    """The page with its slots filled.

    Args:
        html: the page.
        slots: name of a slot → path of an artifact.
        inputs: path of an artifact → its bytes; a missing one leaves its slot empty.
    """
    for name, path in slots.items():
        html = html.replace(slot(name), inputs.get(path, b"").decode())
    return html


@cache
def program() -> bytes:
    """The source of this module: part of the digest of everything whose slots it fills."""
    return Path(__file__).read_bytes()
