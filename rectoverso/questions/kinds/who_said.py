"""Who said these words."""

from __future__ import annotations

KIND = "who-said"
Authored = None
