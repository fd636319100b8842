"""A statement taken from a fact, or altered in one figure: true or false."""

from __future__ import annotations

KIND = "statement"
Authored = None
