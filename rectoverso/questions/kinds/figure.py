"""A figure that a fact reports, asked with four options or as a number."""

from __future__ import annotations

KIND = "figure"
Authored = None
