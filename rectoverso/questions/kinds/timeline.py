"""Events to be put in the order of their dates."""

from __future__ import annotations

KIND = "timeline"
Authored = None
