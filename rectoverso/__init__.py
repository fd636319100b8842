"""Rectoverso: an explainer newsletter and a quiz from the same verified facts and quotes."""

from __future__ import annotations

__version__ = "0.1.0"
