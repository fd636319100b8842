"""A person and what the sources say that person is."""

from __future__ import annotations

KIND = "role"
Authored = None
