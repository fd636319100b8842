"""Checks of rendered output, one a file. Each exports ``check(context) -> Iterable[Problem]``."""

from __future__ import annotations
