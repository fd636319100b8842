"""A term of the glossary and its definition."""

from __future__ import annotations

KIND = "term"
Authored = None
