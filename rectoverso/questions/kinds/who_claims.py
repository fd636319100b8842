"""Which sources make a claim on which others differ."""

from __future__ import annotations

KIND = "who-claims"
Authored = None
