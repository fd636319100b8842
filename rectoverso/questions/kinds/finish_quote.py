"""How a verbatim quotation goes on."""

from __future__ import annotations

KIND = "finish-quote"
Authored = None
