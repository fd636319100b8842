"""The day, month or year of an event."""

from __future__ import annotations

KIND = "date"
Authored = None
